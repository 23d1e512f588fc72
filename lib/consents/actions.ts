"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { RecordConsent, WithdrawConsent } from "./input";

export const recordConsent = defineAction({
  input: RecordConsent,
  async run(actor, input) {
    await commands.recordConsent(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
    redirect(`/cases/${input.caseId}/people` as Route);
  },
});

/** Ends on the page that lists what the withdrawal touched. */
export const withdrawConsent = defineAction({
  input: WithdrawConsent,
  async run(actor, input) {
    await commands.withdrawConsent(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
    redirect(`/cases/${input.caseId}/people/withdrawals/${input.consentId}` as Route);
  },
});
