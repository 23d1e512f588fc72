"use client";

import { useTranslations } from "next-intl";
import { FormFeedback } from "@/components/forms/form-feedback";
import { LanguageField } from "@/components/forms/language-field";
import { type FormServerAction, useActionForm } from "@/components/forms/use-action-form";
import { Button } from "@/components/ui/button";
import { Choice, RadioGroup } from "@/components/ui/choice-group";
import { SelectField } from "@/components/ui/select-field";
import { TextField } from "@/components/ui/text-field";

/** A person's name, language, time zone, colours and use of data. */
export function PreferencesForm({
  action,
  person,
  locales,
  timeZones,
  themes,
}: {
  action: FormServerAction<void>;
  person: { name: string; locale: string; timeZone: string; theme: string; lowData: boolean };
  locales: { code: string; name: string }[];
  timeZones: string[];
  themes: readonly ("system" | "light" | "dark")[];
}) {
  const t = useTranslations("settings");
  const form = useActionForm(action);
  return (
    // Drawn anew with what was kept, since React empties a form after its action.
    <form key={JSON.stringify(person)} {...form.sending} className="flex max-w-md flex-col gap-5">
      <FormFeedback form={form} refused={t("refused")} done={t("done")} />
      <TextField
        label={t("you.name")}
        hint={t("you.nameHint")}
        name="name"
        autoComplete="name"
        maxLength={120}
        defaultValue={form.typed("name", person.name)}
        error={form.fault("name")}
      />
      <LanguageField locales={locales} chosen={person.locale} form={form} />
      <SelectField
        label={t("you.timeZone")}
        hint={t("you.timeZoneHint")}
        name="timeZone"
        options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
        defaultValue={form.typed("timeZone", person.timeZone)}
        error={form.fault("timeZone")}
      />
      <RadioGroup
        label={t("you.theme")}
        name="theme"
        options={themes.map((theme) => ({ value: theme, label: t(`you.themes.${theme}`) }))}
        defaultValue={form.typed("theme", person.theme)}
        error={form.fault("theme")}
      />
      <Choice
        type="checkbox"
        name="lowData"
        label={t("you.lowData")}
        hint={t("you.lowDataHint")}
        defaultChecked={person.lowData}
      />
      <Button type="submit" look="primary" className="self-start" aria-disabled={form.isPending}>
        {t("you.submit")}
      </Button>
    </form>
  );
}
