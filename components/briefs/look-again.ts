"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const lookAgainMs = 2_000;

/** Looks again by itself at what is being made, while somebody sees it. */
export function useLookAgain(isGoing: boolean): void {
  const { refresh } = useRouter();
  useEffect(() => {
    if (!isGoing) {
      return;
    }
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") {
        refresh();
      }
    }, lookAgainMs);
    return () => clearInterval(timer);
  }, [isGoing, refresh]);
}
