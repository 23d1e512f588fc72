import "server-only";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { type TakenOut, takeOut } from "@/lib/commitments/export";
import { namingsAllowed } from "@/lib/consents/naming-queries";
import { csvLines } from "@/lib/text/csv";
import type { AccountLine, Raising, WhyNot } from "./account";
import { type Afterwards, findAfterwards } from "./queries";

export const accountColumns = [
  "outcome",
  "state",
  "case",
  "promise",
  "delivery",
  "raised",
  "through",
  "grades",
  "words",
  "why",
  "whyWords",
] as const;
export type AccountColumn = (typeof accountColumns)[number];

export const outcomes = ["kept", "unpromised", "notRaised", "asked"] as const;
export type Outcome = (typeof outcomes)[number];

/** How the cells of the file are said, in the reader's language. */
export interface AccountWords {
  column(name: AccountColumn): string;
  outcome(outcome: Outcome): string;
  promise(line: AccountLine): string;
  delivery(line: AccountLine): string;
  raised(raising: Raising): string;
  /** The speaker through whom a State raised it; nothing where it spoke itself. */
  through(raising: Raising, line: AccountLine): string;
  grades(raising: Raising): string;
  why(why: WhyNot): string;
  /** The figures and how they were counted, a line each; sources without a name that may leave are not named. */
  rule(account: Afterwards, mayNameSource: (source: string) => boolean): string[];
}

/**
 * The account of a session as a file: what the actor reads on the screen, as far as it may leave. The database decides
 * that and leaves a disclosure with each case in the same transaction (`app.take_out`): a title only where consent
 * covers the situation; words that were said, and reasons in somebody's words, only where everybody may be named.
 */
export async function accountFile(
  actor: Actor,
  sessionId: string,
  words: AccountWords,
): Promise<string> {
  const account = await findAfterwards(actor, sessionId);
  const parts = outcomes.flatMap((outcome) => account[outcome].map((line) => ({ outcome, line })));
  const { taken, mayTell } = await asActor(actor, async (tx) => {
    const rows = await takeOut(
      tx,
      parts.map(({ line }) => line.id),
      "csv",
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const placeOf = (line: AccountLine, { forum, stateCode }: TakenOut) => ({
      caseId: line.case.id,
      forum,
      stateCode,
    });
    const allowed = await namingsAllowed(
      tx,
      parts.flatMap(({ line }) => {
        const row = byId.get(line.id);
        return row ? [placeOf(line, row)] : [];
      }),
    );
    return {
      taken: byId,
      mayTell: (line: AccountLine) => {
        const row = byId.get(line.id);
        return row !== undefined && allowed(placeOf(line, row)) === "person";
      },
    };
  });
  const rows = parts.flatMap(({ outcome, line }) => {
    const row = taken.get(line.id);
    return row ? [cells(outcome, line, row, mayTell(line), words)] : [];
  });
  const open = new Set(parts.filter(({ line }) => mayTell(line)).map(({ line }) => line.id));
  const sources = new Map<string, boolean>();
  for (const { line } of parts) {
    for (const source of line.raisings.flatMap((raising) => raising.sources)) {
      sources.set(source, (sources.get(source) ?? true) && open.has(line.id));
    }
  }
  return csvLines([
    accountColumns.map(words.column),
    ...rows,
    [""],
    ...words.rule(account, (source) => sources.get(source) ?? false).map((said) => [said]),
  ]);
}

function cells(
  outcome: Outcome,
  line: AccountLine,
  row: TakenOut,
  mayTell: boolean,
  words: AccountWords,
): string[] {
  const each = (say: (raising: Raising) => string) => [
    ...new Set(line.raisings.map(say).filter((said) => said !== "")),
  ];
  const values: Record<AccountColumn, string> = {
    outcome: words.outcome(outcome),
    state: line.state.name,
    case: row.caseTitle === null ? row.caseReference : `${row.caseReference} ${row.caseTitle}`,
    promise: words.promise(line),
    delivery: words.delivery(line),
    raised: each(words.raised).join("; "),
    through: each((raising) => words.through(raising, line)).join("; "),
    grades: each(words.grades).join("; "),
    words: mayTell
      ? line.raisings.flatMap(({ quotes }) => quotes.map(({ quote }) => quote)).join("\n")
      : "",
    why: line.why ? words.why(line.why) : "",
    whyWords: mayTell && line.why?.told ? line.why.words : "",
  };
  return accountColumns.map((column) => values[column]);
}
