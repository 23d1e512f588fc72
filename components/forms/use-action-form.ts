"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useActionState, useEffect, useMemo, useRef } from "react";
import type { ActionState } from "@/lib/action";
import { type AskedAgain, isAskedAgain } from "@/lib/asked-again";
import { type FormServerAction, useKeptAction } from "./kept-action";

export type { FormServerAction };

/**
 * What a form needs of its action: where to post, what came back in the reader's language, and what was typed.
 * Works without scripts, since the page is then drawn again with the same answer. The messages that the action's
 * input names must be among those handed down by `Messages`.
 */
export function useActionForm<Result>(action: FormServerAction<Result>) {
  const [answer, submit, isPending] = useActionState(useKeptAction(action), { status: "idle" });
  const again = answer.status === "done" && isAskedAgain(answer.result) ? answer.result : null;
  const state = useMemo(
    () =>
      (again
        ? {
            status: "invalid",
            fields: { [again.field]: again.message },
            lengths: {},
            says: { [again.field]: again.says },
            values: again.values,
          }
        : answer) as ActionState<Exclude<Result, AskedAgain>>,
    [answer, again],
  );
  // Not the pending flag: a second press can come before the page is drawn with it.
  const isSending = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer, whatever it says, ends a sending.
  useEffect(() => {
    if (!isPending) {
      isSending.current = false;
    }
  }, [isPending, state]);
  const onSubmit = (event: SubmitEvent) => {
    if (isSending.current) {
      event.preventDefault();
    }
    isSending.current = true;
  };
  const t = useTranslations();
  // Keys come from the schema of the action, as data.
  const say = (key: string, says?: Record<string, string | number>) =>
    t(key as Parameters<typeof t>[0], says);
  const values = "values" in state ? state.values : {};
  const faults = state.status === "invalid" ? state.fields : {};
  const saidIn = (state.status === "invalid" && state.says) || {};
  // A message of the schema's own says more than the length.
  const lengths = Object.fromEntries(
    Object.entries(state.status === "invalid" ? state.lengths : {}).filter(
      ([name]) => faults[name] === "forms.tooLong",
    ),
  );
  return {
    state,
    /** For the form itself: where it goes, and that it is sent once until the answer is there. */
    sending: { action: submit, onSubmit },
    isPending,
    /** Why the whole was refused, or null. */
    refusal: state.status === "refused" ? say(state.messageKey) : null,
    /** What is wrong with one field. */
    fault: (name: string) =>
      lengths[name]
        ? say("common.tooLong", lengths[name])
        : faults[name]
          ? say(faults[name], saidIn[name])
          : undefined,
    /** What was typed into one field, to be shown again. */
    typed: (name: string, otherwise?: string) => {
      const value = values[name]?.[0];
      return typeof value === "string" ? value : otherwise;
    },
  };
}
