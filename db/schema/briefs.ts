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
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  alertLanguages,
  type BriefPart,
  briefKinds,
  draftKinds,
  jobKinds,
  partReasons,
  reportReaders,
  type ToldField,
  type WordingKind,
} from "../reference/words";
import { id, moment, now, oneOf } from "./columns";
import { bytes, memberships, organisations } from "./people";
import { states } from "./reference";
import { sessions } from "./sessions";

/** A sentence that a State can lift word for word. */
export interface Wording {
  kind: WordingKind;
  text: string;
}

/** A part of the paper in its place; one that is left out keeps its place, so that it can come back there. */
export interface PlacedPart {
  part: BriefPart;
  isOut: boolean;
}

/**
 * A point of a speech in its place (lib/briefs/written/points.ts says by which name). Where its author wrote it anew: what
 * it said by itself then, what is said instead, and how far the people of its case could be told of at that time.
 */
export interface PlacedPoint {
  point: string;
  isOut: boolean;
  edit?: { was: string; text: string; reach: Reach };
}

/** How far people may be told of in public: 2 by name, 1 without. */
export type Reach = 1 | 2;

/** What is likely to be asked of a speaker, and what they say then. It never leaves. */
export interface LikelyQuestion {
  question: string;
  answer: string;
}

/**
 * Words of a case in another form, for one brief: what the case said when they were written, and what the paper says
 * instead. By case and field.
 */
export type EditedWords = Record<string, Partial<Record<ToldField, { was: string; text: string }>>>;

/**
 * What the author of a draft last saw of what it is made from by itself, by the name of its field: words as they were, of
 * anything else a mark (lib/briefs/written/known.ts).
 */
export type Noted = Record<string, string>;

/** Who a brief speaks of, and whether its words may name them: what consent allowed when it was made. */
export interface SpokenOf {
  caseId: string;
  defenderId: string;
  shown: "name" | "label";
}

/**
 * What somebody asked to be made in the background: one-pagers for many missions, or a report. It is made by whoever holds
 * the lease, as the one who asked. It holds no words; those stand in the drafts of its parts, and in the record.
 */
export const briefJobs = pgTable(
  "brief_jobs",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    kind: text({ enum: jobKinds }).notNull(),
    // Not carried away with it: a session that nobody refers to is removed with the reference data.
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    createdBy: uuid().notNull(),
    createdAt: now(),
    /** Of the secret of the runner that has it, until the lease ends. */
    leaseHash: bytes(),
    leaseUntil: moment(),
    /** When its page was last looked at while it was being made: who looks need not be told. */
    watchedAt: moment(),
    finishedAt: moment(),
    cancelledAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("job_ids_are_unique").on(t.id),
    foreignKey({
      name: "job_asked_for_by_a_member",
      columns: [t.orgId, t.createdBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    index("jobs_to_do").on(t.createdAt).where(sql`finished_at is null`),
    index("jobs_of_a_member").on(t.createdBy, t.createdAt.desc().nullsFirst()),
    oneOf("a_known_job", "kind", jobKinds),
  ],
);

/** One part of a job, and what became of it: the brief for one mission of a pack, or all of a report. */
export const jobParts = pgTable(
  "job_parts",
  {
    orgId: uuid().notNull(),
    jobId: uuid().notNull(),
    place: integer().notNull(),
    language: text({ enum: alertLanguages }).notNull(),
    /** Of a pack: for which mission, and of what it is made, which is gone once it is made, and back once that is taken back. */
    stateCode: text().references(() => states.code, { onDelete: "restrict" }),
    draftId: uuid(),
    /** Of a report: for whom, and the hash of what its author looked at. */
    reader: text({ enum: reportReaders }),
    seenHash: text(),
    briefId: uuid(),
    reason: text({ enum: partReasons }),
    /** How often somebody began with it. */
    attempts: integer().notNull().default(0),
    settledAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.jobId, t.place] }),
    unique("one_part_for_a_mission").on(t.orgId, t.jobId, t.stateCode),
    index("parts_with_a_brief").on(t.briefId),
    foreignKey({
      name: "part_of_a_job",
      columns: [t.orgId, t.jobId],
      foreignColumns: [briefJobs.orgId, briefJobs.id],
    }).onDelete("cascade"),
    oneOf("a_known_part_language", "language", alertLanguages),
    oneOf("a_known_part_reader", "reader", reportReaders),
    oneOf("a_known_part_reason", "reason", partReasons),
    check(
      "a_part_is_for_a_mission_or_a_report",
      sql`(state_code is null) = (reader is not null) and (reader is null) = (seen_hash is null)
        and (draft_id is null or state_code is not null) and seen_hash ~ '^[0-9a-f]{64}$'`,
    ),
    check(
      "a_part_is_made_or_says_why_not",
      sql`(settled_at is null) = (brief_id is null and reason is null) and (brief_id is null or reason is null)`,
    ),
  ],
);

/** What somebody writes for a brief until it is made, one for each kind, State and session. Theirs alone. */
export const briefDrafts = pgTable(
  "brief_drafts",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    kind: text({ enum: draftKinds }).notNull().default("pre_session"),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    /**
     * The State under review, which is the country concerned of every case; or the State of the mission, which never is.
     * None where somebody speaks of cases of several countries.
     */
    stateCode: text().references(() => states.code, { onDelete: "restrict" }),
    caseIds: uuid().array().notNull().default([]),
    language: text({ enum: alertLanguages }).notNull().default("en"),
    ask: text().notNull().default(""),
    wordings: jsonb().$type<Wording[]>().notNull().default([]),
    contact: text().notNull().default(""),
    /** Empty until somebody moves or leaves out a part. */
    parts: jsonb().$type<PlacedPart[]>().notNull().default([]),
    edits: jsonb().$type<EditedWords>().notNull().default({}),
    noted: jsonb().$type<Noted>().notNull().default({}),
    /** Of a speech: how long it may take, in half minutes; its points, empty until somebody changes one; what may be asked. */
    speakingSeconds: integer(),
    points: jsonb().$type<PlacedPoint[]>().notNull().default([]),
    answers: jsonb().$type<LikelyQuestion[]>().notNull().default([]),
    createdBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
    /** Counted up by each saving. */
    version: integer().notNull().default(1),
    /** The form that saved last: it may save again without having read what it wrote itself. */
    savedBy: uuid(),
    /** The pack that it is a part of; such a draft stands beside one that somebody writes for the same mission. */
    packId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("brief_draft_ids_are_unique").on(t.id),
    unique("one_draft_for_a_review")
      .on(t.orgId, t.createdBy, t.kind, t.sessionId, t.stateCode, t.packId)
      .nullsNotDistinct(),
    foreignKey({
      name: "draft_of_a_pack",
      columns: [t.orgId, t.packId],
      foreignColumns: [briefJobs.orgId, briefJobs.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "brief_drafted_by_a_member",
      columns: [t.orgId, t.createdBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    index("brief_drafts_of_a_case").using("gin", t.caseIds),
    oneOf("a_known_draft_kind", "kind", draftKinds),
    oneOf("a_known_draft_language", "language", alertLanguages),
    check(
      "a_draft_of_some_length",
      sql`length(ask) <= 600 and length(contact) <= 400 and length(wordings::text) <= 20000
        and length(parts::text) <= 2000 and length(edits::text) <= 1000000
        and length(noted::text) <= 1000000 and length(points::text) <= 500000 and length(answers::text) <= 40000`,
    ),
    check("a_draft_for_one_state", sql`state_code is not null or kind = 'speaking'`),
    check(
      "a_speech_of_some_length",
      sql`(kind = 'speaking') = (speaking_seconds is not null)
        and speaking_seconds between 30 and 3600 and speaking_seconds % 30 = 0`,
    ),
  ],
);

/**
 * A brief as it was made, never changed: what the paper is made from, which the database put together as far as its readers
 * may be told, and its hash. What it is made from leaves through `app.take_out_brief` alone.
 */
export const briefs = pgTable(
  "briefs",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    kind: text({ enum: briefKinds }).notNull(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    stateCode: text().references(() => states.code, { onDelete: "restrict" }),
    caseIds: uuid().array().notNull(),
    audience: text({ enum: ["public", "missions", "coalition"] }).notNull(),
    language: text({ enum: alertLanguages }).notNull(),
    inputs: jsonb().$type<Record<string, unknown>>().notNull(),
    hash: text().notNull(),
    /** The consent stamp, as of `madeAt`. */
    shown: jsonb().$type<SpokenOf[]>().notNull(),
    /** The version of what makes the paper. */
    generator: text().notNull(),
    /** Somebody looked at it as the State that reads it will. */
    readerConfirmed: boolean().notNull(),
    madeBy: uuid().notNull(),
    madeAt: now(),
    /** Nobody takes it out any more: consent no longer covers it, or somebody closed it. */
    withdrawnAt: moment(),
    /** Who closed it; null where consent did. */
    withdrawnBy: uuid(),
    /**
     * Who agreed, as the second person, that a State is shown its cases; null where nobody had to, and where they took it
     * back. Briefs that were agreed to at one moment by one person were agreed to at once.
     */
    secondBy: uuid(),
    secondAt: moment(),
    /** Of a speech, for its speaker alone: no part of what it is made from, so that it is in no file. */
    answers: jsonb().$type<LikelyQuestion[]>().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("brief_ids_are_unique").on(t.id),
    index("briefs_of_an_organisation").on(t.orgId, t.madeAt.desc().nullsFirst()),
    index("briefs_of_a_case").using("gin", t.caseIds),
    oneOf("a_known_brief_kind", "kind", briefKinds),
    oneOf("a_known_brief_language", "language", alertLanguages),
    check(
      "a_brief_for_its_readers",
      sql`reader_confirmed and case kind when 'mission' then audience = 'missions'
        when 'accountability' then audience in ('coalition', 'public') else audience = 'public' end`,
    ),
    check(
      "a_brief_for_one_state",
      sql`case kind when 'accountability' then state_code is null
        else state_code is not null or kind = 'speaking' end`,
    ),
    check("a_brief_of_something", sql`cardinality(case_ids) > 0`),
    check(
      "a_second_person_is_somebody_else",
      sql`(second_by is null) = (second_at is null) and (second_by is null or second_by <> made_by)`,
    ),
    check("a_brief_has_its_hash", sql`hash ~ '^[0-9a-f]{64}$'`),
  ],
);
