"use client";

import type { ComponentProps } from "react";
import { CheckboxGroup, Choice, type ChoiceOption, FieldGroup } from "@/components/ui/choice-group";
import { DateField } from "@/components/ui/date-field";
import { SelectField } from "@/components/ui/select-field";
import { TextArea, TextField } from "@/components/ui/text-field";
import type { KnownDate } from "@/lib/i18n/format";
import { useFormParts } from "./action-form";

/*
 * The fields of components/ui inside an ActionForm: each finds by its name what was typed before and what is wrong.
 * The id around each is where the list of errors leads.
 */

type Named = { name: string };

export function FormText({ defaultValue, ...props }: ComponentProps<typeof TextField> & Named) {
  const { anchor, fault, typed } = useFormParts();
  return (
    <div id={anchor(props.name)}>
      <TextField
        {...props}
        error={fault(props.name)}
        defaultValue={typed(props.name, defaultValue?.toString())}
      />
    </div>
  );
}

export function FormArea({ defaultValue, ...props }: ComponentProps<typeof TextArea> & Named) {
  const { anchor, fault, typed } = useFormParts();
  return (
    <div id={anchor(props.name)}>
      <TextArea
        {...props}
        error={fault(props.name)}
        defaultValue={typed(props.name, defaultValue?.toString())}
      />
    </div>
  );
}

export function FormSelect({ defaultValue, ...props }: ComponentProps<typeof SelectField> & Named) {
  const { anchor, fault, typed, round } = useFormParts();
  const chosen = typed(props.name, defaultValue?.toString());
  // Without a default the field offers "Choose"; an empty one would let the browser take the first of the list.
  const isChosen = Boolean(chosen) || props.placeholder !== undefined;
  return (
    <div id={anchor(props.name)}>
      <SelectField
        key={round}
        {...props}
        error={fault(props.name)}
        {...(isChosen && chosen !== undefined && { defaultValue: chosen })}
      />
    </div>
  );
}

export function FormRadios({
  name,
  options,
  defaultValue,
  ...texts
}: Omit<ComponentProps<typeof FieldGroup>, "children" | "error"> &
  Named & { options: ChoiceOption[]; defaultValue?: string | undefined }) {
  const { anchor, fault, typed, round } = useFormParts();
  const chosen = typed(name, defaultValue);
  return (
    <div id={anchor(name)}>
      <FieldGroup {...texts} error={fault(name)}>
        {options.map((option) => (
          <Choice
            key={`${round} ${option.value}`}
            type="radio"
            name={name}
            {...option}
            defaultChecked={option.value === chosen}
          />
        ))}
      </FieldGroup>
    </div>
  );
}

/** Any of several; `name` without the brackets that make a list of it. */
export function FormCheckboxes({
  name,
  defaultValue,
  anchored = true,
  ...props
}: Omit<ComponentProps<typeof CheckboxGroup>, "error"> & {
  /** False where several groups fill the same list: an id stands once in a page. */
  anchored?: boolean;
}) {
  const { anchor, fault, typedAll, round } = useFormParts();
  const chosen = typedAll(`${name}[]`) ?? defaultValue;
  return (
    <div id={anchored ? anchor(name) : undefined}>
      <CheckboxGroup
        key={round}
        {...props}
        name={`${name}[]`}
        error={fault(name)}
        {...(chosen && { defaultValue: chosen })}
      />
    </div>
  );
}

export function FormCheck({
  name,
  value = "yes",
  defaultChecked,
  ...props
}: Omit<ComponentProps<typeof Choice>, "type" | "name"> & Named) {
  const { anchor, typedAll, round } = useFormParts();
  const sent = typedAll(name);
  return (
    <div id={anchor(name)}>
      <Choice
        key={round}
        type="checkbox"
        name={name}
        value={value}
        {...props}
        defaultChecked={sent ? sent.length > 0 : defaultChecked}
      />
    </div>
  );
}

export function FormDate({
  defaultValue,
  ...props
}: Omit<ComponentProps<typeof DateField>, "error">) {
  const { anchor, fault, typed, round } = useFormParts();
  const precision = typed(`${props.name}.precision`) as KnownDate["precision"] | undefined;
  const end = (part: "from" | "to") =>
    ["year", "month", "day"].map((unit) => typed(`${props.name}.${part}.${unit}`) ?? "").join("-");
  const shown = precision ? { precision, from: end("from"), to: end("to") } : defaultValue;
  return (
    <div id={anchor(props.name)}>
      <DateField key={round} {...props} error={fault(props.name)} defaultValue={shown ?? null} />
    </div>
  );
}
