import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { Check } from "@/components/ui/icons";
import type { AlertStage } from "@/db/reference/words";

const path = ["draft", "in_review", "consent_check", "sign_on", "issued"] as const;

/** The way of an alert, in words, with what is done and where it is now. */
export function StagePath({ stage }: { stage: AlertStage }) {
  const t = useTranslations("alerts");
  const at =
    stage === "updated" || stage === "closed" ? path.length - 1 : path.indexOf(stage as "draft");
  return (
    <ol aria-label={t("review.path")} className="flex flex-wrap gap-x-1 gap-y-2 text-meta">
      {path.map((step, index) => {
        const isNow = index === at;
        const isDone = index < at;
        return (
          <li
            key={step}
            aria-current={isNow ? "step" : undefined}
            className={classes(
              "flex min-h-8 items-center gap-1.5 rounded-cell border px-3",
              isNow
                ? "border-accent bg-accent-soft font-semibold text-accent"
                : isDone
                  ? "border-transparent bg-done-soft text-done"
                  : "border-line text-ink-muted",
            )}
          >
            {isDone && <Icon of={Check} size={16} />}
            {t(`stage.${step === "issued" && stage === "updated" ? "updated" : step}`)}
            <span className="sr-only">
              {isNow && `, ${t("review.now")}`}
              {isDone && `, ${t("review.done")}`}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
