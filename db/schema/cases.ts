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
  type AlertLanguage,
  caseEventKinds,
  caseStatuses,
  caseVisibilities,
  consentAnswers,
  consentChannels,
  consentGivers,
  consentScopes,
  defenderKinds,
  engagementKinds,
  governmentResponses,
  securityLevels,
  shareLevels,
  teamRoles,
  verifications,
} from "../reference/words";
import { approximateDate, day, id, moment, now, oneOf, precisions } from "./columns";
import { memberships, organisations } from "./people";
import { states } from "./reference";
import { sessions } from "./sessions";

/** A reprisal against one or more defenders. The working title must be safe to read over a shoulder. */
export const cases = pgTable(
  "cases",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    reference: text().notNull(),
    title: text().notNull(),
    countryCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "restrict" }),
    status: text({ enum: caseStatuses }).notNull().default("open"),
    visibility: text({ enum: caseVisibilities }).notNull().default("team"),
    securityLevel: text({ enum: securityLevels }).notNull().default("standard"),
    summary: text().notNull().default(""),
    reprisalTypes: text().array().notNull().default([]),
    perpetratorKinds: text().array().notNull().default([]),
    ...approximateDate("reprisal"),
    engagementKind: text({ enum: engagementKinds }),
    engagementNote: text().notNull().default(""),
    ...approximateDate("engagement"),
    linkNote: text().notNull().default(""),
    trigger: text().notNull().default(""),
    currentSituation: text().notNull().default(""),
    verification: text({ enum: verifications }),
    verifiedOn: day(),
    sourcesNote: text().notNull().default(""),
    governmentResponse: text({ enum: governmentResponses }),
    sgReportReference: text(),
    doNotMention: text().notNull().default(""),
    isExample: boolean().notNull().default(false),
    createdBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("case_ids_are_unique").on(t.id),
    unique("one_case_per_reference").on(t.orgId, t.reference),
    foreignKey({
      name: "case_opened_by_a_member",
      columns: [t.orgId, t.createdBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }),
    index("cases_lately").on(t.orgId, t.changedAt.desc().nullsFirst(), t.id),
    oneOf("a_known_case_status", "status", caseStatuses),
    oneOf("a_known_case_visibility", "visibility", caseVisibilities),
    oneOf("a_known_security_level", "security_level", securityLevels),
    oneOf("a_known_verification", "verification", verifications),
    oneOf("a_known_engagement", "engagement_kind", engagementKinds),
    oneOf("a_known_government_response", "government_response", governmentResponses),
    oneOf("a_known_reprisal_precision", "reprisal_precision", precisions),
    oneOf("a_known_engagement_precision", "engagement_precision", precisions),
  ],
);

const caseColumns = { orgId: uuid().notNull(), caseId: uuid().notNull() };

const ofACase = (name: string, t: { orgId: never; caseId: never } | unknown) => {
  const columns = t as { orgId: typeof cases.orgId; caseId: typeof cases.id };
  return foreignKey({
    name,
    columns: [columns.orgId, columns.caseId],
    foreignColumns: [cases.orgId, cases.id],
  }).onDelete("cascade");
};

/** Who works on a case. The team alone sees identities and gives consent its record. */
export const caseTeam = pgTable(
  "case_team",
  {
    ...caseColumns,
    membershipId: uuid().notNull(),
    role: text({ enum: teamRoles }).notNull(),
    addedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.caseId, t.membershipId] }),
    ofACase("team_of_a_case", t),
    foreignKey({
      name: "team_of_members",
      columns: [t.orgId, t.membershipId],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    index("teams_of_a_member").on(t.orgId, t.membershipId),
    oneOf("a_known_team_role", "role", teamRoles),
  ],
);

/** A case shown to a partner organisation, which the consent of everybody concerned must allow. */
export const caseShares = pgTable(
  "case_shares",
  {
    ...caseColumns,
    id: id(),
    partnerOrgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    level: text({ enum: shareLevels }).notNull(),
    sharedBy: uuid().notNull(),
    sharedAt: now(),
    /** The last day on which it opens anything; null where it has no end of its own. */
    endsOn: day(),
    revokedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    ofACase("share_of_a_case", t),
    unique("one_share_per_partner").on(t.orgId, t.caseId, t.partnerOrgId),
    foreignKey({
      name: "shared_by_a_member",
      columns: [t.orgId, t.sharedBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }),
    index("shares_with_a_partner").on(t.partnerOrgId),
    oneOf("a_known_share_level", "level", shareLevels),
  ],
);

/**
 * Who may read or change a case, worked out by triggers from team, visibility, shares and consent, and written
 * by nobody else. An audience is a membership (the team) or an organisation (own or partner).
 */
export const caseReaders = pgTable(
  "case_readers",
  {
    ...caseColumns,
    audienceId: uuid().notNull(),
    via: text().notNull(),
    level: text().notNull(),
    validUntil: day(),
  },
  (t) => [
    primaryKey({ columns: [t.caseId, t.audienceId] }),
    ofACase("readers_of_a_case", t),
    index("cases_of_an_audience").on(t.audienceId, t.caseId),
    index("cases_shared_with").on(t.audienceId, t.caseId).where(sql`via = 'partner'`),
  ],
);

/** The case's own data key, wrapped by the instance key; destroying it makes the identities unreadable for good. */
export const caseKeys = pgTable(
  "case_keys",
  {
    ...caseColumns,
    version: integer().notNull().default(1),
    wrapped: text().notNull(),
    createdAt: now(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.caseId, t.version] }), ofACase("key_of_a_case", t)],
);

/** What happened, as reported, with dates no more precise than they are known. */
export const caseEvents = pgTable(
  "case_events",
  {
    ...caseColumns,
    id: id(),
    kind: text({ enum: caseEventKinds }).notNull(),
    title: text().notNull(),
    note: text().notNull().default(""),
    source: text().notNull().default(""),
    ...approximateDate("happened"),
    /** The session after which it happened, where it belongs to the account of one. */
    sessionId: uuid().references(() => sessions.id),
    recordedBy: uuid().notNull(),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    ofACase("event_of_a_case", t),
    index("events_of_a_case").on(t.orgId, t.caseId, t.happenedOn),
    oneOf("a_known_event_kind", "kind", caseEventKinds),
    oneOf("a_known_event_precision", "happened_precision", precisions),
  ],
);

/** How somebody may be called in languages other than English. */
export type PublicLabels = Partial<Record<Exclude<AlertLanguage, "en">, string>>;

/** The person, group or organisation targeted: the label that everybody may read. */
export const defenders = pgTable(
  "defenders",
  {
    ...caseColumns,
    id: id(),
    kind: text({ enum: defenderKinds }).notNull(),
    /** In English, the language of the screens. */
    publicLabel: text().notNull(),
    /** In the other languages in which alerts are written, by language; an edition takes no other language's. */
    publicLabels: jsonb().$type<PublicLabels>().notNull().default({}),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    ofACase("defender_of_a_case", t),
    check(
      "labels_are_one_line_each",
      sql`jsonb_typeof(public_labels) = 'object' and public_labels - '{ar,es,fr,ru,zh}'::text[] = '{}' and not jsonb_path_exists(public_labels, '$.* ? (@.type() != "string" || !(@ like_regex "^.{1,200}$"))')`,
    ),
    unique("defender_in_its_case").on(t.orgId, t.caseId, t.id),
    index("defenders_of_a_case").on(t.caseId),
    oneOf("a_known_defender_kind", "kind", defenderKinds),
  ],
);

/** Name, contact and family, encrypted under the case's key; the team alone reads the row. */
export const defenderIdentities = pgTable(
  "defender_identities",
  { ...caseColumns, defenderId: uuid().notNull(), sealed: text().notNull(), changedAt: now() },
  (t) => [
    primaryKey({ columns: [t.orgId, t.defenderId] }),
    foreignKey({
      name: "identity_of_a_defender",
      columns: [t.orgId, t.caseId, t.defenderId],
      foreignColumns: [defenders.orgId, defenders.caseId, defenders.id],
    }).onDelete("cascade"),
  ],
);

/** One answer of one defender for one scope. Never changed: a new answer follows it, or a withdrawal ends it. */
export const consents = pgTable(
  "consents",
  {
    ...caseColumns,
    id: id(),
    defenderId: uuid().notNull(),
    scope: text({ enum: consentScopes }).notNull(),
    targetOrgId: uuid().references(() => organisations.id, { onDelete: "cascade" }),
    targetStateCode: text().references(() => states.code, { onDelete: "restrict" }),
    answer: text({ enum: consentAnswers }).notNull(),
    givenBy: text({ enum: consentGivers }).notNull(),
    language: text().notNull().default(""),
    risksExplained: boolean().notNull().default(false),
    channel: text({ enum: consentChannels }),
    obtainedBy: uuid().notNull(),
    ...approximateDate("obtained"),
    validUntil: day(),
    recordedAt: now(),
    withdrawnAt: moment(),
    withdrawnBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "consent_of_a_defender",
      columns: [t.orgId, t.caseId, t.defenderId],
      foreignColumns: [defenders.orgId, defenders.caseId, defenders.id],
    }).onDelete("cascade"),
    index("consents_of_a_case").on(t.caseId, t.scope, t.defenderId),
    oneOf("a_known_consent_scope", "scope", consentScopes),
    oneOf("a_known_consent_answer", "answer", consentAnswers),
    oneOf("a_known_consent_giver", "given_by", consentGivers),
    oneOf("a_known_consent_channel", "channel", consentChannels),
  ],
);
