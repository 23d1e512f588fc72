import { type NoticeKind, noticeKinds } from "@/db/reference/words";

/** What a notice says, a key of `notices.words`. */
export const noticeWords = [
  "mention",
  "review",
  "consentCheck",
  "signOn",
  "signOnAgain",
  "signed",
  "withChange",
  "cannot",
  "answered",
  "mended",
  "nudge",
  "deadline",
  "deadlineOver",
  "consentWithdrawn",
  "somethingWithdrawn",
  "issued",
  "stepGiven",
  "accessEnded",
  "shareEnded",
  "alertWithdrawn",
] as const;
export type NoticeWord = (typeof noticeWords)[number];

/**
 * Something to know, as far as its reader may still read what it is about: where they may not, it holds no case, no
 * alert, and no organisation but for a withdrawal or an access that ended, which they must be able to ask about.
 */
export interface Notice {
  id: string;
  word: NoticeWord;
  at: Date;
  isRead: boolean;
  isUrgent: boolean;
  /** Whose doing it was: an organisation, or a colleague who speaks to the reader; null where nobody's, or not to be told. */
  organisation: string | null;
  caseReference: string | null;
  alertNumber: number | null;
  signOnDeadline: Date | null;
  /** Whether there is something to go to. */
  leadsSomewhere: boolean;
}

/** What is known of a notice's matter; everything is null where the reader may not read it any more. */
export interface Matter {
  kind: NoticeKind;
  caseId: string | null;
  alertId: string | null;
  /** Where a discussion stands: the part of the text, its language, and which of them it is. */
  section: string | null;
  language: string | null;
  threadId: string | null;
  /** Whether a text waits for its review, and not for the consent check. */
  isReview: boolean;
  /** Whether another text was open for sign-on before the one that is to be signed. */
  isAgain: boolean;
  answer: "signed" | "with_change" | "cannot" | null;
  /** A deadline that has passed, told to whoever asked. */
  isOver: boolean;
  withdrawnConsentId: string | null;
  /** The session of a step that is the reader's to do. */
  stepSessionId: string | null;
}

/** What a notice says of its matter. */
export function wordOf(matter: Matter): NoticeWord {
  if (matter.stepSessionId) {
    return "stepGiven";
  }
  if (matter.kind === "access_ended") {
    // To its own people the case is open still; whose access ended reads nothing of it.
    return matter.caseId ? "shareEnded" : "accessEnded";
  }
  if (!matter.caseId) {
    // Nothing else is told of what its reader may not read any more.
    return "somethingWithdrawn";
  }
  switch (matter.kind) {
    case "mention":
      return "mention";
    case "review_requested":
      return matter.isReview ? "review" : "consentCheck";
    case "sign_on_requested":
      return matter.isAgain ? "signOnAgain" : "signOn";
    case "answered":
      return matter.answer
        ? ({ signed: "signed", with_change: "withChange", cannot: "cannot" } as const)[
            matter.answer
          ]
        : "answered";
    case "mended":
      return "mended";
    case "nudge":
      return "nudge";
    case "deadline":
      return matter.isOver ? "deadlineOver" : "deadline";
    case "consent_withdrawn":
      return "consentWithdrawn";
    case "issued":
      return "issued";
    case "step_given":
      return "stepGiven";
    case "alert_withdrawn":
      return "alertWithdrawn";
  }
}

/** Where a notice's matter stands; null where it is not open to the reader any more. */
export function placeOf(matter: Matter): string | null {
  if (matter.stepSessionId) {
    return `/sessions/${matter.stepSessionId}/deadlines`;
  }
  if (!matter.caseId) {
    return null;
  }
  const theCase = `/cases/${matter.caseId}`;
  if (matter.withdrawnConsentId) {
    return `${theCase}/people/withdrawals/${matter.withdrawnConsentId}`;
  }
  if (matter.kind === "access_ended") {
    return `${theCase}/sharing`;
  }
  if (!matter.alertId) {
    return `${theCase}/people`;
  }
  const alert = `${theCase}/alerts/${matter.alertId}`;
  switch (matter.kind) {
    case "mention":
      return matter.section && matter.language && matter.threadId
        ? `${alert}?language=${matter.language}&section=${matter.section}&thread=${matter.threadId}`
        : alert;
    case "review_requested":
      return `${alert}/review`;
    case "sign_on_requested":
    case "mended":
    case "nudge":
      return `${alert}/sign`;
    case "deadline":
      return matter.isOver ? `${alert}/sign-on` : `${alert}/sign`;
    case "answered":
      return `${alert}/sign-on`;
    case "consent_withdrawn":
    case "issued":
    case "alert_withdrawn":
      return `${alert}/editions`;
    case "step_given":
      return null;
  }
}

/** Parts of the inbox, by the address's `show`; keys of `notices.filters`. */
export const inboxFilters = ["all", "unread", "requests", "mentions", "news"] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/** The kinds that a part holds; null for all. */
export const kindsIn: Record<InboxFilter, readonly NoticeKind[] | null> = {
  all: null,
  unread: null,
  requests: ["review_requested", "sign_on_requested", "nudge", "deadline", "step_given"],
  mentions: ["mention"],
  news: ["answered", "mended", "issued", "consent_withdrawn", "access_ended", "alert_withdrawn"],
};

/** The part that an address asks for; anything else is all of it. */
export function filterFrom(text: unknown): InboxFilter {
  return inboxFilters.find((filter) => filter === text) ?? "all";
}

/** How a member hears of a kind: not at all, in the inbox, and by a mail once a day or at once. */
export const hearings = ["not", "inbox", "daily", "at_once"] as const;
export type Hearing = (typeof hearings)[number];

/** What holds for a member who has chosen nothing. */
export const ownHearing: Hearing = "daily";

/**
 * What may be chosen for a kind. Consent that was withdrawn always stands in the inbox: who goes on using what rests on
 * it endangers somebody.
 */
export function hearingsFor(kind: NoticeKind): Hearing[] {
  return hearings.filter((hearing) => hearing !== "not" || kind !== "consent_withdrawn");
}

export type Hearings = Record<NoticeKind, Hearing>;

/** What is kept of a choice: without a place in the inbox a mail would lead to nothing. */
export function asKept(hearing: Hearing): {
  inApplication: boolean;
  mail: "none" | "daily" | "at_once";
} {
  return hearing === "not" || hearing === "inbox"
    ? { inApplication: hearing === "inbox", mail: "none" }
    : { inApplication: true, mail: hearing };
}

/** The choices of a member, from what is kept of them. */
export function hearingsFrom(
  kept: readonly { kind: NoticeKind; inApplication: boolean; mail: "none" | "daily" | "at_once" }[],
): Hearings {
  return Object.fromEntries(
    noticeKinds.map((kind) => {
      const found = kept.find((choice) => choice.kind === kind);
      const chosen: Hearing = !found
        ? ownHearing
        : !found.inApplication
          ? "not"
          : found.mail === "none"
            ? "inbox"
            : found.mail;
      return [kind, hearingsFor(kind).includes(chosen) ? chosen : "inbox"];
    }),
  ) as Hearings;
}

/** Something that only the reader, or few beside them, can do now. */
export interface Waiting {
  what: "sign_on" | "review" | "consent_check";
  caseId: string;
  caseReference: string;
  alertId: string;
  alertNumber: number;
  deadline: Date | null;
  /** How many organisations were asked and how many have signed, for a sign-on. */
  asked: number;
  signed: number;
  withChange: number;
}
