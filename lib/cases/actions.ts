"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import {
  ChangeCase,
  CorrectCaseEvent,
  OpenCase,
  RecordCaseEvent,
  SetSecurityLevel,
  SetStatus,
  SetVisibility,
} from "./input";

export const openCase = defineAction({
  input: keyed(OpenCase),
  async run(actor, { once, ...input }) {
    const id = await commands.openCase(actor, input, once);
    redirect(`/cases/${id}` as Route);
  },
});

export const changeCase = defineAction({
  input: ChangeCase,
  async run(actor, input) {
    // Before the command: a refused form too must come back with what the section now says.
    revalidatePath(`/cases/${input.caseId}`, "layout");
    await commands.changeCase(actor, input);
  },
});

export const setStatus = defineAction({
  input: SetStatus,
  async run(actor, input) {
    await commands.setStatus(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

export const setVisibility = defineAction({
  input: SetVisibility,
  async run(actor, input) {
    await commands.setVisibility(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

export const setSecurityLevel = defineAction({
  input: SetSecurityLevel,
  async run(actor, input) {
    await commands.setSecurityLevel(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

export const recordCaseEvent = defineAction({
  input: keyed(RecordCaseEvent),
  async run(actor, { once, ...input }) {
    await commands.recordCaseEvent(actor, input, once);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

export const correctCaseEvent = defineAction({
  input: CorrectCaseEvent,
  async run(actor, input) {
    await commands.correctCaseEvent(actor, input);
    redirect(`/cases/${input.caseId}/timeline` as Route);
  },
});
