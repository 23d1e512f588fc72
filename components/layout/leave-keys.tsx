"use client";

import { useTranslations } from "next-intl";
import { useEffect, useLayoutEffect } from "react";
import { hasUnsent } from "@/components/ui/save-status";
import { forgetWaiting } from "@/components/waiting/forget";
import { hasLeft, leaveNow, leaveWithOthers, tellOthers } from "./leave-quickly";

/** Three presses of Shift, and nothing else, within this many milliseconds leave the page. */
const leaveWithin = 2000;

/**
 * Three times Shift leaves quickly. Signing out throws away what the device keeps, after asking
 * where something was not sent, and a page that the browser brings
 * back from its memory afterwards is dropped. Both take the other windows of this browser along.
 */
export function LeaveKeys() {
  const t = useTranslations("common.saved");
  const question = t("signOutUnsent");
  useLayoutEffect(() => {
    if (hasLeft()) {
      leaveNow();
    }
  }, []);
  useEffect(leaveWithOthers, []);
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
      if (!(event.target instanceof HTMLFormElement && "signOut" in event.target.dataset)) {
        return;
      }
      // Whoever leaves quickly is asked nothing; whoever signs out has the time.
      if (hasUnsent() && !window.confirm(question)) {
        event.preventDefault();
        event.stopPropagation();
      } else {
        forgetWaiting();
        tellOthers("signsOut");
      }
    };
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) {
        location.reload();
      }
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("submit", onSubmit, true);
    window.addEventListener("pageshow", onShow);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("submit", onSubmit, true);
      window.removeEventListener("pageshow", onShow);
    };
  }, [question]);
  return null;
}
