"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Choice, RadioGroup } from "@/components/ui/choice-group";
import { TextField } from "@/components/ui/text-field";
import { type Telling, tellings } from "@/db/reference/words";

/** Changes the organisation's name. */
export function OrganisationNameForm({
  action,
  name,
}: {
  action: FormServerAction<void>;
  name: string;
}) {
  const t = useTranslations("settings");
  const form = useActionForm(action);
  return (
    <form key={name} {...form.sending} className="flex max-w-md flex-col gap-4">
      <FormFeedback form={form} refused={t("refused")} done={t("done")} />
      <TextField
        label={t("organisation.name")}
        hint={t("organisation.nameHint")}
        name="name"
        autoComplete="organization"
        maxLength={120}
        defaultValue={form.typed("name", name)}
        error={form.fault("name")}
      />
      <Button type="submit" look="primary" className="self-start" aria-disabled={form.isPending}>
        {t("organisation.submit")}
      </Button>
    </form>
  );
}

/** Decides what partners are told of talks with States. */
export function TellingForm({
  action,
  telling,
}: {
  action: FormServerAction<void>;
  telling: Telling;
}) {
  const t = useTranslations("settings");
  const form = useActionForm(action);
  return (
    <form key={telling} {...form.sending} className="flex flex-col items-start gap-3">
      <FormFeedback form={form} refused={t("refused")} done={t("done")} />
      <RadioGroup
        name="telling"
        label={t("organisation.telling.legend")}
        defaultValue={form.typed("telling", telling)}
        error={form.fault("telling")}
        options={tellings.map((one) => ({
          value: one,
          label: t(`organisation.telling.${one}`),
          ...(one !== "named" && { hint: t(`organisation.telling.${one}Hint`) }),
        }))}
      />
      <Button type="submit" aria-disabled={form.isPending}>
        {t("organisation.telling.submit")}
      </Button>
    </form>
  );
}

/** Leaves the organisation, after a tick that can't be set by accident. */
export function LeaveOrganisationForm({ action }: { action: FormServerAction<never> }) {
  const t = useTranslations("settings");
  const form = useActionForm(action);
  return (
    <form {...form.sending} className="flex flex-col items-start gap-2">
      <FormFeedback
        form={{ ...form, refusal: form.refusal ?? form.fault("confirmed") ?? null }}
        refused={t("refused")}
      />
      <Choice type="checkbox" name="confirmed" required label={t("organisation.leave.confirm")} />
      <Button type="submit" look="danger" aria-disabled={form.isPending}>
        {t("organisation.leave.submit")}
      </Button>
    </form>
  );
}
