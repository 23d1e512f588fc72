"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import {
  DropReportWindow,
  KeepSubmission,
  MakeSubmission,
  OneSubmission,
  OneSubmissionDraft,
  RecordSending,
  SetReportWindow,
  SetSubmissionAddresses,
  StartSubmission,
} from "./input";

const drafts = "/cases/[caseId]/submissions/drafts/[submissionDraftId]";
const one = "/cases/[caseId]/submissions/[submissionId]";
const settings = "/settings/organisation";

export const startSubmission = defineAction({
  input: StartSubmission,
  async run(actor, input): Promise<never> {
    const draftId = await commands.startSubmission(actor, input);
    redirect(`/cases/${input.caseId}/submissions/drafts/${draftId}` as Route);
  },
});

export const keepSubmission = defineAction({
  input: KeepSubmission,
  async run(actor, input) {
    // Before the command: a refused form too must come back with what the draft now says.
    revalidatePath(drafts, "page");
    await commands.keepSubmission(actor, input);
  },
});

export const makeSubmission = defineAction({
  input: MakeSubmission,
  async run(actor, input): Promise<never> {
    const { caseId, submissionId } = await commands.makeSubmission(actor, input);
    redirect(`/cases/${caseId}/submissions/${submissionId}` as Route);
  },
});

export const dropSubmissionDraft = defineAction({
  input: OneSubmissionDraft,
  async run(actor, input): Promise<never> {
    const { caseId } = await commands.dropSubmissionDraft(actor, input);
    redirect(`/cases/${caseId}/submissions` as Route);
  },
});

export const closeSubmission = defineAction({
  input: OneSubmission,
  async run(actor, input) {
    await commands.closeSubmission(actor, input);
    revalidatePath(one, "page");
  },
});

export const secondSubmission = defineAction({
  input: OneSubmission,
  async run(actor, input) {
    await commands.secondSubmission(actor, input);
    revalidatePath(one, "page");
  },
});

export const recordSending = defineAction({
  input: keyed(RecordSending),
  async run(actor, { once, ...input }) {
    await commands.recordSending(actor, input, once);
    revalidatePath(one, "page");
  },
});

export const setSubmissionAddresses = defineAction({
  input: SetSubmissionAddresses,
  async run(actor, input) {
    await commands.setSubmissionAddresses(actor, input);
    revalidatePath(settings);
  },
});

export const setReportWindow = defineAction({
  input: SetReportWindow,
  async run(actor, input) {
    await commands.setReportWindow(actor, input);
    revalidatePath(settings);
  },
});

export const dropReportWindow = defineAction({
  input: DropReportWindow,
  async run(actor, input) {
    await commands.dropReportWindow(actor, input);
    revalidatePath(settings);
  },
});
