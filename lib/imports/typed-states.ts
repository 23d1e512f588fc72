import { foldName, type StateMatcher } from "@/lib/states/names";
import { isExampleName } from "./example-names";

/** A State as it is typed in a sheet, once however often it stands there. */
export interface TypedState {
  text: string;
  /** Rows of the sheet, counted from 0. */
  rows: number[];
  /** The State that is certainly meant. */
  code: string | null;
  /** It is its name in one of the six languages, and not another way of calling it. */
  isName: boolean;
  /** Where it is not certain: the States that it fits, or else the nearest names, best first; none where nothing is near. */
  offered: string[];
  /** It is a group that speaks as one, and not a State. */
  isGroup: boolean;
  /** It is an invented State of the example, which is not loaded. */
  isExample: boolean;
}

/** The longest that a State is called anywhere; more is a sentence. */
const longestName = 120;

/**
 * Matches what is typed in the column of States. `isNameOf` tells whether the words are a State's own name. Nothing is
 * guessed: what is unclear is offered.
 */
export function matchTyped(
  typed: Iterable<{ row: number; text: string }>,
  matcher: StateMatcher,
  isNameOf: (code: string, text: string) => boolean,
): TypedState[] {
  const found = new Map<string, TypedState>();
  for (const { row, text } of typed) {
    const key = foldName(text) || text;
    const known = found.get(key);
    if (known) {
      known.rows.push(row);
      continue;
    }
    const match =
      text.length > longestName ? { kind: "none" as const, nearest: [] } : matcher.match(text);
    const code = match.kind === "one" ? match.code : null;
    found.set(key, {
      text,
      rows: [row],
      code,
      isName: code !== null && isNameOf(code, text),
      offered: match.kind === "several" ? match.codes : match.kind === "none" ? match.nearest : [],
      isGroup: match.kind === "none" && match.isGroup === true,
      isExample: code === null && isExampleName(text),
    });
  }
  return [...found.values()];
}
