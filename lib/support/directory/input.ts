import { z } from "zod";
import { supportRegions } from "@/db/reference/support-regions";
import { supportKinds, supportStatuses } from "@/db/reference/support-words";
import { line, required, text } from "@/lib/cases/input";
import { dayThatHasCome } from "@/lib/dates/date-input";

const several = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z
    .array(z.enum(words))
    .optional()
    .transform((given): Words[number][] => words.filter((word) => given?.includes(word)));

/** Codes of languages, as "ar, en": two or three letters each. */
const languages = z
  .string()
  .optional()
  .transform((given) => [
    ...new Set(
      (given ?? "")
        .toLowerCase()
        .split(/[\s,;،；、]+/)
        .filter(Boolean),
    ),
  ])
  .refine(
    (given) => given.every((code) => /^[a-z]{2,3}$/.test(code)),
    "support.directory.languagesWrong",
  );

const facts = {
  name: line(300),
  kinds: several(supportKinds),
  regions: several(supportRegions),
  languages,
  eligibility: text(2000),
  status: z.enum(supportStatuses, { error: required }),
  statusNote: text(500),
  line: text(500),
  securePage: text(500),
  source: line(500),
  checkedOn: dayThatHasCome,
};

export const AddEntry = z.object(facts);
export type AddEntry = z.output<typeof AddEntry>;

export const KeepEntry = z.object({
  key: z.string().min(1).max(100),
  /** Which state of one's own entry the form was written over; 0 where there was none. */
  version: z.coerce.number().int().min(0),
  ...facts,
});
export type KeepEntry = z.output<typeof KeepEntry>;

export const OneEntry = z.object({ key: z.string().min(1).max(100) });
export type OneEntry = z.output<typeof OneEntry>;
