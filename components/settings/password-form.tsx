"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { NewPasswordField, PasswordField } from "@/components/sign-in/credential-fields";
import { Button } from "@/components/ui/button";

/** Changes a person's password. The address stands hidden beside it, for password managers. */
export function PasswordForm({ action, email }: { action: FormServerAction<void>; email: string }) {
  const t = useTranslations("settings");
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex max-w-md flex-col gap-5">
      <FormFeedback form={form} refused={t("refused")} done={t("password.done")} />
      <input type="text" name="username" autoComplete="username" defaultValue={email} hidden />
      <PasswordField name="current" label={t("password.current")} form={form} />
      <NewPasswordField label={t("password.new")} hint={t("password.newHint")} form={form} />
      <p className="text-ink-muted">{t("password.effect")}</p>
      <Button type="submit" look="primary" className="self-start" aria-disabled={form.isPending}>
        {t("password.submit")}
      </Button>
    </form>
  );
}
