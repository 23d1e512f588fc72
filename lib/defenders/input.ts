import { z } from "zod";
import { defenderKinds } from "@/db/reference/words";
import { id, line, text } from "@/lib/cases/input";

export const AddDefender = z.object({
  caseId: id,
  kind: z.enum(defenderKinds, { error: "forms.missing" }),
  publicLabel: line(),
});
export type AddDefender = z.output<typeof AddDefender>;

export const RelabelDefender = AddDefender.extend({ defenderId: id });
export type RelabelDefender = z.output<typeof RelabelDefender>;

export const SealIdentity = z.object({
  caseId: id,
  defenderId: id,
  name: text(500),
  contact: text(2000),
  family: text(2000),
});
export type SealIdentity = z.output<typeof SealIdentity>;

export const ReadIdentity = z.object({ caseId: id, defenderId: id });
export type ReadIdentity = z.output<typeof ReadIdentity>;
