"use client";

import { useTranslations } from "next-intl";
import type { MouseEvent } from "react";

const places = ["sections", "text", "talk", "readers"] as const;

/** On a phone, the four places of the desk within reach of one thumb, above the bar of the product. */
export function ThumbBar({ talks }: { talks: number }) {
  const t = useTranslations("alerts.desk.thumb");
  const go = (place: (typeof places)[number]) => (event: MouseEvent) => {
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
      aria-label={t("label")}
      className="fixed inset-x-0 bottom-[calc(5rem+env(safe-area-inset-bottom))] z-20 grid grid-cols-4 border-t border-line bg-page lg:hidden print:hidden"
    >
      {places.map((place) => (
        <a
          key={place}
          href={`#desk-${place}`}
          onClick={go(place)}
          className="flex min-h-11 items-center justify-center border-line px-1 text-meta font-semibold not-first:border-s focus-visible:-outline-offset-3"
        >
          {t(place)}
          {place === "talk" && talks > 0 && <span className="ms-1 text-accent">{talks}</span>}
        </a>
      ))}
    </nav>
  );
}
