"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import { ChangeRequest, CloseRequest, OpenRequest, ReadRequest, ReopenRequest } from "./input";

export const openSupportRequest = defineAction({
  input: keyed(OpenRequest),
  async run(actor, { once, ...input }) {
    const id = await commands.openRequest(actor, input, once);
    revalidatePath(`/cases/${input.caseId}`, "layout");
    redirect(`/cases/${input.caseId}/support/${id}` as Route);
  },
});

export const changeSupportRequest = defineAction({
  input: ChangeRequest,
  async run(actor, input) {
    await commands.changeRequest(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
    redirect(`/cases/${input.caseId}/support/${input.requestId}` as Route);
  },
});

export const closeSupportRequest = defineAction({
  input: CloseRequest,
  async run(actor, input) {
    await commands.closeRequest(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

export const reopenSupportRequest = defineAction({
  input: ReopenRequest,
  async run(actor, input) {
    await commands.reopenRequest(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

/** A post, so that what somebody needs is in no page until it is asked for. */
export const readSupportDetails = defineAction({
  input: ReadRequest,
  run: (actor, input) => commands.readDetails(actor, input),
});
