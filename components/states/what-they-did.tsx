import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { StageTile } from "@/components/commitments/stage-glyph";
import { Section } from "@/components/ui/panel";
import { Sources } from "@/components/ui/sources";
import { knownDateOf } from "@/lib/dates/stored-date";
import { useFormats } from "@/lib/i18n/formats";
import type { Evidence, Intervention } from "@/lib/interventions/intervention";
import type { RecordEntry } from "@/lib/states/meeting";

const shownEntries = 8;
const briefEntries = 3;
const head = "py-2 print:py-1 pe-4 text-meta font-semibold text-ink-muted";

/** What the State did: what we recorded ourselves and what the public record has, never mixed. */
export function WhatTheyDid({
  interventions,
  total,
  trackerHref,
  record,
  isExample,
  brief,
}: {
  /** The latest, at least one where there are any. */
  interventions: readonly Intervention[];
  total: number;
  /** Where the commitments stand that were raised by all of them. */
  trackerHref: Route;
  record: readonly RecordEntry[];
  /** An invented State has no public record, and is not said to lack one. */
  isExample: boolean;
  /** The newest few only, for one page. */
  brief?: boolean;
}) {
  const t = useTranslations("states.did");
  const own = brief ? interventions.slice(0, briefEntries) : interventions;
  const entries = brief ? record.slice(0, briefEntries) : record.slice(0, shownEntries);
  const earlier = brief ? [] : record.slice(shownEntries);
  return (
    <>
      <Section title={t("title")} aside={total > 0 && t("ownAside", { count: total })}>
        <h3 className="pt-3 text-ui">{t("own")}</h3>
        {own.length === 0 ? (
          <p className="py-2 text-ink-muted">{t("ownNone")}</p>
        ) : (
          <>
            <Ledger interventions={own} />
            {!brief && total > own.length && (
              <p className="pt-2">
                <Link href={trackerHref} prefetch={false} className="link target text-meta">
                  {t("ownFurther", { count: total - own.length })}
                </Link>
              </p>
            )}
            {!brief && <GradeKey />}
          </>
        )}
      </Section>
      {!isExample && (
        <section aria-labelledby="public-record">
          <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-line pb-2">
            <h3 id="public-record" className="text-ui">
              {t("record")}
            </h3>
            <p className="text-meta text-ink-muted">{t("recordAside", { count: record.length })}</p>
          </div>
          {record.length === 0 ? (
            <p className="py-2 text-ink-muted">{t("recordNone")}</p>
          ) : (
            <>
              <Record entries={entries} />
              {earlier.length > 0 && (
                <details suppressHydrationWarning className="mt-2 print:hidden">
                  <summary className="link target inline text-meta">
                    {t("moreRecord", { count: earlier.length })}
                  </summary>
                  <Record entries={earlier} />
                </details>
              )}
            </>
          )}
          <p className="mt-2 max-w-measure text-meta text-ink-muted">{t("recordRule")}</p>
        </section>
      )}
    </>
  );
}

function Ledger({ interventions }: { interventions: readonly Intervention[] }) {
  const t = useTranslations("states.did");
  const naming = useTranslations("states.naming");
  const formats = useFormats();
  return (
    <table className="w-full max-sm:block">
      <thead className="max-sm:sr-only">
        <tr className="border-b border-line">
          <th scope="col" className={`${head} w-28`}>
            {t("date")}
          </th>
          <th scope="col" className={head}>
            {t("what")}
          </th>
          <th scope="col" className={`${head} w-2/5`}>
            {t("sourceColumn")}
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {interventions.map((said) => (
          <tr key={said.id} className="border-b border-line max-sm:block max-sm:py-2">
            <td className="py-2 pe-4 align-top max-sm:block max-sm:py-0.5 print:py-1">
              {formats.date(knownDateOf("said", said), "short")}
            </td>
            <td className="py-2 pe-4 align-top max-sm:block max-sm:py-0.5 print:py-1">
              <span className="flex items-start gap-2">
                <StageTile stage="raised" />
                <span className="min-w-0">
                  <bdi data-written="">{said.summary || t("noSummary")}</bdi>
                  <span className="block text-meta text-ink-muted">
                    <bdi data-written="">{said.session.title}</bdi>
                    {said.naming && <>. {naming(said.naming)}</>}
                    {said.isJoint && (
                      <>
                        . {t("joint")}, {t("spokenBy", { state: said.deliveredBy.name })}
                      </>
                    )}
                    {said.onBehalfOf && <>, {t("onBehalfOf", { who: said.onBehalfOf })}</>}
                  </span>
                </span>
              </span>
            </td>
            <td className="py-2 align-top max-sm:block max-sm:py-0.5 print:py-1">
              <ul className="flex flex-col gap-1.5">
                {said.evidence.map((evidence) => (
                  <EvidenceLine key={evidence.id} evidence={evidence} />
                ))}
              </ul>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function EvidenceLine({ evidence }: { evidence: Evidence }) {
  const t = useTranslations("states.did");
  const places = [
    evidence.symbol,
    evidence.timeCode && t("timeCode", { time: evidence.timeCode }),
  ].filter(Boolean);
  return (
    <li className="flex items-start justify-between gap-3">
      <span className="min-w-0 break-words">
        {evidence.sourceUrl ? (
          <a
            href={evidence.sourceUrl}
            rel="noreferrer noopener"
            target="_blank"
            className="link target"
          >
            <bdi data-written="">{evidence.source}</bdi>
          </a>
        ) : (
          <bdi data-written="">{evidence.source}</bdi>
        )}
        {places.length > 0 && (
          <span className="block text-meta text-ink-muted">{places.join(", ")}</span>
        )}
      </span>
      <span className="inline-flex size-6 shrink-0 items-center justify-center rounded-cell border border-line-strong text-meta font-semibold">
        <span className="sr-only">{t("grade")} </span>
        {evidence.grade}
      </span>
    </li>
  );
}

function GradeKey() {
  const t = useTranslations("states.did.grades");
  return (
    <p className="mt-2 flex flex-wrap gap-x-4 text-meta text-ink-muted">
      {(["A", "B", "C", "D", "E"] as const).map((grade) => (
        <span key={grade}>
          <strong className="text-ink">{grade}</strong> {t(grade)}
        </span>
      ))}
    </p>
  );
}

function Record({ entries }: { entries: readonly RecordEntry[] }) {
  const t = useTranslations("states.did");
  return (
    <ul>
      {entries.map((entry) => (
        <li
          key={entry.id}
          className="gap-4 border-b border-line py-2 sm:grid sm:grid-cols-[7rem_minmax(0,1fr)_11rem]"
        >
          <p>
            <RecordDate entry={entry} />
          </p>
          <div className="min-w-0">
            <p lang="en" dir="auto" data-written="">
              {entry.description}
            </p>
            <p className="text-meta text-ink-muted">
              <span>{t(`type.${asType(entry.type)}`)}</span>,{" "}
              <span lang="en" dir="auto" data-written="">
                {entry.body}
              </span>
              {entry.onBehalfOf && <>, {t("onBehalfOf", { who: entry.onBehalfOf })}</>}
            </p>
          </div>
          <div className="text-meta text-ink-muted">
            <p lang="en" dir="auto" data-written="">
              <span className="sr-only">{t("confidence")}: </span>
              {entry.confidence}
            </p>
            <Sources of={entry.sources} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** As precise as the record is; of some entries only the session is known. */
function RecordDate({ entry }: { entry: RecordEntry }) {
  const t = useTranslations("states.did");
  const formats = useFormats();
  if (entry.datePrecision === "session") {
    const year = entry.date?.slice(0, 4) ?? "";
    return t("duringSession", { session: entry.session ?? "", year });
  }
  return formats.date({ precision: entry.datePrecision, from: entry.date }, "short");
}

const types = [
  "individual_statement",
  "joint_statement",
  "recommendation",
  "sponsorship",
  "sponsorship_withdrawn",
  "vote",
] as const;

function asType(type: string) {
  return types.find((known) => known === type) ?? "other";
}
