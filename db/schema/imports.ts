import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { shownStages } from "../reference/words";
import { cases } from "./cases";
import { id, moment, now, oneOf } from "./columns";
import { organisations } from "./people";

/**
 * A spreadsheet that somebody brought. A draft is its author's alone; once it is carried out it is one event, which is
 * taken back as one. Nothing but the functions of its migration moves it on.
 */
export const imports = pgTable(
  "imports",
  {
    orgId: uuid()
      .notNull()
      .references(() => organisations.id, { onDelete: "cascade" }),
    id: id(),
    status: text({ enum: ["draft", "done", "undone"] })
      .notNull()
      .default("draft"),
    /** A file, or a block from the clipboard. */
    source: text({ enum: ["file", "block"] }).notNull(),
    createdBy: uuid().notNull(),
    createdAt: now(),
    /** The transaction that carries it out: its rows may come in several pieces, and no other adds any. */
    doneIn: text(),
    doneAt: moment(),
    setCount: integer().notNull().default(0),
    changedCount: integer().notNull().default(0),
    /** What somebody else changed between the preview and the import: it was left as it stands. */
    leftCount: integer().notNull().default(0),
    skippedCount: integer().notNull().default(0),
    /** What stood as the sheet says it. Null where nobody counted it. */
    unchangedCount: integer(),
    /** Days that could not be told, and were left out of what the import set. */
    undatedCount: integer(),
    undoneAt: moment(),
    undoneBy: uuid(),
    /** What the undo left, because somebody went on from it. */
    keptCount: integer().notNull().default(0),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.id] }),
    unique("import_ids_are_unique").on(t.id),
    index("imports_of_an_organisation").on(t.orgId, t.createdAt.desc().nullsFirst()),
    oneOf("a_known_import_status", "status", ["draft", "done", "undone"]),
    oneOf("a_known_import_source", "source", ["file", "block"]),
    check("an_import_is_done_before_it_is_undone", sql`(status = 'draft') = (done_at is null)`),
  ],
);

/**
 * The original file, and what its author said that it means, both encrypted under a key of the import's own: names
 * that stand in somebody's spreadsheet are as protected as names that are typed into a case.
 */
export const importFiles = pgTable(
  "import_files",
  {
    orgId: uuid().notNull(),
    importId: uuid().notNull(),
    createdBy: uuid().notNull(),
    /** Of the file as it came, in bytes. */
    size: integer().notNull(),
    wrappedKey: text().notNull(),
    sealedFile: text().notNull(),
    sealedChoices: text().notNull(),
    createdAt: now(),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.importId] }),
    foreignKey({
      name: "file_of_an_import",
      columns: [t.orgId, t.importId],
      foreignColumns: [imports.orgId, imports.id],
    }).onDelete("cascade"),
    index("files_of_a_day").on(t.orgId, t.createdAt),
  ],
);

/** One cell that an import carried out, with what it made; it stays when the import is taken back. */
export const importRows = pgTable(
  "import_rows",
  {
    orgId: uuid().notNull(),
    importId: uuid().notNull(),
    /** The place in the sheet, counted from 1. */
    line: integer().notNull(),
    place: integer().notNull(),
    createdBy: uuid().notNull(),
    caseOrgId: uuid().notNull(),
    caseId: uuid().notNull(),
    stateCode: text().notNull(),
    sessionId: uuid().notNull(),
    outcome: text({ enum: ["set", "changed", "left"] }).notNull(),
    stage: text({ enum: shownStages }),
    word: smallint(),
    commitmentId: uuid(),
    eventId: uuid(),
    interventionId: uuid(),
    isTakenBack: boolean().notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.orgId, t.importId, t.line, t.place] }),
    foreignKey({
      name: "row_of_an_import",
      columns: [t.orgId, t.importId],
      foreignColumns: [imports.orgId, imports.id],
    }).onDelete("cascade"),
    foreignKey({
      name: "row_about_a_case",
      columns: [t.caseOrgId, t.caseId],
      foreignColumns: [cases.orgId, cases.id],
    }).onDelete("cascade"),
    index("import_rows_about_a_case").on(t.caseOrgId, t.caseId),
    oneOf("a_known_import_outcome", "outcome", ["set", "changed", "left"]),
  ],
);
