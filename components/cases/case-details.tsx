import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { Ban } from "@/components/ui/icons";
import { Section } from "@/components/ui/panel";
import type { perpetratorKinds, ReprisalType } from "@/db/reference/words";
import type { FullCase } from "@/lib/cases/shown";

/** The rest of what is known; what is not known takes no room. "Do not mention" comes first and in red. */
export function CaseDetails({ of: theCase }: { of: FullCase }) {
  const t = useTranslations("cases");
  const perpetrators = theCase.perpetratorKinds.map((kind) =>
    t(`perpetrator.${kind as (typeof perpetratorKinds)[number]}`),
  );
  const types = theCase.reprisalTypes.map((type) => t(`reprisal.${type as ReprisalType}`));
  const facts: [key: string, label: string, value: ReactNode][] = [
    ["situation", t("summary.situation"), theCase.currentSituation],
    ["types", t("summary.types"), types.join("; ")],
    ["perpetrators", t("summary.perpetrators"), perpetrators.join("; ")],
    ["sources", t("summary.sources"), theCase.sourcesNote],
    [
      "response",
      t("summary.response"),
      theCase.governmentResponse && t(`response.${theCase.governmentResponse}`),
    ],
    ["sgReport", t("summary.sgReport"), theCase.sgReportReference],
  ];
  const known = facts.filter(([, , value]) => value);
  if (known.length === 0 && !theCase.doNotMention) {
    return null;
  }
  return (
    <Section title={t("summary.moreDetails")}>
      <dl className="divide-y divide-line">
        {theCase.doNotMention && (
          <Fact
            label={
              <span className="inline-flex items-center gap-1.5 font-semibold text-danger">
                <Icon of={Ban} size={16} />
                {t("summary.doNotMention")}
              </span>
            }
          >
            <span className="font-semibold text-danger">{theCase.doNotMention}</span>
          </Fact>
        )}
        {known.map(([key, label, value]) => (
          <Fact key={key} label={label}>
            {value}
          </Fact>
        ))}
      </dl>
    </Section>
  );
}

function Fact({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="gap-4 py-2.5 sm:grid sm:grid-cols-[11rem_minmax(0,1fr)]">
      <dt className="text-ink-muted">{label}</dt>
      <dd className="max-w-measure whitespace-pre-line" dir="auto">
        {children}
      </dd>
    </div>
  );
}
