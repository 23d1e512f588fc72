import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { ActionForm } from "@/components/forms/action-form";
import { AskOnce } from "@/components/forms/ask-once";
import type { FormServerAction } from "@/components/forms/use-action-form";
import { Panel } from "@/components/ui/panel";
import type { SignOnRow } from "@/lib/alerts/shown";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** Organisations that signed and read the case no more: whether they are still named, and how that ends at their wish. */
export function LeftSignatories({
  rows,
  place,
  timeZone,
  isIssued,
  withhold,
}: {
  rows: readonly SignOnRow[];
  place: { caseId: string; alertId: string };
  timeZone: string;
  /** Whether anything that names them is out. */
  isIssued: boolean;
  /** Receives the place and `organisationId`. */
  withhold: FormServerAction<void>;
}) {
  const t = useTranslations("signOn.left");
  const { day } = useFormats();
  const left = rows.filter(
    ({ hasEnded, answer }) => hasEnded && answer?.holds && answer.answer === "signed",
  );
  if (left.length === 0) {
    return null;
  }
  return (
    <Panel title={t("title")} count={left.length}>
      <p className="max-w-measure text-meta text-ink-muted">{t("intro")}</p>
      <ul className="mt-2 divide-y divide-line">
        {left.map(({ orgId, name, answer, withheldAt }) => (
          <li
            key={orgId}
            className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3"
          >
            <div className="min-w-40 max-w-measure">
              <p className="font-semibold">
                <bdi>{name}</bdi>
              </p>
              <p className="text-meta">
                {withheldAt
                  ? t("withheld", { date: day(dayInZone(withheldAt, timeZone)) })
                  : t(answer?.publishName ? "named" : "unnamed")}
              </p>
              {withheldAt && isIssued && (
                <p className="text-meta">
                  <Link
                    href={`/cases/${place.caseId}/alerts/${place.alertId}/editions` as Route}
                    prefetch={false}
                    className="link target"
                  >
                    {t("correct")}
                  </Link>
                </p>
              )}
            </div>
            {answer?.publishName && !withheldAt && (
              <AskOnce opens={t("takeOff")} name={t("takeOffOf", { name })} look="secondary">
                <p className="text-meta">{t("ask", { name })}</p>
                <ActionForm
                  action={withhold}
                  hidden={{ ...place, organisationId: orgId }}
                  submit={t("submit")}
                  look="danger"
                  size="small"
                />
              </AskOnce>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
