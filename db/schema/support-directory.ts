import { sql } from "drizzle-orm";
import {
  check,
  foreignKey,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { type SupportRegion, supportRegions } from "../reference/support-regions";
import { type SupportKind, supportKinds, supportStatuses } from "../reference/support-words";
import { day, id, moment, now, oneOf } from "./columns";
import { memberships, organisations } from "./people";
import { supportOrganisations } from "./reference";

const someOf = (column: string, words: readonly string[]) =>
  sql.raw(`${column} <@ '{${words.join(",")}}'::text[]`);

/**
 * What an organisation itself knows of support organisations: corrections to a shipped one (`shippedId`), where every
 * column that is null leaves the shipped fact as it is, and entries of its own. Shipped facts are never changed.
 */
export const supportEntries = pgTable(
  "support_entries",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    shippedId: text().references(() => supportOrganisations.id, { onDelete: "restrict" }),
    name: text(),
    kinds: text().array().$type<SupportKind[]>(),
    regions: text().array().$type<SupportRegion[]>(),
    /** Codes of languages. */
    languages: text().array(),
    eligibility: text(),
    status: text({ enum: supportStatuses }),
    /** Since when, and what is known of it. */
    statusNote: text(),
    /** A line that is open day and night: an address, or how to find it. */
    line: text(),
    securePage: text(),
    /** Where this is known from: an address, or "by phone". */
    source: text().notNull().default(""),
    checkedOn: day(),
    checkedBy: uuid(),
    createdBy: uuid().notNull(),
    createdAt: now(),
    changedAt: now(),
    /** Counted up by each change. */
    version: integer().notNull().default(1),
    /** Out of the lists; what was asked of it stays. */
    retiredAt: moment(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("one_correction_of_a_shipped_organisation").on(t.orgId, t.shippedId),
    foreignKey({
      name: "support_entry_checked_by_a_member",
      columns: [t.orgId, t.checkedBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }),
    foreignKey({
      name: "support_entry_of_a_member",
      columns: [t.orgId, t.createdBy],
      foreignColumns: [memberships.orgId, memberships.id],
    }),
    oneOf("a_known_support_status", "status", supportStatuses),
    check(
      "an_own_entry_has_a_name",
      sql`shipped_id is not null or btrim(coalesce(name, '')) <> ''`,
    ),
    check("checked_by_somebody", sql`(checked_on is null) = (checked_by is null)`),
    check("known_support_kinds", someOf("kinds", supportKinds)),
    check("known_support_regions", someOf("regions", supportRegions)),
    check(
      "a_support_entry_of_some_length",
      sql`length(coalesce(name, '')) <= 300 and length(coalesce(eligibility, '')) <= 2000
        and length(coalesce(status_note, '')) <= 500 and length(coalesce(line, '')) <= 500
        and length(coalesce(secure_page, '')) <= 500 and length(source) <= 500
        and cardinality(coalesce(languages, '{}')) <= 40`,
    ),
  ],
);
