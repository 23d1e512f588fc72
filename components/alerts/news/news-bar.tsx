"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { AccessEnded } from "@/components/alerts/desk/access-ended";
import { CopyWords } from "@/components/alerts/desk/copy-words";
import { KeptWords } from "@/components/alerts/desk/kept-words";
import { announce } from "@/components/ui/announce";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { useAlertNews } from "./alert-news";

/** What is said above a page of an alert that went on, or that may not be read any more. */
export function NewsBar() {
  const t = useTranslations("alerts.news");
  const { isHeldBack, isGone, drawn, lost, show, forgetLost, words } = useAlertNews();
  useEffect(() => {
    if (drawn > 0) {
      announce(t("drawn"));
    }
  }, [drawn, t]);
  if (isGone) {
    return <AccessEnded words={words} />;
  }
  const kept = lost.join("\n\n");
  return (
    <>
      {isHeldBack && (
        // In sight also for whoever writes far down the page.
        <div className="sticky top-15 z-20 mb-4 lg:top-2 print:hidden">
          <Notice
            role="status"
            tone="caution"
            title={t("changed")}
            aside={
              <Button size="small" onClick={show}>
                {t("show")}
              </Button>
            }
          >
            {t("kept")}
          </Notice>
        </div>
      )}
      {kept && (
        <div className="mb-4 print:hidden">
          <Notice role="status" tone="caution" title={t("lost")}>
            <KeptWords label={t("words")} words={kept} />
            <p className="flex flex-wrap gap-2">
              <CopyWords label={t("copy")} words={() => kept} />
              <Button size="small" look="quiet" onClick={forgetLost}>
                {t("read")}
              </Button>
            </p>
          </Notice>
        </div>
      )}
    </>
  );
}
