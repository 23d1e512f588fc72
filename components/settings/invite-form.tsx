"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { FormKey } from "@/components/forms/form-key";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Choice, RadioGroup } from "@/components/ui/choice-group";
import { Notice } from "@/components/ui/notice";
import { TextField } from "@/components/ui/text-field";
import type { MembershipRole } from "@/db/reference/words";
import { CopyLink } from "./copy-link";

type Invited = { link: string; mail: "none" | "sent" | "failed" };

/** Makes an invitation and shows its link, this once. */
export function InviteForm({
  action,
  roles,
  canSendMail,
}: {
  action: FormServerAction<Invited>;
  roles: readonly MembershipRole[];
  canSendMail: boolean;
}) {
  const t = useTranslations("settings.members.invite");
  const s = useTranslations("settings");
  const form = useActionForm(action);
  const made = form.state.status === "done" ? form.state.result : null;
  return (
    <div className="flex flex-col gap-4">
      {made && (
        <Notice tone="done" role="status" title={t("done")}>
          <p>{t("once")}</p>
          {made.mail !== "none" && <p>{t(made.mail)}</p>}
          <CopyLink label={t("link")} link={made.link} copy={t("copy")} copied={t("copied")} />
        </Notice>
      )}
      <form {...form.sending} className="flex max-w-md flex-col gap-4">
        <FormKey key={made?.link} />
        <FormFeedback form={form} refused={s("refused")} />
        <RadioGroup
          label={t("role")}
          name="role"
          options={roles.map((role) => ({
            value: role,
            label: s(`roles.${role}`),
            hint: s(`roleHints.${role}`),
          }))}
          defaultValue={form.typed("role", "advocate")}
          error={form.fault("role")}
        />
        <TextField
          label={t("email")}
          hint={t("emailHint")}
          optional
          name="email"
          type="email"
          autoComplete="off"
          dir="ltr"
          maxLength={254}
          defaultValue={form.typed("email")}
          error={form.fault("email")}
        />
        {canSendMail && <Choice type="checkbox" name="mail" label={t("mail")} />}
        <Button type="submit" look="primary" className="self-start" aria-disabled={form.isPending}>
          {t("submit")}
        </Button>
      </form>
    </div>
  );
}
