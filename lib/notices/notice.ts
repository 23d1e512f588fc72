import type { ShownStep, SupportReminder } from "@/db/reference/support-words";
import { type JobKind, type NoticeKind, noticeKinds } from "@/db/reference/words";
import type messages from "@/lib/i18n/messages/en/notices.json";

/** What a notice says, a key of `notices.words`. */
export type NoticeWord = keyof (typeof messages)["words"];

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
  /** What was made in the background for the reader. */
  job: { kind: JobKind; id: string; sessionId: string } | null;
  /** The answer of a guest to a brief that the reader still reads. */
  guestReplyId: string | null;
  /** The brief that waits until the reader, or another, agrees that a State is shown it. */
  waitingBriefId: string | null;
  /** The same of a letter to Special Procedures. */
  waitingLetter: { caseId: string; id: string } | null;
  /** A request for support that a partner shows to the reader's organisation. */
  shownRequestId: string | null;
  /** What a partner did with a request that the reader's team shows to it. */
  supportStep: { step: ShownStep; caseId: string } | null;
  shownTo: { requestId: string; partnerOrgId: string } | null;
  /** A check-in that was missed, or at which somebody was not all right, for whoever is in the team of its case. */
  checkIn: { caseId: string; id: string } | null;
  isNotAllRight: boolean;
  /** A day of a request for support that has come, as long as the team is to do something about it. */
  supportDue: { what: SupportReminder; caseId: string; requestId: string } | null;
}

/** Parts of the inbox, by the address's `show`; keys of `notices.filters`. */
export const inboxFilters = ["all", "unread", "requests", "mentions", "news"] as const;
export type InboxFilter = (typeof inboxFilters)[number];

/** What there is to a kind, as long as its matter is open to the reader: said once, or by what is known of the matter. */
interface KindOfNotice {
  part: Exclude<InboxFilter, "all" | "unread">;
  word: By<NoticeWord>;
  /** Where it leads: what follows the address of the alert. */
  inAlert?: By<string>;
  /** The same of the case; comes first where there is one. */
  inCase?: By<string | null>;
}

type By<Value> = Value | ((matter: Matter) => Value);

const kinds: Record<NoticeKind, KindOfNotice> = {
  mention: {
    part: "mentions",
    word: "mention",
    inAlert: ({ section, language, threadId }) =>
      section && language && threadId
        ? `?language=${language}&section=${section}&thread=${threadId}`
        : "",
  },
  review_requested: {
    part: "requests",
    word: ({ isReview }) => (isReview ? "review" : "consentCheck"),
    inAlert: "/review",
  },
  sign_on_requested: {
    part: "requests",
    word: ({ isAgain }) => (isAgain ? "signOnAgain" : "signOn"),
    inAlert: "/sign",
  },
  answered: {
    part: "news",
    word: ({ answer }) => (answer ? answerWords[answer] : "answered"),
    inAlert: "/sign-on",
  },
  mended: { part: "news", word: "mended", inAlert: "/sign" },
  nudge: { part: "requests", word: "nudge", inAlert: "/sign" },
  deadline: {
    part: "requests",
    word: ({ isOver }) => (isOver ? "deadlineOver" : "deadline"),
    inAlert: ({ isOver }) => (isOver ? "/sign-on" : "/sign"),
  },
  consent_withdrawn: {
    part: "news",
    word: "consentWithdrawn",
    inAlert: "/editions",
    inCase: ({ withdrawnConsentId }) =>
      withdrawnConsentId && `/people/withdrawals/${withdrawnConsentId}`,
  },
  issued: { part: "news", word: "issued", inAlert: "/editions" },
  step_given: { part: "requests", word: "stepGiven" },
  // To its own people the case is open still; whose access ended reads nothing of it.
  access_ended: { part: "news", word: "shareEnded", inCase: "/sharing" },
  alert_withdrawn: { part: "news", word: "alertWithdrawn", inAlert: "/editions" },
  alert_taken_back: { part: "news", word: "alertTakenBack", inAlert: "/sign" },
  name_withheld: { part: "news", word: "nameWithheld", inAlert: "/sign" },
  pack_ready: { part: "news", word: "packReady" },
  report_ready: { part: "news", word: "reportReady" },
  guest_answered: { part: "news", word: "guestAnswered" },
  brief_waits: { part: "requests", word: "briefWaits" },
  letter_waits: { part: "requests", word: "letterWaits" },
  support_shown: { part: "requests", word: "supportShown" },
  support_handed: { part: "requests", word: "supportHanded" },
  support_answered: { part: "news", word: "supportAnswered" },
  support_moved: {
    part: "news",
    word: ({ supportStep }) => (supportStep && stepWords[supportStep.step]) || "supportWrote",
  },
  support_ended: { part: "news", word: "supportEnded" },
  check_in_missed: { part: "requests", word: "checkInMissed" },
  support_due: {
    part: "requests",
    word: ({ supportDue }) => dueWords[supportDue?.what ?? "needed"],
    // What is done by now leads to what else is asked for.
    inCase: "/support",
  },
};

const stepWords: Partial<Record<ShownStep, NoticeWord>> = {
  claimed: "supportClaimed",
  handed_back: "supportHandedBack",
  handed_over: "supportHandedOver",
  closed: "supportClosed",
};

const dueWords: Record<SupportReminder, NoticeWord> = {
  needed: "supportNeeded",
  ask_again: "supportAskAgain",
  one_month: "supportAskOutcome",
  six_months: "supportAskOutcome",
};

const answerWords = { signed: "signed", with_change: "withChange", cannot: "cannot" } as const;

const by = <Value extends string | null>(
  said: By<Value> | undefined,
  matter: Matter,
): Value | undefined => (typeof said === "function" ? said(matter) : said);

/** What a notice says of its matter. */
export function wordOf(matter: Matter): NoticeWord {
  if (matter.stepSessionId) {
    return "stepGiven";
  }
  if (matter.job) {
    return matter.job.kind === "pack" ? "packReady" : "reportReady";
  }
  if (matter.guestReplyId) {
    return "guestAnswered";
  }
  if (matter.waitingBriefId) {
    return "briefWaits";
  }
  if (matter.waitingLetter) {
    return "letterWaits";
  }
  if (matter.shownRequestId) {
    return by(kinds[matter.kind].word, matter) as NoticeWord;
  }
  if (matter.supportStep) {
    return by(kinds.support_moved.word, matter) as NoticeWord;
  }
  if (matter.kind === "support_ended") {
    return "supportEnded";
  }
  if (matter.checkIn) {
    return matter.isNotAllRight ? "checkInNotAllRight" : "checkInMissed";
  }
  if (!matter.caseId) {
    // Nothing else is told of what its reader may not read any more.
    return matter.kind === "access_ended" ? "accessEnded" : "somethingWithdrawn";
  }
  return by(kinds[matter.kind].word, matter) as NoticeWord;
}

/** Where a notice's matter stands; null where it is not open to the reader any more. */
export function placeOf(matter: Matter): string | null {
  if (matter.stepSessionId) {
    return `/sessions/${matter.stepSessionId}/deadlines`;
  }
  if (matter.job) {
    const { id, kind, sessionId } = matter.job;
    return kind === "pack" ? `/briefs/packs/${id}` : `/sessions/${sessionId}/after/report/${id}`;
  }
  if (matter.guestReplyId) {
    return "/briefs/answers";
  }
  if (matter.waitingBriefId) {
    return `/briefs/${matter.waitingBriefId}`;
  }
  if (matter.waitingLetter) {
    return `/cases/${matter.waitingLetter.caseId}/submissions/${matter.waitingLetter.id}`;
  }
  if (matter.shownRequestId) {
    return `/support/shown/${matter.shownRequestId}`;
  }
  if (matter.supportStep && matter.shownTo) {
    const { requestId, partnerOrgId } = matter.shownTo;
    return `/cases/${matter.supportStep.caseId}/support/${requestId}/partners/${partnerOrgId}`;
  }
  if (matter.checkIn) {
    return `/cases/${matter.checkIn.caseId}/support/check-ins/${matter.checkIn.id}`;
  }
  if (matter.supportDue) {
    return `/cases/${matter.supportDue.caseId}/support/${matter.supportDue.requestId}`;
  }
  // A matter that is the team's alone leads nobody to a page that is not there for them.
  if (!matter.caseId || matter.kind === "check_in_missed" || matter.kind === "support_due") {
    return null;
  }
  const theCase = `/cases/${matter.caseId}`;
  const inCase = by(kinds[matter.kind].inCase, matter);
  if (inCase) {
    return theCase + inCase;
  }
  const inAlert = by(kinds[matter.kind].inAlert, matter);
  return matter.alertId && inAlert !== undefined
    ? `${theCase}/alerts/${matter.alertId}${inAlert}`
    : `${theCase}/people`;
}

/** The kinds that a part of the inbox holds; null for all. */
export function kindsIn(part: InboxFilter): readonly NoticeKind[] | null {
  return part === "all" || part === "unread"
    ? null
    : noticeKinds.filter((kind) => kinds[kind].part === part);
}

/** The part that an address asks for; anything else is all of it. */
export function filterFrom(text: unknown): InboxFilter {
  return inboxFilters.find((filter) => filter === text) ?? "all";
}

/** How a member hears of a kind: not at all, in the inbox, and by a mail once a day or at once. */
export const hearings = ["not", "inbox", "daily", "at_once"] as const;
export type Hearing = (typeof hearings)[number];

/** What holds for a member who has chosen nothing. */
const ownHearing = (kind: NoticeKind): Hearing =>
  kind === "check_in_missed" ? "at_once" : "daily";

/**
 * What may be chosen for a kind. Consent that was withdrawn always stands in the inbox: who goes on using what rests on
 * it endangers somebody. So does somebody who was not heard from, which waits for no daily mail either. Of what somebody
 * waits for themselves no mail is sent.
 */
export function hearingsFor(kind: NoticeKind): Hearing[] {
  if (kind === "check_in_missed") {
    return ["inbox", "at_once"];
  }
  return kind === "pack_ready" || kind === "report_ready"
    ? ["not", "inbox"]
    : hearings.filter((hearing) => hearing !== "not" || kind !== "consent_withdrawn");
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
        ? ownHearing(kind)
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
