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
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { regionalGroups } from "../reference/regional-groups";
import {
  partnerEndings,
  type ReferralField,
  referralFields,
  type SupportKind,
  shownEndings,
  shownStates,
  shownSteps,
  supportKinds,
  supportLevels,
} from "../reference/support-words";
import { day, id, moment, now, oneOf } from "./columns";
import { memberships, organisations } from "./people";
import { supportRequests } from "./support-requests";

const listed = (words: readonly string[]) => sql.raw(`'{${words.join(",")}}'::text[]`);

/** What an organisation gives to the people of its partners' cases. Every organisation here reads it; one writes it. */
export const supportOffers = pgTable(
  "support_offers",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    kinds: text().array().$type<SupportKind[]>().notNull(),
    /** Regional groups; empty for anywhere. */
    regions: text().array().notNull().default([]),
    languages: text().array().notNull().default([]),
    note: text().notNull().default(""),
    since: day(),
    pausedAt: moment(),
    createdBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("support_offer_ids_are_unique").on(t.id),
    foreignKey({
      name: "offered_by_a_member",
      columns: [t.orgId, t.createdBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    check(
      "an_offer_of_known_kinds",
      sql`kinds <@ ${listed(supportKinds)} and cardinality(kinds) between 1 and ${sql.raw(String(supportKinds.length))}`,
    ),
    check(
      "an_offer_in_known_regions",
      sql`regions <@ ${listed(regionalGroups)} and cardinality(regions) <= ${sql.raw(String(regionalGroups.length))}`,
    ),
    check(
      "an_offer_of_some_length",
      sql`length(note) <= 1000 and cardinality(languages) <= 20 and length(array_to_string(languages, '')) <= 100`,
    ),
  ],
);

/**
 * A request as it is shown to one partner. The team of its case alone reads the row; the partner is given parts of it by
 * the functions of the migration (decision 65), and never its case, its request or its name.
 */
export const shownRequests = pgTable(
  "shown_requests",
  {
    orgId: uuid().notNull(),
    caseId: uuid().notNull(),
    requestId: uuid().notNull(),
    id: id(),
    partnerOrgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    level: text({ enum: supportLevels }).notNull(),
    /** Regional group of where they are; null where that would tell too much. */
    region: text({ enum: regionalGroups }),
    fields: text().array().$type<ReferralField[]>().notNull().default([]),
    /** A key of this row's own, under the installation's: both sides read with it, and neither learns the case's. */
    wrapped: text().notNull(),
    /** The text that was agreed to; handed out by `app.open_shown_text` alone. */
    sealed: text(),
    /** The `writing` of the request out of which the text was made; an older one is closed to the partner. */
    ofWriting: integer().notNull().default(1),
    shownBy: uuid().notNull(),
    shownAt: now(),
    /** The last day on which it is shown; null for as long as it is needed. */
    expiresOn: day(),
    state: text({ enum: shownStates }).notNull().default("shown"),
    stateAt: now(),
    closedAs: text({ enum: partnerEndings }),
    /** When the partner first opened the text. */
    openedAt: moment(),
    endedAt: moment(),
    endedAs: text({ enum: shownEndings }),
    changedAt: now(),
    version: integer().notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("shown_request_ids_are_unique").on(t.id),
    unique("shown_request_in_its_case").on(t.orgId, t.caseId, t.id),
    foreignKey({
      name: "shown_of_a_request",
      columns: [t.orgId, t.caseId, t.requestId],
      foreignColumns: [supportRequests.orgId, supportRequests.caseId, supportRequests.id],
    }).onDelete("cascade"),
    uniqueIndex("shown_once_to_a_partner")
      .on(t.requestId, t.partnerOrgId)
      .where(sql`ended_at is null`),
    uniqueIndex("held_by_one_partner")
      .on(t.requestId)
      .where(sql`ended_at is null and state in ('offered', 'claimed')`),
    index("shown_to_a_partner").on(t.partnerOrgId, t.shownAt.desc()).where(sql`ended_at is null`),
    index("shown_requests_of_a_case").on(t.caseId),
    oneOf("a_known_support_level", "level", supportLevels),
    oneOf("a_known_shown_region", "region", regionalGroups),
    oneOf("a_known_shown_state", "state", shownStates),
    oneOf("a_known_partner_ending", "closed_as", partnerEndings),
    oneOf("a_known_shown_ending", "ended_as", shownEndings),
    check(
      "shows_known_fields",
      sql`fields <@ ${listed(referralFields)} and cardinality(fields) <= ${sql.raw(String(referralFields.length))}`,
    ),
    check(
      "an_outline_has_no_words",
      sql`(level = 'more') = (sealed is not null) and (level = 'more' or fields = '{}')`,
    ),
    check("closed_by_a_partner_somehow", sql`(state = 'closed') = (closed_as is not null)`),
    check("ended_somehow", sql`(ended_at is null) = (ended_as is null)`),
    check(
      "shown_words_are_sealed",
      sql`wrapped ~ '^v1\.' and length(wrapped) <= 1000 and (sealed is null or (sealed ~ '^v1\.' and length(sealed) <= 100000))`,
    ),
  ],
);

/** What happened between the two, as it happened, with what the partner wrote to whoever shows it. Never changed. */
export const shownRequestSteps = pgTable(
  "shown_request_steps",
  {
    orgId: uuid().notNull(),
    caseId: uuid().notNull(),
    shownId: uuid().notNull(),
    id: id(),
    step: text({ enum: shownSteps }).notNull(),
    byPartner: boolean().notNull(),
    at: now(),
    /** Sealed under the key of what is shown. */
    words: text(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "step_of_what_is_shown",
      columns: [t.orgId, t.caseId, t.shownId],
      foreignColumns: [shownRequests.orgId, shownRequests.caseId, shownRequests.id],
    }).onDelete("cascade"),
    index("steps_of_what_is_shown").on(t.shownId, t.at),
    oneOf("a_known_shown_step", "step", shownSteps),
    check(
      "a_sealed_message",
      sql`words is null or ((by_partner or step = 'answered') and words ~ '^v1\.' and length(words) <= 20000)`,
    ),
  ],
);
