"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { EndShare, ShareCase } from "./input";

export const shareCase = defineAction({
  input: ShareCase,
  async run(actor, input) {
    const outcome = await commands.shareCase(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
    return outcome;
  },
});

export const endShare = defineAction({
  input: EndShare,
  async run(actor, input) {
    await commands.endShare(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});
