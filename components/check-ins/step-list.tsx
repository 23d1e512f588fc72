import { useTranslations } from "next-intl";
import type { Step } from "@/lib/check-ins/check-in";
import { StepWords } from "./step-words";

/** The agreed steps as they stand, with after how long each is done. */
export function StepList({
  of: steps,
  states,
}: {
  of: readonly Step[];
  states: Record<string, string>;
}) {
  const t = useTranslations("checkIns");
  return (
    <ol className="list-decimal ps-5">
      {steps.map((step) => (
        <li key={step.position}>
          <bdi>
            <StepWords of={step} states={states} />
          </bdi>
          {", "}
          {step.afterMinutes === 0
            ? t("incident.atOnce")
            : t("incident.after", { minutes: t("minutes", { count: step.afterMinutes }) })}
        </li>
      ))}
    </ol>
  );
}
