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
  type ConsentScope,
  type Mandate,
  type SubmissionText,
  submissionChannels,
  submissionKinds,
  submissionPurposes,
} from "../reference/words";
import type { Noted } from "./briefs";
import { cases } from "./cases";
import { day, id, moment, now, oneOf } from "./columns";
import { memberships, organisations } from "./people";

/**
 * A text as a submission says it: what the case said when it was written, and who was not to be named then. It leaves
 * only while everybody who is not to be named is among those.
 */
export interface SubmittedText {
  was: string;
  text: string;
  minded: string[];
}
export type SubmittedTexts = Partial<Record<SubmissionText, SubmittedText>>;

/** What somebody of whom a submission speaks allowed when it was made, by scope: 0 nothing, 1 without names, 2 by name. */
export interface AllowedOf {
  defenderId: string;
  levels: Partial<Record<ConsentScope, number>>;
}

const ofAnOrganisation = () =>
  uuid()
    .notNull()
    .references(() => organisations.id, { onDelete: "cascade" });

/** What somebody writes for a submission until it is made, one for each case and kind. Theirs alone. */
export const submissionDrafts = pgTable(
  "submission_drafts",
  {
    orgId: ofAnOrganisation(),
    id: id(),
    caseId: uuid().notNull(),
    kind: text({ enum: submissionKinds }).notNull(),
    language: text({ enum: alertLanguages }).notNull().default("en"),
    /** For the Secretary-General's report of which year. */
    reportYear: integer().notNull(),
    /** About a case of an earlier report, for its second annex. */
    isFollowUp: boolean().notNull().default(false),
    mandates: text().array().$type<Mandate[]>().notNull().default([]),
    contact: text().notNull().default(""),
    texts: jsonb().$type<SubmittedTexts>().notNull().default({}),
    noted: jsonb().$type<Noted>().notNull().default({}),
    /** Events of the case that are not told. */
    eventsOut: uuid().array().notNull().default([]),
    createdBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
    /** Counted up by each saving. */
    version: integer().notNull().default(1),
    /** The form that saved last: it may save again without having read what it wrote itself. */
    savedBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("submission_draft_ids_are_unique").on(t.id),
    unique("one_draft_of_a_submission").on(t.orgId, t.createdBy, t.caseId, t.kind),
    foreignKey({
      name: "submission_draft_of_a_case",
      columns: [t.orgId, t.caseId],
      foreignColumns: [cases.orgId, cases.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "submission_drafted_by_a_member",
      columns: [t.orgId, t.createdBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    oneOf("a_known_submission_draft_kind", "kind", submissionKinds),
    oneOf("a_known_submission_draft_language", "language", alertLanguages),
    check(
      "a_submission_draft_of_some_length",
      sql`length(contact) <= 600 and length(texts::text) <= 400000 and length(noted::text) <= 400000
        and report_year between 2000 and 2200
        and cardinality(mandates) <= 40 and cardinality(events_out) <= 1000`,
    ),
  ],
);

/**
 * A submission as it was made, never changed: what the paper is made from, its hash, and the names of those who agreed
 * to be named, sealed under the key of the case. Both leave through `app.take_out_submission` alone.
 */
export const submissions = pgTable(
  "submissions",
  {
    orgId: ofAnOrganisation(),
    id: id(),
    caseId: uuid().notNull(),
    kind: text({ enum: submissionKinds }).notNull(),
    language: text({ enum: alertLanguages }).notNull(),
    inputs: jsonb().$type<Record<string, unknown>>().notNull(),
    hash: text().notNull(),
    /** Names by defender, in one envelope. */
    names: text().notNull(),
    /** The consent stamp, as of `madeAt`. */
    shown: jsonb().$type<AllowedOf[]>().notNull(),
    /** The version of what makes the paper. */
    generator: text().notNull(),
    madeBy: uuid().notNull(),
    madeAt: now(),
    /** Nobody takes it out any more: consent no longer covers it, or somebody closed it. */
    withdrawnAt: moment(),
    /** Who closed it; null where consent did. */
    withdrawnBy: uuid(),
    /** Who agreed, as the second person, that the State concerned learns of it through the United Nations. */
    secondBy: uuid(),
    secondAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("submission_ids_are_unique").on(t.id),
    foreignKey({
      name: "submission_of_a_case",
      columns: [t.orgId, t.caseId],
      foreignColumns: [cases.orgId, cases.id],
    }).onDelete("cascade"),
    index("submissions_of_a_case").on(t.caseId, t.madeAt.desc().nullsFirst()),
    oneOf("a_known_submission_kind", "kind", submissionKinds),
    oneOf("a_known_submission_language", "language", alertLanguages),
    check("a_submission_has_its_hash", sql`hash ~ '^[0-9a-f]{64}$'`),
    check(
      "the_second_of_a_submission_is_somebody_else",
      sql`(second_by is null) = (second_at is null) and (second_by is null or second_by <> made_by)`,
    ),
  ],
);

/** A file of a submission that somebody took along, by its hash: what was sent is one of these. */
export const submissionCopies = pgTable(
  "submission_copies",
  {
    orgId: uuid().notNull(),
    id: id(),
    caseId: uuid().notNull(),
    submissionId: uuid().notNull(),
    format: text({ enum: ["pdf", "docx", "html", "txt"] }).notNull(),
    hash: text().notNull(),
    /** Its pages said that it is not to be handed out. */
    isOwn: boolean().notNull(),
    takenBy: uuid().notNull(),
    takenAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "copy_of_a_submission",
      columns: [t.orgId, t.submissionId],
      foreignColumns: [submissions.orgId, submissions.id],
    }).onDelete("cascade"),
    index("copies_of_a_submission").on(t.submissionId, t.takenAt.desc().nullsFirst()),
    check("a_copy_has_its_hash", sql`hash ~ '^[0-9a-f]{64}$'`),
    oneOf("a_known_copy_format", "format", ["pdf", "docx", "html", "txt"]),
  ],
);

/** That a file was sent: which, when, by whom, to which address and how. Never changed. */
export const submissionSendings = pgTable(
  "submission_sendings",
  {
    orgId: uuid().notNull(),
    id: id(),
    caseId: uuid().notNull(),
    submissionId: uuid().notNull(),
    format: text().notNull(),
    hash: text().notNull(),
    address: text().notNull(),
    channel: text({ enum: submissionChannels }).notNull(),
    sentOn: day().notNull(),
    recordedBy: uuid().notNull(),
    recordedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "sending_of_a_submission",
      columns: [t.orgId, t.submissionId],
      foreignColumns: [submissions.orgId, submissions.id],
    }).onDelete("cascade"),
    index("sendings_of_a_case").on(t.caseId, t.recordedAt.desc().nullsFirst()),
    oneOf("a_known_sending_channel", "channel", submissionChannels),
  ],
);

/** Where submissions go. Nothing is shipped: an organisation sets what it was told. */
export const submissionAddresses = pgTable(
  "submission_addresses",
  {
    orgId: ofAnOrganisation(),
    purpose: text({ enum: submissionPurposes }).notNull(),
    address: text().notNull().default(""),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.purpose] }),
    oneOf("a_known_submission_purpose", "purpose", submissionPurposes),
    check("an_address_of_some_length", sql`length(address) <= 600`),
  ],
);

/**
 * From when on the Secretary-General's report of a year covers what happened, as the call for it said. When that ends is a
 * deadline of the session to which the report goes, and stands there alone.
 */
export const reportWindows = pgTable(
  "report_windows",
  {
    orgId: ofAnOrganisation(),
    year: integer().notNull(),
    opensOn: day().notNull(),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.year] }),
    check(
      "a_window_of_its_year",
      sql`year between 2000 and 2200 and extract(year from opens_on) between year - 2 and year`,
    ),
  ],
);
