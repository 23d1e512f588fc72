"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { viewParams } from "@/lib/commitments/view";

const parsers = Object.fromEntries(
  [...viewParams, "cols", "view"].map((name) => [name, parseAsString]),
);

/** What the address of the tracker says, as text; setting it replaces the whole and makes a step in the history. */
export function useTrackerAddress() {
  const [values, setValues] = useQueryStates(parsers, { history: "push", scroll: false });
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value) {
      params[name] = value;
    }
  }
  return {
    params,
    setParams(next: Record<string, string>) {
      void setValues(
        Object.fromEntries(Object.keys(parsers).map((name) => [name, next[name] || null])),
      );
    },
  };
}
