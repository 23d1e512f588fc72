"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormParts } from "@/components/forms/action-form";
import { FormArea } from "@/components/forms/form-fields";
import type { AlertLanguage } from "@/db/reference/words";
import { countUnits } from "@/lib/briefs/paper/units";
import { mostAskWords } from "@/lib/briefs/written/brief";

/** The one sentence for which a brief is written; its words are counted as it is written, in Chinese its signs. */
export function AskField({
  ask,
  language,
  standsFirst,
}: {
  ask: string;
  language: AlertLanguage;
  /** On paper; a speech comes to it. */
  standsFirst: boolean;
}) {
  const t = useTranslations("briefs.write");
  const { typed } = useFormParts();
  const [written, setWritten] = useState<string>();
  const signs = language === "zh" ? "Signs" : "";
  const most = mostAskWords(language);
  const count = countUnits(written ?? typed("ask") ?? ask);
  return (
    <FormArea
      name="ask"
      label={t("ask")}
      hint={
        <>
          {t(`askHint${signs}`, { most })} {standsFirst && t("askFirst")}{" "}
          <span className={count > most ? "font-semibold text-danger" : undefined}>
            {t(`askCount${signs}`, { count, most })}
          </span>
        </>
      }
      rows={5}
      maxLength={600}
      defaultValue={ask}
      onInput={(event) => setWritten(event.currentTarget.value)}
    />
  );
}
