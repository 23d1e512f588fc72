import "server-only";
import { inArray, sql } from "drizzle-orm";
import Papa from "papaparse";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import type { Naming } from "@/db/reference/words";
import { cases, commitments, disclosures } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { CommitmentRow, CommitmentView } from "./commitment";
import { orderOf } from "./listing";
import { listingContext, namedStates, readRows } from "./queries";

/** How the cells of the file are said, in the reader's language. */
export interface ExportWords {
  column(name: ExportColumn): string;
  stage(row: CommitmentRow): string;
  forum(row: CommitmentRow): string;
  naming(naming: Naming): string;
  word(row: CommitmentRow): string;
  modality(row: CommitmentRow): string;
  confidentiality(row: CommitmentRow): string;
  closed(row: CommitmentRow): string;
}

export const exportColumns = [
  "state",
  "case",
  "session",
  "forum",
  "stage",
  "closed",
  "word",
  "naming",
  "modality",
  "confidentiality",
  "nextStep",
  "due",
  "owner",
  "wordingAsked",
  "wordingOffered",
  "changed",
] as const;
export type ExportColumn = (typeof exportColumns)[number];

/** What the last two columns before "changed" hold: texts that people wrote, and that may name somebody. */
interface Texts {
  wordingAsked: string;
  wordingOffered: string;
}

export const mostRows = 50_000;
const batch = 1_000;

/** Cells that a spreadsheet would run instead of showing, also after spaces and in full-width letters. */
export const formula = /^[\s\0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/u;

/**
 * The list as filtered, all pages, as lines of CSV. A case has its title only where consent covers its situation, and
 * texts that may name somebody stand only where a person may be named; positions for the case's team alone are left
 * out for everybody else. Each case leaves a disclosure in the same transaction, so nothing is handed out that is not
 * on record; therefore the lines are returned when the transaction is over, and not while it runs.
 */
export async function exportCommitments(
  actor: Actor,
  view: CommitmentView,
  words: ExportWords,
): Promise<{ lines: string[]; rows: number }> {
  const states = await namedStates(actor);
  return asActor(actor, async (tx) => {
    const context = await listingContext(tx, actor, { ...view, limit: batch }, states);
    const order = orderOf(context);
    const lines = [csv([exportColumns.map(words.column)])];
    const told = new Map<string, { rows: number; naming: Naming }>();
    let rows = 0;
    let bound: string[] | null = null;
    while (rows < mostRows) {
      const found = await order.read(tx, bound, false, Math.min(batch, mostRows - rows));
      const last = found.at(-1);
      if (!last) {
        break;
      }
      bound = order.keysOf(last);
      const ids = found.map((row) => row.id);
      const read = await readRows(tx, actor, ids, states);
      const texts = await readTexts(tx, ids);
      const teams = await myTeams(tx, read);
      const mine = read.filter((row) => row.confidentiality !== "team" || teams.has(row.case.id));
      if (mine.length > 0) {
        lines.push(csv(mine.map((row) => cells(row, texts.get(row.id), words))));
      }
      for (const row of mine) {
        const before = told.get(row.case.id);
        told.set(row.case.id, {
          rows: (before?.rows ?? 0) + 1,
          naming: most(before?.naming, toldOf(row)),
        });
      }
      rows += found.length;
      if (found.length < batch) {
        break;
      }
    }
    await disclose(tx, actor, told);
    return { lines, rows };
  });
}

const csv = (rows: string[][]) =>
  `${Papa.unparse(rows, { quotes: true, escapeFormulae: formula, newline: "\r\n" })}\r\n`;

const namesSomebody = (row: CommitmentRow) => row.mayName === "person";
const showsTitle = (row: CommitmentRow) =>
  ["person", "organisation", "situation"].includes(row.mayName);

/** How much of the case a row takes out. */
const toldOf = (row: CommitmentRow): Naming =>
  namesSomebody(row) ? "person" : showsTitle(row) ? "situation" : "country";

const levels: readonly Naming[] = ["country", "situation", "person"];
const most = (a: Naming | undefined, b: Naming): Naming =>
  a && levels.indexOf(a) > levels.indexOf(b) ? a : b;

function cells(row: CommitmentRow, texts: Texts | undefined, words: ExportWords): string[] {
  const may = namesSomebody(row);
  const values: Record<ExportColumn, string> = {
    state: row.state.name,
    case: showsTitle(row) ? `${row.case.reference} ${row.case.title}` : row.case.reference,
    session: row.session.title,
    forum: words.forum(row),
    stage: words.stage(row),
    closed: words.closed(row),
    word: words.word(row),
    naming: words.naming(row.naming),
    modality: words.modality(row),
    confidentiality: words.confidentiality(row),
    nextStep: may ? row.nextStep : "",
    due: row.dueOn ?? "",
    owner: row.owner?.name ?? "",
    wordingAsked: may ? (texts?.wordingAsked ?? "") : "",
    wordingOffered: may ? (texts?.wordingOffered ?? "") : "",
    changed: row.changedOn,
  };
  return exportColumns.map((column) => values[column]);
}

async function readTexts(tx: Tx, ids: string[]): Promise<Map<string, Texts>> {
  const found = await tx
    .select({
      id: commitments.id,
      wordingAsked: commitments.wordingAsked,
      wordingOffered: commitments.wordingOffered,
    })
    .from(commitments)
    .where(inArray(commitments.id, ids));
  return new Map(found.map((row) => [row.id, row]));
}

async function myTeams(tx: Tx, rows: readonly CommitmentRow[]): Promise<Set<string>> {
  const sealed = [
    ...new Set(rows.filter((row) => row.confidentiality === "team").map((row) => row.case.id)),
  ];
  if (sealed.length === 0) {
    return new Set();
  }
  const found = await tx.execute<{ case_id: string }>(
    sql`select r.case_id from case_readers r where r.audience_id = app.membership() and r.via = 'team'
      and r.case_id = any(${`{${sealed.join(",")}}`}::uuid[])`,
  );
  return new Set([...found].map((row) => row.case_id));
}

async function disclose(
  tx: Tx,
  actor: Actor,
  told: ReadonlyMap<string, { rows: number; naming: Naming }>,
): Promise<void> {
  const ids = [...told.keys()];
  for (let start = 0; start < ids.length; start += batch) {
    const owners = await tx
      .select({ id: cases.id, orgId: cases.orgId })
      .from(cases)
      .where(inArray(cases.id, ids.slice(start, start + batch)));
    await tx.insert(disclosures).values(
      owners.map(({ id, orgId }) => ({
        id: uuidv7(),
        orgId,
        caseId: id,
        kind: "export" as const,
        audience: "csv",
        recipientOrgId: actor.organisationId,
        naming: told.get(id)?.naming ?? null,
        rows: told.get(id)?.rows ?? 0,
        personId: actor.personId,
      })),
    );
  }
}
