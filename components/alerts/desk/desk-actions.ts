import type { ActionState } from "@/lib/action";
import type { Mentions } from "@/lib/alerts/desk";

type Act<Input, Result = unknown> = (
  before: ActionState<Result>,
  input: Input,
) => Promise<ActionState<Result>>;

interface Identity {
  name: string;
}

/** What the desk asks the server to do; the page hands them over. */
export interface DeskActions {
  openThread: Act<
    Mentions & {
      textId: string;
      section: string;
      quote: string;
      body: string;
      once: string;
    },
    string
  >;
  comment: Act<Mentions & { threadId: string; body: string; once: string }, string>;
  settleThread: Act<{ threadId: string; settled: "yes" | "no" }>;
  setSectionStatus: Act<{ textId: string; section: string; status: string }>;
  sealPassage: Act<{ caseId: string; alertId: string; words: string; once: string }, string>;
  readIdentity: Act<{ caseId: string; defenderId: string }, Identity | null>;
}

/** Calls an action outside a form; a connection that is gone is a refusal like others. */
export async function ask<Input, Result>(
  action: Act<Input, Result>,
  input: Input,
): Promise<{ result: Result } | { messageKey: string }> {
  try {
    const state = await action({ status: "idle" }, input);
    switch (state.status) {
      case "done":
        return { result: state.result };
      case "refused":
        return { messageKey: state.messageKey };
      case "invalid":
        return { messageKey: Object.values(state.fields)[0] ?? "forms.invalid" };
      default:
        return { messageKey: "alerts.desk.notSent" };
    }
  } catch {
    return { messageKey: "alerts.desk.notSent" };
  }
}
