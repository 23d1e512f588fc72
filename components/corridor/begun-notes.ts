import type { NoteFields } from "@/lib/corridor/corridor";

/** What a person chooses and writes of a note; the rest the page adds. */
export type BegunNote = Pick<NoteFields, "about" | "answer" | "word" | "said">;

/**
 * Notes that were begun and not saved, by person and State: so that they are still there for whoever looked something
 * up meanwhile and comes back. In the memory of this window alone; what is saved, the device keeps.
 */
const begun = new Map<string, BegunNote>();

const keyOf = (owner: string, stateKey: string) => `${owner} ${stateKey}`;

/** What this person began to note about the State, or null. On the server there is none. */
export const begunNote = (owner: string, stateKey: string): BegunNote | null =>
  begun.get(keyOf(owner, stateKey)) ?? null;

/** Remembers what the form holds now. */
export function rememberBegun(owner: string, stateKey: string, form: HTMLFormElement): void {
  const fields = new FormData(form);
  const text = (name: keyof BegunNote) => String(fields.get(name) ?? "");
  begun.set(keyOf(owner, stateKey), {
    about: text("about"),
    answer: text("answer"),
    word: text("word"),
    said: text("said"),
  });
}

/** The note was saved. */
export function forgetBegun(owner: string, stateKey: string): void {
  begun.delete(keyOf(owner, stateKey));
}
