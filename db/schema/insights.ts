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
import { chartNames } from "../reference/words";
import { cases } from "./cases";
import { id, now, oneOf } from "./columns";
import { memberships, organisations } from "./people";
import { sessions } from "./sessions";

/**
 * How somebody tells a chart in their own words, in the place of the words made from its figures. It holds for exactly
 * those figures (`facts` is their hash): whoever sees other ones, later or with other rights, reads what was made.
 */
export const chartTexts = pgTable(
  "chart_texts",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    chart: text({ enum: chartNames }).notNull(),
    /** What the chart is narrowed to; null where it is of everything. */
    sessionId: uuid().references(() => sessions.id),
    caseId: uuid().references(() => cases.id, { onDelete: "cascade" }),
    facts: text().notNull(),
    text: text().notNull(),
    writtenBy: uuid().notNull(),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("one_text_for_the_figures_of_a_chart")
      .on(t.orgId, t.chart, t.sessionId, t.caseId, t.facts)
      .nullsNotDistinct(),
    foreignKey({
      name: "chart_text_by_a_member",
      columns: [t.orgId, t.writtenBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    index("chart_texts_of_a_case").on(t.caseId),
    index("chart_texts_of_a_session").on(t.sessionId),
    oneOf("a_known_chart", "chart", chartNames),
    check("a_chart_text_says_something", sql`length(text) between 1 and 1000`),
    check("facts_are_a_hash", sql`facts ~ '^[0-9a-f]{64}$'`),
  ],
);
