import { type ComponentProps, type ReactNode, useId } from "react";
import { classes } from "./classes";
import { FieldError, FieldHint, type FieldTexts, OptionalMark } from "./field";

/** A set of fields that belong together, with a legend, a hint and an error of their own. */
export function FieldGroup({
  label,
  hint,
  error,
  optional,
  labelHidden,
  className,
  children,
}: FieldTexts & { children: ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset
      className={classes("flex min-w-0 flex-col gap-1", className)}
      aria-describedby={described || undefined}
    >
      <legend className={labelHidden ? "sr-only" : "mb-1 font-semibold"}>
        {label}
        {optional && <OptionalMark />}
      </legend>
      {hint && <FieldHint id={`${id}-hint`}>{hint}</FieldHint>}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children}
    </fieldset>
  );
}

type ChoiceProps = Omit<ComponentProps<"input">, "type" | "children" | "className"> & {
  type: "checkbox" | "radio";
  label: ReactNode;
  hint?: ReactNode;
};

/** One checkbox or radio button with its label; the whole line can be pressed. */
export function Choice({ type, label, hint, ...input }: ChoiceProps) {
  const id = useId();
  return (
    <label className="flex min-h-row items-start gap-3 py-2">
      <input
        type={type}
        aria-describedby={hint ? `${id}-hint` : undefined}
        {...input}
        className="mt-px size-[1.125rem] shrink-0 accent-accent"
      />
      <span>
        {label}
        {hint && (
          <span id={`${id}-hint`} className="block text-meta text-ink-muted">
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

export type ChoiceOption = {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

/** One of several: radio buttons under a question. */
export function RadioGroup({
  name,
  options,
  defaultValue,
  onChange,
  ...texts
}: FieldTexts & {
  name: string;
  options: ChoiceOption[];
  defaultValue?: string | undefined;
  onChange?: (value: string) => void;
}) {
  return (
    <FieldGroup {...texts}>
      {options.map((option) => (
        <Choice
          key={option.value}
          type="radio"
          name={name}
          {...option}
          required={!texts.optional}
          defaultChecked={option.value === defaultValue}
          onChange={onChange && (() => onChange(option.value))}
        />
      ))}
    </FieldGroup>
  );
}

const beside = {
  two: "grid grid-cols-2 gap-x-4",
  fitting: "grid grid-cols-[repeat(auto-fill,minmax(min(100%,15rem),1fr))] gap-x-6",
  none: "contents",
} as const;

/** A list of fewer is taken in at a glance as it is. */
const manyOptions = 5;

/**
 * Any of several: checkboxes under a question. All carry the same name. Many stand beside each other as far as there is
 * room, so that a list of fifteen is no page of its own; those that are explained one by one stay below each other.
 */
export function CheckboxGroup({
  name,
  options,
  defaultValue = [],
  inColumns,
  ...texts
}: FieldTexts & {
  name: string;
  options: readonly ChoiceOption[];
  defaultValue?: readonly string[];
  /** Two beside each other, where many short ones would fill a phone. */
  inColumns?: boolean;
}) {
  const isLong = options.length >= manyOptions && !options.some(({ hint }) => hint);
  return (
    <FieldGroup {...texts}>
      <div className={beside[inColumns ? "two" : isLong ? "fitting" : "none"]}>
        {options.map((option) => (
          <Choice
            key={option.value}
            type="checkbox"
            name={name}
            {...option}
            defaultChecked={defaultValue.includes(option.value)}
          />
        ))}
      </div>
    </FieldGroup>
  );
}
