"use client";

import { useEffect } from "react";
import { forgetNotes } from "@/components/corridor/forget-notes";
import { leaveNow } from "./leave-quickly";

/** Three presses of Shift, and nothing else, within this many milliseconds leave the page. */
const leaveWithin = 2000;

/**
 * Three times Shift leaves quickly. Signing out throws away what the device keeps, and a page that the browser brings
 * back from its memory afterwards is dropped.
 */
export function LeaveKeys() {
  useEffect(() => {
    let presses: number[] = [];
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Shift") {
        presses = [];
      } else if (!event.repeat) {
        presses = [...presses.filter((at) => event.timeStamp - at < leaveWithin), event.timeStamp];
        if (presses.length === 3) {
          leaveNow();
        }
      }
    };
    // Also without a network, when the answer that clears the browser does not come.
    const onSubmit = (event: Event) => {
      if (event.target instanceof HTMLFormElement && "signOut" in event.target.dataset) {
        forgetNotes();
      }
    };
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) {
        location.reload();
      }
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("submit", onSubmit);
    window.addEventListener("pageshow", onShow);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("submit", onSubmit);
      window.removeEventListener("pageshow", onShow);
    };
  }, []);
  return null;
}
