import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { supportReminders as kinds } from "../reference/support-words";
import { day, id, now, oneOf } from "./columns";
import { supportRequests } from "./support-requests";

/** That a team was told of a day of one of its requests for support; written by the clock, once for each day. */
export const supportReminders = pgTable(
  "support_reminders",
  {
    orgId: uuid().notNull(),
    caseId: uuid().notNull(),
    requestId: uuid().notNull(),
    id: id(),
    what: text({ enum: kinds }).notNull(),
    /** The referral that was not answered; null where it is the request itself. */
    referralId: uuid(),
    dueOn: day().notNull(),
    toldAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("support_reminder_ids_are_unique").on(t.id),
    unique("one_reminder_of_one_day")
      .on(t.requestId, t.what, t.referralId, t.dueOn)
      .nullsNotDistinct(),
    foreignKey({
      name: "reminder_of_a_request",
      columns: [t.orgId, t.caseId, t.requestId],
      foreignColumns: [supportRequests.orgId, supportRequests.caseId, supportRequests.id],
    }).onDelete("cascade"),
    index("support_reminders_by_day").on(t.orgId, t.dueOn.desc()),
    oneOf("a_known_support_reminder", "what", kinds),
    check("asked_again_of_somebody", sql`(what = 'ask_again') = (referral_id is not null)`),
  ],
);
