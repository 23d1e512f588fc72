import { z } from "zod";
import { governmentResponses, taskPurposes, unraisedReasons } from "@/db/reference/words";
import { calendarDay, dateThatHasCome, withDates } from "@/lib/dates/date-input";
import { laterKinds } from "./account";

const id = z.guid();
const text = (most: number) => z.string().trim().max(most, "forms.tooLong").default("");

/** Why a promise was not kept. */
export const GiveReason = z.object({
  sessionId: id,
  commitmentId: id,
  reason: z.enum(unraisedReasons, "forms.missing"),
  words: text(2_000),
});
export type GiveReason = z.output<typeof GiveReason>;

/** One step for each of several States: whose it is, and by when. */
export const MakeSteps = z.object({
  sessionId: id,
  purpose: z.enum(taskPurposes, "forms.missing"),
  /** Keys of States. */
  states: z.array(z.string().max(20)).min(1, "afterwards.steps.noState").max(250, "forms.tooLong"),
  ownerId: id.optional(),
  on: calendarDay.optional(),
});
export type MakeSteps = z.output<typeof MakeSteps>;

/** What happened after the session: a reply, further retaliation, the outcome as the defender sees it. */
export const RecordLater = withDates(
  ["happened"],
  z.object({
    sessionId: id,
    caseId: z.guid("forms.missing"),
    kind: z.enum(laterKinds, "forms.missing"),
    title: z.string("forms.missing").trim().min(1, "forms.missing").max(200, "forms.tooLong"),
    note: text(5_000),
    source: text(1_000),
    happened: dateThatHasCome,
    /** How the Government's reply is judged. */
    response: z.enum(governmentResponses).optional(),
  }),
);
export type RecordLater = z.output<typeof RecordLater>;
