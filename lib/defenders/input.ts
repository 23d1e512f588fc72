import { z } from "zod";
import { defenderKinds } from "@/db/reference/words";
import type { PublicLabels } from "@/db/schema/cases";
import { id, line, text } from "@/lib/cases/input";

export const AddDefender = z.object({
  caseId: id,
  kind: z.enum(defenderKinds, { error: "forms.missing" }),
  publicLabel: line(),
});
export type AddDefender = z.output<typeof AddDefender>;

export const RelabelDefender = AddDefender.extend({ defenderId: id });
export type RelabelDefender = z.output<typeof RelabelDefender>;

const oneLine = text(200).transform((given) => given.replace(/\s+/g, " "));

/** The labels in all languages beside English, each on one line; one that is empty is taken out. */
export const LabelDefender = z.object({
  caseId: id,
  defenderId: id,
  ar: oneLine,
  es: oneLine,
  fr: oneLine,
  ru: oneLine,
  zh: oneLine,
} satisfies Record<keyof PublicLabels | "caseId" | "defenderId", z.ZodType>);
export type LabelDefender = z.output<typeof LabelDefender>;

export const SealIdentity = z.object({
  caseId: id,
  defenderId: id,
  name: text(500),
  contact: text(2000),
  family: text(2000),
  /** Which identity the form was written over; empty where there was none. */
  stamp: text(64),
});
export type SealIdentity = z.output<typeof SealIdentity>;

export const ReadIdentity = z.object({ caseId: id, defenderId: id });
export type ReadIdentity = z.output<typeof ReadIdentity>;
