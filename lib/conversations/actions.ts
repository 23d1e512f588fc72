"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { findStateByKey, isStateOpen } from "@/lib/states/queries";
import * as commands from "./commands";
import {
  CorrectConversation,
  FinishNextStep,
  LogConversation,
  TakeBackConversation,
} from "./input";

/** Logs an exchange and leads to it. */
export const logConversation = defineAction({
  input: keyed(LogConversation),
  async run(actor, { once, ...input }): Promise<void> {
    const state = await findStateByKey(actor, input.stateKey);
    if (!state || !(await isStateOpen(actor, state))) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    const id = await commands.logConversation(actor, state.code, input, once);
    revalidatePath(`/states/${state.key}`, "layout");
    redirect(`/states/${state.key}/conversations/${id}?logged=1` as Route);
  },
});

/** Corrects one's own and leads back to it. */
export const correctConversation = defineAction({
  input: CorrectConversation,
  async run(actor, input): Promise<void> {
    await commands.correctConversation(actor, input);
    revalidatePath(`/states/${input.stateKey}`, "layout");
    redirect(`/states/${input.stateKey}/conversations/${input.id}` as Route);
  },
});

export const takeBackConversation = defineAction({
  input: TakeBackConversation,
  async run(actor, input) {
    await commands.takeBackConversation(actor, input);
    revalidatePath(`/states/${input.stateKey}`, "layout");
  },
});

/** From the conversation's own page and from Today. */
export const finishNextStep = defineAction({
  input: FinishNextStep,
  async run(actor, input) {
    await commands.finishNextStep(actor, input);
    revalidatePath("/", "layout");
  },
});
