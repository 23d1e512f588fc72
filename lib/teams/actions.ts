"use server";

import type { Route } from "next";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import * as commands from "./commands";
import { AddToTeam, RemoveFromTeam } from "./input";

export const addToTeam = defineAction({
  input: AddToTeam,
  async run(actor, input) {
    await commands.addToTeam(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

export const changeTeamRole = defineAction({
  input: AddToTeam,
  async run(actor, input) {
    await commands.changeTeamRole(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
  },
});

export const removeFromTeam = defineAction({
  input: RemoveFromTeam,
  async run(actor, input) {
    await commands.removeFromTeam(actor, input);
    revalidatePath(`/cases/${input.caseId}`, "layout");
    if (input.membershipId === actor.membershipId) {
      // Whoever left may no longer read the case they stand on.
      redirect("/cases" as Route);
    }
  },
});
