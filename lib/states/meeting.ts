import type {
  CautionKind,
  Confidentiality,
  contactRoles,
  Naming,
  Stage,
} from "@/db/reference/words";
import type { StoredDate } from "@/lib/dates/stored-date";
import type { Responsiveness } from "./responsiveness";

/** The longest ask: one sentence that a diplomat can carry away. */
export const longestAsk = 30;

/** One commitment of a State, as its page shows it. */
export type Promised = {
  commitmentId: string;
  caseId: string;
  caseReference: string;
  caseTitle: string;
  doNotMention: string;
  sessionId: string;
  sessionTitle: string;
  sessionIsOver: boolean;
  forum: string;
  stage: Stage;
  isRaised: boolean;
  /** False where the State spoke without having been asked: nothing was promised then. */
  wasAsked: boolean;
  /** When it was said, as precisely as that is known; null where it was not, or the date is not known. */
  raised: StoredDate | null;
  withCapital: boolean;
  leaning: string | null;
  closedAs: string | null;
  word: number | null;
  wordOn: string | null;
  modality: string | null;
  naming: Naming;
  /** The most that consent allows here and now; null where we cannot tell, which counts as nothing. */
  namingAllowed: string | null;
  wordingAsked: string;
  /** Ours were set back when consent changed, and nobody has written others since. */
  areWordsSetBack: boolean;
  condition: string;
  confidentiality: Confidentiality;
  delivery: string | null;
  nextStep: string;
  dueOn: string | null;
  askedOn: string | null;
  ownerName: string | null;
  ownerIsMe: boolean;
  /** The organisation that recorded it, where that is a partner. */
  partnerName: string | null;
};

/** Whether an ask still waits: neither closed, nor raised, nor declined, and its occasion has not passed. */
export function isOpen(row: Pick<Promised, "closedAs" | "isRaised" | "stage" | "sessionIsOver">) {
  return !row.closedAs && !row.isRaised && row.stage !== "declined" && !row.sessionIsOver;
}

/** Open asks first, the soonest reply first among them; what is settled last. */
export function byUrgency(rows: readonly Promised[]): Promised[] {
  return [...rows].sort(
    (a, b) =>
      Number(isOpen(b)) - Number(isOpen(a)) ||
      (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") ||
      a.caseReference.localeCompare(b.caseReference),
  );
}

/** The ask to carry into the room: the most urgent open commitment that has a wording. */
export function chooseAsk(rows: readonly Promised[]): Promised | null {
  return byUrgency(rows).find((row) => isOpen(row) && row.wordingAsked.trim() !== "") ?? null;
}

/** The most urgent open commitment that had a wording until consent changed. */
export function askToWriteAnew(rows: readonly Promised[]): Promised | null {
  return byUrgency(rows).find((row) => isOpen(row) && row.areWordsSetBack) ?? null;
}

/** What may not be said about a case in front of this State, in words and by consent. */
export type Silence = {
  caseId: string;
  caseReference: string;
  /** The team's own words; empty where they wrote none. */
  text: string;
  naming: "person" | "organisation" | "situation" | "nothing";
};

const reach = ["nothing", "situation", "organisation", "person"] as const;

/**
 * One row per case of which something must stay unsaid. Where a case has several asks on several occasions the
 * strictest counts, since one walks into one meeting; where consent is not known, nothing is allowed.
 */
export function silencesOf(rows: readonly Promised[]): Silence[] {
  const cases = new Map<string, Silence>();
  for (const row of rows) {
    const naming = asReach(row.namingAllowed);
    const known = cases.get(row.caseId);
    if (!known || reach.indexOf(naming) < reach.indexOf(known.naming)) {
      cases.set(row.caseId, {
        caseId: row.caseId,
        caseReference: row.caseReference,
        text: row.doNotMention.trim(),
        naming,
      });
    }
  }
  return [...cases.values()]
    .filter((silence) => silence.text !== "" || silence.naming !== "person")
    .sort((a, b) => a.caseReference.localeCompare(b.caseReference));
}

/** What may be said of a person, of what consent allows; anything unknown allows nothing. */
export function asReach(allowed: string | null): Silence["naming"] {
  return reach.find((word) => word === allowed) ?? "nothing";
}

export type Caution = {
  id: string;
  kind: CautionKind;
  note: string;
  saferAlternative: string;
  source: string;
  notedOn: string;
  recordedByName: string | null;
  isExample: boolean;
};

/** Whom to write to at a mission, and how. */
export type Contact = {
  id: string;
  role: (typeof contactRoles)[number];
  name: string;
  place: string;
  channel: string;
  language: string;
  leadTimeDays: number | null;
  /** What to mind with this one; read before how to reach them. */
  cautions: string;
  /** The organisation that shows it to us; null for our own. */
  shownBy: string | null;
  /** The partners to whom we show it. */
  shownTo: { id: string; name: string }[];
};

/** One thing that the public record says a State did. */
export type RecordEntry = {
  id: string;
  forum: string;
  body: string;
  session: string | null;
  date: string | null;
  datePrecision: "day" | "month" | "year" | "session";
  type: string;
  onBehalfOf: string | null;
  leadOrSpeaker: boolean;
  description: string;
  document: string | null;
  confidence: string;
  note: string | null;
  sources: string[];
};

export type Guideline = {
  id: string;
  title: string;
  issuer: string;
  stateCode: string | null;
  appliesToEuMembers: boolean;
  firstPublished: string | null;
  latestRevision: string | null;
  url: string | null;
  mentionsReprisals: boolean | null;
  confidence: string;
  note: string | null;
  sources: string[];
};

/** The last time that anybody asked this State or had a word from it. */
export type LastContact = {
  had: StoredDate;
  /** Null where it was about no case. */
  caseId: string | null;
  caseReference: string;
  /** Where it was logged as a conversation. */
  conversationId: string | null;
  withRole: (typeof contactRoles)[number] | null;
  /** The State's side, in the words of whoever noted it. */
  withWhom: string;
  who:
    | { kind: "me" }
    | { kind: "person"; name: string }
    | { kind: "organisation"; name: string }
    | { kind: "someone" };
};

/** A State of the same group that agreed and allows that to be said. */
export type Peer = { stateCode: string; caseId: string; caseReference: string; isRaised: boolean };

/** What is read before one walks into a meeting with a State. */
export type Meeting = {
  /** The most urgent commitments; `further` is how many there are besides. */
  promised: Promised[];
  further: number;
  cautions: Caution[];
  contacts: Contact[];
  lastContact: LastContact | null;
  record: RecordEntry[];
  guidelines: Guideline[];
  responsiveness: Responsiveness;
  peers: Peer[];
};
