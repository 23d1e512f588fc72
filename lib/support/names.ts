import "server-only";
import { mustBeOtherWords, typedNames } from "@/lib/alerts/other-words";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";

/**
 * Refuses words for somebody outside the team in which a protected name of the case stands, but that of whoever agreed to
 * be named (`mayBeNamed`); a part of one until whoever wrote them looked (`sure`).
 */
export async function keepNamesOut(
  actor: Actor,
  caseId: string,
  words: string,
  { sure, mayBeNamed }: { sure?: "yes" | undefined; mayBeNamed?: string | undefined },
): Promise<void> {
  const names = (await typedNames(actor, [caseId], words)).filter(({ id }) => id !== mayBeNamed);
  if (names.some(({ isWhole }) => isWhole)) {
    throw new Refusal("rule", "support.refused.name");
  }
  mustBeOtherWords(names, sure === "yes");
}
