import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { UnraisedReason } from "@/db/reference/words";
import { speakers } from "@/db/schema";
import type { ListReason } from "./account";

/** What the speakers list of one's own organisation shows of one line. */
export interface ListedLine {
  stateCode: string | null;
  members: readonly string[];
  /** It says that it speaks for others, made out or not. */
  isForOthers: boolean;
  hasSpoken: boolean;
  wasCut: boolean;
}

/** The lines of a session's speakers list, as far as they tell who was on it, heard and cut. */
export async function readListedLines(tx: Tx, sessionId: string): Promise<ListedLine[]> {
  return tx
    .select({
      stateCode: speakers.stateCode,
      members: speakers.members,
      isForOthers: sql<boolean>`${speakers.onBehalfOf} <> ''`,
      hasSpoken: sql<boolean>`${speakers.spokeAt} is not null`,
      wasCut: sql<boolean>`${speakers.cutAt} is not null`,
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
const showsAbsent = (lines: readonly ListedLine[], stateCode: string): boolean =>
  lines.some(({ hasSpoken }) => hasSpoken) &&
  linesWith(lines, stateCode).length === 0 &&
  !lines.some(({ isForOthers, members }) => isForOthers && members.length === 0);

/** Whether a line was heard that spoke for others who are not made out. */
const isOfUnnamedGroup = ({ hasSpoken, isForOthers, members }: ListedLine): boolean =>
  hasSpoken && isForOthers && members.length === 0;

/** What the list shows of a promise that was not raised; null where it shows nothing. */
export function reasonOnList(
  lines: readonly ListedLine[],
  stateCode: string,
  wasCut: boolean,
): ListReason | null {
  const theirs = linesWith(lines, stateCode);
  if (wasCut || theirs.some((line) => line.wasCut)) {
    return "cut";
  }
  if (theirs.some((line) => line.hasSpoken && line.stateCode === stateCode)) {
    return "spoke_without_it";
  }
  if (theirs.some(({ hasSpoken }) => hasSpoken)) {
    return "joined_without_it";
  }
  if (theirs.length === 0 && lines.some(isOfUnnamedGroup)) {
    return "group_spoke";
  }
  return showsAbsent(lines, stateCode) ? "not_on_the_list" : null;
}

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
      return ofState.every(({ wasCut }) => wasCut) ? "afterwards.why.wasCut" : null;
    case "cut":
      return ofState.every(({ hasSpoken }) => hasSpoken) ? "afterwards.why.wasHeard" : null;
    default:
      return null;
  }
}
