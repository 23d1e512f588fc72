import type { Route } from "next";
import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import type { CorrectionStep, SignaturesSince } from "@/lib/editions/edition";
import { useFormats } from "@/lib/i18n/formats";

/** How an issued edition is corrected, and the one step of it that can be taken now. */
export function CorrectPanel({
  step,
  since,
  number,
  version,
  hrefs,
}: {
  step: CorrectionStep;
  /** How its signatories differ from those of now; null where they do not. */
  since: SignaturesSince | null;
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
      {since && (step === "signatories" || step === "issue") && <Differences of={since} />}
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

/** Which signatories are others by now. */
function Differences({ of: { named, gone, capacities, unnamed } }: { of: SignaturesSince }) {
  const t = useTranslations("editions.correct.since");
  const { list } = useFormats();
  return (
    <ul aria-label={t("label")} className="mt-3 list-disc ps-5 wrap-anywhere">
      {named.length > 0 && <li>{t("named", { names: list(named) })}</li>}
      {gone.length > 0 && <li>{t("gone", { names: list(gone) })}</li>}
      {capacities.map(({ name, was, now }) => (
        <li key={name}>
          {t("capacity", { name, was: was || t("noCapacity"), now: now || t("noCapacity") })}
        </li>
      ))}
      {unnamed !== 0 && (
        <li>{t(unnamed > 0 ? "moreUnnamed" : "fewerUnnamed", { count: Math.abs(unnamed) })}</li>
      )}
    </ul>
  );
}
