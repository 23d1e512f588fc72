import type { NoteFields, Standing } from "@/lib/corridor/corridor";
import type { Step } from "@/lib/room/input";
import type { Met } from "@/lib/room/room";

interface Lying {
  /** Known to the server by it, so that it is done once however often it is sent. */
  key: string;
  /** When it was noted or pressed, by the device's own clock, in milliseconds. */
  keptAt: number;
  /** For the organisation that the person works in now; another's waits until they work there again. */
  isOfThisPlace: boolean;
  /** The device can't keep it, and it goes with the page. */
  isInMemory: boolean;
  /** Whether it may have reached the server. */
  wasTried: boolean;
}

/** What one mission said, noted in a corridor. */
export interface WaitingNote extends Lying {
  kind: "note";
  note: NoteFields;
  stateName: string;
  /** To be taken back where it may have arrived. */
  isTakenBack: boolean;
  /** Why it waits for the person and not for the network. */
  question: { standing: Standing } | { refusal: string } | null;
}

/** A step in the room of a session. */
export interface WaitingStep extends Lying {
  kind: "step";
  step: Step;
  /** Of whoever speaks on its line, for the words about it. */
  name: string;
  /** Whether the line had no stamp yet when it was pressed. */
  stamps: boolean;
  question: { met: Met } | { refusal: string } | null;
}

/** What waits on this device until the server has it. */
export type Waiting = WaitingNote | WaitingStep;

export type NewlyWaiting<Kind extends Waiting["kind"]> = Omit<
  Extract<Waiting, { kind: Kind }>,
  "isOfThisPlace" | "isInMemory" | "wasTried" | "question"
>;

/** What became of one sending. Nothing is stored but where it is `done`; `asks`: it waits for an answer of the person. */
export type Answer<Of extends Waiting = Waiting> =
  | { kind: "done"; result?: unknown }
  | { kind: "asks"; question: NonNullable<Of["question"]>; result?: unknown }
  | { kind: "signed-out" }
  /** Somebody ended the sign-in: the device throws away what it keeps. */
  | { kind: "ended" }
  | { kind: "away" };

/** Sends one to where it belongs, and reads what comes back. Never throws. */
export type Carrier<Of extends Waiting> = (waiting: Of) => Promise<Answer<Of>>;
