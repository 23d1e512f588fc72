import { z } from "zod";
import { teamRoles } from "@/db/reference/words";
import { id, required } from "@/lib/cases/input";

export const AddToTeam = z.object({
  caseId: id,
  membershipId: z.uuid({ error: required }),
  role: z.enum(teamRoles, { error: required }),
});
export type AddToTeam = z.output<typeof AddToTeam>;

export const RemoveFromTeam = z.object({ caseId: id, membershipId: id });
export type RemoveFromTeam = z.output<typeof RemoveFromTeam>;
