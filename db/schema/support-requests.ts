import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  outcomeTimes,
  outcomeVerdicts,
  type ReferralField,
  referralChannels,
  referralFields,
  referralOutcomes,
  referralRefusals,
  supportEndings,
  supportKinds,
  supportNatures,
  supportUrgencies,
} from "../reference/support-words";
import { alertLanguages, consentChannels, consentGivers } from "../reference/words";
import { cases, defenders } from "./cases";
import { approximateDate, day, id, moment, now, oneOf, precisions } from "./columns";

const ofACase = { orgId: uuid().notNull(), caseId: uuid().notNull() };

/**
 * What one defender needs. What could tell where they are, or how they are reached, is sealed under the key of the case;
 * what stands beside it is no more than a list of what is urgent needs. The team alone reads the row.
 */
export const supportRequests = pgTable(
  "support_requests",
  {
    ...ofACase,
    id: id(),
    defenderId: uuid().notNull(),
    kind: text({ enum: supportKinds }).notNull(),
    nature: text({ enum: supportNatures }).notNull(),
    urgency: text({ enum: supportUrgencies }).notNull(),
    /** The last day on which help still helps; null where there is none in particular. */
    neededBy: day(),
    /** By when to act: the day it is needed by, or what the urgency says since it was opened, whichever comes first. */
    actBy: day()
      .notNull()
      .generatedAlwaysAs(
        sql`least(needed_by, (created_at at time zone 'UTC')::date + case urgency when 'today' then 0
          when 'this_week' then 7 when 'this_month' then 30 else 90 end)`,
      ),
    /** Situation and needs, in one envelope (lib/support/requests/details.ts). */
    sealed: text().notNull(),
    createdBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
    /** Counted up by each change. */
    version: integer().notNull().default(1),
    /** Counted up where what a text is made of changed, the person's name and label too: older texts are known by it. */
    writing: integer().notNull().default(1),
    closedAt: moment(),
    closedAs: text({ enum: supportEndings }),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("support_request_ids_are_unique").on(t.id),
    unique("support_request_in_its_case").on(t.orgId, t.caseId, t.id),
    foreignKey({
      name: "support_for_a_defender",
      columns: [t.orgId, t.caseId, t.defenderId],
      foreignColumns: [defenders.orgId, defenders.caseId, defenders.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "support_request_of_a_case",
      columns: [t.orgId, t.caseId],
      foreignColumns: [cases.orgId, cases.id],
    }).onDelete("cascade"),
    index("support_requests_of_a_case").on(t.caseId, t.actBy),
    index("open_support_requests").on(t.orgId, t.actBy, t.id).where(sql`closed_at is null`),
    index("support_requests_by_day").on(t.orgId, t.actBy, t.id),
    oneOf("a_known_support_kind", "kind", supportKinds),
    oneOf("a_known_support_nature", "nature", supportNatures),
    oneOf("a_known_support_urgency", "urgency", supportUrgencies),
    oneOf("a_known_support_ending", "closed_as", supportEndings),
    check("closed_as_something", sql`(closed_at is null) = (closed_as is null)`),
    check("support_details_are_sealed", sql`sealed ~ '^v1\.' and length(sealed) <= 60000`),
  ],
);

const ofARequest = { ...ofACase, requestId: uuid().notNull() };

const requestKey = (name: string, t: unknown) => {
  const columns = t as {
    orgId: typeof supportRequests.orgId;
    caseId: typeof supportRequests.caseId;
    requestId: typeof supportRequests.id;
  };
  return foreignKey({
    name,
    columns: [columns.orgId, columns.caseId, columns.requestId],
    foreignColumns: [supportRequests.orgId, supportRequests.caseId, supportRequests.id],
  }).onDelete("cascade");
};

/**
 * Whether it helped, as the defender judged it some time after a request was closed. Never changed: what is said later
 * follows it.
 */
export const supportOutcomes = pgTable(
  "support_outcomes",
  {
    ...ofARequest,
    id: id(),
    after: text({ enum: outcomeTimes }).notNull(),
    verdict: text({ enum: outcomeVerdicts }).notNull(),
    saidBy: text({ enum: consentGivers }).notNull(),
    saidOn: day().notNull(),
    /** Their words, sealed under the key of the case. */
    words: text(),
    recordedBy: uuid().notNull(),
    recordedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    requestKey("outcome_of_a_request", t),
    index("outcomes_of_a_request").on(t.requestId, t.recordedAt.desc()),
    oneOf("a_known_outcome_time", "after", outcomeTimes),
    oneOf("a_known_outcome_verdict", "verdict", outcomeVerdicts),
    oneOf("a_known_outcome_giver", "said_by", consentGivers),
    check(
      "outcome_words_are_sealed",
      sql`words is null or (words ~ '^v1\.' and length(words) <= 20000)`,
    ),
  ],
);

const knownFields = (name: string) =>
  check(
    name,
    sql`fields <@ ${sql.raw(`'{${referralFields.join(",")}}'`)}::text[] and cardinality(fields) <= ${sql.raw(String(referralFields.length))}`,
  );

/**
 * What a defender answered about being referred to one support organisation, and what it may be told. Never changed: a
 * new answer follows it, or a withdrawal ends it.
 */
export const referralConsents = pgTable(
  "referral_consents",
  {
    ...ofARequest,
    id: id(),
    /** The key of the organisation in the directory. */
    supportKey: text().notNull(),
    isAllowed: boolean().notNull(),
    fields: text().array().$type<ReferralField[]>().notNull().default([]),
    givenBy: text({ enum: consentGivers }).notNull(),
    channel: text({ enum: consentChannels }),
    risksExplained: boolean().notNull().default(false),
    ...approximateDate("obtained"),
    obtainedBy: uuid().notNull(),
    validUntil: day(),
    recordedAt: now(),
    withdrawnAt: moment(),
    withdrawnBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    requestKey("consent_to_a_referral", t),
    index("consents_to_refer").on(t.requestId, t.supportKey, t.recordedAt.desc()),
    oneOf("a_known_referral_consent_giver", "given_by", consentGivers),
    oneOf("a_known_referral_consent_channel", "channel", consentChannels),
    oneOf("a_known_referral_consent_precision", "obtained_precision", precisions),
    knownFields("consent_to_known_fields"),
    check("a_referral_key_of_some_length", sql`length(support_key) between 1 and 100`),
  ],
);

/**
 * A request put to one support organisation: the very text that was prepared, sealed, with what it tells, and what became
 * of it. The product sends nothing; that it was sent, and how, is recorded by whoever did.
 */
export const referrals = pgTable(
  "referrals",
  {
    ...ofARequest,
    id: id(),
    supportKey: text().notNull(),
    /** What it was called when it was asked. */
    supportName: text().notNull(),
    /** In which it was written to. */
    language: text({ enum: alertLanguages }).notNull().default("en"),
    fields: text().array().$type<ReferralField[]>().notNull(),
    /** The text; handed out by `app.read_referral` alone. */
    sealed: text().notNull(),
    /** The `writing` of the request out of which it was made. */
    ofWriting: integer().notNull().default(1),
    preparedBy: uuid().notNull(),
    preparedAt: now(),
    sentOn: day(),
    sentBy: uuid(),
    channel: text({ enum: referralChannels }),
    outcome: text({ enum: referralOutcomes }),
    answeredOn: day(),
    refusal: text({ enum: referralRefusals }),
    /** Amount and words of the answer, in one envelope. */
    answer: text(),
    followUpOn: day(),
    changedAt: now(),
    version: integer().notNull().default(1),
    /** Nobody reads the text any more: consent no longer covers it, or it was put away. */
    withdrawnAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("referral_ids_are_unique").on(t.id),
    requestKey("referral_of_a_request", t),
    index("referrals_of_a_request").on(t.requestId, t.preparedAt.desc()),
    index("referrals_of_a_case").on(t.caseId),
    index("referrals_to_follow_up").on(t.orgId, t.followUpOn).where(sql`follow_up_on is not null`),
    oneOf("a_known_referral_language", "language", alertLanguages),
    oneOf("a_known_referral_channel", "channel", referralChannels),
    oneOf("a_known_referral_outcome", "outcome", referralOutcomes),
    oneOf("a_known_referral_refusal", "refusal", referralRefusals),
    knownFields("a_referral_tells_known_fields"),
    check(
      "sent_somehow_by_somebody",
      sql`(sent_on is null) = (channel is null) and (sent_on is null) = (sent_by is null)`,
    ),
    check("an_answer_to_what_was_sent", sql`outcome is null or sent_on is not null`),
    check(
      "a_refusal_has_a_reason",
      sql`(outcome is not distinct from 'refused') = (refusal is not null)`,
    ),
    check(
      "a_referral_of_some_length",
      sql`length(support_key) between 1 and 100 and length(support_name) between 1 and 300
        and sealed ~ '^v1\.' and length(sealed) <= 100000 and (answer is null or (answer ~ '^v1\.' and length(answer) <= 20000))`,
    ),
  ],
);
