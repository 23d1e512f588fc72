import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";
import type { UnLanguage } from "../reference/languages";
import type { RegionalGroup } from "../reference/regional-groups";

// Shipped facts, the same for every organisation: no org_id, no row-level security, read-only for the
// application. Only db/seeds/reference.ts writes here. `retired_at` marks a row that a later version
// of the data dropped while something of a user's still refers to it.

const sources = () => jsonb().$type<string[]>().notNull();
const retiredAt = () => timestamp({ withTimezone: true });

/** States and observers, and the invented Example States. `key` is what addresses show. */
export const states = pgTable(
  "states",
  {
    code: text().primaryKey(),
    key: text().notNull().unique(),
    iso2: text(),
    status: text().notNull(),
    regionalGroup: text().$type<RegionalGroup>(),
    regionalGroupNote: text(),
    euMember: boolean().notNull(),
    euJoinedYear: integer(),
    names: jsonb().$type<Record<UnLanguage, string>>().notNull(),
    formalNames: jsonb().$type<Record<UnLanguage, string | null>>().notNull(),
    admittedOn: date(),
    isExample: boolean().notNull(),
    sources: sources(),
    regionalGroupSources: sources(),
    admissionSources: sources(),
    euSources: sources(),
    retiredAt: retiredAt(),
  },
  (state) => [
    check("states_code_form", sql`${state.code} ~ '^[A-Z]{3}$'`),
    check("states_key_form", sql`${state.key} ~ '^[0-9a-z]{10}$'`),
    check(
      "states_status_known",
      sql`${state.status} in ('member_state', 'non_member_observer_state', 'example')`,
    ),
    check("states_example_marked", sql`${state.isExample} = (${state.status} = 'example')`),
  ],
);

/** Ways of writing a State's name, in six languages, official and not. */
export const stateAliases = pgTable(
  "state_aliases",
  {
    stateCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "cascade" }),
    lang: text().$type<UnLanguage>().notNull(),
    text: text().notNull(),
    folded: text().notNull(),
    needsCare: boolean().notNull(),
    sources: sources(),
  },
  (alias) => [
    primaryKey({ columns: [alias.stateCode, alias.lang, alias.text] }),
    index("state_aliases_folded").on(alias.folded),
  ],
);

/** Groups on whose behalf one State speaks. Weaker evidence for each member than its own words. */
export const stateGroups = pgTable("state_groups", {
  key: text().primaryKey(),
  label: text().notNull(),
  members: text().array().notNull(),
  aliases: text().array().notNull(),
  speaksForMembers: boolean().notNull(),
  sources: sources(),
  retiredAt: retiredAt(),
});

/** One State's term on the Human Rights Council; `ended_early` and `by_election` break the three years. */
export const councilTerms = pgTable(
  "council_terms",
  {
    stateCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "restrict" }),
    startsOn: date().notNull(),
    endsOn: date().notNull(),
    kind: text().$type<"regular" | "by_election" | "ended_early">().notNull(),
    electedOn: date(),
    note: text(),
    sources: sources(),
    retiredAt: retiredAt(),
  },
  (term) => [
    primaryKey({ columns: [term.stateCode, term.startsOn] }),
    check("council_terms_in_order", sql`${term.endsOn} >= ${term.startsOn}`),
  ],
);

/** How far the membership of a year is known. An incomplete year must never be shown as a full list. */
export const councilYears = pgTable("council_years", {
  year: integer().primaryKey(),
  complete: boolean().notNull(),
  checked: text().notNull(),
  membersAtStart: text().array().notNull(),
  membersAtEnd: text().array().notNull(),
  changes: jsonb().$type<{ date: string; in?: string; out?: string }[]>().notNull(),
  openSeats: jsonb().$type<{
    count: number;
    terms_ending_2026_12_31?: string[];
    seats_by_group: Record<string, number>;
  }>(),
  sources: sources(),
  retiredAt: retiredAt(),
});

/**
 * Guidelines on supporting defenders. A text of the EU has no State and applies to all its members.
 * Years are words of the source ("by 2007"), so they are text.
 */
export const guidelines = pgTable(
  "guidelines",
  {
    id: text().primaryKey(),
    issuer: text().notNull(),
    issuerKind: text().notNull(),
    stateCode: text().references(() => states.code, { onDelete: "restrict" }),
    appliesToEuMembers: boolean().notNull(),
    title: text().notNull(),
    firstPublished: text(),
    latestRevision: text(),
    url: text(),
    languages: text().array().notNull(),
    mentionsReprisals: boolean(),
    confidence: text().notNull(),
    note: text(),
    sources: sources(),
    retiredAt: retiredAt(),
  },
  (guideline) => [index("guidelines_state").on(guideline.stateCode)],
);

/** The public record: one State, one occasion, one thing it said. Who is missing was not silent. */
export const recordEntries = pgTable(
  "record_entries",
  {
    id: text().primaryKey(),
    groupKey: text().notNull(),
    stateCode: text()
      .notNull()
      .references(() => states.code, { onDelete: "restrict" }),
    forum: text().$type<"hrc" | "upr" | "ga" | "other">().notNull(),
    body: text().notNull(),
    session: text(),
    date: date(),
    datePrecision: text().$type<"day" | "month" | "year" | "session">().notNull(),
    type: text().notNull(),
    leadOrSpeaker: boolean().notNull(),
    onBehalfOf: text(),
    countriesConcerned: text().array().notNull(),
    description: text().notNull(),
    document: text(),
    confidence: text().notNull(),
    namesCases: boolean().notNull(),
    note: text(),
    sources: sources(),
    retiredAt: retiredAt(),
  },
  (entry) => [
    index("record_entries_state").on(entry.stateCode, entry.date),
    index("record_entries_group").on(entry.groupKey),
    check("record_entries_forum_known", sql`${entry.forum} in ('hrc', 'upr', 'ga', 'other')`),
    check(
      "record_entries_precision_kept",
      sql`case ${entry.datePrecision}
        when 'day' then true
        when 'month' then extract(day from ${entry.date}) = 1
        when 'year' then extract(doy from ${entry.date}) = 1
        when 'session' then extract(doy from ${entry.date}) = 1
        else false end`,
    ),
  ],
);

/** What surrounds the record: statements by blocs, resolutions, totals of joint statements, reports. */
export const recordNotes = pgTable(
  "record_notes",
  {
    id: text().primaryKey(),
    kind: text().$type<"bloc_statement" | "resolution" | "event" | "upr_report">().notNull(),
    groupKey: text(),
    date: date(),
    datePrecision: text().$type<"day" | "month" | "unknown">().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull(),
    sources: sources(),
    retiredAt: retiredAt(),
  },
  (note) => [
    check(
      "record_notes_precision_kept",
      sql`case ${note.datePrecision}
        when 'day' then ${note.date} is not null
        when 'month' then extract(day from ${note.date}) = 1
        when 'unknown' then ${note.date} is null
        else false end`,
    ),
  ],
);

/** Who can help. `status` is to be read before anyone is offered: some programmes have stopped. */
export const supportOrganisations = pgTable("support_organisations", {
  id: text().primaryKey(),
  name: text().notNull(),
  kinds: text().array().notNull(),
  kindsSourced: boolean().notNull(),
  website: text(),
  emergencyContactPage: text(),
  region: text(),
  languages: text().array().notNull(),
  status: text().notNull(),
  confidence: text().notNull(),
  note: text(),
  sources: sources(),
  retiredAt: retiredAt(),
});

/**
 * Which version of each dataset is loaded. `meta` keeps what its file says about itself: notes,
 * warnings, what was not found, agenda items, and what the short keys of sources stand for.
 */
export const referenceVersions = pgTable("reference_versions", {
  dataset: text().primaryKey(),
  asOf: date().notNull(),
  sha256: text().notNull(),
  meta: jsonb().$type<Record<string, unknown>>().notNull(),
  loadedAt: timestamp({ withTimezone: true }).notNull().defaultNow(),
});
