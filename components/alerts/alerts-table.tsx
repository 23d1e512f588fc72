import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import {
  directionOf,
  isBeingSigned,
  isOpenForSignOn,
  nextStep,
  standingOf,
} from "@/lib/alerts/alert";
import type { AlertRow } from "@/lib/alerts/shown";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import { LanguageState } from "./language-state";
import { standingTone } from "./standing-tone";

/** The alerts of a case: which, how far, in what languages, who has signed, and what comes next. */
export function AlertsTable({
  alerts,
  caseId,
  timeZone,
}: {
  alerts: readonly AlertRow[];
  caseId: string;
  timeZone: string;
}) {
  const t = useTranslations("alerts");
  const { day } = useFormats();
  const cell = "px-4 py-3 align-top max-lg:block max-lg:py-0.5";
  return (
    <table className="w-full">
      <thead className="max-lg:sr-only">
        <tr className="border-b border-line text-meta text-ink-muted">
          {(["alert", "stage", "languages", "signed", "next", "changed"] as const).map((column) => (
            <th key={column} scope="col" className="px-4 py-2 font-semibold">
              {t(`list.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {alerts.map((alert) => (
          <tr key={alert.id} className="max-lg:block max-lg:py-3">
            <th scope="row" className={`${cell} font-normal`}>
              <Link
                href={`/cases/${caseId}/alerts/${alert.id}` as Route}
                prefetch={false}
                className="link target font-semibold"
              >
                <bdi lang={alert.sourceLanguage} dir={directionOf(alert.sourceLanguage)}>
                  {alert.title || t("list.untitled")}
                </bdi>
              </Link>
              <span className="block text-meta text-ink-muted">
                {t("list.number", { number: alert.number })} · {t(`kind.${alert.kind}`)} ·{" "}
                {t(`audience.${alert.audience}`)}
              </span>
            </th>
            <td className={cell}>
              <Standing of={alert} />
            </td>
            <td className={`${cell} text-meta`}>
              {alert.languages.map(({ language, ...one }) => (
                <span key={language} className="block">
                  {t(`language.${language}`)}
                  <LanguageState
                    of={one}
                    isSource={language === alert.sourceLanguage}
                    stage={alert.stage}
                  />
                </span>
              ))}
            </td>
            <td className={`${cell} text-meta`}>
              <Signatures of={alert} />
            </td>
            <td className={`${cell} text-meta`}>
              <NextStepOf alert={alert} />
              {alert.signOnDeadline && standingOf(alert) === "sign_on" && (
                <span className="block text-ink-muted">
                  {t("list.deadline", {
                    date: day(dayInZone(alert.signOnDeadline, genevaZone), "short"),
                  })}
                </span>
              )}
            </td>
            <td className={`${cell} text-meta text-ink-muted max-lg:hidden`}>
              {day(dayInZone(alert.changedAt, timeZone), "short")}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Standing({ of: alert }: { of: AlertRow }) {
  const t = useTranslations("alerts.stage");
  const standing = standingOf(alert);
  return <Badge tone={standingTone[standing]}>{t(standing)}</Badge>;
}

function Signatures({ of: { answers } }: { of: AlertRow }) {
  const t = useTranslations("alerts.list");
  if (answers.asked === 0) {
    return <span className="text-ink-muted">{t("nobodyAsked")}</span>;
  }
  return (
    <>
      {t("signedOf", { signed: answers.signed, asked: answers.asked })}
      {answers.withChange > 0 && (
        <span className="block text-ink-muted">
          {t("withChange", { count: answers.withChange })}
        </span>
      )}
      {answers.cannot > 0 && (
        <span className="block font-semibold text-danger">
          {t("cannot", { count: answers.cannot })}
        </span>
      )}
    </>
  );
}

/** What stands next on the alert's way, in a sentence. */
export function NextStepOf({ alert }: { alert: AlertRow }) {
  const t = useTranslations("alerts.next");
  const step = nextStep({
    stage: alert.stage,
    missing: alert.missing.length,
    hasPassed: isBeingSigned(alert.stage) && !isOpenForSignOn(alert, new Date()),
    isCovered: alert.isCovered,
    isReviewed: alert.isReviewed,
    isConsentChecked: alert.isConsentChecked,
    waiting: alert.answers.waiting,
  });
  const count = step === "write" ? alert.missing.length : alert.answers.waiting;
  return t(step, { count });
}
