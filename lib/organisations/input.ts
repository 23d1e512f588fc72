import { z } from "zod";
import { membershipRoles, tellings } from "@/db/reference/words";
import { EmailAddress, nameOf } from "@/lib/people/input";

export const OrganisationName = z.object({ name: nameOf("settings.organisation.nameMissing") });

export const ToldToPartners = z.object({ telling: z.enum(tellings) });

export const Invitee = z.object({
  role: z.enum(membershipRoles),
  email: EmailAddress.optional(),
  mail: z.literal("on").optional(),
});
export type Invitee = z.output<typeof Invitee>;

export const ThatInvitation = z.object({ invitationId: z.uuid() });

export const ThatMember = z.object({ membershipId: z.uuid() });

export const RoleOfMember = ThatMember.extend({ role: z.enum(membershipRoles) });
export type RoleOfMember = z.output<typeof RoleOfMember>;

export const AuthorityOfMember = ThatMember.extend({
  maySign: z.enum(["yes", "no"]).transform((given) => given === "yes"),
});
export type AuthorityOfMember = z.output<typeof AuthorityOfMember>;

export const ThatOrganisation = z.object({ organisation: z.uuid() });

export const Leaving = z.object({
  confirmed: z.literal("on", { error: "settings.organisation.leave.unconfirmed" }),
});
