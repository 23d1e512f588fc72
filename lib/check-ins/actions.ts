"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import {
  AgreeOnCheckIn,
  EndCheckIn,
  EndIncident,
  OneCheckIn,
  RecordCheckIn,
  TickStep,
} from "./input";

// Who was missed stands on Today and in the badge of the inbox too.
const refresh = () => revalidatePath("/", "layout");

export const agreeOnCheckIn = defineAction({
  input: keyed(AgreeOnCheckIn),
  async run(actor, { once, ...input }) {
    const id = await commands.agreeOnCheckIn(actor, input, once);
    refresh();
    redirect(`/cases/${input.caseId}/support/check-ins/${id}` as Route);
  },
});

export const endCheckIn = defineAction({
  input: EndCheckIn,
  async run(actor, input) {
    await commands.endCheckIn(actor, input);
    refresh();
  },
});

export const recordCheckIn = defineAction({
  input: RecordCheckIn,
  async run(actor, input) {
    await commands.recordCheckIn(actor, input);
    refresh();
  },
});

export const tickStep = defineAction({
  input: TickStep,
  async run(actor, input) {
    await commands.tickStep(actor, input);
    refresh();
  },
});

export const takeTickBack = defineAction({
  input: TickStep,
  async run(actor, input) {
    await commands.takeTickBack(actor, input);
    refresh();
  },
});

export const endIncident = defineAction({
  input: EndIncident,
  async run(actor, input) {
    await commands.endIncident(actor, input);
    refresh();
  },
});

/** A post, so that whom we wait for is in no page until it is asked for. */
export const readCheckIn = defineAction({
  input: OneCheckIn,
  run: (actor, input) => commands.readCheckIn(actor, input),
});
