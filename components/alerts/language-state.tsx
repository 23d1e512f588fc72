import { useTranslations } from "next-intl";
import type { AlertStage } from "@/db/reference/words";
import { isOver } from "@/lib/alerts/alert";
import type { AlertLanguageState } from "@/lib/alerts/shown";

/** How far a language of an alert is, after its name: what went out, or how the writing stands while it goes on. */
export function LanguageState({
  of: { state, isIssued },
  isSource,
  stage,
}: {
  of: Pick<AlertLanguageState, "state" | "isIssued">;
  /** The text goes out in its first language whatever is said of it: how far that is, the stage says. */
  isSource: boolean;
  stage: AlertStage;
}) {
  const t = useTranslations("alerts.textState");
  if ((isSource || isOver(stage)) && !isIssued) {
    return null;
  }
  return <span className="text-meta text-ink-muted">, {t(isIssued ? "issued" : state)}</span>;
}
