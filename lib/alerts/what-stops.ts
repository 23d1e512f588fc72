import type { Audience } from "@/db/reference/words";
import type { Clearance } from "./clearance";
import type { ClearedOutcome } from "./shown";

/** Why a text can't go to an audience; parts of names may be waved through by somebody who looked. */
export function whatStops(
  { missing, found, unlabelled, hasNobody, lowerTo }: Clearance,
  audience: Audience,
  isSure: boolean,
): ClearedOutcome | undefined {
  const standing = found.filter(({ kind }) => !(isSure && kind === "partOfName"));
  const lacksAnybody = hasNobody && (audience === "missions" || audience === "public");
  return missing.length > 0 || standing.length > 0 || unlabelled.length > 0 || lacksAnybody
    ? {
        cleared: false,
        audience,
        lowerTo,
        hasNobody: lacksAnybody,
        missing,
        found: standing,
        unlabelled,
      }
    : undefined;
}
