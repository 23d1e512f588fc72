import type { Route } from "next";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/panel";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";
import type { Waiting } from "@/lib/notices/notice";

/** What only the reader, or few beside them, can do now: sign-offs with their deadline, then reviews. */
export function WaitingList({
  waiting,
  today,
  timeZone,
}: {
  waiting: readonly Waiting[];
  today: string;
  timeZone: string;
}) {
  const t = useTranslations("notices.waiting");
  const formats = useFormats();
  return (
    <Section title={t("title")} count={formats.count(waiting.length)}>
      <ul>
        {waiting.map((one) => {
          const names = { number: one.alertNumber, case: one.caseReference };
          const day = one.deadline && dayInZone(one.deadline, timeZone);
          return (
            <li
              key={one.what + one.alertId}
              className="flex flex-col items-start gap-2 border-b border-line py-3"
            >
              <div className="flex w-full flex-wrap items-start justify-between gap-x-3 gap-y-1">
                <h3 className="min-w-0 font-semibold">
                  <bdi>{t(`what.${one.what}`, names)}</bdi>
                </h3>
                {one.deadline && day && (
                  <Badge tone="caution">
                    {formats.nearDay(day, today)}, {formats.time(one.deadline, timeZone)}
                  </Badge>
                )}
              </div>
              {one.what === "sign_on" && (
                <p className="text-meta text-ink-muted">
                  {t("count", { signed: one.signed, asked: one.asked })}
                  {one.withChange > 0 && ` ${t("withChange", { count: one.withChange })}`}
                </p>
              )}
              <ButtonLink
                href={placeOf(one)}
                size="small"
                aria-label={t("doOf", { do: t(`do.${one.what}`), ...names })}
              >
                {t(`do.${one.what}`)}
              </ButtonLink>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

function placeOf({ what, caseId, alertId }: Waiting): Route {
  return `/cases/${caseId}/alerts/${alertId}/${what === "sign_on" ? "sign" : "review"}` as Route;
}
