import type {
  Delivery,
  Grade,
  MembershipRole,
  Naming,
  ShownStage,
  SpeakerKind,
  Word,
} from "@/db/reference/words";
import type { NamedState } from "@/lib/commitments/commitment";

/** What one State said that it would do on one case, as far as the reader may know it. */
export interface RoomPromise {
  commitmentId: string;
  state: NamedState;
  case: { id: string; reference: string; title: string };
  stage: ShownStage;
  word: Word | null;
  naming: Naming;
  mayName: Naming;
  /** Our words, and those that it offered instead. */
  wordingAsked: string;
  /** Ours were set back when consent changed, and nobody has written others since. */
  areWordsSetBack: boolean;
  wordingOffered: string;
  condition: string;
  /** The same of theirs. */
  isOfferSetBack: boolean;
  delivery: Delivery | null;
  mayChange: boolean;
}

/** Words that somebody noted of what was said. */
export interface RoomNote {
  evidenceId: string;
  by: string;
  isMine: boolean;
  quote: string;
  quoteLanguage: string;
  grade: Grade;
}

/** What was recorded of one line: the cases that were raised, and the notes of it. */
export interface Heard {
  interventionId: string;
  caseIds: string[];
  notes: RoomNote[];
  mayNote: boolean;
}

/** A line of the speakers list. Moments are ISO 8601. */
export interface Speaker {
  id: string;
  kind: SpeakerKind;
  written: string;
  state: NamedState | null;
  /** For whom it speaks besides itself; on an unclear line, the States that it names. */
  members: NamedState[];
  onBehalfOf: string;
  /** Names among those that are no State for certain, with the States that each may mean. */
  unknown: { written: string; offered: NamedState[] }[];
  /** On an unclear line: the States that it fits, or else the nearest names, best first; none where nothing is near. */
  offered: NamedState[];
  /** An unclear line names a group that speaks as one, and not a State. */
  isGroup: boolean;
  /** Whether the session reviews this State: it speaks of itself. */
  isUnderReview: boolean;
  spokeAt: string | null;
  /** The name of whoever stamped it; null where they have left. */
  spokeBy: string | null;
  isMine: boolean;
  /** Until when what was heard can be taken back. */
  undoUntil: string | null;
  cutAt: string | null;
  cutBy: string | null;
  promises: RoomPromise[];
  heard: Heard[];
}

/** The cases that are recorded as raised by a line, once each. */
export const recordedCases = ({ heard }: Pick<Speaker, "heard">): string[] => [
  ...new Set(heard.flatMap(({ caseIds }) => caseIds)),
];

/** For each line the earlier one on which its State stands already, counted from 1; null where there is none. */
export function earlierLines(
  speakers: readonly Pick<Speaker, "kind" | "state">[],
): (number | null)[] {
  const seen = new Map<string, number>();
  return speakers.map(({ kind, state }, at) => {
    if (kind !== "state" || !state) {
      return null;
    }
    const earlier = seen.get(state.code) ?? null;
    seen.set(state.code, earlier ?? at + 1);
    return earlier;
  });
}

/** A case that may be heard, where the reader may record it; never from the State concerned. */
export interface RoomCase {
  id: string;
  reference: string;
  title: string;
  ownState: string;
}

export interface Room {
  speakers: Speaker[];
  cases: RoomCase[];
  /** States that promised openly and are not in the list. */
  missing: number;
  mayWrite: boolean;
  zone: string;
}

/** What a pasted list put in: how many lines, and how many of it stood there already. */
export interface Put {
  added: number;
  known: number;
}

/** Who had stamped a line before a press of it arrived, where that was another minute. */
export interface Met {
  /** ISO 8601. */
  at: string;
  /** A colleague's name; null where they have left. */
  by: string | null;
}

/** Whether someone keeps the speakers list and records what is heard. */
export function canFollow(actor: { role: MembershipRole }): boolean {
  return actor.role === "administrator" || actor.role === "advocate";
}

/** What the eye looks for on the day: agreed and not raised, of whoever speaks or is spoken for. */
export const awaited = ({ promises }: Pick<Speaker, "promises">) =>
  promises.filter(({ stage }) => stage === "agreed");

/**
 * The cases that one press records: those that the State at the microphone promised itself, as far as the reader records
 * them. What a State promised for which it speaks too is ticked by whoever heard it (decision 52).
 */
export function promisedCases(
  speaker: Pick<Speaker, "promises" | "state" | "members">,
  cases: readonly RoomCase[],
): string[] {
  const mine = new Set(mayBeHeard(speaker, cases).map(({ id }) => id));
  const own = awaited(speaker).filter(({ state }) => state.code === speaker.state?.code);
  return [...new Set(own.map((promise) => promise.case.id))].filter((id) => mine.has(id));
}

/** The cases that this speaker can raise: not those of itself or of a State for which it speaks. */
export function mayBeHeard(
  { state, members }: Pick<Speaker, "state" | "members">,
  cases: readonly RoomCase[],
): RoomCase[] {
  const credited = new Set([state?.code, ...members.map(({ code }) => code)]);
  return cases.filter(({ ownState }) => !credited.has(ownState));
}

/** The line that comes next: the first State that has neither spoken nor was cut. */
export function nextSpeaker(speakers: readonly Speaker[]): Speaker | undefined {
  const last = speakers.findLastIndex(({ spokeAt }) => spokeAt !== null);
  const waits = ({ kind, spokeAt, cutAt }: Speaker) => kind === "state" && !spokeAt && !cutAt;
  return speakers.slice(last + 1).find(waits) ?? speakers.find(waits);
}

/** A place between two neighbours; null where there is no room left and the list is numbered anew. */
export function placeBetween(before: number | undefined, after: number | undefined): number | null {
  if (before === undefined) {
    return after === undefined ? 0 : after - 1;
  }
  if (after === undefined) {
    return before + 1;
  }
  const between = (before + after) / 2;
  return between > before && between < after ? between : null;
}
