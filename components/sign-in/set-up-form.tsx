"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { LanguageField } from "@/components/forms/language-field";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { EmailField, NewPasswordField } from "./credential-fields";

/** The one form of the first set-up. */
export function SetUpForm({
  action,
  token,
  locales,
  locale,
}: {
  action: FormServerAction<never>;
  token: string;
  locales: { code: string; name: string }[];
  locale: string;
}) {
  const t = useTranslations("setUp");
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex flex-col gap-5">
      <FormFeedback form={form} refused={t("refused")} />
      <input type="hidden" name="token" value={token} />
      <LanguageField locales={locales} chosen={locale} form={form} />
      <TextField
        label={t("organisation")}
        hint={t("organisationHint")}
        name="organisation"
        autoComplete="organization"
        maxLength={120}
        defaultValue={form.typed("organisation")}
        error={form.fault("organisation")}
      />
      <TextField
        label={t("name")}
        hint={t("nameHint")}
        name="name"
        autoComplete="name"
        maxLength={120}
        defaultValue={form.typed("name")}
        error={form.fault("name")}
      />
      <EmailField label={t("email")} hint={t("emailHint")} form={form} />
      <NewPasswordField label={t("password")} hint={t("passwordHint")} form={form} />
      <Button type="submit" look="primary" className="self-start" aria-disabled={form.isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}
