import { uuidv7 } from "uuidv7";
import {
  addWaiting,
  discard,
  exclusively,
  findWaiting,
  newly,
  putBack,
  sendAgain,
} from "@/components/waiting/queue";
import type { NewlyWaiting, WaitingNote } from "@/components/waiting/waiting";
import type { NoteFields, NoteOutcome } from "@/lib/corridor/corridor";
import { sendNote } from "./send-note";

/** Keeps a note on the device, then sends it. Gives its key once it is on the device; throws where it can't be. */
export async function addNote(note: NoteFields, stateName: string): Promise<string> {
  const key = uuidv7();
  await addWaiting(newNote(key, note, stateName));
  return key;
}

const newNote = (key: string, note: NoteFields, stateName: string): NewlyWaiting<"note"> => ({
  kind: "note",
  key,
  keptAt: Date.now(),
  isTakenBack: false,
  note,
  stateName,
});

/** Answers the question that a note waits for: sends it again as it is to be now. */
export async function settleNote(waiting: WaitingNote, note: NoteFields): Promise<void> {
  await sendAgain({ ...waiting, note });
}

/**
 * Takes a note back. What has never been sent is thrown away; of what may have arrived the server is told, at once or
 * when the network returns. `stands`: somebody went on from it, and the ask stays where it is.
 */
export async function undoNote({
  key,
  note,
  stateName,
}: Pick<WaitingNote, "key" | "note" | "stateName">): Promise<"undone" | "stands" | "later"> {
  return exclusively(async () => {
    const kept = await findWaiting(key);
    if (kept && !kept.wasTried) {
      await discard(key);
      return "undone";
    }
    const standing = kept?.kind === "note" ? kept : newly(newNote(key, note, stateName));
    const back: WaitingNote = { ...standing, wasTried: true, isTakenBack: true };
    const answer = await sendNote(back);
    const result = answer.kind === "done" ? (answer.result as NoteOutcome) : null;
    if (result?.outcome === "undone") {
      await discard(key);
      return result.stands ? "stands" : "undone";
    }
    await putBack(back);
    return "later";
  });
}
