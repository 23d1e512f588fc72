import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";

/** From one card to the next, where there are too many to see them all. */
export function MarginSteps({
  at,
  count,
  onStep,
}: {
  /** The card that is looked at; -1 while none is. */
  at: number;
  count: number;
  onStep: (to: number) => void;
}) {
  const t = useTranslations("alerts.desk.steps");
  return (
    <fieldset
      aria-label={t("label")}
      className="sticky top-[calc(7rem+var(--desk-news,0px))] z-[5] mb-2 flex flex-wrap items-center justify-between gap-2 bg-page py-2 text-meta xl:top-[calc(6rem+var(--desk-news,0px))]"
    >
      <Button
        size="small"
        aria-disabled={at <= 0 || undefined}
        onClick={() => at > 0 && onStep(at - 1)}
      >
        {t("previous")}
      </Button>
      <span role="status">{at < 0 ? t("count", { count }) : t("at", { at: at + 1, count })}</span>
      <Button
        size="small"
        aria-disabled={at >= count - 1 || undefined}
        onClick={() => at < count - 1 && onStep(at + 1)}
      >
        {t("next")}
      </Button>
    </fieldset>
  );
}
