"use client";

import { useTranslations } from "next-intl";
import { useLookAgain } from "@/components/briefs/look-again";
import { ActionForm } from "@/components/forms/action-form";
import { cancelJob } from "@/lib/briefs/jobs/actions";

/** Since when a report is being made. With scripts its page moves on by itself; without, there is a link. */
export function ReportProgress({
  jobId,
  since,
  here,
}: {
  jobId: string;
  /** In words. */
  since: string;
  /** The address of the page. */
  here: string;
}) {
  const t = useTranslations("afterwards.report.progress");
  useLookAgain(true);
  return (
    <div className="flex flex-col gap-3">
      <p role="status" className="font-semibold">
        {t("going", { since })}
      </p>
      <p>{t("note")}</p>
      <p className="hidden noscript:block">
        <a href={here} className="link target">
          {t("reload")}
        </a>
      </p>
      <ActionForm
        action={cancelJob}
        hidden={{ jobId }}
        submit={t("cancel")}
        look="danger"
        size="small"
      />
    </div>
  );
}
