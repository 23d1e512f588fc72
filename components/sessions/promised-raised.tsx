import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SourceLines } from "@/components/interventions/source-lines";
import { Notice } from "@/components/ui/notice";
import { Section } from "@/components/ui/panel";
import { useFormats } from "@/lib/i18n/formats";
import type { CountBySource } from "@/lib/interventions/intervention";
import type { Course } from "@/lib/sessions/session";

/**
 * The headline figure, with how it was counted: States on both sides. Where sources of the same statements name
 * different States both counts stay, the fullest first, and the difference is said: "12 (11 in a second source;
 * Slovakia differs)". What is recorded as raised at a meeting that lies ahead is a slip, of the record or of the date.
 */
export function PromisedRaised({
  agreed,
  raised,
  hasAsks,
  course,
}: {
  /** States that agreed to raise a case, and have not raised that case yet. */
  agreed: number;
  raised: CountBySource;
  /** Whether anything was ever asked: of a record from outside, promises are simply not known. */
  hasAsks: boolean;
  course: Course;
}) {
  const t = useTranslations("sessions.promised");
  const most = Math.max(agreed, raised.total, 1);
  const isAhead = course === "ahead";
  return (
    <Section title={t("title")} aside={t(`course.${course}`)}>
      {isAhead && raised.total > 0 && (
        <div className="pt-3">
          <Notice tone="caution" title={t("early", { count: raised.total })}>
            {t("earlyText")}
          </Notice>
        </div>
      )}
      <dl className="flex flex-col gap-2 py-3">
        {hasAsks ? (
          <Figure stage="agreed" count={agreed} most={most}>
            {t("agreed", { count: agreed })}
          </Figure>
        ) : (
          <div>
            <dt className="sr-only">{t("agreed", { count: agreed })}</dt>
            <dd className="border-s-2 border-line-strong ps-2 text-ink-muted">
              {t(course === "held" ? "noPromises" : "noAsks")}
            </dd>
          </div>
        )}
        {isAhead && raised.total === 0 ? (
          <div>
            <dt className="sr-only">{t("raised", { count: 0 })}</dt>
            <dd className="border-s-2 border-line-strong ps-2 text-ink-muted">{t("nothingYet")}</dd>
          </div>
        ) : (
          <Figure stage="raised" count={raised.total} most={most}>
            {t(isAhead ? "recorded" : "raised", { count: raised.total })}
          </Figure>
        )}
      </dl>
      {raised.sources.some(({ comparedWith }) => comparedWith !== null) && (
        <p className="font-semibold">
          <CountLine raised={raised} />
        </p>
      )}
      <p className="mt-1 text-meta text-ink-muted">{t("rule")}</p>
      <SourceLines of={raised} />
    </Section>
  );
}

/** "12 (11 in a second source; Slovakia differs)". */
export function CountLine({ raised }: { raised: CountBySource }) {
  const t = useTranslations("sessions.promised");
  const formats = useFormats();
  const compared = raised.sources.filter(({ comparedWith }) => comparedWith !== null);
  const others = compared.flatMap((source, index) => {
    const differing = [...source.missing, ...source.extra].map((state) => state.name);
    const place = index === 0 ? "second" : index === 1 ? "third" : "other";
    return [
      t("source", { count: source.states, place }),
      ...(differing.length > 0
        ? [t("missing", { states: formats.list(differing), count: differing.length })]
        : []),
    ];
  });
  return t("line", { total: raised.total, list: others.join("; ") });
}

/** A bar with its number; bars of one block share a scale of twelfths, since styles may not be written in place. */
function Figure({
  stage,
  count,
  most,
  children,
}: {
  stage: "agreed" | "raised";
  count: number;
  most: number;
  children: ReactNode;
}) {
  const formats = useFormats();
  const twelfths = count === 0 ? 0 : Math.max(1, Math.round((count / most) * 12));
  return (
    <div className="grid grid-cols-[auto_1fr] items-baseline gap-x-2 gap-y-1">
      <dt className="order-last text-meta text-ink-muted">{children}</dt>
      <dd className="contents">
        <span aria-hidden="true" className="col-span-2 grid h-4 grid-cols-12">
          {twelfths === 0 ? (
            <span className="border-s-2 border-line-strong" />
          ) : (
            <span data-stage={stage} className={`stage ${spans[twelfths - 1]}`} />
          )}
        </span>
        <span className="font-semibold tabular-nums">{formats.count(count)}</span>
      </dd>
    </div>
  );
}

const spans = [
  "col-span-1",
  "col-span-2",
  "col-span-3",
  "col-span-4",
  "col-span-5",
  "col-span-6",
  "col-span-7",
  "col-span-8",
  "col-span-9",
  "col-span-10",
  "col-span-11",
  "col-span-12",
];
