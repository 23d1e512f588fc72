import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import type { FormServerAction } from "@/components/forms/use-action-form";
import type { AlertSection } from "@/db/reference/words";
import type { SignOnRow } from "@/lib/alerts/shown";
import { useFormats } from "@/lib/i18n/formats";
import { writeMoment } from "@/lib/i18n/moment";

/** Objections and wished changes in the words of whoever answered, with what can be done about each. */
export function AnswerCards({
  rows,
  place,
  timeZone,
  may,
  signed,
  revoke,
}: {
  rows: readonly SignOnRow[];
  place: { caseId: string; alertId: string };
  timeZone: string;
  may: { write: boolean; coordinate: boolean };
  /** How many signed the present text, who would be asked again. */
  signed: number;
  revoke: FormServerAction<void>;
}) {
  const t = useTranslations("signOn.card");
  const words = useTranslations("signOn");
  const formats = useFormats();
  const wishes = rows.filter(({ answer }) => answer?.holds && answer.answer !== "signed");
  const base = `/cases/${place.caseId}/alerts/${place.alertId}`;
  if (wishes.length === 0) {
    return null;
  }
  return (
    <div className="grid gap-6 lg:grid-cols-2">
      {wishes.map(({ requestId, name, answer }) => {
        const section = answer?.section as AlertSection | null;
        const isObjection = answer?.answer === "cannot";
        const key = isObjection
          ? section
            ? "objects"
            : "objectsWhole"
          : section
            ? "change"
            : "changeWhole";
        return (
          <article
            key={requestId}
            id={`answer-${requestId}`}
            className="rounded-panel border border-line bg-surface p-4"
          >
            <div className="flex flex-wrap items-baseline justify-between gap-x-4">
              <h2 className="text-h3">
                {t(key, { name, section: section ? words(`short.${section}`) : "" })}
              </h2>
              <p className="text-meta text-ink-muted">
                {answer && writeMoment(answer.at, timeZone, formats)}
              </p>
            </div>
            <blockquote
              dir="auto"
              className="mt-2 border-s-2 border-line-strong ps-3 whitespace-pre-line"
            >
              {answer?.reason}
            </blockquote>
            {may.write && (
              <p className="mt-2 text-meta text-ink-muted">{t("again", { count: signed })}</p>
            )}
            <div className="mt-2 flex flex-wrap items-center gap-x-6 gap-y-2">
              {may.write && (
                <Link
                  href={`${base}${section ? `?section=${section}` : ""}` as Route}
                  prefetch={false}
                  className="link target"
                >
                  {t("changeSection")}
                </Link>
              )}
              {may.coordinate && isObjection && (
                <Link href={`${base}/editions` as Route} prefetch={false} className="link target">
                  {t("issue", { name })}
                </Link>
              )}
              {may.coordinate && (
                <ActionForm
                  action={revoke}
                  hidden={{ ...place, requestId }}
                  submit={words("takeBack", { name })}
                  look="quiet"
                  size="small"
                />
              )}
            </div>
          </article>
        );
      })}
    </div>
  );
}
