"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { MarkTranslated } from "./input";

export const markTranslated = defineAction({
  input: MarkTranslated,
  async run(actor, input) {
    await commands.markTranslated(actor, input);
    revalidatePath(`/cases/${input.caseId}/alerts/${input.alertId}`, "layout");
  },
});
