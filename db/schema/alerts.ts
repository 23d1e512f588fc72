import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  alertKinds,
  alertLanguages,
  alertSections,
  alertStages,
  approvalKinds,
  audiences,
  endorsementAnswers,
  sectionStatuses,
  versionPurposes,
} from "../reference/words";
import { cases } from "./cases";
import { id, moment, now, oneOf } from "./columns";
import { bytes, memberships, organisations } from "./people";

/** A node of the editor's text as JSON. */
export interface TextNode {
  type: string;
  attrs?: Record<string, unknown>;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
  content?: TextNode[];
  text?: string;
}

/** One language of an alert as it stood at a moment. */
export interface LanguageText {
  title: string;
  sections: Partial<Record<(typeof alertSections)[number], TextNode>>;
}

/** How one person appears: by name, by the public label, or not at all because nobody asked them. */
export interface Shown {
  defenderId: string;
  shown: "name" | "label";
}

/**
 * A protected name that stands in the words of a part, typed by hand: where it stands in them, counted in code points
 * over app.flat_words, or the words of a link or replacement that hold it. `by` is who may have brought it in (a
 * partner organisation, or a membership outside the team): they have the words already, and a label in their place
 * would tell them that it is a name.
 */
export type TypedName = { id: string; by: string[] } & (
  | { from: number; to: number }
  | { words: string }
);

/** An organisation that wrote in a section of one language. */
export interface Writer {
  orgId: string;
  language: (typeof alertLanguages)[number];
  section: "title" | (typeof alertSections)[number];
}

/** The text drafted together about a case: why this is a reprisal, what happened, what is asked of whom. */
export const alerts = pgTable(
  "alerts",
  {
    orgId: uuid().notNull(),
    id: id(),
    caseId: uuid().notNull(),
    number: integer().notNull(),
    kind: text({ enum: alertKinds }).notNull(),
    stage: text({ enum: alertStages }).notNull().default("draft"),
    /** The widest audience that it is written for: this is the text that organisations sign. */
    audience: text({ enum: audiences }).notNull().default("public"),
    sourceLanguage: text({ enum: alertLanguages }).notNull(),
    signOnDeadline: moment(),
    createdBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("alert_ids_are_unique").on(t.id),
    unique("alert_in_its_case").on(t.orgId, t.caseId, t.id),
    unique("alerts_are_numbered").on(t.orgId, t.caseId, t.number),
    foreignKey({
      name: "alert_of_a_case",
      columns: [t.orgId, t.caseId],
      foreignColumns: [cases.orgId, cases.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "alert_begun_by_a_member",
      columns: [t.orgId, t.createdBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }),
    index("alerts_of_a_case").on(t.caseId),
    oneOf("a_known_alert_kind", "kind", alertKinds),
    oneOf("a_known_alert_stage", "stage", alertStages),
    oneOf("a_known_alert_audience", "audience", audiences),
    oneOf("a_known_alert_language", "source_language", alertLanguages),
  ],
);

const ofAnAlert = {
  orgId: uuid().notNull(),
  caseId: uuid().notNull(),
  alertId: uuid().notNull(),
};

const belongsToAlert = (name: string, t: unknown) => {
  const columns = t as {
    orgId: typeof alerts.orgId;
    caseId: typeof alerts.caseId;
    alertId: typeof alerts.id;
  };
  return foreignKey({
    name,
    columns: [columns.orgId, columns.caseId, columns.alertId],
    foreignColumns: [alerts.orgId, alerts.caseId, alerts.id],
  }).onDelete("cascade");
};

/** One language of an alert, which several people write at once. Its id names the shared document. */
export const alertTexts = pgTable(
  "alert_texts",
  {
    ...ofAnAlert,
    id: id(),
    language: text({ enum: alertLanguages }).notNull(),
    state: text({ enum: ["drafting", "ready"] })
      .notNull()
      .default("drafting"),
    lastSeq: bigint({ mode: "number" }).notNull().default(0),
    /** How much is kept of it, in bytes. */
    size: bigint({ mode: "number" }).notNull().default(0),
    /** A protected name was taken out of it up to here, and what was typed is to be folded away soon. */
    foldFrom: bigint({ mode: "number" }),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("text_ids_are_unique").on(t.id),
    unique("text_in_its_alert").on(t.orgId, t.caseId, t.alertId, t.id),
    unique("one_text_per_language").on(t.orgId, t.alertId, t.language),
    belongsToAlert("text_of_an_alert", t),
    oneOf("a_known_text_language", "language", alertLanguages),
    oneOf("a_known_text_state", "state", ["drafting", "ready"]),
  ],
);

const ofAText = { ...ofAnAlert, textId: uuid().notNull() };

const belongsToText = (name: string, t: unknown) => {
  const columns = t as {
    orgId: typeof alertTexts.orgId;
    caseId: typeof alertTexts.caseId;
    alertId: typeof alertTexts.alertId;
    textId: typeof alertTexts.id;
  };
  return foreignKey({
    name,
    columns: [columns.orgId, columns.caseId, columns.alertId, columns.textId],
    foreignColumns: [alertTexts.orgId, alertTexts.caseId, alertTexts.alertId, alertTexts.id],
  }).onDelete("cascade");
};

/** What was typed since the last folding, in the order in which it was kept: nothing is acknowledged before it is here. */
export const alertUpdates = pgTable(
  "alert_updates",
  {
    ...ofAText,
    seq: bigint({ mode: "number" }).notNull(),
    body: bytes().notNull(),
    membershipId: uuid().notNull(),
    at: now(),
  },
  (t) => [primaryKey({ columns: [t.textId, t.seq] }), belongsToText("update_of_a_text", t)],
);

/** All updates up to `seq`, folded into one; what was deleted is gone from it. */
export const alertStates = pgTable(
  "alert_states",
  {
    ...ofAText,
    seq: bigint({ mode: "number" }).notNull(),
    body: bytes().notNull(),
    at: now(),
  },
  (t) => [primaryKey({ columns: [t.textId] }), belongsToText("state_of_a_text", t)],
);

/** A section as it reads at `seq`: for lists, previews, search and whoever has no scripts. */
export const alertParts = pgTable(
  "alert_parts",
  {
    ...ofAText,
    section: text({ enum: ["title", ...alertSections] }).notNull(),
    content: jsonb().$type<TextNode>().notNull(),
    plain: text().notNull().default(""),
    seq: bigint({ mode: "number" }).notNull().default(0),
    status: text({ enum: sectionStatuses }).notNull().default("todo"),
    /** The words of the source when this section was last called translated. */
    translatedFrom: text(),
    /** Protected names in its words; an object `{was}` until it was looked at with the names as they are now. */
    typedNames: jsonb().$type<TypedName[] | { was: TypedName[] }>(),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.textId, t.section] }),
    belongsToText("part_of_a_text", t),
    oneOf("a_known_part", "section", ["title", ...alertSections]),
    oneOf("a_known_part_status", "status", sectionStatuses),
  ],
);

/**
 * Words that the case's team alone reads. The text that is written together holds a mark with the id and what stands
 * there instead; so that partners who write in it never receive them.
 */
export const alertPassages = pgTable(
  "alert_passages",
  {
    ...ofAnAlert,
    id: id(),
    words: text().notNull(),
    sealedBy: uuid().notNull(),
    sealedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    belongsToAlert("passage_of_an_alert", t),
    index("passages_of_an_alert").on(t.alertId),
  ],
);

/** Who wrote in which section, and when last: for the coordinator's table and the authors of a version. */
export const alertContributions = pgTable(
  "alert_contributions",
  {
    ...ofAText,
    section: text({ enum: ["title", ...alertSections] }).notNull(),
    membershipId: uuid().notNull(),
    actorOrgId: uuid().notNull(),
    firstAt: now(),
    lastAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.textId, t.section, t.membershipId] }),
    belongsToText("contribution_to_a_text", t),
  ],
);

/** The whole alert in all its languages as it stood at a moment, never changed. */
export const alertVersions = pgTable(
  "alert_versions",
  {
    ...ofAnAlert,
    id: id(),
    number: integer().notNull(),
    purpose: text({ enum: versionPurposes }).notNull(),
    content: jsonb().$type<Record<string, LanguageText>>().notNull(),
    /** What organisations sign, reduced to what the widest audience may read, and the hash of its canonical form. */
    signedText: jsonb().$type<Record<string, LanguageText>>(),
    /** The audience that it was reduced to; the alert's may be lowered afterwards. Null for what is not signed. */
    audience: text({ enum: audiences }),
    hash: text(),
    /** Only typing errors were mended since the version before it that was open for sign-on. */
    isMinor: boolean().notNull().default(false),
    /** Who stood in the signed text by name and who by label, as consent allowed then. */
    shown: jsonb().$type<Shown[]>().notNull().default([]),
    note: text().notNull().default(""),
    authors: uuid().array().notNull().default([]),
    /** Which organisations wrote where since the version before; null in those made before it was kept. */
    writers: jsonb().$type<Writer[]>(),
    madeBy: uuid(),
    madeAt: now(),
    /** Protected names in its words, by language and part; null until it was looked at with the names as they are now. */
    typedNames: jsonb().$type<Record<string, Record<string, TypedName[]>>>(),
    /** When a name that had been typed was taken out of it, and the hash that it had before. */
    namesTakenOutAt: moment(),
    namesTakenOutBy: uuid(),
    hashBefore: text(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("version_ids_are_unique").on(t.id),
    unique("version_in_its_alert").on(t.orgId, t.caseId, t.alertId, t.id),
    unique("versions_are_numbered").on(t.orgId, t.alertId, t.number),
    belongsToAlert("version_of_an_alert", t),
    oneOf("a_known_purpose", "purpose", versionPurposes),
    oneOf("a_known_version_audience", "audience", audiences),
  ],
);

const ofAVersion = (name: string, t: unknown) => {
  const columns = t as {
    orgId: typeof alertVersions.orgId;
    caseId: typeof alertVersions.caseId;
    alertId: typeof alertVersions.alertId;
    versionId: typeof alertVersions.id;
  };
  return foreignKey({
    name,
    columns: [columns.orgId, columns.caseId, columns.alertId, columns.versionId],
    foreignColumns: [
      alertVersions.orgId,
      alertVersions.caseId,
      alertVersions.alertId,
      alertVersions.id,
    ],
  }).onDelete("cascade");
};

/** Who made a text what a version holds, and in which version is kept what stood there before. */
export const alertRestorations = pgTable(
  "alert_restorations",
  {
    ...ofAText,
    id: id(),
    versionId: uuid().notNull(),
    keptIn: uuid().notNull(),
    restoredBy: uuid().notNull(),
    actorOrgId: uuid().notNull(),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    belongsToText("restoration_of_a_text", t),
    ofAVersion("restoration_to_a_version", t),
    ofAVersion("restoration_kept_before", { ...t, versionId: t.keptIn }),
    index("restorations_of_a_text").on(t.textId, t.at),
    index("restorations_of_an_alert").on(t.alertId),
  ],
);

/** A discussion of some words; its id is the mark in the text. */
export const alertThreads = pgTable(
  "alert_threads",
  {
    ...ofAText,
    id: id(),
    section: text({ enum: ["title", ...alertSections] }).notNull(),
    /** The words as they were when the thread began. */
    quote: text().notNull().default(""),
    openedBy: uuid().notNull(),
    actorOrgId: uuid().notNull(),
    openedAt: now(),
    settledAt: moment(),
    settledBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("thread_ids_are_unique").on(t.id),
    belongsToText("thread_on_a_text", t),
    index("threads_of_a_text").on(t.textId),
  ],
);

export const alertComments = pgTable(
  "alert_comments",
  {
    ...ofAText,
    id: id(),
    threadId: uuid().notNull(),
    body: text().notNull(),
    mentions: uuid().array().notNull().default([]),
    /** Organisations that are spoken to: those of their members hear of it who take part. */
    mentionedOrgs: uuid().array().notNull().default([]),
    writtenBy: uuid().notNull(),
    actorOrgId: uuid().notNull(),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    belongsToText("comment_on_a_text", t),
    foreignKey({
      name: "comment_in_a_thread",
      columns: [t.orgId, t.threadId],
      foreignColumns: [alertThreads.orgId, alertThreads.id],
    }).onDelete("cascade"),
    index("comments_of_a_thread").on(t.threadId, t.at),
  ],
);

/**
 * Protected names in what somebody typed beside the text: in comments, notes and answers. There is a row for what was
 * looked at with the names as they are now; what has none, is read by the team and its author alone. The database's
 * own, by the id of the row that holds the words.
 */
export const typedBeside = pgTable(
  "typed_beside",
  {
    ...ofAnAlert,
    rowId: uuid().notNull(),
    /** By field of the row; a quotation says who may have brought the name into the text. */
    typedNames: jsonb()
      .$type<Record<string, { id: string; from: number; to: number; by?: string[] }[]>>()
      .notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.rowId] }), belongsToAlert("words_beside_an_alert", t)],
);

/** Somebody who did not send it, nor wrote it alone, stands behind a version: its text, or that consent covers it. */
export const alertApprovals = pgTable(
  "alert_approvals",
  {
    ...ofAnAlert,
    id: id(),
    versionId: uuid().notNull(),
    kind: text({ enum: approvalKinds }).notNull(),
    note: text().notNull().default(""),
    approvedBy: uuid().notNull(),
    actorOrgId: uuid().notNull(),
    /** The parts of the version in which the approver had written, too. */
    wroteIn: text().array().notNull().default([]),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("one_approval_of_a_kind").on(t.orgId, t.versionId, t.kind, t.approvedBy),
    ofAVersion("approval_of_a_version", t),
    oneOf("a_known_approval", "kind", approvalKinds),
  ],
);

/** An organisation that is asked to sign. */
export const signOnRequests = pgTable(
  "sign_on_requests",
  {
    ...ofAnAlert,
    id: id(),
    partnerOrgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    askedBy: uuid().notNull(),
    askedAt: now(),
    nudgedAt: moment(),
    /** When somebody of the organisation first opened the text to sign. */
    openedAt: moment(),
    revokedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("one_request_per_organisation").on(t.orgId, t.alertId, t.partnerOrgId),
    belongsToAlert("request_to_sign_an_alert", t),
    index("requests_to_an_organisation").on(t.partnerOrgId),
  ],
);

/** An organisation's answer to one exact version, by a person with authority. Never changed: a new answer follows it. */
export const endorsements = pgTable(
  "endorsements",
  {
    ...ofAnAlert,
    id: id(),
    versionId: uuid().notNull(),
    /** The hash that the signatory saw. */
    hash: text().notNull(),
    signerOrgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "restrict" }),
    membershipId: uuid().notNull(),
    answer: text({ enum: endorsementAnswers }).notNull(),
    section: text({ enum: alertSections }),
    /** The change that is wanted, or why it can't be signed. */
    reason: text().notNull().default(""),
    capacity: text().notNull().default(""),
    /** How the organisation is called, by language; the empty key is its name everywhere else. */
    displayNames: jsonb().$type<Record<string, string>>().notNull().default({}),
    publishName: boolean().notNull().default(true),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    ofAVersion("endorsement_of_a_version", t),
    index("endorsements_of_an_alert").on(t.alertId, t.signerOrgId, t.at),
    oneOf("a_known_answer", "answer", endorsementAnswers),
  ],
);

/** What one audience reads in one language: made from one version, frozen, numbered, dated. */
export const editions = pgTable(
  "editions",
  {
    ...ofAnAlert,
    id: id(),
    versionId: uuid().notNull(),
    number: integer().notNull(),
    audience: text({ enum: audiences }).notNull(),
    language: text({ enum: alertLanguages }).notNull(),
    content: jsonb().$type<LanguageText>().notNull(),
    plain: text().notNull(),
    hash: text().notNull(),
    signatories: jsonb().$type<{ name: string; capacity: string }[]>().notNull().default([]),
    /** Whose names those are, in the same order; null where it is not known of an older one. */
    signedBy: uuid().array().notNull().default([]),
    /** Organisations that signed and do not want their name shown. */
    unnamedSignatories: integer().notNull().default(0),
    /** The organisation that issued it, as it calls itself; empty where it does not publish its name, and in older ones. */
    issuer: text().notNull().default(""),
    /** Who stands in it by name and who by label, as consent allowed at that moment. */
    shown: jsonb().$type<Shown[]>().notNull(),
    /** What a correction says of itself. */
    correction: text().notNull().default(""),
    issuedBy: uuid().notNull(),
    issuedAt: now(),
    /** Consent no longer covers it: nobody reads it any more. */
    frozenAt: moment(),
    supersededAt: moment(),
    /** The address of a public edition; nothing can be told from it. */
    publicToken: text(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("edition_ids_are_unique").on(t.id),
    unique("edition_in_its_alert").on(t.orgId, t.caseId, t.alertId, t.id),
    unique("editions_are_numbered").on(t.orgId, t.alertId, t.audience, t.language, t.number),
    uniqueIndex("public_editions").on(t.publicToken).where(sql`public_token is not null`),
    ofAVersion("edition_of_a_version", t),
    oneOf("a_known_edition_audience", "audience", audiences),
    oneOf("a_known_edition_language", "language", alertLanguages),
  ],
);

/**
 * An organisation that signed and is not to be named from a moment on, though nobody of it reads the alert any more to
 * answer anew. What was issued keeps its record; what is shown of it leaves the name out (decision 34).
 */
export const withheldNames = pgTable(
  "withheld_names",
  {
    ...ofAnAlert,
    id: id(),
    signerOrgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "restrict" }),
    recordedBy: uuid().notNull(),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    belongsToAlert("withheld_in_an_alert", t),
    index("withheld_names_of_an_alert").on(t.alertId, t.signerOrgId, t.at),
  ],
);
