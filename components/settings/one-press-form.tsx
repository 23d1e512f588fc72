"use client";

import type { ReactNode } from "react";
import { FormFeedback } from "@/components/forms/form-feedback";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button, type ButtonLook } from "@/components/ui/button";

/** A form that is one button: what it sends is fixed. A refusal is said beside it. */
export function OnePressForm<Result>({
  action,
  fields = {},
  look,
  name,
  refused,
  children,
}: {
  action: FormServerAction<Result>;
  fields?: Record<string, string>;
  look?: ButtonLook;
  /** The button's full name for screen readers, where the same words stand in several rows. */
  name?: string;
  refused: string;
  children: ReactNode;
}) {
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex flex-col items-start gap-2">
      {Object.entries(fields).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <Button
        type="submit"
        size="small"
        look={look ?? "secondary"}
        aria-label={name}
        aria-disabled={form.isPending}
      >
        {children}
      </Button>
      <FormFeedback form={form} refused={refused} />
    </form>
  );
}
