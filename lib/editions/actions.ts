"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { HandOutEdition, IssueEdition } from "./input";

/** Ends on the edition that it made. */
export const issueEdition = defineAction({
  input: IssueEdition,
  async run(actor, input) {
    const outcome = await commands.issueEdition(actor, input);
    const alert = `/cases/${input.caseId}/alerts/${input.alertId}`;
    revalidatePath(alert, "layout");
    if (outcome.editionId) {
      redirect(`${alert}/editions/${outcome.editionId}` as Route);
    }
    return outcome;
  },
});

export const handOutEdition = defineAction({
  input: HandOutEdition,
  async run(actor, input) {
    await commands.handOutEdition(actor, input);
    revalidatePath(`/cases/${input.caseId}/alerts/${input.alertId}`, "layout");
  },
});
