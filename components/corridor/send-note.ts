import { post } from "@/components/waiting/post";
import type { Carrier, WaitingNote } from "@/components/waiting/waiting";
import type { NoteOutcome } from "@/lib/corridor/corridor";

/** Sends a note, or the wish to take it back where it may have arrived. */
export const sendNote: Carrier<WaitingNote> = async ({ key, note, isTakenBack }) => {
  const posted = await post("/corridor/notes", isTakenBack ? { key, undo: true } : { key, note });
  if (posted.kind !== "answered") {
    return posted;
  }
  const answer = posted.body as
    | { kind: "done"; result: NoteOutcome }
    | { kind: "refused"; messageKey: string };
  if (answer.kind === "refused") {
    return { kind: "asks", question: { refusal: answer.messageKey } };
  }
  return answer.result.outcome === "conflict"
    ? { kind: "asks", question: { standing: answer.result.standing } }
    : answer;
};
