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
import { noDetails } from "./requests/details";
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
  const [entries, details] = await Promise.all([
    directory(actor),
    readDetails(actor, { caseId: request.caseId, requestId: request.id }).catch(orNothing),
  ]);
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

/** What can't be read says nothing for or against anybody. */
function orNothing(error: unknown) {
  if (error instanceof Refusal) {
    return noDetails;
  }
  throw error;
}
