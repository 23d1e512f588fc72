import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from "drizzle-orm/pg-core";
import { unraisedReasons as reasons, speakerKinds } from "../reference/words";
import { cases } from "./cases";
import { id, moment, now, oneOf } from "./columns";
import { commitments } from "./commitments";
import { evidence } from "./interventions";
import { memberships, organisations } from "./people";
import { states } from "./reference";
import { sessions } from "./sessions";

/**
 * The speakers list of a session as an organisation keeps it in the room. A line that names no single State stays as it
 * was written until somebody says which is meant. `spoke_at` is the minute of the room's clock, `stamped_at` when it was
 * pressed. Who spoke for whom stays as it was once that happened.
 */
export const speakers = pgTable(
  "speakers",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    /** Where it stands in the list: between its neighbours, so that a move rewrites one row. */
    place: doublePrecision().notNull(),
    written: text().notNull().default(""),
    kind: text({ enum: speakerKinds }).notNull(),
    stateCode: text().references(() => states.code, { onDelete: "restrict" }),
    /** The other States for whom it speaks. */
    members: text().array().notNull().default([]),
    /** Names that stood among those and are no State for certain, as they were written, until somebody says what each is. */
    unknownNames: text().array().notNull().default([]),
    /** As spoken: "the Nordic-Baltic States". */
    onBehalfOf: text().notNull().default(""),
    spokeAt: moment(),
    spokeBy: uuid(),
    stampedAt: moment(),
    cutAt: moment(),
    cutBy: uuid(),
    recordedBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "speaker_listed_by_a_member",
      columns: [t.orgId, t.recordedBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    index("speakers_of_a_session").on(t.orgId, t.sessionId, t.place),
    oneOf("a_known_speaker_kind", "kind", speakerKinds),
    check("a_state_speaks_as_a_state", sql`(kind = 'state') = (state_code is not null)`),
    check("a_speaker_says_who", sql`state_code is not null or written <> ''`),
    check("who_was_cut_did_not_speak", sql`spoke_at is null or cut_at is null`),
  ],
);

/**
 * Steps in the room that were done, by the id that the key of one press becomes: a step that is sent again finds itself
 * here and is not done again. Kept for longer than any device keeps a step.
 */
export const takenSteps = pgTable(
  "taken_steps",
  {
    orgId: uuid().notNull(),
    id: uuid().notNull(),
    // No reference: a key is gone after a week, and may stand in the way of no session that goes.
    sessionId: uuid().notNull(),
    takenBy: uuid().notNull(),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "step_taken_by_a_member",
      columns: [t.orgId, t.takenBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    index("steps_of_a_member").on(t.orgId, t.takenBy, t.at),
  ],
);

/** What stood in a note from the room before its author corrected it; written by app.correct_words alone. */
export const evidenceCorrections = pgTable(
  "evidence_corrections",
  {
    orgId: uuid().notNull(),
    id: id(),
    evidenceId: uuid().notNull(),
    before: jsonb().$type<{ quote: string; quote_language: string }>().notNull(),
    personId: uuid(),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "correction_of_evidence",
      columns: [t.orgId, t.evidenceId],
      foreignColumns: [evidence.orgId, evidence.id],
    }).onDelete("cascade"),
    index("corrections_of_evidence").on(t.evidenceId, t.at),
  ],
);

/** Why a promise was not kept, as far as we know. The newest holds; the ones before it stay. */
export const unraisedReasons = pgTable(
  "unraised_reasons",
  {
    orgId: uuid().notNull(),
    id: id(),
    commitmentId: uuid().notNull(),
    caseId: uuid().notNull(),
    reason: text({ enum: reasons }).notNull(),
    words: text().notNull().default(""),
    recordedBy: uuid().notNull(),
    recordedOrgId: uuid().notNull(),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "reason_of_a_commitment",
      columns: [t.orgId, t.commitmentId],
      foreignColumns: [commitments.orgId, commitments.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "reason_on_a_case",
      columns: [t.orgId, t.caseId],
      foreignColumns: [cases.orgId, cases.id],
    }).onDelete("cascade"),
    index("reasons_of_a_commitment").on(t.commitmentId, t.createdAt),
    oneOf("a_known_reason", "reason", reasons),
  ],
);
