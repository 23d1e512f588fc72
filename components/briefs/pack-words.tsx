"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { useFormParts } from "@/components/forms/action-form";
import { FormArea, FormText } from "@/components/forms/form-fields";
import { Icon } from "@/components/ui/icon";
import { ChevronDown } from "@/components/ui/icons";
import type { AlertLanguage } from "@/db/reference/words";
import { countUnits } from "@/lib/briefs/paper/units";
import { mostAskWords } from "@/lib/briefs/written/brief";

/** What the briefs of a pack say in one language, folded; how many words its ask has is counted as it is written. */
export function PackWords({ language, isOpen }: { language: AlertLanguage; isOpen: boolean }) {
  const t = useTranslations("packs");
  const write = useTranslations("briefs.write");
  const named = useTranslations("alerts.language")(language);
  const { typed } = useFormParts();
  const [written, setWritten] = useState<string>();
  const signs = language === "zh" ? "Signs" : "";
  const most = mostAskWords(language);
  const count = countUnits(written ?? typed(`ask.${language}`) ?? "");
  return (
    <details open={isOpen} className="group border-t border-line last:border-b">
      <summary className="flex min-h-11 cursor-pointer items-center justify-between gap-3 px-1 font-semibold text-accent">
        {t("words", { language: named })}
        <Icon of={ChevronDown} className="text-ink-muted group-open:rotate-180" />
      </summary>
      <div className="flex flex-col gap-4 pb-4">
        <FormText
          name={`ask.${language}`}
          label={t("ask", { language: named })}
          hint={
            <>
              {write(`askHint${signs}`, { most })} {write("askFirst")}{" "}
              <span className={count > most ? "font-semibold text-danger" : "noscript:hidden"}>
                {write(`askCount${signs}`, { count, most })}
              </span>
            </>
          }
          lang={language}
          dir="auto"
          onInput={(event) => setWritten(event.currentTarget.value)}
        />
        <FormArea
          name={`text.${language}`}
          label={t("text", { language: named })}
          lang={language}
          dir="auto"
          optional
          rows={3}
        />
      </div>
    </details>
  );
}
