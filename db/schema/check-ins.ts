import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  time,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  type CheckInAnswer,
  checkInAnswers,
  checkInCauses,
  checkInFindings,
  checkInStepKinds,
} from "../reference/support-words";
import { alerts } from "./alerts";
import { cases, defenders } from "./cases";
import { day, id, moment, now, oneOf } from "./columns";
import { memberships } from "./people";
import { states } from "./reference";

const ofACase = { orgId: uuid().notNull(), caseId: uuid().notNull() };

/**
 * What was agreed with one defender: when they, or somebody for them, are heard from. Whom, by which channel and what
 * counts as all right are sealed under the key of the case. Never changed: it is ended, and another is agreed on.
 */
export const checkIns = pgTable(
  "check_ins",
  {
    ...ofACase,
    id: id(),
    defenderId: uuid().notNull(),
    /** In which zone the time of day stays the same, over changes of summer time too. */
    zone: text().notNull(),
    /** 1 is Monday; empty where single moments were agreed. */
    weekdays: smallint().array().notNull().default([]),
    timeOfDay: time(),
    firstOn: day(),
    lastOn: day(),
    /** Single moments, instead of a rhythm. */
    moments: timestamp({ withTimezone: true, mode: "date" }).array().notNull().default([]),
    graceMinutes: integer().notNull(),
    /** Whom, the channel, what is all right, and the words of the steps (lib/check-ins/details.ts). */
    sealed: text().notNull(),
    agreedBy: uuid().notNull(),
    agreedAt: now(),
    endedAt: moment(),
    endedBy: uuid(),
    /** Why it was ended, sealed; empty where nobody said. */
    endNote: text(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("check_in_ids_are_unique").on(t.id),
    unique("check_in_in_its_case").on(t.orgId, t.caseId, t.id),
    foreignKey({
      name: "check_in_with_a_defender",
      columns: [t.orgId, t.caseId, t.defenderId],
      foreignColumns: [defenders.orgId, defenders.caseId, defenders.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "check_in_of_a_case",
      columns: [t.orgId, t.caseId],
      foreignColumns: [cases.orgId, cases.id],
    }).onDelete("cascade"),
    index("check_ins_of_a_case").on(t.caseId, t.agreedAt),
    check(
      "a_rhythm_or_moments",
      sql`case when cardinality(moments) > 0
        then cardinality(moments) <= 50 and weekdays = '{}' and time_of_day is null and first_on is null and last_on is null
        else cardinality(weekdays) between 1 and 7 and weekdays <@ '{1,2,3,4,5,6,7}'::smallint[] and time_of_day is not null
          and first_on is not null and last_on is not null and last_on between first_on and first_on + 366 end`,
    ),
    check("grace_of_minutes", sql`grace_minutes between 5 and 1440`),
    check("check_in_details_are_sealed", sql`sealed ~ '^v1\.' and length(sealed) <= 60000`),
    check("check_in_ended_by_somebody", sql`(ended_at is null) = (ended_by is null)`),
    check(
      "check_in_endings_are_sealed",
      sql`end_note is null or (ended_at is not null and end_note ~ '^v1\.' and length(end_note) <= 20000)`,
    ),
  ],
);

const ofACheckIn = { ...ofACase, checkInId: uuid().notNull() };

const checkInKey = (name: string, t: unknown) => {
  const columns = t as {
    orgId: typeof checkIns.orgId;
    caseId: typeof checkIns.caseId;
    checkInId: typeof checkIns.id;
  };
  return foreignKey({
    name,
    columns: [columns.orgId, columns.caseId, columns.checkInId],
    foreignColumns: [checkIns.orgId, checkIns.caseId, checkIns.id],
  }).onDelete("cascade");
};

/** What is done when nobody was heard from, in order. Its words stand sealed with the check-in. */
export const checkInSteps = pgTable(
  "check_in_steps",
  {
    ...ofACheckIn,
    position: smallint().notNull(),
    kind: text({ enum: checkInStepKinds }).notNull(),
    afterMinutes: integer().notNull(),
    /** Who of the team does it; null where that is somebody else, told in words. */
    memberId: uuid(),
    /** Whose mission is called; never that of the State concerned. */
    stateCode: text().references(() => states.code),
    alertId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.checkInId, t.position] }),
    checkInKey("step_of_a_check_in", t),
    foreignKey({
      name: "step_of_a_member",
      columns: [t.orgId, t.memberId],
      foreignColumns: [memberships.orgId, memberships.id],
    }),
    foreignKey({
      name: "step_with_an_alert",
      columns: [t.orgId, t.caseId, t.alertId],
      foreignColumns: [alerts.orgId, alerts.caseId, alerts.id],
    }).onDelete("cascade"),
    oneOf("a_known_check_in_step", "kind", checkInStepKinds),
    check(
      "a_step_as_its_kind_says",
      sql`position between 1 and 12 and after_minutes between 0 and 10080
        and (kind = 'mission') = (state_code is not null) and (kind = 'alert') = (alert_id is not null)`,
    ),
  ],
);

/** A record of a check-in after which another was made; times as PostgreSQL writes them, the note sealed. */
export interface EarlierRecord {
  answer: CheckInAnswer;
  heardAt: string;
  recordedBy: string;
  recordedAt: string;
  note: string | null;
}

/** When somebody is to be heard from, worked out when it was agreed on, and what was heard. */
export const checkInTimes = pgTable(
  "check_in_times",
  {
    ...ofACheckIn,
    id: id(),
    dueAt: moment().notNull(),
    missedAfter: moment().notNull(),
    answer: text({ enum: checkInAnswers }),
    /** When they were heard from, as far as whoever recorded it says. */
    heardAt: moment(),
    recordedBy: uuid(),
    recordedAt: moment(),
    note: text(),
    missedAt: moment(),
    /** What was recorded of it before, the first first. A trigger keeps it; the last record stands in the columns above. */
    earlier: jsonb().$type<EarlierRecord[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("check_in_time_ids_are_unique").on(t.id),
    unique("check_in_time_of_its_check_in").on(t.orgId, t.caseId, t.checkInId, t.id),
    unique("one_check_in_at_a_time").on(t.checkInId, t.dueAt),
    checkInKey("time_of_a_check_in", t),
    index("check_ins_to_miss").on(t.missedAfter).where(sql`answer is null and missed_at is null`),
    index("check_ins_to_come")
      .on(t.orgId, t.dueAt)
      .where(sql`answer is null and missed_at is null`),
    oneOf("a_known_check_in_answer", "answer", checkInAnswers),
    check(
      "heard_and_recorded",
      sql`(answer is null) = (heard_at is null) and (answer is null) = (recorded_at is null)
        and (answer is null) = (recorded_by is null) and (note is null or answer is not null)`,
    ),
    check(
      "check_in_notes_are_sealed",
      sql`note is null or (note ~ '^v1\.' and length(note) <= 20000)`,
    ),
  ],
);

/** Somebody was not heard from, or is not all right: the agreed steps begin. One at a time for one check-in. */
export const checkInIncidents = pgTable(
  "check_in_incidents",
  {
    ...ofACheckIn,
    id: id(),
    timeId: uuid().notNull(),
    cause: text({ enum: checkInCauses }).notNull(),
    openedAt: now(),
    endedAt: moment(),
    endedBy: uuid(),
    finding: text({ enum: checkInFindings }),
    note: text(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("check_in_incident_ids_are_unique").on(t.id),
    unique("incident_of_its_check_in").on(t.orgId, t.caseId, t.checkInId, t.id),
    foreignKey({
      name: "incident_of_a_time",
      columns: [t.orgId, t.caseId, t.checkInId, t.timeId],
      foreignColumns: [
        checkInTimes.orgId,
        checkInTimes.caseId,
        checkInTimes.checkInId,
        checkInTimes.id,
      ],
    }).onDelete("cascade"),
    uniqueIndex("one_open_incident").on(t.checkInId).where(sql`ended_at is null`),
    index("open_incidents").on(t.orgId, t.openedAt).where(sql`ended_at is null`),
    oneOf("a_known_check_in_cause", "cause", checkInCauses),
    oneOf("a_known_check_in_finding", "finding", checkInFindings),
    check(
      "an_incident_ends_with_a_finding",
      sql`(ended_at is null) = (finding is null)
      and (ended_at is null) = (ended_by is null) and (note is null or finding is not null)`,
    ),
    check(
      "incident_notes_are_sealed",
      sql`note is null or (note ~ '^v1\.' and length(note) <= 20000)`,
    ),
  ],
);

/** A step that somebody did, and when. What was pressed in error is taken back, and stands in the log. */
export const checkInTicks = pgTable(
  "check_in_ticks",
  {
    ...ofACheckIn,
    incidentId: uuid().notNull(),
    position: smallint().notNull(),
    doneBy: uuid().notNull(),
    doneAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.incidentId, t.position] }),
    foreignKey({
      name: "tick_in_an_incident",
      columns: [t.orgId, t.caseId, t.checkInId, t.incidentId],
      foreignColumns: [
        checkInIncidents.orgId,
        checkInIncidents.caseId,
        checkInIncidents.checkInId,
        checkInIncidents.id,
      ],
    }).onDelete("cascade"),
    foreignKey({
      name: "tick_of_a_step",
      columns: [t.orgId, t.checkInId, t.position],
      foreignColumns: [checkInSteps.orgId, checkInSteps.checkInId, checkInSteps.position],
    }).onDelete("cascade"),
  ],
);
