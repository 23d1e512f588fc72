import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Panel } from "@/components/ui/panel";
import type { AlertLanguage, BriefKind } from "@/db/reference/words";
import { packGenerator } from "@/lib/briefs/written/brief";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** What a brief is known by: of what it was made, by whom and when, its hash, and the consent that it rests on. */
export function BriefFacts({
  of: brief,
  state,
  timeZone,
}: {
  of: {
    kind: BriefKind;
    audience: string;
    sessionId: string;
    sessionTitle: string;
    language: AlertLanguage;
    madeAt: Date;
    madeBy: string | null;
    agreedBy: string | null;
    agreedAt: Date | null;
    hash: string;
    generator: string;
    shown: readonly { shown: "name" | "label" }[];
    cases: readonly { id: string; reference: string; title: string }[];
  };
  /** Null where a speech is on several. */
  state: string | null;
  timeZone: string;
}) {
  const t = useTranslations("briefs.one");
  const inLanguage = useTranslations("alerts.language");
  const formats = useFormats();
  const rows: [string, ReactNode][] = [
    ...(state === null || brief.kind === "accountability"
      ? []
      : [[t(`stateOf.${brief.kind}`), <bdi key="state">{state}</bdi>] as [string, ReactNode]]),
    [
      t("session"),
      <Link
        key="session"
        href={`/sessions/${brief.sessionId}` as Route}
        prefetch={false}
        className="link target"
      >
        <bdi data-written="">{brief.sessionTitle}</bdi>
      </Link>,
    ],
    [
      t("cases"),
      <ul key="cases">
        {brief.cases.map(({ id, reference, title }) => (
          <li key={id}>
            <Link href={`/cases/${id}` as Route} prefetch={false} className="link target">
              <bdi data-written="">
                {reference} · {title}
              </bdi>
            </Link>
          </li>
        ))}
      </ul>,
    ],
    [t("language"), inLanguage(brief.language)],
    [
      t("made"),
      <>
        {formats.day(dayInZone(brief.madeAt, timeZone))}, {formats.time(brief.madeAt, timeZone)}
      </>,
    ],
    [t("by"), <bdi key="by">{brief.madeBy ?? "–"}</bdi>],
    ...(brief.agreedAt
      ? [
          [
            t("agreed.fact"),
            <>
              <bdi>{brief.agreedBy ?? "–"}</bdi>, {formats.day(dayInZone(brief.agreedAt, timeZone))}
              , {formats.time(brief.agreedAt, timeZone)}
            </>,
          ] as [string, ReactNode],
        ]
      : []),
    [
      t("reader"),
      brief.generator === packGenerator
        ? t("readerConfirmedPack")
        : t(`readerConfirmedOf.${brief.kind}`, { reader: brief.audience }),
    ],
    [
      t("consent"),
      t("consentStamp", {
        people: brief.shown.length,
        named: brief.shown.filter(({ shown }) => shown === "name").length,
      }),
    ],
    [
      t("hash"),
      <code key="hash" dir="ltr" className="text-meta break-all">
        {brief.hash}
      </code>,
    ],
    [
      t("generator"),
      <code key="generator" dir="ltr" className="text-meta">
        {brief.generator}
      </code>,
    ],
  ];
  return (
    <Panel title={t("facts")}>
      <dl className="grid gap-x-6 gap-y-2 sm:grid-cols-[11rem_minmax(0,1fr)]">
        {rows.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-ink-muted">{label}</dt>
            <dd className="min-w-0 max-sm:mb-2">{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
