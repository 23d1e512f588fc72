"use client";

import { useTranslations } from "next-intl";
import { FieldHint } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";

/**
 * The language a person reads in, sent as `locale`. While there is one only, it is told and not offered: a choice of
 * one is none.
 */
export function LanguageField({
  locales,
  chosen,
  form,
}: {
  /** Those with a catalogue, each with its name in itself. */
  locales: readonly { code: string; name: string }[];
  chosen: string;
  form: {
    typed(name: string, otherwise: string): string | undefined;
    fault(name: string): string | undefined;
  };
}) {
  const t = useTranslations("forms.language");
  const [only, ...others] = locales;
  if (only && others.length === 0) {
    return (
      <div className="flex flex-col gap-1">
        <p>
          <span className="font-semibold">{t("label")}:</span>{" "}
          <bdi lang={only.code}>{only.name}</bdi>
        </p>
        <FieldHint id="only-language">{t("only")}</FieldHint>
        <input type="hidden" name="locale" value={only.code} />
      </div>
    );
  }
  const value = form.typed("locale", chosen);
  return (
    <SelectField
      key={value}
      label={t("label")}
      name="locale"
      options={locales.map(({ code, name }) => ({ value: code, label: name }))}
      defaultValue={value}
      error={form.fault("locale")}
    />
  );
}
