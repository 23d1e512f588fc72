import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { useFormats } from "@/lib/i18n/formats";
import { countBySource, type Evidence, type Intervention } from "@/lib/interventions/intervention";

/** Interventions with all their evidence. Sources that disagree stand beside one another. */
export function InterventionList({
  interventions,
  after,
}: {
  interventions: readonly Intervention[];
  /** What stands under each: the form for a further source. */
  after?: (intervention: Intervention) => ReactNode;
}) {
  const t = useTranslations("interventions");
  const { date, list } = useFormats();
  if (interventions.length === 0) {
    return <p className="text-ink-muted">{t("empty")}</p>;
  }
  return (
    <ol className="flex flex-col divide-y divide-line">
      {interventions.map((intervention) => (
        <li key={intervention.id} className="flex flex-col gap-2 py-3 first:pt-0 last:pb-0">
          <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
            <strong>
              <bdi>{intervention.deliveredBy.name}</bdi>
            </strong>
            <span className="text-ink-muted">
              {date({
                precision: intervention.saidPrecision,
                from: intervention.saidOn,
                to: intervention.saidUntil,
              })}
              , <bdi>{intervention.session.title}</bdi>
            </span>
            {intervention.isJoint && <Badge>{t("joint")}</Badge>}
          </div>
          {intervention.onBehalfOf && <p>{t("onBehalfOf", { whom: intervention.onBehalfOf })}</p>}
          {intervention.states.length > 1 && (
            <p>{t("for", { states: list(intervention.states.map((state) => state.name)) })}</p>
          )}
          {intervention.summary && <p dir="auto">{intervention.summary}</p>}
          <ul className="flex flex-col gap-2 border-s-2 border-line ps-3">
            {intervention.evidence.map((one) => (
              <EvidenceItem key={one.id} evidence={one} />
            ))}
          </ul>
          {after?.(intervention)}
        </li>
      ))}
    </ol>
  );
}

function EvidenceItem({ evidence }: { evidence: Evidence }) {
  const t = useTranslations("interventions");
  const place = [evidence.symbol, evidence.timeCode].filter(Boolean).join(", ");
  return (
    <li>
      {evidence.quote && (
        <blockquote
          dir="auto"
          lang={
            /^[a-z]{2,3}(-[A-Za-z0-9]+)*$/.test(evidence.quoteLanguage)
              ? evidence.quoteLanguage
              : undefined
          }
          className="max-w-measure font-serif text-body"
        >
          {evidence.quote}
        </blockquote>
      )}
      <p className="text-meta text-ink-muted">
        {evidence.sourceUrl ? (
          <a href={evidence.sourceUrl} rel="noopener noreferrer" className="link target">
            <bdi>{evidence.source}</bdi>
          </a>
        ) : (
          <bdi>{evidence.source}</bdi>
        )}
        {place && `, ${place}`}
        {`. ${t(`kind.${evidence.kind}`)}. ${t(`grade.${evidence.grade}`)}.`}
      </p>
    </li>
  );
}

/** "12 (11 in a second source; Slovakia differs)": what each source counts, and in whom they differ. */
export function CountBySource({ interventions }: { interventions: readonly Intervention[] }) {
  const t = useTranslations("interventions.count");
  const { list } = useFormats();
  const { total, sources } = countBySource(interventions);
  const [first, second] = sources;
  if (!first || !second) {
    return <>{t("one", { n: total })}</>;
  }
  const differing = [...second.missing, ...second.extra];
  return (
    <>
      {differing.length > 0
        ? t("secondDiffers", {
            n: first.states,
            other: second.states,
            states: list(differing.map((state) => state.name)),
            count: differing.length,
          })
        : t("second", { n: first.states, other: second.states })}
    </>
  );
}
