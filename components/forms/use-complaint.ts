"use client";

import { useEffect, useRef } from "react";

/**
 * Where a form says what is wrong with it: it takes the focus with each answer that complains, since on a long form it
 * stands far above the button that was pressed. Give the element `tabIndex={-1}`.
 */
export function useComplaint(answer: unknown, isComplaining: boolean) {
  const complaint = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer, also one that says the same again.
  useEffect(() => {
    if (isComplaining) {
      complaint.current?.focus();
    }
  }, [answer, isComplaining]);
  return complaint;
}
