import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { useFormats } from "@/lib/i18n/formats";
import type { Evidence, Intervention } from "@/lib/interventions/intervention";

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
