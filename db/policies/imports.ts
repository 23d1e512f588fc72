import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { importFiles, importRows, imports } from "../schema/imports";
import {
  app,
  both,
  either,
  inMyOrganisation,
  isMine,
  mayWrite,
  readsCase,
  readsCommitment,
} from "./rules";

const isDraft = sql`status = 'draft'`;

export const readImports = pgPolicy("an import is its author's, and theirs who read of it", {
  for: "select",
  to: app,
  using: both(
    inMyOrganisation(),
    sql`(${either(
      isMine("created_by"),
      sql`status <> 'draft' and exists (select 1 from import_rows r where r.org_id = imports.org_id
        and r.import_id = imports.id)`,
    )})`,
  ),
}).link(imports);

export const beginImports = pgPolicy("advocates bring spreadsheets", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("created_by"), mayWrite, isDraft),
}).link(imports);

export const dropImports = pgPolicy("authors drop their drafts", {
  for: "delete",
  to: app,
  using: both(inMyOrganisation(), isMine("created_by"), isDraft),
}).link(imports);

const ownFile = both(inMyOrganisation(), isMine("created_by"));

export const readImportFiles = pgPolicy("the original is its author's alone", {
  for: "select",
  to: app,
  using: ownFile,
}).link(importFiles);

const ownDraft = both(
  ownFile,
  mayWrite,
  sql`exists (select 1 from imports i where i.org_id = import_files.org_id and i.id = import_files.import_id
    and i.created_by = app.membership() and i.status = 'draft')`,
);

export const keepImportFiles = pgPolicy("authors bring the file of their draft", {
  for: "insert",
  to: app,
  withCheck: ownDraft,
}).link(importFiles);

export const chooseInImportFiles = pgPolicy("authors say what their draft means", {
  for: "update",
  to: app,
  using: ownDraft,
  withCheck: ownDraft,
}).link(importFiles);

export const readImportRows = pgPolicy("what was imported is as readable as what it became", {
  for: "select",
  to: app,
  using: both(
    readsCase("import_rows.case_id"),
    sql`(created_by = app.membership() or ${readsCommitment("import_rows.commitment_id")})`,
  ),
}).link(importRows);
