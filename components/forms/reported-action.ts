"use client";

import { useEffect, useMemo, useRef } from "react";
import { reportSave } from "@/components/ui/save-status";
import { isAskedAgain } from "@/lib/asked-again";
import type { FormServerAction } from "./use-action-form";

/**
 * The action, and the shell told how its sending stands. Told from the answer itself and not from the form: by then
 * the form may be gone, with the page that it stood on or with what it took away.
 */
export function useReportedAction<Result>(
  action: FormServerAction<Result>,
): FormServerAction<Result> {
  const isOut = useRef(false);
  // Somebody who goes elsewhere meanwhile never hears the answer: nothing is claimed of it.
  useEffect(
    () => () => {
      if (isOut.current) {
        reportSave({ state: "none" });
      }
    },
    [],
  );
  return useMemo(() => {
    // On the server it stays what it is, so that the form is posted without scripts.
    if (typeof window === "undefined") {
      return action;
    }
    const tell = (isDone: boolean) => {
      isOut.current = false;
      reportSave(isDone ? { state: "saved", at: new Date() } : { state: "none" });
    };
    return async (before, sent) => {
      isOut.current = true;
      reportSave({ state: "sending" });
      try {
        const answer = await action(before, sent);
        tell(answer.status === "done" && !isAskedAgain(answer.result));
        return answer;
      } catch (thrown) {
        tell(isRedirect(thrown));
        throw thrown;
      }
    };
  }, [action]);
}

/** What an action ends with that leads on to another page: it was done. Next throws it into the form. */
const isRedirect = (thrown: unknown) =>
  thrown instanceof Error &&
  "digest" in thrown &&
  String(thrown.digest).startsWith("NEXT_REDIRECT");
