"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { defineAction } from "@/lib/action";
import type { Actor } from "@/lib/auth/actor";
import { keyed } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { findSession } from "@/lib/sessions/queries";
import { findStateByKey } from "@/lib/states/queries";
import * as commands from "./commands";
import { datesWith, isOfOneState, usualSteps } from "./deadline";
import {
  ChangeDeadline,
  DropDeadline,
  FinishTask,
  KeepDeadline,
  KeepTask,
  PlanBack,
  TheTask,
} from "./input";

/** Deadlines stand on the session, on Today and in the calendar. */
const drawAnew = () => revalidatePath("/", "layout");

export const changeDeadline = defineAction({
  input: ChangeDeadline,
  async run(actor, input) {
    const code = input.state ? await codeOf(actor, input.sessionId, input.state) : null;
    await commands.changeDeadline(actor, input, code);
    drawAnew();
  },
});

/** The State whose review at this session has a deadline of its own. */
async function codeOf(actor: Actor, sessionId: string, key: string): Promise<string> {
  const session = await findSession(actor, sessionId);
  const state = await findStateByKey(actor, key);
  const isReviewed =
    session &&
    datesWith(session, []).some((date) => isOfOneState(date) && date.stateCode === state?.code);
  if (!state || !isReviewed) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return state.code;
}

export const keepDeadline = defineAction({
  input: keyed(KeepDeadline),
  async run(actor, { once, ...input }) {
    await commands.keepDeadline(actor, input, once);
    drawAnew();
  },
});

export const dropDeadline = defineAction({
  input: DropDeadline,
  async run(actor, input) {
    await commands.dropDeadline(actor, input);
    drawAnew();
  },
});

export const keepTask = defineAction({
  input: keyed(KeepTask),
  async run(actor, { once, ...input }) {
    await commands.keepTask(actor, input, once);
    drawAnew();
  },
});

export const removeTask = defineAction({
  input: TheTask,
  async run(actor, input) {
    await commands.removeTask(actor, input);
    drawAnew();
  },
});

export const finishTask = defineAction({
  input: FinishTask,
  async run(actor, input) {
    await commands.finishTask(actor, input);
    drawAnew();
  },
});

/** The usual steps before a deadline, owned by whoever plans, in their language. */
export const planBack = defineAction({
  input: keyed(PlanBack),
  async run(actor, { sessionId, before, once }) {
    const t = await getTranslations("calendar.usual");
    const steps = usualSteps.map(({ step, daysBefore }) =>
      KeepTask.parse({
        sessionId,
        title: t(step),
        ownerId: actor.membershipId,
        before,
        days: daysBefore,
      }),
    );
    await commands.addTasks(
      actor,
      sessionId,
      steps.map(({ sessionId: _session, id: _new, ...step }) => step),
      once,
    );
    drawAnew();
  },
});
