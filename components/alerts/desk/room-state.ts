import type { PartName } from "@/lib/alerts/part-names";
import type { Taken } from "./taken-words";

/** Who somebody is to the others: names are known to colleagues only, who find them by the membership. */
export interface Me {
  organisation: string;
  membershipId: string;
}

/** Somebody who has the same text open. */
export interface Present extends Me {
  clientId: number;
  section: PartName | null;
  isMe: boolean;
}

/**
 * Why nothing more can be written from here. What was typed stays on the screen, but for `removed`: who may not read any
 * more keeps their unsent words alone. `readOnly`: they may read, and not write. `calledBack`: words of somebody else that
 * stood here were not stored, so that the text is opened anew.
 */
export type End =
  | "removed"
  | "readOnly"
  | "over"
  | "tooLong"
  | "tooMany"
  | "signedOut"
  | "otherPerson"
  | "refused"
  | "calledBack";

/** How the shared text stands, as the desk shows it. */
export interface RoomState {
  /** The text has been received once, so that it may be written. */
  isOpen: boolean;
  isConnected: boolean;
  /** The server lets this person read, and takes nothing that is typed here. */
  isReadOnly: boolean;
  /** A right has changed, and it is not known yet to what. */
  isAsking: boolean;
  /** Counts how often the server said that the rights of this person have changed. */
  rightsChanged: number;
  /** Something was typed here that the server has not confirmed to be stored. */
  isUnsent: boolean;
  savedAt: Date | null;
  /** Words that were typed here and waited for a right to be given back, by now stored. */
  putIn: string | null;
  /** Words typed here that others' changes took out of the text. */
  taken: readonly Taken[];
  end: End | null;
  here: readonly Present[];
  /** Rises with what changed in the text, by whomever. */
  changes: number;
  /** Counts how often the server said that it has read the text anew. */
  heard: number;
  /** Counts how often the server said that somebody spoke beside the text. */
  talked: number;
}

export const closedRoom: RoomState = {
  isOpen: false,
  isConnected: false,
  isReadOnly: false,
  isAsking: false,
  rightsChanged: 0,
  isUnsent: false,
  savedAt: null,
  putIn: null,
  taken: [],
  end: null,
  here: [],
  changes: 0,
  heard: 0,
  talked: 0,
};
