"use server";

import { revalidatePath } from "next/cache";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { RestoreVersion, TakeNamesOut } from "./input";

/** Answers with the number of the version that the text is now. */
export const restoreVersion = defineAction({
  input: RestoreVersion,
  async run(actor, input) {
    const number = await commands.restoreVersion(actor, input);
    revalidatePath(`/cases/${input.caseId}/alerts/${input.alertId}`, "layout");
    return number;
  },
});

/** Answers with how many versions were changed, and how many stay as they are. */
export const takeNamesOut = defineAction({
  input: TakeNamesOut,
  async run(actor, input) {
    const done = await commands.takeNamesOut(actor, input);
    revalidatePath(`/cases/${input.caseId}/alerts/${input.alertId}`, "layout");
    return done;
  },
});
