import { createHash } from "node:crypto";
import type { ShownStage } from "@/db/reference/words";
import {
  type Entry,
  type Meanings,
  type Plan,
  type Planned,
  planImport,
  type Standing,
  standingKey,
  typedKey,
  whyUndated,
} from "./plan";
import { remembered } from "./remembered";
import type { Asking, ImportCell, Piece, Preview, PreviewCell, PreviewRow } from "./sheet";

/** So many cells go to the database at once: often enough for a bar that moves. */
const inOnePiece = 1_000;

/** What would come of a sheet, and how it is shown. Nothing is written. */
export function previewOf(entries: readonly Entry[], asking: Asking): Preview {
  const meanings: Meanings = {
    states: new Map(asking.states),
    cases: new Map(asking.cases),
    named: new Map(asking.named),
    sessions: new Map(asking.sessions),
    owners: new Map(asking.owners),
    fills: new Map(asking.fills),
    saidUntil: asking.dates === "said" ? asking.today : null,
  };
  const standing = new Map(asking.standing);
  const plan = planImport(entries, meanings, standing);
  const cells = [
    ...plan.set.map((one) => cellOf(one, null)),
    ...plan.changed.map((one) => cellOf(one, one.before)),
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
    undated: undatedOf(plan, meanings, standing),
    raised: raisedAt(cells),
    ...rowsOf(entries, plan, meanings, standing, asking.rows),
    digest: digestOf(pieces),
    pieces: asking.wantsPieces ? pieces : [],
  };
}

/** How many lines say something of which the day is left out. What a line says of nothing that stands has no day. */
function undatedOf(
  plan: Plan,
  meanings: Meanings,
  standing: ReadonlyMap<string, Standing>,
): Preview["undated"] {
  const undated: Preview["undated"] = {};
  const seen = new Set<number>();
  const silent = plan.silent.filter(
    (one) => !one.isInMatrix && standing.has(standingKey(one.code, one.caseId, one.sessionId)),
  );
  for (const one of [plan.set, plan.changed, plan.same, silent].flat()) {
    const why = whyUndated(one, meanings);
    if (why && !seen.has(one.row)) {
      seen.add(one.row);
      undated[why] = (undated[why] ?? 0) + 1;
    }
  }
  return undated;
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

function cellOf(one: Planned, before: Standing | null): ImportCell {
  return {
    line: one.row + 1,
    place: one.column + 1,
    case_id: one.caseId,
    state_code: one.code,
    session_id: one.sessionId,
    stage: one.stage,
    word: one.word,
    note: one.note,
    next_step: one.next,
    owner_id: one.ownerId,
    due_on: one.dueOn,
    said_on: one.said?.on ?? null,
    said_precision: one.said?.precision ?? "unknown",
    version: before?.version ?? null,
  };
}

type Outcome = Pick<PreviewCell, "outcome" | "why" | "before" | "stage" | "word" | "takes" | "was">;

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
        session: entry.session === "" ? "" : key(entry.session),
        note: entry.note.slice(0, 200),
        next: entry.next.slice(0, 200),
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
  const read = ({ stage, word }: Planned) => ({ stage, word, why: null, takes: [], was: null });
  for (const one of plan.set) {
    places.set(placeOf(one), { ...read(one), outcome: "set", before: null });
  }
  for (const one of plan.changed) {
    const { takes, before } = one;
    const { word, nextStep, ownerId, note } = before;
    const said = one.stage === "asked" ? before.askedOn : before.wordOn;
    const day = takes.includes("due") ? before.dueOn : said;
    const was = { word, next: nextStep.slice(0, 200), day, ownerId, note: note.slice(0, 200) };
    places.set(placeOf(one), {
      ...{ ...read(one), takes, was },
      ...{ outcome: "changed", before: stands(one) },
    });
  }
  for (const outcome of ["same", "silent"] as const) {
    for (const one of plan[outcome]) {
      places.set(placeOf(one), { ...read(one), outcome, before: stands(one) });
    }
  }
  const nothing = { stage: null, word: null, before: null, takes: [], was: null };
  for (const one of plan.skipped) {
    places.set(placeOf(one), { ...nothing, outcome: "skipped", why: one.why });
  }
  return places;
}
