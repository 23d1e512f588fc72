"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { classes } from "@/components/ui/classes";
import { Icon } from "@/components/ui/icon";
import { ChevronDown, type IconData } from "@/components/ui/icons";

const widths = { narrow: "min-w-48", normal: "w-64", wide: "w-[26rem]" };

/** A part of the tracker's head that opens over the page; the browser's own, so that it works without scripts. */
export function Fold({
  label,
  name,
  icon,
  width = "narrow",
  short,
  children,
}: {
  label: ReactNode;
  /** What a screen reader says in the place of the label, where the label is a value. */
  name?: string;
  icon?: IconData;
  width?: keyof typeof widths;
  /** Among other fields in one line: what is long is cut. */
  short?: boolean;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const target = event.target as Node;
      // Whoever presses on words in it hands the focus to the page around it, and has not left.
      const isAround = event.type === "focusin" && target.contains(details.current);
      if (details.current?.open && !details.current.contains(target) && !isAround) {
        details.current.open = false;
      }
    };
    document.addEventListener("pointerdown", close);
    document.addEventListener("focusin", close);
    return () => {
      document.removeEventListener("pointerdown", close);
      document.removeEventListener("focusin", close);
    };
  }, []);
  return (
    <details
      suppressHydrationWarning
      ref={details}
      className="tracker-fold relative"
      onToggle={(event) =>
        event.currentTarget.open && panel.current && bringIntoSight(panel.current)
      }
      onKeyDown={(event) => {
        if (event.key === "Escape" && details.current?.open) {
          details.current.open = false;
          details.current.querySelector("summary")?.focus();
        }
      }}
    >
      <summary
        aria-label={name}
        className={classes(
          "control flex w-fit cursor-pointer items-center gap-2",
          short ? "max-w-36" : "max-w-72",
        )}
      >
        {icon && <Icon of={icon} />}
        <span dir="auto" className="truncate">
          {label}
        </span>
        <Icon of={ChevronDown} size={16} className="text-ink-muted" />
      </summary>
      <div
        ref={panel}
        className={classes(
          // On a phone in the flow of the page: over it, the end of a wide panel would be out of sight.
          "mt-1 flex max-w-[calc(100vw-2rem)] flex-col gap-2 rounded-panel border border-line-strong bg-surface p-4",
          "sm:absolute sm:start-0 sm:top-full sm:z-20 sm:max-h-[70dvh] sm:overflow-y-auto sm:shadow-overlay",
          widths[width],
        )}
      >
        {children}
      </div>
    </details>
  );
}

/** Pushes a panel back by what of it would stand past the end of the line. */
function bringIntoSight(panel: HTMLElement) {
  panel.style.marginInlineStart = "";
  const { left, right } = panel.getBoundingClientRect();
  const edge = document.documentElement.clientWidth;
  const past = getComputedStyle(panel).direction === "rtl" ? gap - left : right + gap - edge;
  if (past > 0) {
    panel.style.marginInlineStart = `-${past}px`;
  }
}

const gap = 16;
