import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  allModalities,
  closings,
  commitmentVisibilities,
  confidentialities,
  deliveries,
  forums,
  leanings,
  namings,
  stages,
} from "../reference/words";
import { cases } from "./cases";
import { day, id, moment, now, oneOf } from "./columns";
import { memberships } from "./people";
import { states } from "./reference";
import { sessions } from "./sessions";

/**
 * One State x one case x one occasion, on four axes that are never mixed: stage, word, content, delivery.
 * The row is the sum of its events: it is opened by an insert and afterwards changed only by inserting an event.
 */
export const commitments = pgTable(
  "commitments",
  {
    orgId: uuid().notNull(),
    id: id(),
    caseId: uuid().notNull(),
    stateCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "restrict" }),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id, { onDelete: "restrict" }),
    forum: text({ enum: forums }).notNull(),
    openedFrom: text({ enum: ["ask", "intervention"] })
      .notNull()
      .default("ask"),

    stage: text({ enum: stages }).notNull().default("not_approached"),
    withCapital: boolean().notNull().default(false),
    leaning: text({ enum: leanings }),
    closedAs: text({ enum: closings }),

    word: smallint(),
    wordOn: day(),
    wordSaidBy: text().notNull().default(""),
    wordHeardBy: text().notNull().default(""),
    wordText: text().notNull().default(""),

    modality: text(),
    naming: text({ enum: namings }).notNull().default("theme"),
    wordingAsked: text().notNull().default(""),
    wordingOffered: text().notNull().default(""),
    condition: text().notNull().default(""),
    confidentiality: text({ enum: confidentialities }).notNull().default("coalition"),

    delivery: text({ enum: deliveries }),
    raisedOn: day(),
    raisedPrecision: text(),
    isRaised: boolean().notNull().default(false),

    visibility: text({ enum: commitmentVisibilities }).notNull().default("organisation"),
    ownerId: uuid(),
    nextStep: text().notNull().default(""),
    dueOn: day(),
    askedOn: day(),
    recordedOrgId: uuid().notNull(),
    /** The import that opened it, if one did. */
    importId: uuid(),
    version: integer().notNull().default(1),
    createdAt: now(),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("commitment_ids_are_unique").on(t.id),
    // The case first: no other index can take a look-up of one State on one case.
    unique("one_commitment_per_state_case_occasion").on(
      t.caseId,
      t.stateCode,
      t.sessionId,
      t.orgId,
    ),
    foreignKey({
      name: "commitment_of_a_case",
      columns: [t.orgId, t.caseId],
      foreignColumns: [cases.orgId, cases.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "commitment_owned_by_a_member",
      columns: [t.ownerId],
      foreignColumns: [memberships.id],
    }).onDelete("set null"),
    index("commitments_of_a_session").on(t.sessionId),
    index("commitments_for_the_team").on(t.orgId, t.caseId).where(sql`confidentiality = 'team'`),
    oneOf("a_known_stage", "stage", stages),
    oneOf("a_known_leaning", "leaning", leanings),
    oneOf("a_known_closing", "closed_as", closings),
    oneOf("a_known_naming", "naming", namings),
    oneOf("a_known_modality", "modality", allModalities),
    oneOf("a_known_confidentiality", "confidentiality", confidentialities),
    oneOf("a_known_delivery", "delivery", deliveries),
    oneOf("a_known_visibility", "visibility", commitmentVisibilities),
    oneOf("a_known_commitment_forum", "forum", forums),
    check("a_known_word", sql`word is null or word between 1 and 5`),
  ],
);

/** One change with its author and time. `changes` holds the new values, `before` what they replaced (filled by trigger). */
export const commitmentEvents = pgTable(
  "commitment_events",
  {
    orgId: uuid().notNull(),
    id: id(),
    commitmentId: uuid().notNull(),
    caseId: uuid().notNull(),
    kind: text({ enum: ["opened", "changed", "undone", "consent", "raised"] })
      .notNull()
      .default("changed"),
    changes: jsonb().$type<Record<string, unknown>>().notNull(),
    before: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    expectedVersion: integer(),
    undoes: uuid(),
    /** Why, in the author's words; mostly empty. */
    reason: text().notNull().default(""),
    /** The import that did it, or took it back. */
    importId: uuid(),
    /** Whose words stand apart since consent changed (`setBackWords`); here they are empty. */
    setBack: text().array().notNull().default([]),
    personId: uuid(),
    actorOrgId: uuid(),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "event_of_a_commitment",
      columns: [t.orgId, t.commitmentId],
      foreignColumns: [commitments.orgId, commitments.id],
    }).onDelete("cascade"),
    // With the whole foreign key in it: a commitment that goes must find its events by this one, whatever is known of
    // the table.
    check("a_short_reason", sql`length(reason) <= 300`),
    index("events_of_a_commitment").on(t.commitmentId, t.orgId, t.at),
  ],
);

/**
 * Under which consent the words of an ask stand, and those of its history: how far it let the case be told to that State
 * when it was last looked at, and the day until which that is so. Written by triggers, read by the guard alone; where no
 * words ever stood there is no row.
 */
export const askedWords = pgTable(
  "asked_words",
  {
    orgId: uuid().notNull(),
    commitmentId: uuid().notNull(),
    caseId: uuid().notNull(),
    everyone: smallint().notNull(),
    persons: smallint().notNull(),
    bodies: smallint().notNull(),
    until: day(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.commitmentId] }),
    foreignKey({
      name: "words_of_a_commitment",
      columns: [t.orgId, t.commitmentId],
      foreignColumns: [commitments.orgId, commitments.id],
    }).onDelete("cascade"),
    index("words_of_a_case").on(t.caseId),
    index("words_by_day").on(t.until).where(sql`until is not null`),
  ],
).enableRLS();

/**
 * The words of an event that were set back when consent changed: of its `changes` and `before`, what is to be said no
 * more. Written by the guard, read by the team of the case alone.
 */
export const setBackWords = pgTable(
  "set_back_words",
  {
    orgId: uuid().notNull(),
    commitmentId: uuid().notNull(),
    eventId: uuid().notNull(),
    caseId: uuid().notNull(),
    changes: jsonb().$type<Record<string, string>>().notNull(),
    before: jsonb().$type<Record<string, string>>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.commitmentId, t.eventId] }),
    foreignKey({
      name: "set_back_words_of_a_commitment",
      columns: [t.orgId, t.commitmentId],
      foreignColumns: [commitments.orgId, commitments.id],
    }).onDelete("cascade"),
  ],
).enableRLS();

/**
 * Who may read a commitment, and the columns that lists filter and sort by: one row per audience, written by
 * triggers only. A member's list is two ordered index scans (own membership, own organisation), and a partner's
 * list is as fast as one's own.
 */
export const commitmentReaders = pgTable(
  "commitment_readers",
  {
    audienceId: uuid().notNull(),
    commitmentId: uuid().notNull(),
    orgId: uuid().notNull(),
    caseId: uuid().notNull(),
    stateCode: text().notNull(),
    sessionId: uuid().notNull(),
    forum: text().notNull(),
    stage: text().notNull(),
    /** Whether the State agreed, also where it has spoken since and `stage` says raised. */
    promised: boolean().notNull().default(false),
    ownerId: uuid(),
    dueOn: day(),
    changedAt: moment().notNull(),
    validUntil: day(),
  },
  (t) => [
    primaryKey({ columns: [t.commitmentId, t.audienceId] }),
    foreignKey({
      name: "readers_of_a_commitment",
      columns: [t.orgId, t.commitmentId],
      foreignColumns: [commitments.orgId, commitments.id],
    }).onDelete("cascade"),
    index("readers_by_change").on(t.audienceId, t.changedAt.desc().nullsFirst(), t.commitmentId),
    index("readers_by_state").on(
      t.audienceId,
      t.stateCode,
      t.changedAt.desc().nullsFirst(),
      t.commitmentId,
      t.stage,
    ),
    index("readers_by_stage").on(
      t.audienceId,
      t.stage,
      t.changedAt.desc().nullsFirst(),
      t.commitmentId,
    ),
    index("readers_by_forum").on(
      t.audienceId,
      t.forum,
      t.changedAt.desc().nullsFirst(),
      t.commitmentId,
      t.stage,
    ),
    index("readers_by_case").on(t.audienceId, t.caseId, t.stateCode, t.stage),
    index("readers_by_session").on(t.audienceId, t.sessionId, t.stateCode, t.stage),
    index("readers_by_due")
      .on(t.audienceId, t.dueOn, t.commitmentId)
      .where(sql`due_on is not null`),
    index("readers_by_owner").on(t.audienceId, t.ownerId, t.dueOn).where(sql`owner_id is not null`),
  ],
);

/**
 * How many commitments an audience has per State and shown stage: the sum over `n`. Changes are appended, never
 * updated in place, so that two colleagues never wait for one counter; a trigger folds them together now and then.
 */
export const commitmentTallies = pgTable(
  "commitment_tallies",
  {
    id: id().primaryKey(),
    audienceId: uuid().notNull(),
    stateCode: text().notNull(),
    stage: text().notNull(),
    n: integer().notNull(),
  },
  (t) => [index("tallies_of_an_audience").on(t.audienceId, t.stateCode, t.stage, t.n)],
);

/** What became of a promise: not raised yet, raised, or raised without one. */
export const promiseOutcomes = ["open", "kept", "unasked"] as const;

/**
 * How many promises of an audience came to what at each session: the sum over `n`, kept as the other totals are.
 */
export const promiseTallies = pgTable(
  "promise_tallies",
  {
    id: id().primaryKey(),
    audienceId: uuid().notNull(),
    sessionId: uuid().notNull(),
    outcome: text({ enum: promiseOutcomes }).notNull(),
    n: integer().notNull(),
  },
  (t) => [
    index("promises_of_an_audience").on(t.audienceId, t.sessionId, t.outcome, t.n),
    oneOf("a_known_outcome", "outcome", promiseOutcomes),
  ],
);
