import { useTranslations } from "next-intl";
import type { Step } from "@/lib/check-ins/check-in";

/** What of a step stands in the clear: who does it, and which mission or alert it is about. */
export function StepWords({ of: step, states }: { of: Step; states: Record<string, string> }) {
  const t = useTranslations("checkIns.incident");
  const name = step.memberName ?? t("somebody");
  const who = step.hasLeft ? t("hasLeft", { name }) : name;
  switch (step.kind) {
    case "mission":
      return t("mission", { who, state: states[step.stateCode ?? ""] ?? "" });
    case "alert":
      return t("alert", { who, number: step.alertNumber ?? "" });
    default:
      return t("call", { who });
  }
}
