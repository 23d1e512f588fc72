import { createContext } from "react";

/** Comments that are being written, so that they are not lost with the text that they are about. */
export class Drafts {
  readonly #words = new Map<string, string>();

  /** What stands in one box by now; nothing once it was sent or given up. */
  keep(box: string, words: string): void {
    if (words.trim()) {
      this.#words.set(box, words.trim());
    } else {
      this.#words.delete(box);
    }
  }

  words(): string[] {
    return [...this.#words.values()];
  }
}

export const DraftsContext = createContext<Drafts | null>(null);
