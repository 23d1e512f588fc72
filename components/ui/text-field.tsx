import type { ComponentProps } from "react";
import { classes } from "./classes";
import { Field, type FieldTexts } from "./field";

type Widths = {
  /** The width that fits the answer; full by default. */
  width?: "full" | "medium" | "short";
};

const widths = { full: "", medium: "max-w-80", short: "max-w-40" };

/** One line of text. `dir="auto"`, since people write in their own language. */
export function TextField({
  label,
  hint,
  error,
  optional,
  labelHidden,
  className,
  width = "full",
  ...input
}: FieldTexts & Widths & Omit<ComponentProps<"input">, "className" | "children" | "id">) {
  return (
    <Field {...{ label, hint, error, optional, labelHidden, className }}>
      {(control) => (
        <input
          dir="auto"
          required={!optional}
          {...input}
          {...control}
          className={classes("control", widths[width])}
        />
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
  ...input
}: FieldTexts & Omit<ComponentProps<"textarea">, "className" | "children" | "id">) {
  return (
    <Field {...{ label, hint, error, optional, labelHidden, className }}>
      {(control) => (
        <textarea
          dir="auto"
          rows={4}
          required={!optional}
          {...input}
          {...control}
          className="control max-w-measure text-body"
        />
      )}
    </Field>
  );
}
