import { z } from "zod";
import { type SessionKind, sessionKinds } from "@/db/reference/words";
import { approximateDate, withDates } from "@/lib/dates/date-input";
import { knownDate, type StoredDate } from "@/lib/dates/stored-date";
import { momentInZone, zoneOf } from "./place-time";

const text = (most: number) => z.string().trim().max(most, "forms.tooLong");
const required = "forms.missing";

const kindsWithStates: readonly SessionKind[] = ["upr_pre_session", "upr_working_group"];

const fields = z.object({
  /** The session that is changed; without it a new one is added. */
  sessionId: z.guid().optional(),
  kind: z.enum(sessionKinds, required),
  title: z.string(required).trim().min(1, required).max(160, "forms.tooLong"),
  /** Key of the State under review. */
  state: z
    .string()
    .regex(/^[0-9a-z]{10}$/)
    .optional(),
  date: approximateDate,
  /** As the clock of the place shows it, `HH:MM`. Only where the day is known. */
  time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "sessions.form.timeShape")
    .optional(),
  place: text(120).default(""),
  note: text(2_000).default(""),
});

const withItsState = fields.refine(
  (session) => !kindsWithStates.includes(session.kind) || Boolean(session.state),
  {
    path: ["state"],
    error: "sessions.form.stateMissing",
    // Said together with what is wrong elsewhere, or a person would be sent back twice.
    when: () => true,
  },
);

const checked = withItsState.superRefine((session, context) => {
  if (session.time && session.date.precision !== "day") {
    context.addIssue({ code: "custom", path: ["time"], message: "sessions.form.timeWithoutDay" });
  }
  if (session.date.precision === "range" && !isWhole(session.date)) {
    context.addIssue({ code: "custom", path: ["date"], message: "sessions.form.wholeRange" });
  }
});

/** A range needs both of its ends: half a range is a month or a year. */
function isWhole(date: StoredDate): boolean {
  return date.on !== null && date.until !== null;
}

const grains: Record<number, "day" | "month" | "year" | undefined> = {
  4: "year",
  7: "month",
  10: "day",
};

/**
 * The columns of a session's date. Both ends share one precision: where one is known to the day and the other to the
 * month, the end is left open, since it would otherwise look like a day.
 */
function columnsOf(date: StoredDate) {
  const { from, to } = knownDate(date);
  const precision = grains[from?.length ?? 0] ?? "unknown";
  const endsAlike = date.precision === "range" && to?.length === from?.length;
  return {
    startsOn: precision === "unknown" ? null : date.on,
    endsOn: endsAlike ? date.until : null,
    datePrecision: precision,
  };
}

/** A session as its organisation writes it down, with the columns that its dates become. */
const asRow = checked.transform(({ date, time, state, ...session }) => {
  const columns = columnsOf(date);
  const startsAt =
    columns.datePrecision === "day" && columns.startsOn && time
      ? momentInZone(columns.startsOn, time, zoneOf(session))
      : null;
  return { ...session, ...columns, stateKeys: state ? [state] : [], startsAt };
});

export const KeepSession = withDates(["date"], asRow);
export type KeepSession = z.output<typeof asRow>;
