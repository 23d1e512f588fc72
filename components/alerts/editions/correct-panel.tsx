import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { CorrectionStep } from "@/lib/editions/edition";

/** How an issued edition is corrected, and the one step of it that can be taken now. */
export function CorrectPanel({
  step,
  number,
  version,
  hrefs,
}: {
  step: CorrectionStep;
  /** The edition's own. */
  number: number;
  /** The number of the version that is open for sign-on. */
  version: number;
  hrefs: Record<Exclude<CorrectionStep, "over" | "narrower">, string>;
}) {
  const t = useTranslations("editions.correct");
  return (
    <Panel title={t("title")}>
      <p className="text-ink-muted">{t("what", { number })}</p>
      <p className="mt-3">{t(`now.${step}`, { version })}</p>
      {step !== "over" && step !== "narrower" && (
        <p className="mt-3">
          <ButtonLink href={hrefs[step] as Route} look="secondary">
            {t(`step.${step}`, { version })}
          </ButtonLink>
        </p>
      )}
    </Panel>
  );
}
