"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import {
  OneReferral,
  PrepareReferral,
  RecordAnswer,
  RecordReferralConsent,
  RecordSent,
  WithdrawReferralConsent,
} from "./input";

const refresh = ({ caseId }: { caseId: string }) => revalidatePath(`/cases/${caseId}`, "layout");

export const recordReferralConsent = defineAction({
  input: keyed(RecordReferralConsent),
  async run(actor, { once, ...input }) {
    await commands.recordReferralConsent(actor, input, once);
    refresh(input);
  },
});

export const withdrawReferralConsent = defineAction({
  input: WithdrawReferralConsent,
  async run(actor, input) {
    await commands.withdrawReferralConsent(actor, input);
    refresh(input);
  },
});

export const prepareReferral = defineAction({
  input: keyed(PrepareReferral),
  async run(actor, { once, ...input }) {
    await commands.prepareReferral(actor, input, once);
    refresh(input);
  },
});

/** A post, so that the text is in no page until it is asked for. */
export const readReferral = defineAction({
  input: OneReferral,
  run: (actor, input) => commands.readReferral(actor, input),
});

export const recordReferralSent = defineAction({
  input: RecordSent,
  async run(actor, input) {
    await commands.recordSent(actor, input);
    refresh(input);
  },
});

export const recordReferralAnswer = defineAction({
  input: RecordAnswer,
  async run(actor, input) {
    await commands.recordAnswer(actor, input);
    refresh(input);
  },
});

export const putReferralAway = defineAction({
  input: OneReferral,
  async run(actor, input) {
    await commands.putReferralAway(actor, input);
    refresh(input);
  },
});
