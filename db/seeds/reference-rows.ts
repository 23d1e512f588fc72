import { exampleStateNames, exampleStates } from "../reference/example-states";
import { foldName } from "../reference/fold-name";
import { unLanguages } from "../reference/languages";
import { runningNames } from "../reference/running-names";
import {
  firstDay,
  type GaFile,
  type HrcFile,
  precisionOf,
  referenceSessions,
  type UprFile,
} from "./reference-sessions";

/** A row as the table has it: column names in snake_case, values as JSON. */
type Row = Record<string, unknown>;

export type TableRows = {
  table: string;
  key: string[];
  rows: Row[];
  /** What a row that the data dropped becomes when something still refers to it. */
  retire: "retired_at" | "status" | null;
};

type Meta = { as_of: string } & Record<string, unknown>;
export type Dataset = { meta: Meta; tables: TableRows[] };

/** Each dataset, the files it is read from, and how they become rows. Order matters: States come first. */
export const datasets = {
  states: from(["states.json"], states),
  "state-groups": from(["state-groups.json"], groups),
  "hrc-membership": from(["hrc-membership.json"], membership),
  "hrd-guidelines": from(["hrd-guidelines.json"], guidelines),
  "reprisals-record": from(["reprisals-record.json", "upr-calendar.json"], publicRecord),
  "support-organisations": from(["support-organisations.json"], support),
  sessions: from(["hrc-sessions.json", "upr-calendar.json", "ga-sessions.json"], sessions),
};

/** The one place where the files' shapes are taken on trust; the tests read every row back. */
function from<Files extends unknown[]>(
  files: { [Place in keyof Files]: string },
  build: (...files: Files) => Dataset,
) {
  return {
    files: files as string[],
    build: (parsed: unknown[]) => build(...(parsed as Files)),
  };
}

type StatesFile = {
  meta: Meta & { sources: Record<string, string> };
  states: {
    iso2: string;
    iso3: string;
    status: string;
    name_en: string;
    names: Record<string, { m49: string; unterm_formal: string | null }>;
    un_regional_group: string | null;
    un_regional_group_note: string | null;
    un_regional_group_sources: string[];
    un_admission_date: string | null;
    un_admission_sources: string[];
    eu_member: boolean;
    eu_joined_year: number | null;
    eu_sources: string[];
    aliases: { text: string; lang: string; sources: string[]; ambiguous?: boolean }[];
  }[];
};

function states(file: StatesFile): Dataset {
  const spelledOut = (key: string) => file.meta.sources[key] ?? key;
  const real = file.states.map((state) => ({
    code: state.iso3,
    iso2: state.iso2,
    status: state.status,
    regional_group: state.un_regional_group,
    regional_group_note: state.un_regional_group_note,
    eu_member: state.eu_member,
    eu_joined_year: state.eu_joined_year,
    names: runningNames[state.iso3] ?? {
      ...inEach((language) => state.names[language]?.m49),
      en: state.name_en,
    },
    formal_names: inEach((language) => state.names[language]?.unterm_formal ?? null),
    admitted_on: state.un_admission_date,
    is_example: false,
    sources: ["unsd_m49", "unterm_short"].map(spelledOut),
    regional_group_sources: state.un_regional_group_sources,
    admission_sources: state.un_admission_sources,
    eu_sources: state.eu_sources,
    retired_at: null,
  }));
  const invented = exampleStates.map(({ code, number, regionalGroup }) => ({
    code,
    iso2: null,
    status: "example",
    regional_group: regionalGroup,
    regional_group_note: null,
    eu_member: false,
    eu_joined_year: null,
    names: exampleStateNames(number),
    formal_names: inEach(() => null),
    admitted_on: null,
    is_example: true,
    sources: inventedHere,
    regional_group_sources: inventedHere,
    admission_sources: [],
    eu_sources: [],
    retired_at: null,
  }));
  const aliases = [
    ...file.states.flatMap((state) =>
      state.aliases.map((alias) => ({
        state_code: state.iso3,
        lang: alias.lang,
        text: alias.text,
        folded: foldName(alias.text),
        needs_care: alias.ambiguous === true,
        sources: alias.sources,
      })),
    ),
    ...invented.flatMap((state) =>
      unLanguages.map((lang) => ({
        state_code: state.code,
        lang,
        text: state.names[lang],
        folded: foldName(state.names[lang]),
        needs_care: false,
        sources: inventedHere,
      })),
    ),
  ];
  return {
    meta: file.meta,
    tables: [
      { table: "states", key: ["code"], rows: [...real, ...invented], retire: "retired_at" },
      {
        table: "state_aliases",
        key: ["state_code", "lang", "text"],
        rows: aliases,
        retire: null,
      },
    ],
  };
}

const inventedHere = ["Invented for this product"];

function inEach<T>(value: (language: string) => T) {
  return Object.fromEntries(unLanguages.map((language) => [language, value(language)]));
}

type GroupsFile = {
  meta: Meta;
  groups: { key: string; label_en: string; aliases: string[]; members: string[] }[];
};

function groups(file: GroupsFile): Dataset {
  const rows = file.groups.map(({ label_en, ...group }) => ({
    ...group,
    label: label_en,
    retired_at: null,
  }));
  return oneTable(file.meta, "state_groups", ["key"], rows);
}

type MembershipFile = {
  meta: Meta;
  years: {
    year: number;
    members_on_1_january: string[];
    members_on_31_december: string[];
    changes_in_year: unknown[];
    complete: boolean;
    check: string;
    open_seats?: unknown;
  }[];
  terms: {
    iso3: string;
    start: string;
    end: string;
    kind: string;
    elected_on: string | null;
    note: string | null;
    sources: string[];
  }[];
};

function membership(file: MembershipFile): Dataset {
  const terms = file.terms.map((term) => ({
    state_code: term.iso3,
    starts_on: term.start,
    ends_on: term.end,
    kind: term.kind,
    elected_on: term.elected_on,
    note: term.note,
    sources: term.sources,
    retired_at: null,
  }));
  // A year is put together from the terms that touch it, so their sources are its sources.
  const sourcesOf = (year: number) =>
    unique(
      file.terms
        .filter((term) => term.start <= `${year}-12-31` && term.end >= `${year}-01-01`)
        .flatMap((term) => term.sources),
    );
  const years = file.years.map((year) => ({
    year: year.year,
    complete: year.complete,
    checked: year.check,
    members_at_start: year.members_on_1_january,
    members_at_end: year.members_on_31_december,
    changes: year.changes_in_year,
    open_seats: year.open_seats ?? null,
    sources: sourcesOf(year.year),
    retired_at: null,
  }));
  return {
    meta: file.meta,
    tables: [
      {
        table: "council_terms",
        key: ["state_code", "starts_on"],
        rows: terms,
        retire: "retired_at",
      },
      { table: "council_years", key: ["year"], rows: years, retire: "retired_at" },
    ],
  };
}

type GuidelinesFile = {
  meta: Meta;
  guidelines: ({ id: string; iso3: string | null } & Row)[];
};

function guidelines(file: GuidelinesFile): Dataset {
  const rows = file.guidelines.map(({ iso3, ...guideline }) => ({
    ...guideline,
    state_code: iso3,
    applies_to_eu_members: guideline.id === "eu",
    retired_at: null,
  }));
  return oneTable(file.meta, "guidelines", ["id"], rows);
}

type RecordFile = {
  meta: Meta;
  entries: ({
    id: string;
    group: string;
    state: string;
    forum: string;
    date: string;
    sources: string[];
  } & Row)[];
  bloc_statements: ({ bloc: string; session: string; date: string; source: string } & Row)[];
  resolutions: ({ symbol: string; date: string; sources: string[] } & Row)[];
  events: ({ group: string; note?: string } & Row)[];
};

type UprReports = {
  working_group_reports: ({ symbol: string; source: string } & Row)[];
};

function publicRecord(file: RecordFile, upr: UprReports): Dataset {
  const entries = file.entries.map(({ group, state, forum, date, ...entry }) => ({
    ...entry,
    group_key: group,
    state_code: state,
    forum: forum.toLowerCase(),
    date: firstDay(date),
    retired_at: null,
  }));
  const notes = [
    ...file.bloc_statements.map(({ date, source, ...detail }) => ({
      ...note(`bloc:${detail.bloc}:${detail.session}`, "bloc_statement", detail, [source]),
      ...dated(date),
    })),
    ...file.resolutions.map(({ date, sources, ...detail }) => ({
      ...note(`resolution:${detail.symbol}`, "resolution", detail, sources),
      ...dated(date),
    })),
    ...file.events.map(({ group, ...detail }) => ({
      ...note(`event:${group}`, "event", detail, eventSources(group, detail.note, file)),
      group_key: group,
    })),
    ...upr.working_group_reports.map(({ source, ...detail }) =>
      note(`upr-report:${detail.symbol}`, "upr_report", detail, [source]),
    ),
  ];
  return {
    meta: file.meta,
    tables: [
      { table: "record_entries", key: ["id"], rows: entries, retire: "retired_at" },
      { table: "record_notes", key: ["id"], rows: notes, retire: "retired_at" },
    ],
  };
}

function note(id: string, kind: string, detail: Row, sources: string[]) {
  return {
    id,
    kind,
    group_key: null as string | null,
    date: null as string | null,
    date_precision: "unknown",
    detail,
    sources,
    retired_at: null,
  };
}

function dated(date: string) {
  return { date: firstDay(date), date_precision: precisionOf(date) };
}

/** Totals name no source of their own: they stand on the entries of their group and on what their note cites. */
function eventSources(group: string, said: string | undefined, file: RecordFile): string[] {
  const session = group.split("-")[0];
  const ofGroup = file.entries.filter((entry) => entry.group === group);
  const ofSession = file.entries.filter((entry) => entry.group.split("-")[0] === session);
  const candidates = [
    said?.match(/https?:\/\/\S+/g) ?? [],
    ofGroup.flatMap((entry) => entry.sources),
    ofSession.flatMap((entry) => entry.sources).filter((source) => source.includes("ishr.ch")),
  ];
  return unique(
    candidates.find((sources) => sources.length > 0) ?? ["ISHR, in the words of the note"],
  );
}

type SupportFile = { meta: Meta; organisations: Row[] };

function support(file: SupportFile): Dataset {
  const rows = file.organisations.map((organisation) => ({ ...organisation, retired_at: null }));
  return oneTable(file.meta, "support_organisations", ["id"], rows);
}

function sessions(hrc: HrcFile, upr: UprFile, ga: GaFile): Dataset {
  const rows = referenceSessions({ hrc, upr, ga }).map((session) => ({
    reference_key: session.referenceKey,
    forum: session.forum,
    kind: session.kind,
    number: session.number,
    title: session.title,
    starts_on: session.startsOn,
    ends_on: session.endsOn,
    date_precision: session.datePrecision,
    place: session.place,
    states_under_review: session.statesUnderReview,
    status: session.status,
    milestones: session.milestones,
    note: session.note,
    sources: session.sources,
  }));
  const meta = { hrc: hrc.meta, upr: upr.meta, ga: ga.meta };
  const asOf =
    [hrc, upr, ga]
      .map((file) => file.meta.as_of)
      .sort()
      .at(-1) ?? hrc.meta.as_of;
  return {
    meta: { ...meta, as_of: asOf },
    tables: [{ table: "sessions", key: ["reference_key"], rows, retire: "status" }],
  };
}

function oneTable(meta: Meta, table: string, key: string[], rows: Row[]): Dataset {
  return { meta, tables: [{ table, key, rows, retire: "retired_at" }] };
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
