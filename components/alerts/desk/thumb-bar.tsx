"use client";

import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";
import { Icon } from "@/components/ui/icon";
import { Eye, FileText, List, MessageSquare } from "@/components/ui/icons";

const places = [
  ["sections", List],
  ["text", FileText],
  ["talk", MessageSquare],
  ["readers", Eye],
] as const;

/**
 * On a phone, the four places of the desk within reach of one thumb. They stand in the bar of the product, whose own
 * places are in its menu meanwhile (desk.css).
 */
export function ThumbBar({ talks }: { talks: number }) {
  const t = useTranslations("alerts.desk.thumb");
  const go = (place: (typeof places)[number][0]) => (event: MouseEvent) => {
    const target = document.getElementById(`desk-${place}`);
    if (!target) {
      return;
    }
    event.preventDefault();
    const list = place === "sections" ? target.querySelector("details") : null;
    if (list) {
      list.open = true;
      list.querySelector("summary")?.focus({ preventScroll: true });
    }
    target.scrollIntoView();
  };
  return (
    <nav
      id="desk-places"
      aria-label={t("label")}
      className="fixed start-0 end-1/5 bottom-0 z-40 grid h-[calc(5rem+env(safe-area-inset-bottom))] grid-cols-4 bg-page pb-[env(safe-area-inset-bottom)] lg:hidden print:hidden"
    >
      {places.map(([place, icon]) => (
        <a
          key={place}
          href={`#desk-${place}`}
          onClick={go(place)}
          className="flex min-w-0 flex-col items-center gap-1 pt-4 text-meta text-ink-muted focus-visible:-outline-offset-3"
        >
          <span className="relative">
            <Icon of={icon} size={20} />
            {place === "talk" && talks > 0 && (
              <span
                aria-hidden="true"
                className="absolute start-3 -top-2 min-w-4.5 rounded-full bg-accent px-1 text-center text-[0.6875rem] leading-4.5 font-semibold text-on-accent tabular-nums forced-colors:border"
              >
                {talks > 99 ? "99+" : talks}
              </span>
            )}
          </span>
          <span className="max-w-full truncate">
            {t(place)}
            {place === "talk" && talks > 0 && <span className="sr-only"> {talks}</span>}
          </span>
        </a>
      ))}
    </nav>
  );
}
