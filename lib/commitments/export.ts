import "server-only";
import { sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { Confidentiality, Forum, Modality, Naming, Stage, Word } from "@/db/reference/words";
import type { Actor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import type { SheetCell } from "@/lib/text/workbook-file";
import type { CommitmentView } from "./commitment";
import { orderOf } from "./listing";
import type { ListingContext } from "./listing-filters";
import { listingContext, listingNames } from "./queries";

/** One commitment as the database lets it leave: what consent does not cover has no title and empty texts. */
export type TakenOut = {
  id: string;
  stateCode: string;
  caseReference: string;
  /** Null where the situation may not be told. */
  caseTitle: string | null;
  sessionTitle: string;
  forum: Forum;
  stage: Stage;
  isRaised: boolean;
  closedAs: "lapsed" | "withdrawn" | null;
  word: Word | null;
  naming: Naming;
  modality: Modality | null;
  confidentiality: Confidentiality;
  nextStep: string;
  dueOn: string | null;
  ownerName: string | null;
  wordingAsked: string;
  wordingOffered: string;
  changedAt: string;
};

/** The texts of a row that only leave where consent covers them. */
export const reducible = ["title", "nextStep", "wordingAsked", "wordingOffered"] as const;
export type Reducible = (typeof reducible)[number];

/** How the cells of the file are said, in the reader's language. */
export interface ExportWords {
  column(name: ExportColumn): string;
  stage(row: TakenOut): string;
  forum(row: TakenOut): string;
  naming(naming: Naming): string;
  word(row: TakenOut): string;
  modality(row: TakenOut): string;
  confidentiality(row: TakenOut): string;
  closed(row: TakenOut): string;
  /** Which texts there are that consent keeps here; never empty. */
  leftOut(texts: readonly Reducible[]): string;
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
  "leftOut",
] as const;
export type ExportColumn = (typeof exportColumns)[number];

export const mostRows = 50_000;
const batch = 1_000;

/** As what a list leaves. */
export type ListFile = "csv" | "xlsx";

/**
 * The list as filtered, all pages, as rows of cells. What may leave is decided by the database (`app.take_out`), which
 * also leaves a disclosure with each case in the same transaction; therefore the rows are returned when that is
 * over, and not while it runs.
 */
export async function exportCommitments(
  actor: Actor,
  view: CommitmentView,
  words: ExportWords,
  as: ListFile,
): Promise<{ header: string[]; rows: SheetCell[][] }> {
  const names = await listingNames(actor, view);
  const { states } = names;
  const rows = await asActor(actor, async (tx) => {
    const context = await listingContext(tx, actor, { ...view, limit: batch }, names);
    const ids = await listIds(tx, context);
    const taken = await takeOut(tx, ids, as);
    const written = await readWritten(tx, ids);
    return taken.map((row) => ({ ...row, leftOut: leftOut(row, written.get(row.id)) }));
  });
  const nameOf = (code: string) => states.get(code)?.name ?? code;
  return {
    header: exportColumns.map(words.column),
    rows: rows.map((row) => cells(actor, row, nameOf(row.stateCode), row.leftOut, words)),
  };
}

async function listIds(tx: Tx, context: ListingContext): Promise<string[]> {
  const order = orderOf(context);
  const ids: string[] = [];
  let bound: string[] | null = null;
  while (ids.length < mostRows) {
    const wanted = Math.min(batch, mostRows - ids.length);
    const found = await order.read(tx, bound, false, wanted);
    ids.push(...found.map((row) => row.id));
    const last = found.at(-1);
    if (!last || found.length < wanted) {
      break;
    }
    bound = order.keysOf(last);
  }
  return ids;
}

/** What of these may leave, reduced as consent asks; a disclosure stays behind with each case. */
export async function takeOut(tx: Tx, ids: readonly string[], as: ListFile): Promise<TakenOut[]> {
  if (ids.length === 0) {
    return [];
  }
  const found =
    await tx.execute<TakenOut>(sql`select id, state_code as "stateCode", case_reference as "caseReference",
      case_title as "caseTitle", session_title as "sessionTitle", forum, stage, is_raised as "isRaised",
      closed_as as "closedAs", word, naming, modality, confidentiality, next_step as "nextStep",
      due_on::text as "dueOn", owner_name as "ownerName", wording_asked as "wordingAsked",
      wording_offered as "wordingOffered", changed_at::text as "changedAt"
    from app.take_out(${`{${ids.join(",")}}`}::uuid[], ${as})`);
  return [...found];
}

type Written = Record<Exclude<Reducible, "title">, boolean>;

/** Which texts stand in the product, whether or not they leave: an empty cell of the file is told from one that was emptied. */
async function readWritten(tx: Tx, ids: readonly string[]): Promise<Map<string, Written>> {
  if (ids.length === 0) {
    return new Map();
  }
  const found = await tx.execute<Written & { id: string }>(sql`
    select c.id, c.next_step <> '' as "nextStep", c.wording_asked <> '' as "wordingAsked",
      c.wording_offered <> '' as "wordingOffered"
    from commitments c where c.id = any(${`{${ids.join(",")}}`}::uuid[])`);
  return new Map([...found].map((row) => [row.id, row]));
}

const leftOut = (row: TakenOut, written: Written | undefined): Reducible[] =>
  reducible.filter((text) =>
    text === "title" ? row.caseTitle === null : row[text] === "" && written?.[text],
  );

function cells(
  actor: Actor,
  row: TakenOut,
  state: string,
  texts: readonly Reducible[],
  words: ExportWords,
): SheetCell[] {
  const values: Record<ExportColumn, SheetCell> = {
    state,
    case: row.caseTitle === null ? row.caseReference : `${row.caseReference} ${row.caseTitle}`,
    session: row.sessionTitle,
    forum: words.forum(row),
    stage: words.stage(row),
    closed: words.closed(row),
    word: words.word(row),
    naming: words.naming(row.naming),
    modality: words.modality(row),
    confidentiality: words.confidentiality(row),
    nextStep: row.nextStep,
    due: row.dueOn ? { day: row.dueOn } : "",
    owner: row.ownerName ?? "",
    wordingAsked: row.wordingAsked,
    wordingOffered: row.wordingOffered,
    changed: { day: dayInZone(new Date(row.changedAt), actor.timeZone) },
    leftOut: texts.length > 0 ? words.leftOut(texts) : "",
  };
  return exportColumns.map((column) => values[column]);
}
