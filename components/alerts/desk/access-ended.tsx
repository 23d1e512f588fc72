"use client";

import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { CircleAlert } from "@/components/ui/icons";
import { reportSave } from "@/components/ui/save-status";
import { CopyWords } from "./copy-words";
import { useLeaveQuestion } from "./use-leave-question";

/**
 * Stands in the place of a text that may not be read any more. Of everything that was on the screen, only the reader's
 * own words that were not sent are left, to be carried away.
 */
export function AccessEnded({ words }: { words: () => string }) {
  const t = useTranslations("alerts.end");
  const [own] = useState(words);
  const heading = useRef<HTMLHeadingElement>(null);
  const isUnsent = own !== "";
  useLeaveQuestion(isUnsent, t("leave"));
  useEffect(() => {
    reportSave({ state: isUnsent ? "unsent" : "ended" });
    window.scrollTo({ top: 0 });
    heading.current?.focus({ preventScroll: true });
    return () => reportSave({ state: "none" });
  }, [isUnsent]);
  return (
    // Nothing that stood above the text is shown, either: its title is part of it.
    <div data-access-ended="" className="max-w-measure pt-2">
      <div role="alert" className="flex gap-3 rounded-control bg-danger-soft px-4 py-4">
        <Icon of={CircleAlert} size={20} className="mt-1 text-danger" />
        <div className="min-w-0">
          <h1 ref={heading} tabIndex={-1} className="text-h3 text-danger outline-none">
            {t("removed")}
          </h1>
          <p className="mt-1">{t(isUnsent ? "removedUnsent" : "removedSent")}</p>
          <p className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
            {isUnsent && <CopyWords label={t("copyOwn")} words={() => own} />}
            <Link href={"/cases" as Route} prefetch={false} className="link target">
              {t("cases")}
            </Link>
          </p>
        </div>
      </div>
      {isUnsent && (
        <section aria-label={t("ownWords")} className="mt-6">
          <h2 className="mb-2 text-h3">{t("ownWords")}</h2>
          <div className="prose whitespace-pre-line" dir="auto">
            {own}
          </div>
        </section>
      )}
    </div>
  );
}
