import { boolean, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { forums, sessionKinds } from "../reference/words";
import { day, id, moment, now, oneOf } from "./columns";
import { organisations } from "./people";

export interface Milestone {
  kind: string;
  on: string | null;
  precision: "day" | "month" | "year" | "unknown";
  done?: boolean;
  stateCode?: string;
  sessionKey?: string;
}

/**
 * One occasion on which a State can raise a case. Rows without an organisation are shipped reference data
 * (HRC63, UPR54, the open-ended bilateral window); the others belong to the organisation that made them.
 */
export const sessions = pgTable(
  "sessions",
  {
    id: id().primaryKey(),
    orgId: uuid().references(() => organisations.id, { onDelete: "cascade" }),
    referenceKey: text(),
    forum: text({ enum: forums }).notNull(),
    kind: text({ enum: sessionKinds }).notNull(),
    number: integer(),
    title: text().notNull(),
    startsOn: day(),
    endsOn: day(),
    startsAt: moment(),
    datePrecision: text().notNull().default("unknown"),
    place: text(),
    statesUnderReview: text().array().notNull().default([]),
    status: text().notNull().default("planned"),
    milestones: jsonb().$type<Milestone[]>().notNull().default([]),
    note: text(),
    sources: jsonb().$type<string[]>().notNull().default([]),
    isExample: boolean().notNull().default(false),
    createdAt: now(),
  },
  (t) => [
    unique("one_row_per_reference_session").on(t.referenceKey),
    index("sessions_of_an_organisation").on(t.orgId, t.startsOn),
    index("sessions_by_start").on(t.startsOn),
    oneOf("a_known_forum", "forum", forums),
    oneOf("a_known_session_kind", "kind", sessionKinds),
  ],
);
