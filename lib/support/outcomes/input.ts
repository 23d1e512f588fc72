import { z } from "zod";
import { outcomeTimes, outcomeVerdicts } from "@/db/reference/support-words";
import { consentGivers } from "@/db/reference/words";
import { id, required, text } from "@/lib/cases/input";
import { dayThatHasCome } from "@/lib/dates/date-input";

export const RecordOutcome = z.object({
  caseId: id,
  requestId: id,
  after: z.enum(outcomeTimes, { error: required }),
  verdict: z.enum(outcomeVerdicts, { error: required }),
  saidBy: z.enum(consentGivers, { error: required }),
  saidOn: dayThatHasCome,
  words: text(2000),
  /** It was asked before the day on which it is due. */
  early: z.literal("yes").optional(),
});
export type RecordOutcome = z.output<typeof RecordOutcome>;
