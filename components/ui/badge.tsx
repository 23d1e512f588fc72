import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon } from "./icon";
import type { IconData } from "./icons";

export type Tone = "neutral" | "accent" | "done" | "caution" | "danger";

const tones: Record<Tone, string> = {
  neutral: "bg-sunken text-ink-muted",
  accent: "bg-accent-soft text-accent",
  done: "bg-done-soft text-done",
  caution: "bg-caution-soft text-caution",
  danger: "bg-danger-soft text-danger",
};

/** A short fact beside a title: a word or two, never pressed. The words carry the meaning, not the tone. */
export function Badge({
  tone = "neutral",
  icon,
  children,
}: {
  tone?: Tone;
  icon?: IconData;
  children: ReactNode;
}) {
  return (
    <span
      className={classes(
        "inline-flex min-h-6 items-center gap-1.5 rounded-cell px-2 text-meta font-semibold",
        "forced-colors:border",
        tones[tone],
      )}
    >
      {icon && <Icon of={icon} size={16} />}
      {children}
    </span>
  );
}
