import type { PartName } from "@/lib/alerts/part-names";

/** Somebody who has the same text open. */
export interface Present {
  clientId: number;
  organisation: string;
  name: string;
  section: PartName | null;
  isMe: boolean;
}

/** Why nothing more can be written from here. What was typed stays on the screen. */
export type End = "notAllowed" | "over" | "tooLong" | "tooMany" | "signedOut" | "refused";

/** How the shared text stands, as the desk shows it. */
export interface RoomState {
  /** The text has been received once, so that it may be written. */
  isOpen: boolean;
  isConnected: boolean;
  /** Counts how often the server said that the rights of this person have changed. */
  rightsChanged: number;
  /** Something was typed here that the server has not confirmed to be stored. */
  isUnsent: boolean;
  savedAt: Date | null;
  end: End | null;
  here: readonly Present[];
  /** Counts what changed in the text, by whomever; for what is read again after a change. */
  changes: number;
}

export const closedRoom: RoomState = {
  isOpen: false,
  isConnected: false,
  rightsChanged: 0,
  isUnsent: false,
  savedAt: null,
  end: null,
  here: [],
  changes: 0,
};
