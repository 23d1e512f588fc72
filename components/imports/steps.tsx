import { useTranslations } from "next-intl";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { Check } from "@/components/ui/icons";

const steps = ["bring", "check", "import"] as const;

/** Where one stands on the way: bring, check, import. */
export function ImportSteps({ now }: { now: (typeof steps)[number] }) {
  const t = useTranslations("imports.steps");
  const at = steps.indexOf(now);
  return (
    <ol aria-label={t("label")} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-meta">
      {steps.map((step, place) => (
        <li
          key={step}
          aria-current={step === now ? "step" : undefined}
          className={classes(
            "flex items-center gap-2",
            step === now ? "font-semibold" : "text-ink-muted",
          )}
        >
          <span
            className={classes(
              "inline-flex size-6 items-center justify-center rounded-full border",
              place < at && "border-transparent bg-ink text-surface",
              place === at && "border-transparent bg-accent text-on-accent",
              place > at && "border-line-strong",
            )}
          >
            {place < at ? <Icon of={Check} size={16} /> : place + 1}
          </span>
          {t(step)}
        </li>
      ))}
    </ol>
  );
}
