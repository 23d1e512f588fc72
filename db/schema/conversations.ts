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
import { channels, commitmentVisibilities, contactRoles } from "../reference/words";
import { cases } from "./cases";
import { approximateDate, day, id, moment, now, oneOf, precisions } from "./columns";
import { commitments } from "./commitments";
import { organisations } from "./people";
import { states } from "./reference";

/**
 * One exchange with a State's mission, as whoever had it noted it. Its State and its cases stay as they were logged;
 * everything else is corrected by its author, and each correction is kept as an event by a trigger.
 */
export const conversations = pgTable(
  "conversations",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    stateCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "restrict" }),
    ...approximateDate("had"),
    channel: text({ enum: channels }).notNull(),
    /** The membership of whoever spoke for us, and who else of us was there. */
    hadBy: uuid().notNull(),
    alsoThere: text().notNull().default(""),
    /** Our own contact, while we keep it; the role is kept beside it, since contacts are taken away. */
    contactId: uuid(),
    withRole: text({ enum: contactRoles }),
    withWhom: text().notNull().default(""),
    said: text().notNull().default(""),
    visibility: text({ enum: commitmentVisibilities }).notNull().default("organisation"),
    nextStep: text().notNull().default(""),
    nextDueOn: day(),
    nextOwnerId: uuid(),
    /** Whether the commitments that moved carry the next step; then nothing waits here. */
    nextOnCommitments: boolean().notNull().default(false),
    nextDoneAt: moment(),
    nextDoneBy: uuid(),
    takenBackAt: moment(),
    /** How many rows of `conversation_cases` there are; kept by a trigger, and what the reading rule compares with. */
    subjects: integer().notNull().default(0),
    version: integer().notNull().default(1),
    recordedBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("conversation_ids_are_unique").on(t.id),
    index("conversations_with_a_state").on(
      t.stateCode,
      t.hadOn.desc().nullsLast(),
      t.createdAt.desc().nullsFirst(),
    ),
    index("next_steps_of_conversations")
      .on(t.orgId, t.nextOwnerId, t.nextDueOn)
      .where(
        sql`next_step <> '' and not next_on_commitments and next_done_at is null and taken_back_at is null`,
      ),
    oneOf("a_known_channel", "channel", channels),
    oneOf("a_known_had_precision", "had_precision", precisions),
    oneOf("a_known_role_spoken_with", "with_role", contactRoles),
    oneOf("a_known_conversation_visibility", "visibility", commitmentVisibilities),
    check("a_step_is_done_by_somebody", sql`(next_done_at is null) = (next_done_by is null)`),
  ],
);

/**
 * A case that was talked about, with the commitment that moved by it and the event that moved it. Who reads the
 * conversation follows from these rows, all of them; `visibility` is the conversation's own, copied by a trigger.
 */
export const conversationCases = pgTable(
  "conversation_cases",
  {
    orgId: uuid().notNull(),
    id: id(),
    conversationId: uuid().notNull(),
    caseOrgId: uuid().notNull(),
    caseId: uuid().notNull(),
    commitmentId: uuid(),
    eventId: uuid(),
    visibility: text({ enum: commitmentVisibilities }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("a_case_is_talked_about_once")
      .on(t.orgId, t.conversationId, t.caseId, t.commitmentId)
      .nullsNotDistinct(),
    foreignKey({
      name: "case_of_a_conversation",
      columns: [t.orgId, t.conversationId],
      foreignColumns: [conversations.orgId, conversations.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "a_case_talked_about",
      columns: [t.caseOrgId, t.caseId],
      foreignColumns: [cases.orgId, cases.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "a_commitment_talked_about",
      columns: [t.caseOrgId, t.commitmentId],
      foreignColumns: [commitments.orgId, commitments.id],
    }).onDelete("cascade"),
    index("conversations_about_a_case").on(t.caseId, t.conversationId),
    index("conversations_about_a_commitment").on(t.commitmentId, t.caseOrgId),
    oneOf("a_known_subject_visibility", "visibility", commitmentVisibilities),
  ],
);

/** One correction of a conversation with its author and time, written by a trigger: what stands since, and before. */
export const conversationEvents = pgTable(
  "conversation_events",
  {
    orgId: uuid().notNull(),
    id: id(),
    conversationId: uuid().notNull(),
    changes: jsonb().$type<Record<string, unknown>>().notNull(),
    before: jsonb().$type<Record<string, unknown>>().notNull(),
    personId: uuid(),
    at: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "event_of_a_conversation",
      columns: [t.orgId, t.conversationId],
      foreignColumns: [conversations.orgId, conversations.id],
    }).onDelete("cascade"),
    index("events_of_a_conversation").on(t.conversationId, t.at),
  ],
);
