import { type Referral, type ReferralConsent, standingByKey } from "./queries";

type Of<Key extends keyof Referral> = readonly Pick<Referral, Key>[];

/**
 * By key of an organisation: whether it was asked, or a text for it was prepared that could still be sent. One that was
 * closed before it was sent asked nobody.
 */
export function askedBefore(
  referrals: Of<"supportKey" | "sentOn" | "withdrawnAt">,
): Map<string, "asked" | "prepared"> {
  const asked = new Map<string, "asked" | "prepared">();
  for (const { supportKey, sentOn, withdrawnAt } of referrals) {
    if (sentOn) {
      asked.set(supportKey, "asked");
    } else if (!withdrawnAt && !asked.has(supportKey)) {
      asked.set(supportKey, "prepared");
    }
  }
  return asked;
}

/** Whom not to suggest next: who was asked, and of whom the person said no or took back what they had said. */
export function notToAsk(
  referrals: Of<"supportKey" | "sentOn" | "withdrawnAt">,
  consents: readonly ReferralConsent[],
  today: string,
): Set<string> {
  const minded = [...standingByKey(consents, today)].filter(
    ([, { consent }]) => !consent.isAllowed || consent.withdrawnAt,
  );
  return new Set([...askedBefore(referrals).keys(), ...minded.map(([key]) => key)]);
}

/** Who said no or nothing last, as long as nobody said yes: another is to be asked then. */
export function lastWithoutHelp<One extends Pick<Referral, "outcome">>(
  referrals: readonly One[],
): One | undefined {
  return referrals.some(({ outcome }) => outcome === "accepted")
    ? undefined
    : referrals.find(({ outcome }) => outcome === "refused" || outcome === "no_answer");
}
