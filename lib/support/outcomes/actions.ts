"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import { RecordOutcome } from "./input";

export const recordSupportOutcome = defineAction({
  input: keyed(RecordOutcome),
  async run(actor, { once, ...input }) {
    await commands.recordOutcome(actor, input, once);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});
