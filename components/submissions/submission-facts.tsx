import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Panel } from "@/components/ui/panel";
import type { AlertLanguage, SubmissionKind } from "@/db/reference/words";
import { dayInZone } from "@/lib/i18n/format";
import { useFormats } from "@/lib/i18n/formats";

/** What a submission is known by: what it is, by whom and when it was made, its hash, and the consent that it rests on. */
export function SubmissionFacts({
  of: one,
  timeZone,
}: {
  of: {
    kind: SubmissionKind;
    language: AlertLanguage;
    madeAt: Date;
    madeBy: string | null;
    hash: string;
    generator: string;
    shown: readonly { levels: { contact_ohchr?: number } }[];
  };
  timeZone: string;
}) {
  const t = useTranslations("submissions.one");
  const kinds = useTranslations("submissions.kind");
  const inLanguage = useTranslations("alerts.language");
  const formats = useFormats();
  const code = (text: string) => (
    <code dir="ltr" className="text-meta break-all">
      {text}
    </code>
  );
  const rows: [string, ReactNode][] = [
    [t("kind"), kinds(one.kind)],
    [t("language"), inLanguage(one.language)],
    [
      t("made"),
      `${formats.day(dayInZone(one.madeAt, timeZone))}, ${formats.time(one.madeAt, timeZone)}`,
    ],
    [t("by"), <bdi key="by">{one.madeBy ?? "–"}</bdi>],
    [
      t("consent"),
      t("consentStamp", {
        people: one.shown.length,
        named: one.shown.filter(({ levels }) => levels.contact_ohchr === 2).length,
      }),
    ],
    [t("hash"), code(one.hash)],
    [t("generator"), code(one.generator)],
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
