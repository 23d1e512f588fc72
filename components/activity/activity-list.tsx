import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { type Stage, StageTile, stages } from "@/components/commitments/stage-glyph";
import { Icon } from "@/components/ui/icon";
import { FileText, Folder, type IconData, ShieldAlert, Users } from "@/components/ui/icons";
import type { Activity, Who } from "@/lib/activity/activity";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** The names that the log's codes stand for, in the reader's language. */
export type StateNames = Readonly<Record<string, string>>;

type ListProps = {
  rows: readonly Activity[];
  stateNames: StateNames;
  today: string;
  timeZone: string;
};

/** Changes in words, latest first: what it was, who it was, when. A row leads to its case, where there is one. */
export function ActivityList({ rows, stateNames, today, timeZone }: ListProps) {
  return (
    <ul>
      {rows.map((row) => (
        <li
          key={row.id}
          className="flex items-start gap-3 border-b border-line py-2.5 last:border-b-0"
        >
          <Mark row={row} />
          <p className="min-w-0 flex-1 py-0.5">
            {row.caseId ? (
              <Link
                href={`/cases/${row.caseId}` as Route}
                prefetch={false}
                className="target hover:underline"
              >
                <ActivitySentence row={row} stateNames={stateNames} />
              </Link>
            ) : (
              <ActivitySentence row={row} stateNames={stateNames} />
            )}
            <span className="block text-meta text-ink-muted sm:hidden">
              <WhoAndWhen row={row} today={today} timeZone={timeZone} />
            </span>
          </p>
          <p className="hidden shrink-0 py-0.5 text-meta text-ink-muted sm:block">
            <WhoAndWhen row={row} today={today} timeZone={timeZone} />
          </p>
        </li>
      ))}
    </ul>
  );
}

/** One row of the log as a sentence, with the second facts of the same change after a comma. */
export function ActivitySentence({ row, stateNames }: { row: Activity; stateNames: StateNames }) {
  const t = useTranslations("activity");
  const formats = useFormats();
  const { due, ...words } = row.values;
  const text = t(`words.${row.key}`, {
    ...words,
    ...(due && { due: formats.day(due, "short") }),
    case: row.caseReference ?? t("case"),
    state: (row.stateCode && stateNames[row.stateCode]) ?? t("state"),
  });
  const details = row.details.flatMap((detail) =>
    // The log may hold a word that a later version of the program no longer knows.
    t.has(`details.${detail}` as "details.word1")
      ? [t(`details.${detail}` as "details.word1")]
      : [],
  );
  return details.reduce((said, detail) => t("withDetails", { text: said, details: detail }), text);
}

function WhoAndWhen({ row, today, timeZone }: { row: Activity; today: string; timeZone: string }) {
  const formats = useFormats();
  const name = useWho()(row.who);
  const day = dayInZone(row.at, timeZone);
  const time = formats.time(row.at, timeZone);
  return (
    <>
      <bdi data-written="">{name}</bdi>,{" "}
      {day === today ? time : `${formats.nearDay(day, today)}, ${time}`}
    </>
  );
}

/** Whoever did it, in words. */
export function useWho(): (who: Who) => string {
  const t = useTranslations("activity.who");
  return (who) => ("name" in who ? who.name : t(who.kind));
}

function Mark({ row }: { row: Activity }) {
  const stage = stageOf(row);
  if (stage) {
    return <StageTile stage={stage} silent />;
  }
  const isConsent = row.key.startsWith("consent");
  return (
    <span
      className={`inline-flex h-6 w-7 shrink-0 items-center justify-center rounded-cell ${
        isConsent ? "bg-danger-soft text-danger" : "bg-sunken text-ink-muted"
      }`}
    >
      <Icon of={isConsent ? ShieldAlert : iconOf(row)} size={16} />
    </span>
  );
}

function stageOf({ key, values }: Activity): Stage | null {
  if (key === "commitmentRaised") {
    return "raised";
  }
  return key === "commitmentStage" || key === "commitmentOpened"
    ? (stages.find((stage) => stage === values.value) ?? null)
    : null;
}

function iconOf({ key }: Activity): IconData {
  if (/^(case|event|defender|identity|share|team)/.test(key)) {
    return Folder;
  }
  return /^(member|invit|organisation)/.test(key) ? Users : FileText;
}
