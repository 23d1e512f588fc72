import { useTranslations } from "next-intl";
import { type ReactNode, useId } from "react";
import { classes } from "./classes";
import { Icon } from "./icon";
import { CircleAlert } from "./icons";

/** What a field hands to its control, so that label, hint and error belong to it. */
export type ControlProps = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
};

export type FieldTexts = {
  label: ReactNode;
  /** One sentence on what is wanted and why. */
  hint?: ReactNode;
  /** What is wrong and what to do; marks the control as invalid. */
  error?: string | undefined;
  /** Adds "(optional)" to the label: required is the ordinary case and carries no star. */
  optional?: boolean;
  /** Keeps the label for screen readers only, where the place says what the field is. */
  labelHidden?: boolean;
  className?: string | undefined;
};

/** Label, hint and error around one control: `{(control) => <input {...control} />}`. */
export function Field({
  label,
  hint,
  error,
  optional,
  labelHidden,
  className,
  children,
}: FieldTexts & { children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className={classes("flex flex-col gap-1", className)}>
      <label htmlFor={id} className={labelHidden ? "sr-only" : "font-semibold"}>
        {label}
        {optional && <OptionalMark />}
      </label>
      {hint && <FieldHint id={`${id}-hint`}>{hint}</FieldHint>}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
      {children({
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": error ? true : undefined,
      })}
    </div>
  );
}

/** "(optional)", after the label of a field or group. */
export function OptionalMark() {
  const t = useTranslations("forms");
  return <span className="font-normal text-ink-muted"> ({t("optional")})</span>;
}

/** The hint of a field or group; `id` is named in its aria-describedby. */
export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="max-w-measure text-meta text-ink-muted">
      {children}
    </p>
  );
}

/** The error of a field or group: an icon, the word "Error:" for screen readers, the sentence. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  const t = useTranslations("forms");
  return (
    <p id={id} className="flex items-start gap-1.5 font-semibold text-danger">
      <Icon of={CircleAlert} className="mt-px" />
      <span>
        <span className="sr-only">{t("errorPrefix")} </span>
        {children}
      </span>
    </p>
  );
}
