import {
  boolean,
  date,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { mailChoices, noticeKinds } from "../reference/words";
import { id, moment, now, oneOf } from "./columns";
import { memberships, people } from "./people";

/**
 * Something that one member should know. It holds no words of the matter, only where it stands; who lost the right to
 * read it meets a notice without a matter. `orgId` is the member's own organisation, `caseId` may be a partner's.
 */
export const notices = pgTable(
  "notices",
  {
    orgId: uuid().notNull(),
    id: id(),
    membershipId: uuid().notNull(),
    kind: text({ enum: noticeKinds }).notNull(),
    caseId: uuid(),
    alertId: uuid(),
    /** The thread, version, request or consent that it is about. */
    subjectId: uuid(),
    fromOrgId: uuid(),
    isUrgent: boolean().notNull().default(false),
    at: now(),
    readAt: moment(),
    mailedAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    foreignKey({
      name: "notice_to_a_member",
      columns: [t.orgId, t.membershipId],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    unique("one_notice_for_one_thing").on(t.membershipId, t.kind, t.subjectId),
    index("notices_of_a_member").on(t.membershipId, t.at.desc().nullsFirst()),
    index("notices_to_mail").on(t.mailedAt, t.at),
    oneOf("a_known_notice", "kind", noticeKinds),
  ],
);

/** How a member wants to hear of one kind of thing; without a row the product's own choice holds. */
export const noticeChoices = pgTable(
  "notice_choices",
  {
    orgId: uuid().notNull(),
    membershipId: uuid().notNull(),
    kind: text({ enum: noticeKinds }).notNull(),
    inApplication: boolean().notNull().default(true),
    mail: text({ enum: mailChoices }).notNull().default("daily"),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.membershipId, t.kind] }),
    foreignKey({
      name: "choice_of_a_member",
      columns: [t.orgId, t.membershipId],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    oneOf("a_known_noticed_kind", "kind", noticeKinds),
    oneOf("a_known_mail_choice", "mail", mailChoices),
  ],
);

/** One mail to one person; claimed before it is sent, so that no two instances send it. */
export const noticeMails = pgTable(
  "notice_mails",
  {
    id: id().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => people.id, { onDelete: "cascade" }),
    /** The day of a daily mail, where the person is; null for one that went at once. */
    day: date({ mode: "string" }),
    attempts: integer().notNull().default(1),
    claimedAt: now(),
    sentAt: moment(),
  },
  (t) => [unique("one_daily_mail").on(t.personId, t.day)],
);
