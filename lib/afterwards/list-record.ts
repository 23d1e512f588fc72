import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { UnraisedReason } from "@/db/reference/words";
import { speakers } from "@/db/schema";

/** What the speakers list of one's own organisation shows of one line. */
export interface ListedLine {
  stateCode: string | null;
  members: readonly string[];
  /** For whom it speaks, as it was written. */
  onBehalfOf: string;
  spokeAt: Date | null;
  cutAt: Date | null;
}

/** The lines of a session's speakers list, as far as they tell who was on it, heard and cut. */
export async function readListedLines(tx: Tx, sessionId: string): Promise<ListedLine[]> {
  return tx
    .select({
      stateCode: speakers.stateCode,
      members: speakers.members,
      onBehalfOf: speakers.onBehalfOf,
      spokeAt: speakers.spokeAt,
      cutAt: speakers.cutAt,
    })
    .from(speakers)
    .where(eq(speakers.sessionId, sessionId));
}

/** Those on which a State speaks, or is spoken for. */
export const linesWith = (lines: readonly ListedLine[], stateCode: string): ListedLine[] =>
  lines.filter((line) => line.stateCode === stateCode || line.members.includes(stateCode));

/**
 * Whether the list shows a State neither speaking nor spoken for. It shows nothing of that before anybody was heard, nor
 * where a line speaks for others who are not made out: the State may be among them.
 */
export const showsAbsent = (lines: readonly ListedLine[], stateCode: string): boolean =>
  lines.some(({ spokeAt }) => spokeAt) &&
  linesWith(lines, stateCode).length === 0 &&
  !lines.some(({ onBehalfOf, members }) => onBehalfOf !== "" && members.length === 0);

/** Whether a line was heard that spoke for others who are not made out. */
export const isOfUnnamedGroup = ({ spokeAt, onBehalfOf, members }: ListedLine): boolean =>
  spokeAt !== null && onBehalfOf !== "" && members.length === 0;

/** The sentence that a reason contradicts, where the list shows otherwise of the State; null where it does not. */
export function contradictionOf(
  reason: UnraisedReason,
  ofState: readonly ListedLine[],
): `afterwards.why.${"isOnTheList" | "wasCut" | "wasHeard"}` | null {
  if (ofState.length === 0) {
    return null;
  }
  switch (reason) {
    case "not_on_the_list":
      return "afterwards.why.isOnTheList";
    case "spoke_without_it":
      return ofState.every(({ cutAt }) => cutAt) ? "afterwards.why.wasCut" : null;
    case "cut":
      return ofState.every(({ spokeAt }) => spokeAt) ? "afterwards.why.wasHeard" : null;
    default:
      return null;
  }
}
