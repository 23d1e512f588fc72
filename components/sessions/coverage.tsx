import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Stage, StageTile, stages } from "@/components/commitments/stage-glyph";
import { Section } from "@/components/ui/panel";
import { regionalGroups, unRegionalGroups } from "@/db/reference/regional-groups";
import { useFormats } from "@/lib/i18n/formats";
import type { CaseCoverage } from "@/lib/sessions/session";

/** Which cases are carried by whom: quiet cases first, then how the carriers spread over the regional groups. */
export function Coverage({
  cases,
  carriers,
  askAt,
}: {
  cases: readonly CaseCoverage[];
  /** How many States of each regional group carry a case. */
  carriers: Readonly<Record<string, number>>;
  /** The session, while it can still be asked for. */
  askAt: string | null;
}) {
  const t = useTranslations("sessions.coverage");
  const askNext = useTranslations("askNext");
  const group = useTranslations("states.groupShort");
  const formats = useFormats();
  // The five real groups always, so that a group without any State shows; invented ones only where they are used.
  const groups = regionalGroups.filter(
    (one) => carriers[one] || unRegionalGroups.some((real) => real === one),
  );
  const hasInvented = Object.keys(carriers).some((one) => one.startsWith("EXAMPLE"));
  const shownGroups = hasInvented ? groups.filter((one) => carriers[one]) : groups;
  return (
    <Section title={t("title")}>
      {cases.length === 0 ? (
        <p className="py-3 text-ink-muted">{t("empty")}</p>
      ) : (
        <>
          <ul>
            {cases.map((one) => (
              <li key={one.caseId} className="border-b border-line py-2">
                <div className="flex items-baseline justify-between gap-3">
                  <Link
                    href={`/cases/${one.caseId}` as Route}
                    prefetch={false}
                    title={one.title}
                    data-written=""
                    className="target font-semibold hover:underline"
                  >
                    <bdi data-written="">{one.reference}</bdi>
                  </Link>
                  {one.carried === 0 ? (
                    <span className="text-meta font-semibold text-danger">{t("quiet")}</span>
                  ) : (
                    <span className="text-meta text-ink-muted">
                      {t("carried", { count: one.carried })}
                    </span>
                  )}
                </div>
                <p className="truncate text-meta text-ink-muted">
                  <bdi data-written="">{one.title}</bdi>
                </p>
                <Tiles counts={one.counts} />
                {askAt && (
                  <p className="mt-1 text-meta">
                    <Link
                      href={`/cases/${one.caseId}/ask-next?session=${askAt}` as Route}
                      prefetch={false}
                      className="link target"
                    >
                      {askNext("link")}
                      <span className="sr-only">
                        : <bdi>{one.reference}</bdi>
                      </span>
                    </Link>
                  </p>
                )}
              </li>
            ))}
          </ul>
          {Object.keys(carriers).length > 0 && (
            <div className="pt-3">
              <h3 className="text-meta text-ink-muted">{t("balance")}</h3>
              <dl className="mt-1 grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-0.5 text-meta">
                {shownGroups.map((one) => (
                  <div key={one} className="col-span-2 grid grid-cols-subgrid">
                    <dt>{group(one)}</dt>
                    <dd className="text-end font-semibold tabular-nums">
                      {carriers[one] ? formats.count(carriers[one]) : t("none")}
                    </dd>
                  </div>
                ))}
              </dl>
            </div>
          )}
        </>
      )}
    </Section>
  );
}

const order: readonly Stage[] = [
  "raised",
  "agreed",
  "considering",
  "asked",
  "planned",
  "not_approached",
  "no_answer",
  "declined",
];

/** A tile for each stage that occurs, with its number. */
function Tiles({ counts }: { counts: Readonly<Record<string, number>> }) {
  const formats = useFormats();
  return (
    <ul className="mt-1.5 flex flex-wrap gap-x-3 gap-y-1">
      {order
        .filter((stage) => stages.includes(stage) && (counts[stage] ?? 0) > 0)
        .map((stage) => (
          <li key={stage} className="flex items-center gap-1">
            <StageTile stage={stage} />
            <span className="text-meta font-semibold tabular-nums">
              {formats.count(counts[stage] ?? 0)}
            </span>
          </li>
        ))}
    </ul>
  );
}
