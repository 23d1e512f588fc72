import type { Route } from "next";
import { useTranslations } from "next-intl";
import { OnePressForm } from "@/components/settings/one-press-form";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { recordCheckIn } from "@/lib/check-ins/actions";
import { isDue } from "@/lib/check-ins/check-in";
import { LastKnown } from "./last-known";
import { useMomentWords } from "./use-moment-words";

interface Now {
  id: string;
  caseId: string;
  caseReference: string;
  publicLabel: string;
  cause: "missed" | "not_all_right" | null;
  timeId: string;
  dueAt: Date;
  zone: string;
  last: Parameters<typeof LastKnown>[0]["of"];
}

/** Whoever is missed, then who is to be heard from soon; one press where all is right. */
export function CheckInsNow({
  of: rows,
  timeZone,
  now,
}: {
  of: readonly Now[];
  timeZone: string;
  now: Date;
}) {
  const t = useTranslations("checkIns.now");
  const when = useMomentWords(timeZone, now);
  return (
    <Panel title={t("title")} flush>
      <ul>
        {rows.map((row) => {
          const names = { label: row.publicLabel, case: row.caseReference };
          const words = { label: row.publicLabel, when: when(row.dueAt) };
          return (
            <li
              key={row.timeId}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line px-4 py-3 last:border-b-0"
            >
              <div className="min-w-0 flex-[1_1_14rem]">
                <p className="font-semibold">{row.cause ? t("was", words) : t("due", words)}</p>
                <p className="flex flex-wrap items-center gap-2 text-meta text-ink-muted">
                  <bdi>{row.caseReference}</bdi>
                  {row.cause && <LastKnown of={row.last} timeZone={timeZone} now={now} />}
                </p>
              </div>
              <div className="flex flex-wrap items-center gap-2">
                {!(row.cause && row.last) && isDue(row, now) && (
                  <OnePressForm
                    action={recordCheckIn}
                    fields={{
                      ...{ caseId: row.caseId, timeId: row.timeId },
                      ...{ answer: "all_right", seen: "0" },
                    }}
                    name={t("allRightOf", names)}
                    refused={t("refused")}
                  >
                    {t("allRight")}
                  </OnePressForm>
                )}
                <ButtonLink
                  href={`/cases/${row.caseId}/support/check-ins/${row.id}` as Route}
                  size="small"
                  look={row.cause ? "primary" : "quiet"}
                  aria-label={t(row.cause ? "stepsOf" : "openOf", names)}
                >
                  {t(row.cause ? "steps" : "open")}
                </ButtonLink>
              </div>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}
