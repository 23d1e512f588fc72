"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import { AddDefender, LabelDefender, ReadIdentity, RelabelDefender, SealIdentity } from "./input";

export const addDefender = defineAction({
  input: keyed(AddDefender),
  async run(actor, { once, ...input }) {
    await commands.addDefender(actor, input, once);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

export const relabelDefender = defineAction({
  input: RelabelDefender,
  async run(actor, input) {
    await commands.relabelDefender(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

export const labelDefender = defineAction({
  input: LabelDefender,
  async run(actor, input) {
    await commands.labelDefender(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

export const sealIdentity = defineAction({
  input: SealIdentity,
  async run(actor, input) {
    const sealed = await commands.sealIdentity(actor, input);
    revalidatePath(`/cases/${input.caseId}/people`);
    return sealed;
  },
});

/** A post, so that an identity is never behind an address that a history or a log could keep. */
export const readIdentity = defineAction({
  input: ReadIdentity,
  run: (actor, input) => commands.readIdentity(actor, input),
});
