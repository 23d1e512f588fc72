"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect } from "react";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { History } from "@/components/ui/icons";
import { Notice } from "@/components/ui/notice";
import type { Restoration } from "@/lib/alerts/desk";
import { CopyWords } from "./copy-words";
import { KeptWords } from "./kept-words";

const isolated = { who: (words: ReactNode) => <bdi>{words}</bdi> };
const plainly = { who: (words: string) => words };

/**
 * Says to whoever has a text open that somebody made it what an earlier version holds, and gives back what the reader had
 * typed here and what went with it.
 */
export function RestoredNotice({
  restored,
  words,
  compare,
  onDismiss,
}: {
  restored: Restoration;
  /** What was typed here and no longer stands in the text; empty where nothing went. */
  words: string;
  /** Where what stood before is compared with the text as it is now. */
  compare: string;
  onDismiss: () => void;
}) {
  const t = useTranslations("alerts.desk.restored");
  const common = useTranslations("common");
  const says = {
    isMine: String(restored.isMine),
    by: restored.by.name ?? restored.by.organisation,
    hasNumber: String(restored.number !== null),
    number: restored.number ?? 0,
  };
  const hasWords = words !== "";
  const spoken = [t.markup("title", { ...plainly, ...says }), hasWords ? t("own") : t("what")].join(
    " ",
  );
  useEffect(() => announce(spoken), [spoken]);
  return (
    <Notice tone="info" icon={History} title={t.rich("title", { ...isolated, ...says })}>
      <p>{t("what")}</p>
      {hasWords && (
        <>
          <p className="mt-1 font-semibold">{t("own")}</p>
          <KeptWords label={t("ownWords")} words={words} />
        </>
      )}
      <p className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
        {hasWords && <CopyWords label={t("copy")} words={() => words} />}
        {/* Beside this page: the words above are nowhere else. */}
        <a href={compare} target="_blank" rel="noopener" className="link target">
          {t("compare")}
        </a>
        <Button size="small" look="quiet" onClick={onDismiss}>
          {common("dismiss")}
        </Button>
      </p>
    </Notice>
  );
}
