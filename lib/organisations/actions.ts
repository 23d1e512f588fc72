"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { defineAction } from "@/lib/action";
import { forgetSecret } from "@/lib/auth/cookie";
import { endSignIn } from "@/lib/auth/sign-ins";
import { env } from "@/lib/env";
import { keyed } from "@/lib/once";
import * as commands from "./commands";
import {
  AuthorityOfMember,
  Invitee,
  Leaving,
  OrganisationName,
  RoleOfMember,
  ThatInvitation,
  ThatMember,
  ThatOrganisation,
  ToldToPartners,
} from "./input";
import { mailInvitation } from "./invitation-mail";

const membersPage = "/settings/members";

export const renameOrganisation = defineAction({
  input: OrganisationName,
  async run(actor, { name }) {
    await commands.renameOrganisation(actor, name);
    revalidatePath("/", "layout");
  },
});

export const setTelling = defineAction({
  input: ToldToPartners,
  async run(actor, { telling }) {
    await commands.setTelling(actor, telling);
    revalidatePath("/settings/organisation");
  },
});

/** What the inviter sees, once. */
export type Invited = { link: string; mail: "none" | "sent" | "failed" };

export const invite = defineAction({
  input: keyed(Invitee),
  async run(actor, { once, ...input }): Promise<Invited> {
    const link = env().origin + (await commands.invite(actor, input, once));
    revalidatePath(membersPage);
    if (!input.mail || !input.email) {
      return { link, mail: "none" };
    }
    return { link, mail: (await mailInvitation(input.email, link)) ? "sent" : "failed" };
  },
});

export const takeBackInvitation = defineAction({
  input: ThatInvitation,
  async run(actor, { invitationId }) {
    await commands.takeBackInvitation(actor, invitationId);
    revalidatePath(membersPage);
  },
});

export const changeRole = defineAction({
  input: RoleOfMember,
  async run(actor, input) {
    await commands.changeRole(actor, input);
    revalidatePath(membersPage);
  },
});

export const suspendMember = defineAction({
  input: ThatMember,
  async run(actor, { membershipId }) {
    await commands.suspendMember(actor, membershipId);
    revalidatePath(membersPage);
  },
});

export const confirmMember = defineAction({
  input: ThatMember,
  async run(actor, { membershipId }) {
    await commands.confirmMember(actor, membershipId);
    revalidatePath(membersPage);
  },
});

export const giveAuthority = defineAction({
  input: AuthorityOfMember,
  async run(actor, input) {
    await commands.giveAuthority(actor, input);
    revalidatePath(membersPage);
  },
});

export const leaveOrganisation = defineAction({
  input: Leaving,
  async run(actor): Promise<never> {
    if (await commands.leaveOrganisation(actor)) {
      redirect("/");
    }
    await endSignIn(actor.secret);
    await forgetSecret();
    redirect("/sign-in");
  },
});

export const switchOrganisation = defineAction({
  input: ThatOrganisation,
  async run(actor, { organisation }): Promise<never> {
    await commands.switchOrganisation(actor, organisation);
    redirect("/");
  },
});
