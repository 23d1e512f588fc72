import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { classes } from "./classes";
import { Field, type FieldTexts } from "./field";
import { Icon } from "./icon";
import { ChevronDown } from "./icons";

export type Option = { value: string; label: string; disabled?: boolean };
export type OptionGroup = { label: string; options: Option[] };

/** The native select itself, for places where a `Field` stands around it already. */
export function Select({
  options,
  placeholder,
  className,
  ...rest
}: Omit<ComponentProps<"select">, "children"> & {
  options: (Option | OptionGroup)[];
  /** The first, empty choice. */
  placeholder?: string | undefined;
}) {
  return (
    <span className={classes("relative block", className)}>
      <select {...rest} className="control appearance-none pe-9">
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map((entry) =>
          "options" in entry ? (
            <optgroup key={entry.label} label={entry.label}>
              {entry.options.map(choice)}
            </optgroup>
          ) : (
            choice(entry)
          ),
        )}
      </select>
      <Icon
        of={ChevronDown}
        className="pointer-events-none absolute inset-y-0 end-3 my-auto text-ink-muted"
      />
    </span>
  );
}

function choice({ value, label, disabled }: Option) {
  return (
    <option key={value} value={value} disabled={disabled}>
      {label}
    </option>
  );
}

/** A choice of one from a list, with the native select: it works everywhere and without scripts. */
export function SelectField({
  label,
  hint,
  error,
  optional,
  labelHidden,
  className,
  options,
  placeholder,
  ...input
}: FieldTexts &
  Omit<ComponentProps<"select">, "className" | "children" | "id"> & {
    options: (Option | OptionGroup)[];
    /** The empty first choice; "Choose" when nothing is chosen beforehand. `null` leaves it out. */
    placeholder?: string | null;
  }) {
  const t = useTranslations("forms");
  const chosen = input.defaultValue ?? input.value;
  const empty = placeholder === undefined && chosen === undefined ? t("choose") : placeholder;
  return (
    <Field {...{ label, hint, error, optional, labelHidden, className }}>
      {(control) => (
        <Select
          required={!optional}
          {...input}
          {...control}
          options={options}
          placeholder={empty ?? undefined}
        />
      )}
    </Field>
  );
}
