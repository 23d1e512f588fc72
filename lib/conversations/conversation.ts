import type {
  Channel,
  CommitmentVisibility,
  contactRoles,
  ShownStage,
  Stage,
  Word,
} from "@/db/reference/words";
import type { Owner } from "@/lib/commitments/commitment";
import type { StoredDate } from "@/lib/dates/stored-date";

/** Who of us spoke. A partner's people are their organisation: they are known by name to their own colleagues only. */
export type Speaker =
  | { kind: "me" }
  | { kind: "person"; name: string }
  | { kind: "organisation"; name: string }
  | { kind: "someone" };

/** A case that was talked about, and what moved by it, where the reader may see that. */
export interface TalkedAbout {
  caseId: string;
  reference: string;
  title: string;
  commitmentId: string | null;
  stage: Stage | null;
  word: Word | null;
}

export interface NextStep {
  text: string;
  dueOn: string | null;
  owner: { id: string; name: string } | null;
  ownerIsMe: boolean;
  isDone: boolean;
  /** Carried by the commitments that moved: nothing waits here. */
  isOnCommitments: boolean;
}

/** One exchange with a mission, as lists show it. */
export interface Conversation {
  id: string;
  version: number;
  had: StoredDate;
  channel: Channel;
  speaker: Speaker;
  alsoThere: string;
  withRole: (typeof contactRoles)[number] | null;
  withWhom: string;
  said: string;
  about: TalkedAbout[];
  visibility: CommitmentVisibility;
  nextStep: NextStep | null;
  isTakenBack: boolean;
  isMine: boolean;
}

export interface ConversationPage {
  rows: Conversation[];
  /** Where the next page begins; null on the last. */
  next: string | null;
}

/** One correction: which parts, by whom and when, with what stood before and since. */
export interface Correction {
  id: string;
  at: Date;
  by: Speaker;
  changes: { field: string; from: unknown; to: unknown }[];
}

/** A conversation with everything that its own page shows. */
export interface ConversationDetail extends Conversation {
  hadById: string;
  contactId: string | null;
  corrections: Correction[];
}

/** A next step that nobody has done yet. */
export interface WaitingStep {
  conversationId: string;
  stateCode: string;
  /** The State's key, for addresses. */
  stateKey: string;
  text: string;
  dueOn: string | null;
  owner: Owner | null;
}

/** What a conversation may be about: asks of the State first, then other cases. */
export interface ConversationChoices {
  asks: {
    id: string;
    version: number;
    caseId: string;
    reference: string;
    title: string;
    session: string;
    stage: ShownStage;
    word: Word | null;
    mayChange: boolean;
    isInTeam: boolean;
  }[];
  cases: {
    id: string;
    reference: string;
    title: string;
    mayChange: boolean;
    isInTeam: boolean;
  }[];
  sessions: { id: string; title: string; isPast: boolean }[];
  members: { id: string; name: string }[];
}

/** The columns that a correction may touch, in the order in which they are told. */
export const correctable = [
  "had_on",
  "had_until",
  "had_precision",
  "channel",
  "had_by",
  "also_there",
  "contact_id",
  "with_role",
  "with_whom",
  "said",
  "visibility",
  "next_step",
  "next_due_on",
  "next_owner_id",
  "next_done_at",
  "next_done_by",
  "taken_back_at",
] as const;

/** How a correction is named to people: several columns are one thing to them. */
export function partsOf(fields: readonly string[]): string[] {
  const part: Record<string, string> = {
    had_on: "day",
    had_until: "day",
    had_precision: "day",
    channel: "channel",
    had_by: "who",
    also_there: "who",
    contact_id: "withWhom",
    with_role: "withWhom",
    with_whom: "withWhom",
    said: "said",
    visibility: "visibility",
    next_step: "nextStep",
    next_due_on: "nextStep",
    next_owner_id: "nextStep",
    next_done_at: "done",
    next_done_by: "done",
    taken_back_at: "takenBack",
  };
  return [
    ...new Set(correctable.filter((one) => fields.includes(one)).map((one) => part[one] ?? one)),
  ];
}
