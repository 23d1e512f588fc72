import "server-only";
import { and, inArray, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { defenders } from "@/db/schema/cases";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import { type Found, findForbidden } from "./name-search";
import { protectedNamesById } from "./protected-names";

/**
 * The protected names of these cases, or of every case, as far as the actor edits them, that stand in words which somebody
 * typed: whole, or a part that may be another word. Nobody else is told anything of them.
 */
export async function typedNames(
  actor: Actor,
  caseIds: readonly string[] | "every",
  words: string,
): Promise<Found[]> {
  if (words.trim() === "" || caseIds.length === 0) {
    return [];
  }
  const people = await asActor(actor, (tx) =>
    tx
      .select({ id: defenders.id, caseId: defenders.caseId, kind: defenders.kind })
      .from(defenders)
      .where(
        and(
          caseIds === "every" ? undefined : inArray(defenders.caseId, [...caseIds]),
          sql`app.writes_all(array[${defenders.caseId}])`,
        ),
      ),
  );
  const names = await protectedNamesById(...new Set(people.map(({ caseId }) => caseId)));
  return findForbidden(
    words,
    names.map(({ id, name }) => ({
      id,
      words: name,
      kind: people.find((one) => one.id === id)?.kind ?? "person",
    })),
  );
}

/** Refuses words in which a part of a protected name may stand, unless their author looked and says that it is none. */
export function mustBeOtherWords(found: readonly Found[], isSure: boolean): void {
  if (!isSure && found.some(({ isWhole }) => !isWhole)) {
    throw new Refusal("rule", "refusals.partOfName");
  }
}
