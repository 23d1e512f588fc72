import type { Route } from "next";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StageTile } from "@/components/commitments/stage-glyph";
import { Badge } from "@/components/ui/badge";
import { Panel } from "@/components/ui/panel";
import type { AccountLine, Raising } from "@/lib/afterwards/account";
import { useFormats } from "@/lib/i18n/formats";

/** One part of the account: each State and case once, with what is on record of it. */
export function AccountLines({
  title,
  lines,
  empty,
  zone,
  hint,
  after,
}: {
  title: string;
  lines: readonly AccountLine[];
  /** What stands here where there is none. */
  empty?: string;
  /** The clock of the place. */
  zone: string;
  hint?: string;
  /** What stands under each: why it was not raised. */
  after?: (line: AccountLine) => ReactNode;
}) {
  const formats = useFormats();
  return (
    <Panel title={title} count={formats.count(lines.length)} flush>
      {hint && lines.length > 0 && (
        <p className="border-b border-line px-4 py-2 text-meta text-ink-muted">{hint}</p>
      )}
      {lines.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted">{empty}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <li
              key={line.id}
              className="flex gap-3 border-t border-line px-4 py-3 first:border-t-0 print:break-inside-avoid"
            >
              <StageTile stage={line.raisings.length > 0 ? "raised" : line.stage} />
              <div className="flex min-w-0 flex-1 flex-col gap-2">
                <LineHead line={line} />
                {line.raisings.map((raising) => (
                  <RaisingWords
                    key={raising.interventionId}
                    raising={raising}
                    line={line}
                    zone={zone}
                  />
                ))}
                {after?.(line)}
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function LineHead({ line }: { line: AccountLine }) {
  const t = useTranslations("afterwards");
  const words = useTranslations("commitments");
  const stages = useTranslations("stages.label");
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Link
          href={`/states/${line.state.key}` as Route}
          prefetch={false}
          className="font-semibold hover:underline"
        >
          <bdi data-written="">{line.state.name}</bdi>
        </Link>
        <Link
          href={`/commitments/${line.id}` as Route}
          prefetch={false}
          className="link target"
          title={line.case.title}
        >
          <bdi>{line.case.reference}</bdi>
        </Link>
        <bdi data-written="" className="text-ink-muted">
          {line.case.title}
        </bdi>
      </p>
      <p className="text-meta text-ink-muted">
        {line.stage === "agreed"
          ? t("promised", {
              word:
                line.word === null
                  ? words("word.none")
                  : words("cell.wordShort", {
                      word: line.word,
                      meaning: words(`word.${line.word}`),
                    }),
            })
          : t("stood", { stage: stages(line.stage) })}
        {line.delivery && ` · ${words(`delivery.${line.delivery}`)}`}
      </p>
    </div>
  );
}

function RaisingWords({
  raising,
  line,
  zone,
}: {
  raising: Raising;
  line: AccountLine;
  zone: string;
}) {
  const t = useTranslations("afterwards");
  const grade = useTranslations("interventions.grade");
  const formats = useFormats();
  const day = formats.date({ precision: raising.precision, from: raising.on, to: null });
  const isSpeaker = raising.speaker.code === line.state.code;
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span>
          {raising.at
            ? t("raisedAt", { day, time: formats.time(new Date(raising.at), zone) })
            : t("raisedOn", { day })}
        </span>
        {raising.isJoint && (
          <Badge>
            {isSpeaker ? t("spokeJointly") : t("throughSpeaker", { state: raising.speaker.name })}
          </Badge>
        )}
      </p>
      {raising.quotes.map((one) => (
        <blockquote
          key={`${one.grade} ${one.quote}`}
          dir="auto"
          lang={/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(one.language) ? one.language : undefined}
          data-written=""
          className="mt-1 max-w-measure border-s-2 border-line-strong ps-3 font-serif text-body"
        >
          {one.quote}
        </blockquote>
      ))}
      <p className="text-meta text-ink-muted">
        {t("evidence", { grades: formats.list(raising.grades.map((one) => grade(one))) })}
      </p>
    </div>
  );
}
