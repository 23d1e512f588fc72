import type * as Y from "yjs";
import type { TextNode } from "@/lib/alerts/desk";
import { readLines } from "@/lib/alerts/shared-text";

/** The lines of one part of a shared text, each read again only after it has changed: a text may have hundreds. */
export class LinesOf {
  readonly #read = new WeakMap<object, TextNode>();

  constructor(private readonly part: Y.XmlFragment) {
    part.observeDeep((events) => {
      for (const { target } of events) {
        let line: Y.AbstractType<unknown> | null = target as Y.AbstractType<unknown>;
        while (line && line.parent !== part) {
          line = line.parent;
        }
        if (line) {
          this.#read.delete(line);
        }
      }
    });
  }

  read(): TextNode {
    const content = this.part.toArray().map((line) => {
      const read = this.#read.get(line) ?? readLines([line])[0] ?? { type: "paragraph" };
      this.#read.set(line, read);
      return read;
    });
    return { type: "doc", content };
  }
}
