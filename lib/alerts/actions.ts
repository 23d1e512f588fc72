"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import { drawAnew, pageOf } from "./draw-anew";
import {
  AddLanguage,
  Move,
  SealPassage,
  SetDetails,
  SetSectionStatus,
  SetTextState,
  StartAlert,
} from "./input";

export const startAlert = defineAction({
  input: keyed(StartAlert),
  async run(actor, { once, ...input }) {
    const alertId = await commands.startAlert(actor, input, once);
    redirect(pageOf({ caseId: input.caseId, alertId }) as Route);
  },
});

export const addLanguage = defineAction({
  input: AddLanguage,
  async run(actor, input) {
    await commands.addLanguage(actor, input);
    drawAnew(input);
  },
});

export const setDetails = defineAction({
  input: SetDetails,
  async run(actor, input) {
    await commands.setDetails(actor, input);
    drawAnew(input);
  },
});

export const setSectionStatus = defineAction({
  input: SetSectionStatus,
  run: (actor, input) => commands.setSectionStatus(actor, input),
});

export const setTextState = defineAction({
  input: SetTextState,
  async run(actor, input) {
    await commands.setTextState(actor, input);
    revalidatePath("/cases", "layout");
  },
});

/** Gives the id for the mark that stands in the place of the words. */
export const sealPassage = defineAction({
  input: SealPassage,
  run: (actor, input) => commands.sealPassage(actor, input),
});

export const closeAlert = defineAction({
  input: Move,
  async run(actor, input) {
    await commands.closeAlert(actor, input);
    drawAnew(input);
    // The button is gone with the step; what has become of the alert stands further up.
    redirect(`${pageOf(input)}/review#ended` as Route);
  },
});

export const withdrawAlert = defineAction({
  input: Move,
  async run(actor, input) {
    await commands.withdrawAlert(actor, input);
    drawAnew(input);
    // The button is gone with the step; what has become of the alert stands further up.
    redirect(`${pageOf(input)}/review#ended` as Route);
  },
});
