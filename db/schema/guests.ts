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
import { answerOutcomes, guestAnswers } from "../reference/words";
import { briefs } from "./briefs";
import { id, moment, now, oneOf } from "./columns";
import { bytes } from "./people";
import { states } from "./reference";

/**
 * An address at which one named guest of one mission reads one brief as it was made, without an account. It opens ten
 * minutes after it was made, or after somebody else agreed where that is needed, and closes by itself.
 */
export const guestLinks = pgTable(
  "guest_links",
  {
    orgId: uuid().notNull(),
    id: id(),
    briefId: uuid().notNull(),
    stateCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "restrict" }),
    /** Whom it is for, as it stands across the paper. */
    recipient: text().notNull(),
    /** Of the secret in the address, which is kept nowhere. */
    secretHash: bytes().notNull(),
    hours: integer().notNull(),
    createdBy: uuid().notNull(),
    createdAt: now(),
    /** A case of the brief has never been shown to any State: a second person decides. */
    needsSecond: boolean().notNull(),
    secondBy: uuid(),
    secondAt: moment(),
    /** Null as long as a second person has not agreed. */
    opensAt: moment(),
    expiresAt: moment(),
    /** Taken back, before or after it opened. */
    endedAt: moment(),
    endedBy: uuid(),
    /** How often it was opened, of what is not kept any more (decision 59). */
    visitsCleared: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("guest_link_ids_are_unique").on(t.id),
    unique("guest_secrets_are_unique").on(t.secretHash),
    foreignKey({
      name: "link_to_a_brief",
      columns: [t.orgId, t.briefId],
      foreignColumns: [briefs.orgId, briefs.id],
    }).onDelete("cascade"),
    index("links_to_a_brief").on(t.briefId, t.createdAt.desc().nullsFirst()),
    check("a_guest_with_a_name", sql`length(btrim(recipient)) between 1 and 120`),
    check("a_guest_for_some_time", sql`hours between 1 and 336`),
    check("opened_by_two", sql`opens_at is null or not needs_second or second_at is not null`),
    check("a_second_is_somebody_else", sql`second_by is null or second_by <> created_by`),
    check("it_closes_by_itself", sql`(opens_at is null) = (expires_at is null)`),
  ],
);

/** One opening of a link, and for how long that browser goes on reading; kept until thirty days after the link ended. */
export const guestVisits = pgTable(
  "guest_visits",
  {
    orgId: uuid().notNull(),
    id: id(),
    linkId: uuid().notNull(),
    /** Of what the browser shows. */
    secretHash: bytes().notNull(),
    at: now(),
    until: moment().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("guest_visit_secrets_are_unique").on(t.secretHash),
    foreignKey({
      name: "visit_by_a_link",
      columns: [t.orgId, t.linkId],
      foreignColumns: [guestLinks.orgId, guestLinks.id],
    }).onDelete("cascade"),
    index("visits_of_a_link").on(t.linkId, t.at),
  ],
);

/** What a guest answered: an unconfirmed word until one of us settles it. The newest of a link is the one that counts. */
export const guestReplies = pgTable(
  "guest_replies",
  {
    orgId: uuid().notNull(),
    id: id(),
    linkId: uuid().notNull(),
    answer: text({ enum: guestAnswers }).notNull(),
    remarks: text().notNull().default(""),
    at: now(),
    outcome: text({ enum: answerOutcomes }),
    settledAt: moment(),
    settledBy: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "reply_by_a_link",
      columns: [t.orgId, t.linkId],
      foreignColumns: [guestLinks.orgId, guestLinks.id],
    }).onDelete("cascade"),
    index("replies_of_a_link").on(t.linkId, t.at),
    index("replies_to_settle").on(t.orgId).where(sql`outcome is null`),
    oneOf("a_known_guest_answer", "answer", guestAnswers),
    oneOf("a_known_answer_outcome", "outcome", answerOutcomes),
    check("remarks_of_some_length", sql`length(remarks) <= 1000`),
    check("settled_with_its_outcome", sql`(outcome is null) = (settled_at is null)`),
  ],
);
