"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import {
  AddLanguage,
  Approve,
  AskToSign,
  Comment,
  Endorse,
  Move,
  NewVersionForSignOn,
  OpenForSignOn,
  OpenThread,
  SaveVersion,
  SealPassage,
  SetDetails,
  SetSectionStatus,
  SetTextState,
  SettleThread,
  StartAlert,
  ThatAlert,
  ThatRequest,
} from "./input";

const pageOf = ({ caseId, alertId }: { caseId: string; alertId: string }) =>
  `/cases/${caseId}/alerts/${alertId}`;

/** Every page of the alert, and the list that it stands in. */
const drawAnew = (place: { caseId: string; alertId: string }) => {
  revalidatePath(`/cases/${place.caseId}/alerts`, "layout");
  revalidatePath(pageOf(place), "layout");
};

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

/** Gives the id for the mark at which the thread is anchored. */
export const openThread = defineAction({
  input: keyed(OpenThread),
  run: (actor, { once, ...input }) => commands.openThread(actor, input, once),
});

export const comment = defineAction({
  input: keyed(Comment),
  run: (actor, { once, ...input }) => commands.comment(actor, input, once),
});

export const settleThread = defineAction({
  input: SettleThread,
  run: (actor, input) => commands.settleThread(actor, input),
});

export const saveVersion = defineAction({
  input: SaveVersion,
  async run(actor, input) {
    await commands.saveVersion(actor, input);
    drawAnew(input);
  },
});

export const sendForReview = defineAction({
  input: SaveVersion,
  async run(actor, input) {
    await commands.sendForReview(actor, input);
    drawAnew(input);
  },
});

export const approve = defineAction({
  input: Approve,
  async run(actor, input) {
    await commands.approve(actor, input);
    drawAnew(input);
  },
});

export const startConsentCheck = defineAction({
  input: ThatAlert,
  async run(actor, input) {
    await commands.startConsentCheck(actor, input);
    drawAnew(input);
  },
});

export const sendBack = defineAction({
  input: Move,
  async run(actor, input) {
    await commands.sendBack(actor, input);
    drawAnew(input);
  },
});

export const checkConsent = defineAction({
  input: Approve,
  async run(actor, input) {
    const outcome = await commands.checkConsent(actor, input);
    drawAnew(input);
    return outcome;
  },
});

export const openForSignOn = defineAction({
  input: OpenForSignOn,
  async run(actor, input) {
    const outcome = await commands.openForSignOn(actor, input);
    drawAnew(input);
    return outcome;
  },
});

export const newVersionForSignOn = defineAction({
  input: NewVersionForSignOn,
  async run(actor, input) {
    const outcome = await commands.newVersionForSignOn(actor, input);
    drawAnew(input);
    return outcome;
  },
});

export const askToSign = defineAction({
  input: AskToSign,
  async run(actor, input) {
    await commands.askToSign(actor, input);
    drawAnew(input);
  },
});

export const revokeRequest = defineAction({
  input: ThatRequest,
  async run(actor, input) {
    await commands.revokeRequest(actor, input);
    drawAnew(input);
  },
});

export const nudge = defineAction({
  input: ThatRequest,
  async run(actor, input) {
    await commands.nudge(actor, input);
    drawAnew(input);
  },
});

export const nudgeAll = defineAction({
  input: ThatAlert,
  async run(actor, input) {
    await commands.nudgeAll(actor, input);
    drawAnew(input);
  },
});

export const endorse = defineAction({
  input: Endorse,
  async run(actor, input) {
    await commands.endorse(actor, input);
    drawAnew(input);
    redirect(`${pageOf(input)}/sign?answered=${input.answer}` as Route);
  },
});

export const closeAlert = defineAction({
  input: Move,
  async run(actor, input) {
    await commands.closeAlert(actor, input);
    drawAnew(input);
  },
});

export const withdrawAlert = defineAction({
  input: Move,
  async run(actor, input) {
    await commands.withdrawAlert(actor, input);
    drawAnew(input);
  },
});
