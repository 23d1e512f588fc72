"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { classes } from "./classes";

const edge =
  "pointer-events-none absolute inset-y-0 w-10 from-page to-transparent transition-opacity duration-100";

/**
 * A row that is wider than a narrow screen: what is current is brought into view, and a fading edge says that there is
 * more. Without scripts it scrolls all the same.
 */
export function TabStrip({ children }: { children: ReactNode }) {
  const row = useRef<HTMLUListElement>(null);
  const [more, setMore] = useState({ start: false, end: false });
  useEffect(() => {
    const element = row.current;
    if (!element) {
      return;
    }
    const look = () => {
      // Counted from the start of the line, which is on the right where it runs to the left.
      const at = Math.abs(element.scrollLeft);
      const next = { start: at > 1, end: at + element.clientWidth < element.scrollWidth - 1 };
      setMore((before) => (before.start === next.start && before.end === next.end ? before : next));
    };
    const current = element.querySelector("[aria-current=page]");
    if (current) {
      const [here, around] = [current.getBoundingClientRect(), element.getBoundingClientRect()];
      if (here.left < around.left || here.right > around.right) {
        // Not scrollIntoView, which would move the page as well.
        element.scrollLeft += (here.left + here.right - around.left - around.right) / 2;
      }
    }
    look();
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, []);
  return (
    <div className="relative">
      <ul ref={row} className="-mb-px flex gap-6 overflow-x-auto overflow-y-hidden">
        {children}
      </ul>
      <span
        className={classes(
          edge,
          "start-0 bg-linear-to-r rtl:bg-linear-to-l",
          more.start ? "opacity-100" : "opacity-0",
        )}
      />
      <span
        className={classes(
          edge,
          "end-0 bg-linear-to-l rtl:bg-linear-to-r",
          more.end ? "opacity-100" : "opacity-0",
        )}
      />
    </div>
  );
}
