"use client";

import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";

/**
 * A `<details>` that behaves as a menu once scripts run: Escape, a press elsewhere and going to
 * another page close it. Without scripts it is an ordinary disclosure.
 */
export function Disclosure({
  summary,
  summaryClassName,
  className,
  children,
}: {
  summary: ReactNode;
  summaryClassName: string;
  className?: string;
  children: ReactNode;
}) {
  const details = useRef<HTMLDetailsElement>(null);
  const path = usePathname();
  const openedOn = useRef(path);
  useEffect(() => {
    // Not at first: what was opened before the scripts came stays open.
    if (openedOn.current !== path) {
      openedOn.current = path;
      details.current?.removeAttribute("open");
    }
  }, [path]);
  useEffect(() => {
    const element = details.current;
    if (!element) {
      return;
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && element.open) {
        element.open = false;
        element.querySelector("summary")?.focus();
      }
    };
    const onPress = (event: PointerEvent) => {
      if (element.open && event.target instanceof Node && !element.contains(event.target)) {
        element.open = false;
      }
    };
    element.addEventListener("keydown", onKey);
    document.addEventListener("pointerdown", onPress);
    return () => {
      element.removeEventListener("keydown", onKey);
      document.removeEventListener("pointerdown", onPress);
    };
  }, []);
  return (
    <details ref={details} className={className} suppressHydrationWarning>
      <summary className={summaryClassName}>{summary}</summary>
      {children}
    </details>
  );
}
