import type { ComponentProps } from "react";
import { classes } from "./classes";
import { type ControlProps, Field, type FieldTexts } from "./field";
import { TooLong } from "./too-long";

type Widths = {
  /** The width that fits the answer; full by default. */
  width?: "full" | "medium" | "short";
};

const widths = { full: "", medium: "max-w-80", short: "max-w-40" };

/** A limit cuts nothing off, as the browser's own would without a word: it is said. */
function limited(control: ControlProps, most: number | undefined): ControlProps {
  const described = [control["aria-describedby"], most && `${control.id}-length`];
  return { ...control, "aria-describedby": described.filter(Boolean).join(" ") || undefined };
}

/** One line of text. `dir="auto"`, since people write in their own language. */
export function TextField({
  label,
  hint,
  error,
  optional,
  labelHidden,
  className,
  width = "full",
  maxLength,
  ...input
}: FieldTexts & Widths & Omit<ComponentProps<"input">, "className" | "children" | "id">) {
  return (
    <Field {...{ label, hint, error, optional, labelHidden, className }}>
      {(control) => (
        <>
          <input
            dir="auto"
            required={!optional}
            {...input}
            {...limited(control, maxLength)}
            className={classes("control", widths[width])}
          />
          {maxLength && (
            <TooLong
              field={control.id}
              most={maxLength}
              text={input.value?.toString()}
              judged={error ? input.defaultValue?.toString() : undefined}
            />
          )}
        </>
      )}
    </Field>
  );
}

/** Several lines of text, at a readable measure. */
export function TextArea({
  label,
  hint,
  error,
  optional,
  labelHidden,
  className,
  maxLength,
  ...input
}: FieldTexts & Omit<ComponentProps<"textarea">, "className" | "children" | "id">) {
  return (
    <Field {...{ label, hint, error, optional, labelHidden, className }}>
      {(control) => (
        <>
          <textarea
            dir="auto"
            rows={4}
            required={!optional}
            {...input}
            {...limited(control, maxLength)}
            className="control max-w-measure text-body"
          />
          {maxLength && (
            <TooLong
              field={control.id}
              most={maxLength}
              text={input.value?.toString()}
              judged={error ? input.defaultValue?.toString() : undefined}
            />
          )}
        </>
      )}
    </Field>
  );
}
