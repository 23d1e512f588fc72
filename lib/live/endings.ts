/** Why the server closes a socket. The reason is what the desk shows and acts on; what was typed stays in the browser. */
export interface Ending {
  code: number;
  reason: EndingReason;
}

export type EndingReason =
  | "signed-out"
  | "not-allowed"
  | "rights"
  | "over"
  | "too-long"
  | "refused"
  | "too-fast"
  | "too-many"
  | "idle"
  | "called-back"
  | "again";

const ending = (code: number, reason: EndingReason): Ending => Object.freeze({ code, reason });

export const endings = {
  /** The sign-in is unknown or over: sign in again. */
  signedOut: ending(4401, "signed-out"),
  /** No such text, or not theirs to read: the two look the same. */
  notAllowed: ending(4403, "not-allowed"),
  /** Their right has changed: connect again, with the new one. */
  rights: ending(4409, "rights"),
  /** The alert is closed or withdrawn: nothing more is written. */
  over: ending(4410, "over"),
  /** This change, or the text with it, is larger than a text may be. */
  tooLong: ending(4413, "too-long"),
  /** Not a text that could be here: read the server's again. */
  refused: ending(4422, "refused"),
  /** Too much at once: wait some seconds, connect again; nothing is lost. */
  tooFast: ending(4429, "too-fast"),
  /** The person has too many texts open at once. */
  tooMany: ending(4430, "too-many"),
  /** Words of somebody else that were shown here will not be stored: open the text anew. */
  calledBack: ending(4424, "called-back"),
  /** Opened no text. */
  idle: ending(4408, "idle"),
  /** Nothing was taken, nothing is wrong with it: connect and send again. */
  again: ending(4503, "again"),
} as const;
