"use client";

import { useEffect } from "react";
import { wasOpenedFromDesk } from "./way-back";

/**
 * Puts the focus on the heading of a page that was opened from the tracker: what had it there is gone, and a browser
 * would leave it on nothing. Stands last on the page: what an anchor has taken the focus to keeps it.
 */
export function FocusOnArrival() {
  useEffect(() => {
    const heading = document.querySelector<HTMLElement>("main h1");
    if (
      heading &&
      wasOpenedFromDesk(location.pathname) &&
      (document.activeElement === document.body || !document.activeElement)
    ) {
      heading.tabIndex = -1;
      heading.focus({ preventScroll: true });
    }
  }, []);
  return null;
}
