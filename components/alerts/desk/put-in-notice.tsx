"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import type { AlertLanguage } from "@/db/reference/words";
import { countWords } from "@/lib/text/count-words";
import { KeptWords } from "./kept-words";

/** Says to whoever may write again which words waited on this device, and stand in the text by now. */
export function PutInNotice({
  words,
  language,
  onDismiss,
}: {
  words: string;
  language: AlertLanguage;
  onDismiss: () => void;
}) {
  const t = useTranslations("alerts.desk.putIn");
  const common = useTranslations("common");
  const title = t("title", { count: countWords(words, language) });
  useEffect(() => announce(title), [title]);
  return (
    <Notice tone="done" title={title}>
      <KeptWords label={t("words")} words={words} />
      <p>{t("where")}</p>
      <p className="mt-2">
        <Button size="small" look="quiet" onClick={onDismiss}>
          {common("dismiss")}
        </Button>
      </p>
    </Notice>
  );
}
