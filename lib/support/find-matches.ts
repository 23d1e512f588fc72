import "server-only";
import { eq } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { RegionalGroup } from "@/db/reference/regional-groups";
import { states } from "@/db/schema/reference";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import { directory } from "./directory/queries";
import { type Match, matches } from "./match";
import { readDetails } from "./requests/commands";
import { noDetails, type SupportDetails } from "./requests/details";
import type { SupportRequest } from "./requests/queries";

/**
 * Who could help with a request, those that fit best first. Where they are counts from what was sealed, else from the case;
 * neither is in what comes back.
 */
export async function findMatches(
  actor: Actor,
  request: Pick<SupportRequest, "id" | "caseId" | "kind" | "urgency">,
  countryCode: string,
): Promise<Match[]> {
  const [entries, details] = await Promise.all([directory(actor), knownDetails(actor, request)]);
  return matches(entries, {
    kind: request.kind,
    urgency: request.urgency,
    state: await whereTheyAre(actor, details, countryCode),
    languages: details.languages,
  });
}

/** The State in which somebody is, else that of their case, and its region. */
export async function whereTheyAre(
  actor: Actor,
  { stateCode }: { stateCode: string },
  countryCode: string,
): Promise<{ code: string; regionalGroup: RegionalGroup | null }> {
  const code = stateCode || countryCode;
  const [state] = await asActor(
    actor,
    (tx) =>
      tx.select({ group: states.regionalGroup }).from(states).where(eq(states.code, code)).limit(1),
    { readOnly: true },
  );
  return { code, regionalGroup: (state?.group ?? null) as RegionalGroup | null };
}

/** Situation and needs, as far as they can be read: what can't says nothing for or against anybody. */
export function knownDetails(
  actor: Actor,
  { id: requestId, caseId }: Pick<SupportRequest, "id" | "caseId">,
): Promise<SupportDetails> {
  return readDetails(actor, { caseId, requestId }).catch((error: unknown) => {
    if (error instanceof Refusal) {
      return noDetails;
    }
    throw error;
  });
}
