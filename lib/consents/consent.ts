import type { ConsentAnswer, ConsentScope } from "@/db/reference/words";

/** What an answer is worth today. Silence, a withdrawal and an answer that ran out all count as no. */
export type ConsentStanding = "yes" | "anonymous" | "no" | "withdrawn" | "expired" | "not_asked";

export function standing(
  latest:
    | { answer: ConsentAnswer; withdrawnAt: Date | null; validUntil: string | null }
    | undefined,
  today: string,
): ConsentStanding {
  if (!latest) {
    return "not_asked";
  }
  if (latest.withdrawnAt) {
    return "withdrawn";
  }
  return latest.validUntil !== null && latest.validUntil < today ? "expired" : latest.answer;
}

/** Answers to one scope, and to one recipient where the scope has one; the latest stands, the others are history. */
export interface ScopeAnswers<Consent> {
  scope: ConsentScope;
  target: { organisationId: string | null; stateCode: string | null };
  latest: Consent;
  earlier: Consent[];
}

interface Answered {
  scope: ConsentScope;
  targetOrgId: string | null;
  targetStateCode: string | null;
}

/** Groups one defender's answers, which come newest first, by what they answer. */
export function byScope<Consent extends Answered>(
  consents: readonly Consent[],
): ScopeAnswers<Consent>[] {
  const groups = new Map<string, ScopeAnswers<Consent>>();
  for (const consent of consents) {
    const key = [consent.scope, consent.targetOrgId, consent.targetStateCode].join(" ");
    const group = groups.get(key);
    if (group) {
      group.earlier.push(consent);
    } else {
      groups.set(key, {
        scope: consent.scope,
        target: { organisationId: consent.targetOrgId, stateCode: consent.targetStateCode },
        latest: consent,
        earlier: [],
      });
    }
  }
  return [...groups.values()];
}
