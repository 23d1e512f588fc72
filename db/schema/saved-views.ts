import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { id, now } from "./columns";
import { memberships, organisations } from "./people";

/**
 * A way of looking at the tracker that somebody keeps: filters, order, columns. It holds no rows and gives no rights;
 * whoever opens it reads what they may read anyway. What it names may be gone, so that nothing refers to it.
 */
export const savedViews = pgTable(
  "saved_views",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    ownerId: uuid().notNull(),
    name: text().notNull(),
    /** With the whole organisation; else it is its owner's alone. */
    isShared: boolean().notNull().default(false),
    /** In the words of the tracker's address. */
    settings: jsonb().$type<Record<string, string>>().notNull(),
    createdAt: now(),
    changedAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("view_ids_are_unique").on(t.id),
    foreignKey({
      name: "view_of_a_member",
      columns: [t.orgId, t.ownerId],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    index("views_of_a_member").on(t.orgId, t.ownerId),
    // Nobody can tell two of their own apart otherwise.
    uniqueIndex("a_view_of_ones_own_has_its_own_name").on(
      t.orgId,
      t.ownerId,
      sql`lower(${t.name})`,
    ),
    check("a_view_has_a_short_name", sql`name = btrim(name) and length(name) between 1 and 80`),
    check(
      "settings_are_few_words",
      sql`jsonb_typeof(settings) = 'object' and length(settings::text) <= 8000`,
    ),
  ],
);

/** The view in which the tracker opens for a member. Without one: it is gone, and the member has not been told yet. */
export const defaultViews = pgTable(
  "default_views",
  {
    orgId: uuid().notNull(),
    membershipId: uuid().notNull(),
    viewId: uuid(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.membershipId] }),
    foreignKey({
      name: "default_of_a_member",
      columns: [t.orgId, t.membershipId],
      foreignColumns: [memberships.orgId, memberships.id],
    }).onDelete("cascade"),
    // Of the two only the view is set to nothing: the migration says so, which this library can't.
    foreignKey({
      name: "default_is_a_view",
      columns: [t.orgId, t.viewId],
      foreignColumns: [savedViews.orgId, savedViews.id],
    }).onDelete("set null"),
    index("defaults_of_a_view").on(t.orgId, t.viewId),
  ],
);
