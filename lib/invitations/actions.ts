"use server";

import { redirect } from "next/navigation";
import { defineAction, definePublicAction } from "@/lib/action";
import { keepSignIn } from "@/lib/auth/begin";
import { switchOrganisation } from "@/lib/organisations/commands";
import * as commands from "./commands";
import { JoinAsKnownPerson, JoinAsMyself, JoinAsNewPerson } from "./input";

export const joinAsNewPerson = definePublicAction({
  input: JoinAsNewPerson,
  async run(visitor, input): Promise<never> {
    await keepSignIn(await commands.joinAsNewPerson(visitor, input));
    redirect("/");
  },
});

export const joinAsKnownPerson = definePublicAction({
  input: JoinAsKnownPerson,
  async run(visitor, input): Promise<never> {
    await keepSignIn(await commands.joinAsKnownPerson(visitor, input));
    redirect("/");
  },
});

export const joinAsMyself = defineAction({
  input: JoinAsMyself,
  async run(actor, { token }): Promise<never> {
    await switchOrganisation(actor, await commands.joinAsMyself(actor, token));
    redirect("/");
  },
});
