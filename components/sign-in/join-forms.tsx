"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { EmailField, NewPasswordField, PasswordField } from "./credential-fields";

type Props = {
  action: FormServerAction<never>;
  token: string;
  /** The address that the inviter noted. */
  email: string | null;
};

/** Joins as somebody who has never signed in here. */
export function JoinAsNewPersonForm({ action, token, email }: Props) {
  const t = useTranslations("invitations");
  const s = useTranslations("setUp");
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex flex-col gap-4">
      <FormFeedback form={form} refused={t("refused.title")} />
      <input type="hidden" name="token" value={token} />
      <TextField
        label={s("name")}
        hint={s("nameHint")}
        name="name"
        autoComplete="name"
        maxLength={120}
        defaultValue={form.typed("name")}
        error={form.fault("name")}
      />
      <EmailField
        label={s("email")}
        hint={s("emailHint")}
        form={form}
        otherwise={email ?? undefined}
      />
      <NewPasswordField label={s("password")} hint={s("passwordHint")} form={form} />
      <Button type="submit" look="primary" className="self-start" aria-disabled={form.isPending}>
        {t("new.submit")}
      </Button>
    </form>
  );
}

/** Joins as somebody who signs in here already, for another organisation or for this one in former times. */
export function JoinAsKnownPersonForm({ action, token, email }: Props) {
  const t = useTranslations("invitations");
  const s = useTranslations("signIn");
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex flex-col gap-4">
      <FormFeedback form={form} refused={t("refused.title")} />
      <input type="hidden" name="token" value={token} />
      <EmailField label={s("email")} form={form} otherwise={email ?? undefined} />
      <PasswordField label={s("password")} form={form} />
      <Button type="submit" className="self-start" aria-disabled={form.isPending}>
        {t("known.submit")}
      </Button>
    </form>
  );
}

/** Joins as the person who is signed in. */
export function JoinAsMyselfForm({
  action,
  token,
  name,
}: {
  action: FormServerAction<never>;
  token: string;
  name: string;
}) {
  const t = useTranslations("invitations");
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex flex-col gap-4">
      <FormFeedback form={form} refused={t("refused.title")} />
      <input type="hidden" name="token" value={token} />
      <p>{t("myself.text", { name })}</p>
      <Button type="submit" look="primary" className="self-start" aria-disabled={form.isPending}>
        {t("myself.submit", { name })}
      </Button>
    </form>
  );
}
