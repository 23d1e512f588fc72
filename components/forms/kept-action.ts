"use client";

import { useMemo } from "react";
import type { ActionState } from "@/lib/action";

/** A server action made by defineAction or definePublicAction. */
export type FormServerAction<Result> = (
  before: ActionState<Result>,
  sent: FormData,
) => Promise<ActionState<Result>>;

/** Refused since no answer came. It may have arrived all the same: the form keeps its key when it is sent again. */
export const noConnection = "refusals.noConnection";

/** The action, refused with what was typed where the network is away: an error of the page would take that with it. */
export function useKeptAction<Result>(action: FormServerAction<Result>): FormServerAction<Result> {
  return useMemo(() => {
    // On the server it stays what it is, so that the form is posted without scripts.
    if (typeof window === "undefined") {
      return action;
    }
    return async (before, sent) => {
      try {
        return await action(before, sent);
      } catch (thrown) {
        if (isAway(thrown)) {
          return { status: "refused", messageKey: noConnection, values: typedInto(sent) };
        }
        throw thrown;
      }
    };
  }, [action]);
}

/** What `fetch` throws in Chromium, Firefox and Safari where nothing answers. */
const isAway = (thrown: unknown) =>
  thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message);

function typedInto(sent: FormData): Record<string, FormDataEntryValue[]> {
  const names = [...new Set(sent.keys())].filter(
    (name) => !name.startsWith("$ACTION") && !/password/i.test(name),
  );
  return Object.fromEntries(
    names.map((name) => [name, sent.getAll(name).filter((value) => typeof value === "string")]),
  );
}
