import type { Described } from "./words";

/** Who did it. A partner's people are their organisation: they are known by name to their own colleagues only. */
export type Who =
  | { kind: "me" }
  | { kind: "person"; name: string }
  | { kind: "organisation"; name: string }
  | { kind: "system" }
  | { kind: "someone" };

/** One change in words, with the harmless facts that the words need. */
export type Activity = Described & {
  id: string;
  at: Date;
  who: Who;
  caseId: string | null;
  caseReference: string | null;
  commitmentId: string | null;
};

/** The way back to something opened lately. `id` is a case's or session's id, or a State's key. */
export type Recent =
  | { kind: "case"; id: string; reference: string; title: string }
  | { kind: "session"; id: string; title: string }
  | { kind: "state"; id: string };
