import type { ConsentAnswer } from "@/db/reference/words";

/** Why a defender's consent does not carry a share: silence, a no, a withdrawal, an answer that ran out. */
export type MissingConsent = {
  defenderId: string;
  publicLabel: string;
  reason: "none" | "no" | "withdrawn" | "expired";
};

/** What came of the wish to share: done, or what is missing for it. */
export type ShareOutcome =
  | { shared: true }
  | { shared: false; noDefenders: boolean; missing: MissingConsent[] };

/** The latest answer of one defender for one partner, as far as sharing is concerned. */
export interface LatestAnswer {
  answer: ConsentAnswer;
  withdrawnAt: Date | null;
  /** `YYYY-MM-DD`, the last day on which the answer counts. */
  validUntil: string | null;
}

/** The reason why an answer does not carry a share today, or null where it does. The database has the last word. */
export function whyNot(
  latest: LatestAnswer | undefined,
  today: string,
): MissingConsent["reason"] | null {
  if (!latest) {
    return "none";
  }
  if (latest.withdrawnAt) {
    return "withdrawn";
  }
  if (latest.answer === "no") {
    return "no";
  }
  return latest.validUntil !== null && latest.validUntil < today ? "expired" : null;
}
