export type RefusalReason = "not-allowed" | "consent" | "conflict" | "rule" | "already-done";

/**
 * The one way a rule says no. Carries a key of the message catalogue, never prose: it is shown in the reader's
 * language, and no name, country or case can slip into it.
 */
export class Refusal extends Error {
  constructor(
    readonly reason: RefusalReason,
    readonly messageKey: string,
    /** The field of the form that it is about, where it stands; without one it stands above the form. */
    readonly field?: string,
  ) {
    super(messageKey);
    this.name = "Refusal";
  }
}

/** The refusals that the database itself speaks (migration 0002), by SQLSTATE. */
const spoken: Record<string, [RefusalReason, string]> = {
  PL001: ["consent", "refusals.consent"],
  PL002: ["rule", "refusals.ownState"],
  PL003: ["conflict", "refusals.conflict"],
  PL004: ["rule", "refusals.rule"],
  PL005: ["rule", "refusals.keepOne"],
  PL006: ["rule", "refusals.tooLong"],
  PL007: ["rule", "refusals.ownText"],
  PL008: ["not-allowed", "refusals.noAuthority"],
  PL009: ["rule", "refusals.noLabel"],
  PL010: ["rule", "refusals.typedName"],
  PL011: ["rule", "refusals.nameBeside"],
  "42501": ["not-allowed", "refusals.notAllowed"],
  // Something named that is not there, or not there for this organisation: the two look the same.
  "23503": ["not-allowed", "refusals.notAllowed"],
  // Two people did something about the same at once, and one of them had to give way.
  "40P01": ["conflict", "refusals.conflict"],
  "23505": ["already-done", "refusals.alreadyDone"],
};

/** What the database's sentence says more precisely than its code; its sentences hold no values. */
const spokenInWords: Record<string, [RefusalReason, string, string?]> = {
  "somebody typed meanwhile": ["conflict", "refusals.typedMeanwhile"],
  "the text changed": ["conflict", "refusals.textChanged"],
  "somebody else moved it": ["conflict", "refusals.alertMoved"],
  "another version or another stage": ["conflict", "refusals.alertMoved"],
  "the alert is over": ["rule", "refusals.alertOver"],
  "the audience is never widened": ["rule", "refusals.audienceNotWidened"],
  "not open for sign-on yet": ["rule", "editions.refusal.notOpen"],
  "a correction says so": ["rule", "editions.refusal.saysNothing"],
  "not open for sign-on": ["rule", "refusals.notOpenForSignOn"],
  "no text and no deadline to sign by": ["rule", "refusals.noDeadline"],
  "the deadline has passed": ["rule", "refusals.deadlinePassed"],
  "the end has passed": ["rule", "refusals.endPassed"],
  "more than typing errors": ["rule", "refusals.moreThanTyping"],
  "nobody but the authors has approved it": ["rule", "refusals.notApproved"],
  "reminded already, or nothing to answer": ["already-done", "refusals.nudgedAlready"],
  "consent changed since these words were written": ["consent", "refusals.wordsBeforeConsent"],
  "consent does not cover this text": ["consent", "refusals.textNotCovered"],
  "a protected name stands in how an organisation signs": ["rule", "refusals.nameInSignature"],
  "more files than a day may bring": ["rule", "imports.refused.tooManyToday"],
  "the import has been carried out": ["conflict", "imports.over"],
  "not for that State": ["rule", "guests.refused.ownState"],
  "for somebody else who edits its cases": ["not-allowed", "guests.refused.second"],
  "its pack is still being made": ["rule", "briefs.refused.packGoing"],
  "the ten minutes are over": ["rule", "briefs.refused.tenMinutes"],
  "a State was shown it meanwhile": ["rule", "briefs.refused.shownMeanwhile"],
  "it went out": ["rule", "briefs.refused.wentOut"],
  "a file that was taken along, an address, and a day since": [
    "rule",
    "submissions.refused.sentBefore",
  ],
  "no check-in lies ahead": ["rule", "checkIns.refused.nothingAhead", "lastOn"],
  "not due yet": ["rule", "checkIns.refused.notDue"],
  "heard since the check-in before": ["rule", "checkIns.refused.heardWhen", "heardAt"],
  "what was heard stays": ["already-done", "checkIns.refused.recorded"],
  "an incident is ended once": ["already-done", "checkIns.refused.over"],
  "the incident is over": ["already-done", "checkIns.refused.over"],
  "the State concerned would be told": ["rule", "checkIns.refused.stateTold"],
  "sent on a day since it was prepared": ["rule", "support.refused.sentBefore", "sentOn"],
  "answered on a day since it was sent": ["rule", "support.refused.answeredBefore", "answeredOn"],
  "whether it helped is said once it is over": ["rule", "support.refused.outcomeBefore", "saidOn"],
  "settled already": ["already-done", "guests.refused.settled"],
  "too many guests": ["rule", "guests.refused.many"],
  "consent does not cover this partner": ["consent", "refusals.partnerCantRead"],
  "consent does not cover what this partner is shown": ["consent", "coalition.refused.minds"],
  "what a partner was shown stays what it was": ["rule", "coalition.refused.more"],
};

/** Turns what the database refused into a Refusal; anything else comes back as it was. */
export function asRefusal(error: unknown): unknown {
  if (error instanceof Error && "code" in error && typeof error.code === "string") {
    const words =
      (error.code.startsWith("PL") ? spokenInWords[error.message] : undefined) ??
      spoken[error.code];
    if (words) {
      return new Refusal(...words);
    }
  }
  return error;
}
