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
import { deadlineRules, taskPurposes } from "../reference/words";
import { day, id, moment, now, oneOf } from "./columns";
import { bytes, memberships, organisations } from "./people";
import { states } from "./reference";
import { sessions } from "./sessions";

/**
 * What an organisation says of a session's deadlines: a date in the place of the one that follows from a rule, a rule
 * that does not hold this time, or a deadline of its own. What nobody changed is never stored, so that it moves with
 * its session. The time is of the clock where the session is held.
 */
export const sessionDeadlines = pgTable(
  "session_deadlines",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    rule: text({ enum: deadlineRules }),
    /** Of a rule that follows from each review: the State whose deadline this is alone. */
    stateCode: text().references(() => states.code, { onDelete: "restrict" }),
    title: text().notNull().default(""),
    dueOn: day(),
    duePrecision: text({ enum: ["day", "month", "year", "unknown"] })
      .notNull()
      .default("unknown"),
    dueTime: text(),
    isDropped: boolean().notNull().default(false),
    note: text().notNull().default(""),
    recordedBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("deadlines_of_a_session_by_id").on(t.orgId, t.sessionId, t.id),
    uniqueIndex("a_rule_is_changed_once")
      .on(t.sessionId, t.orgId, t.rule)
      .where(sql`state_code is null`),
    uniqueIndex("a_rule_is_changed_once_for_a_state")
      .on(t.sessionId, t.orgId, t.rule, t.stateCode)
      .where(sql`state_code is not null`),
    foreignKey({
      name: "deadline_recorded_by_a_member",
      columns: [t.orgId, t.recordedBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    oneOf("a_known_deadline_rule", "rule", deadlineRules),
    oneOf("a_known_due_precision", "due_precision", ["day", "month", "year", "unknown"]),
    check("a_deadline_of_ones_own_has_a_name", sql`(rule is null) = (title <> '')`),
    check("a_known_date_is_there", sql`(due_precision = 'unknown') = (due_on is null)`),
    check(
      "an_hour_needs_a_day",
      sql`due_time is null or (due_precision = 'day' and due_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$')`,
    ),
    check(
      "only_what_follows_from_a_review_is_of_a_state",
      sql`state_code is null or rule = 'advance_questions_due'`,
    ),
    check("only_a_rule_is_dropped", sql`not (is_dropped and (rule is null or due_on is not null))`),
  ],
);

/**
 * What somebody does before a session. It is due so many days before a deadline or the session itself, and moves with
 * it; or on a day; or on none that is known.
 */
export const sessionTasks = pgTable(
  "session_tasks",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id),
    title: text().notNull(),
    ownerId: uuid(),
    /** The deadline of a rule, or `session`: its first day. */
    rule: text({ enum: [...deadlineRules, "session"] }),
    deadlineId: uuid(),
    daysBefore: integer(),
    dueOn: day(),
    doneAt: moment(),
    doneBy: uuid(),
    /** What follows a session with one State; it is done once, whoever makes the step. */
    purpose: text({ enum: taskPurposes }),
    aboutState: text().references(() => states.code, { onDelete: "restrict" }),
    recordedBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("a_state_is_thanked_once").on(t.orgId, t.sessionId, t.purpose, t.aboutState),
    oneOf("a_known_task_purpose", "purpose", taskPurposes),
    check("a_purpose_is_about_a_state", sql`(purpose is null) = (about_state is null)`),
    foreignKey({
      name: "task_before_a_deadline",
      columns: [t.orgId, t.sessionId, t.deadlineId],
      foreignColumns: [sessionDeadlines.orgId, sessionDeadlines.sessionId, sessionDeadlines.id],
    }),
    foreignKey({
      name: "task_recorded_by_a_member",
      columns: [t.orgId, t.recordedBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    index("tasks_of_a_session").on(t.orgId, t.sessionId),
    index("open_tasks_of_a_member").on(t.orgId, t.ownerId).where(sql`done_at is null`),
    oneOf("a_known_task_rule", "rule", [...deadlineRules, "session"]),
    check("a_task_says_what", sql`title <> ''`),
    check("a_task_is_done_by_somebody", sql`(done_at is null) = (done_by is null)`),
    check(
      "a_task_is_due_one_way",
      sql`num_nonnulls(rule, deadline_id) = num_nonnulls(days_before) and num_nonnulls(days_before, due_on) <= 1
        and (days_before is null or days_before between 0 and 400)`,
    ),
  ],
);

/** A member's calendar at a secret address. The address is shown once; this row holds its hash. */
export const calendarFeeds = pgTable(
  "calendar_feeds",
  {
    orgId: uuid().notNull(),
    id: id(),
    membershipId: uuid().notNull(),
    tokenHash: bytes().notNull(),
    createdAt: now(),
    revokedAt: moment(),
    /** For its member, who may notice that somebody else reads it too. */
    lastReadAt: moment(),
    /** How often it was read since the hour began that is counted. */
    countedFrom: now(),
    reads: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("feed_tokens_are_unique").on(t.tokenHash),
    uniqueIndex("one_feed_per_member").on(t.orgId, t.membershipId).where(sql`revoked_at is null`),
    foreignKey({
      name: "feed_of_a_member",
      columns: [t.orgId, t.membershipId],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
  ],
);
