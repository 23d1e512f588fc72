import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { ProsemirrorBinding, ySyncPluginKey } from "@tiptap/y-tiptap";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { doc, paragraph, readPart, seedText } from "@/lib/alerts/shared-text";
import { textSchema } from "@/lib/alerts/text-schema";

/** Numbers that look thrown, and are the same each time. */
function dice(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** An editor without a screen: what the binding sees of one, and hands to type with. */
class Writer {
  readonly shared = new Y.Doc();
  readonly sent: Uint8Array[] = [];
  state: EditorState;
  readonly #binding: InstanceType<typeof ProsemirrorBinding>;

  constructor(clientId: number, seed: Uint8Array) {
    this.shared.clientID = clientId;
    Y.applyUpdate(this.shared, seed);
    const fragment = this.shared.getXmlFragment("happened");
    this.state = EditorState.create({ schema: textSchema });
    this.#binding = new ProsemirrorBinding(fragment);
    const view = {
      get state() {
        return writer.state;
      },
      dispatch: (tr: Transaction) => {
        this.state = this.state.apply(tr);
      },
      hasFocus: () => false,
    };
    const writer = this;
    ySyncPluginKey.getState = () => ({ snapshot: null, prevSnapshot: null }) as never;
    this.#binding.initView(view);
    this.#binding._forceRerender();
    this.shared.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== "others") {
        this.sent.push(update);
      }
    });
  }

  /** Puts the caret at the end of the last line. */
  toEnd() {
    this.state = this.state.apply(this.state.tr.setSelection(TextSelection.atEnd(this.state.doc)));
  }

  #write(change: (tr: Transaction) => Transaction) {
    this.state = this.state.apply(change(this.state.tr));
    this.#binding.mux(() => this.#binding._prosemirrorChanged(this.state.doc));
  }

  key(letter: string) {
    this.#write((tr) =>
      letter === "\n"
        ? tr.replaceSelectionWith(textSchema.nodes.hardBreak?.create() as never, false)
        : tr.insertText(letter),
    );
  }

  backspace() {
    const { $head, head } = this.state.selection;
    if ($head.parentOffset > 0) {
      this.#write((tr) => tr.delete(head - 1, head));
    }
  }

  hear(update: Uint8Array) {
    Y.applyUpdate(this.shared, update, "others");
  }

  words() {
    return readPart(this.shared, "happened").plain;
  }

  shown() {
    return this.state.doc.textBetween(0, this.state.doc.content.size, "\n", "\n");
  }
}

/** Delivers what each has sent to the others, late and by chance, while each types on. */
function play(writers: Writer[], lines: string[], seed: number) {
  const roll = dice(seed);
  const typed = writers.map(() => 0);
  const heard = writers.map(() => writers.map(() => 0));
  for (const writer of writers) {
    writer.toEnd();
  }
  for (let step = 0; step < 4_000; step++) {
    const who = roll(writers.length);
    const writer = writers[who] as Writer;
    if (roll(3) > 0) {
      const letter = lines[who]?.[typed[who] ?? 0];
      if (letter) {
        typed[who] = (typed[who] ?? 0) + 1;
        if (roll(12) === 0) {
          writer.key("x");
          writer.backspace();
        }
        writer.key(letter);
      }
    } else {
      const from = roll(writers.length);
      const next = writers[from]?.sent[heard[who]?.[from] ?? 0];
      if (from !== who && next) {
        (heard[who] as number[])[from] = (heard[who]?.[from] ?? 0) + 1;
        writer.hear(next);
      }
    }
  }
  for (const [who, writer] of writers.entries()) {
    for (const [from, { sent }] of writers.entries()) {
      if (from !== who) {
        for (const update of sent) {
          writer.hear(update);
        }
      }
    }
  }
}

const lines = ["From the owner, these words", "Partner words here too", "eee third one"];
const starts = {
  "an empty text": doc(),
  "an empty line": doc(paragraph("Before."), paragraph()),
  "the end of a line": doc(paragraph("Before. ")),
  "a line that a name ends": doc(
    paragraph("Before ", {
      type: "person",
      attrs: { id: "0192f0a0-0000-7000-8000-000000000001" },
    }),
  ),
};

describe("several people who write in one place", () => {
  for (const [where, start] of Object.entries(starts)) {
    it(`keep their letters in order, in ${where}`, () => {
      const seed = seedText({ happened: start });
      for (let round = 0; round < 60; round++) {
        const roll = dice(round + 7);
        const writers = lines
          .slice(0, 2 + (round % 2))
          .map(() => new Writer(1 + roll(2 ** 30), seed));
        play(writers, lines, round);
        const [first] = writers.map((writer) => writer.words());
        for (const [who, writer] of writers.entries()) {
          expect(writer.words(), `round ${round}`).toBe(first);
          expect(writer.shown().replaceAll("\n", "")).toBe(
            first?.replaceAll("\n", "").replaceAll("\ufffc", ""),
          );
          expect(first, `round ${round}`).toContain(lines[who]);
        }
      }
    });
  }
});
