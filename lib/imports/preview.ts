import { createHash } from "node:crypto";
import type { ShownStage } from "@/db/reference/words";
import { cleanText } from "@/lib/text/clean-text";
import {
  type Entry,
  type Meanings,
  type Plan,
  type Planned,
  planImport,
  type Standing,
  standingKey,
  typedKey,
} from "./plan";
import { remembered } from "./remembered";
import type { Asking, ImportCell, Piece, Preview, PreviewCell, PreviewRow } from "./sheet";
import type { TypedDate } from "./typed-dates";

/** As the database holds them. */
const longestNote = 5_000;

/** So many cells go to the database at once: often enough for a bar that moves. */
const inOnePiece = 1_000;

/** What would come of a sheet, and how it is shown. Nothing is written. */
export function previewOf(entries: readonly Entry[], asking: Asking): Preview {
  const meanings: Meanings = {
    states: new Map(asking.states),
    cases: new Map(asking.cases),
    sessions: new Map(asking.sessions),
    owners: new Map(asking.owners),
    fills: new Map(asking.fills),
    saidUntil: asking.dates === "said" ? asking.today : null,
  };
  const standing = new Map(asking.standing);
  const plan = planImport(entries, meanings, standing);
  const cells = [
    ...plan.set.map((one) => cellOf(one, null, asking)),
    ...plan.changed.map((one) => cellOf(one, one.before, asking)),
  ];
  const pieces = piecesOf(cells);
  const why: Preview["why"] = {};
  for (const one of plan.skipped) {
    why[one.why] = (why[one.why] ?? 0) + 1;
  }
  return {
    set: plan.set.length,
    changed: plan.changed.length,
    same: plan.same.length,
    skipped: plan.skipped.length,
    why,
    raised: raisedAt(cells),
    ...rowsOf(entries, plan, meanings, standing, asking.rows),
    digest: digestOf(pieces),
    pieces: asking.wantsPieces ? pieces : [],
  };
}

function piecesOf(cells: readonly ImportCell[]): Piece[] {
  const pieces: Piece[] = [];
  for (let from = 0; from < cells.length; from += inOnePiece) {
    const some = cells.slice(from, from + inOnePiece);
    pieces.push({ size: some.length, cells: JSON.stringify(some) });
  }
  return pieces;
}

function digestOf(pieces: readonly Piece[]): string {
  const hash = createHash("sha256");
  for (const { cells } of pieces) {
    hash.update(cells);
  }
  return hash.digest("base64url");
}

function raisedAt(cells: readonly ImportCell[]): Preview["raised"] {
  const counts = new Map<string, number>();
  for (const { stage, session_id } of cells) {
    if (stage === "raised") {
      counts.set(session_id, (counts.get(session_id) ?? 0) + 1);
    }
  }
  return [...counts];
}

function cellOf(one: Planned, before: Standing | null, { dates, today }: Asking): ImportCell {
  const date = dates === "said" ? whole(one.date) : null;
  // A day that has not come is no day on which something was said.
  const said = date && date.on <= today ? date : null;
  const due = dates === "due" ? whole(one.date) : null;
  return {
    line: one.row + 1,
    place: one.column + 1,
    case_id: one.caseId,
    state_code: one.code,
    session_id: one.sessionId,
    stage: one.stage,
    word: one.word,
    note: cleanText(one.note).trim().slice(0, longestNote),
    owner_id: one.ownerId,
    // Half a date on a commitment would look like a whole one.
    due_on: due?.precision === "day" ? due.on : null,
    said_on: said?.on ?? null,
    said_precision: said?.precision ?? "unknown",
    version: before?.version ?? null,
  };
}

const whole = (date: TypedDate) => (date === "unclear" ? null : date);

type Outcome = Pick<PreviewCell, "outcome" | "why" | "before" | "stage" | "word">;

/** The first rows as the sheet has them, each cell with what becomes of it. */
function rowsOf(
  entries: readonly Entry[],
  plan: Plan,
  { states }: Meanings,
  standing: ReadonlyMap<string, Standing>,
  most: number,
): Pick<Preview, "rows" | "allRows"> {
  const key = remembered(typedKey);
  const shown = new Map<number, PreviewRow>();
  let allRows = 0;
  let last = -1;
  const places = outcomesByPlace(plan, standing);
  for (const entry of entries) {
    if (entry.row !== last) {
      allRows += 1;
      last = entry.row;
      if (shown.size < most) {
        shown.set(entry.row, {
          line: entry.row + 1,
          state: entry.state,
          key: key(entry.state),
          code: states.get(key(entry.state)) ?? null,
          cells: [],
        });
      }
    }
    const outcome = places.get(placeOf(entry));
    if (outcome) {
      shown.get(entry.row)?.cells.push({
        ...outcome,
        place: entry.column,
        case: key(entry.case),
        fill: entry.fill,
        words: entry.words.slice(0, 80),
        forum: entry.forum,
        note: entry.note.slice(0, 200),
        owner: entry.owner.slice(0, 80),
        date: entry.date,
      });
    }
  }
  return { rows: [...shown.values()], allRows };
}

const placeOf = ({ row, column }: { row: number; column: number }) => row * 1_000 + column;

function outcomesByPlace(plan: Plan, standing: ReadonlyMap<string, Standing>) {
  const places = new Map<number, Outcome>();
  const stands = (one: Planned): ShownStage | null => {
    const found = standing.get(standingKey(one.code, one.caseId, one.sessionId));
    return found ? (found.isRaised ? "raised" : found.stage) : null;
  };
  const read = ({ stage, word }: Planned) => ({ stage, word, why: null });
  for (const one of plan.set) {
    places.set(placeOf(one), { ...read(one), outcome: "set", before: null });
  }
  for (const one of plan.changed) {
    places.set(placeOf(one), { ...read(one), outcome: "changed", before: stands(one) });
  }
  for (const one of plan.same) {
    places.set(placeOf(one), { ...read(one), outcome: "same", before: stands(one) });
  }
  for (const one of plan.skipped) {
    places.set(placeOf(one), {
      stage: null,
      word: null,
      why: one.why,
      outcome: "skipped",
      before: null,
    });
  }
  return places;
}
