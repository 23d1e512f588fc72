import { useTranslations } from "next-intl";
import { SourceLines } from "@/components/interventions/source-lines";
import { CountLine } from "@/components/sessions/promised-raised";
import { Section } from "@/components/ui/panel";
import type { Account } from "@/lib/afterwards/account";
import { useFormats } from "@/lib/i18n/formats";

/** The figures of the account, and in words how they were counted: sources, grades, joint statements. */
export function Counting({ account: { kept, notRaised, unpromised, rule } }: { account: Account }) {
  const t = useTranslations("afterwards.counting");
  const grade = useTranslations("interventions.grade");
  const formats = useFormats();
  const promised = kept.length + notRaised.length;
  const differs = rule.count.sources.some(({ comparedWith }) => comparedWith !== null);
  return (
    <Section title={t("title")}>
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1 py-3">
        <dd className="text-end text-section font-semibold tabular-nums">
          {formats.count(promised)}
        </dd>
        <dt>{t("promised", { count: promised })}</dt>
        <dd className="text-end text-section font-semibold tabular-nums">
          {formats.count(kept.length)}
        </dd>
        <dt>{t("kept", { count: kept.length })}</dt>
        <dd className="text-end text-section font-semibold tabular-nums">
          {formats.count(unpromised.length)}
        </dd>
        <dt>{t("unpromised")}</dt>
        <dd className="text-end text-section font-semibold tabular-nums">
          {formats.count(rule.count.total)}
        </dd>
        <dt>{t("states", { count: rule.count.total })}</dt>
      </dl>
      {differs && (
        <p className="font-semibold">
          <CountLine raised={rule.count} />
        </p>
      )}
      <h3 className="mt-2 text-ui font-semibold">{t("ruleTitle")}</h3>
      <p className="text-meta text-ink-muted">{t("rule")}</p>
      <p className="mt-1 text-meta text-ink-muted">{t("joint", { count: rule.joint })}</p>
      {rule.byBestGrade.length > 0 && (
        <>
          <p className="mt-2 text-meta text-ink-muted">{t("byGrade")}</p>
          <ul className="text-meta">
            {rule.byBestGrade.map((one) => (
              <li key={one.grade}>
                {t("gradeCount", { grade: grade(one.grade), count: one.states })}
              </li>
            ))}
          </ul>
        </>
      )}
      <SourceLines of={rule.count} />
      <p className="mt-2 text-meta text-ink-muted">{t("onlyYours")}</p>
    </Section>
  );
}
