"use client";

import type { ReactNode } from "react";
import type { useActionForm } from "@/components/forms/use-action-form";
import { TextField } from "@/components/ui/text-field";

type Answers = Pick<ReturnType<typeof useActionForm>, "typed" | "fault">;
type Props = { label: ReactNode; hint?: ReactNode; form: Answers };

/** The address that somebody signs in with. */
export function EmailField({
  otherwise,
  form,
  ...texts
}: Props & {
  /** What stands there at first. */
  otherwise?: string | undefined;
}) {
  return (
    <TextField
      {...texts}
      name="email"
      type="email"
      autoComplete="username"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      dir="ltr"
      maxLength={254}
      defaultValue={form.typed("email", otherwise)}
      error={form.fault("email")}
    />
  );
}

/** A password to choose. Never sent back. */
export function NewPasswordField({ form, ...texts }: Props) {
  return (
    <TextField
      {...texts}
      name="password"
      type="password"
      autoComplete="new-password"
      minLength={15}
      maxLength={128}
      dir="ltr"
      error={form.fault("password")}
    />
  );
}

/** A password that is known already. */
export function PasswordField({
  name = "password",
  form,
  ...texts
}: Props & { name?: "password" | "current" }) {
  return (
    <TextField
      {...texts}
      name={name}
      type="password"
      autoComplete="current-password"
      dir="ltr"
      error={form.fault(name)}
    />
  );
}
