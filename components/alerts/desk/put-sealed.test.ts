import { EditorState } from "@tiptap/pm/state";
import { describe, expect, it } from "vitest";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { textSchema } from "@/lib/alerts/text-schema";
import { putSealed, wordsAt } from "./put-sealed";

const person = "0192f0a0-0000-7000-8000-000000000001";
const labels = { [person]: "First member" };
const chip = { type: "person", attrs: { id: person } };

/** A text in which a passage is being sealed, and what is read of it once the seal is there. */
function sealedIn(now: Parameters<typeof paragraph>, words: string, range?: [number, number]) {
  const { tr } = EditorState.create({
    doc: textSchema.nodeFromJSON(doc(paragraph(...now))),
    schema: textSchema,
  });
  const [from, to] = range ?? [1, tr.doc.content.size - 1];
  const node = textSchema.nodes.sealed?.create({ id: person, instead: "" });
  putSealed(tr, { from, to }, node as never, { words, labels });
  return tr.doc.textBetween(0, tr.doc.content.size, "\n", ({ type }) =>
    type.name === "sealed" ? "[sealed]" : "[person]",
  );
}

describe("a passage that was sealed", () => {
  it("stands in the place of its words", () => {
    expect(sealedIn(["They said it."], "They said it.")).toBe("[sealed]");
    expect(sealedIn(["Before. Said. After."], "Said.", [9, 14])).toBe("Before. [sealed] After.");
  });

  it("takes nothing with it that was written in it meanwhile", () => {
    expect(sealedIn(["They really said it."], "They said it.")).toBe("[sealed]really ");
    expect(sealedIn(["They said it. Twice."], "They said it.")).toBe("[sealed] Twice.");
    expect(sealedIn(["So they said it."], "they said it.")).toBe("[sealed]So ");
  });

  it("holds a name by its label", () => {
    expect(sealedIn(["It was ", chip, " who spoke."], "It was First member who spoke.")).toBe(
      "[sealed]",
    );
    expect(sealedIn(["It was ", chip, " who often spoke."], "It was First member who spoke.")).toBe(
      "[sealed]often ",
    );
  });

  it("is read letter by letter", () => {
    const text = textSchema.nodeFromJSON(doc(paragraph("By ", chip, ".")));
    const { words, places } = wordsAt(text, { from: 1, to: text.content.size - 1 }, labels);
    expect(words).toBe("By First member.");
    expect(places.at(0)).toBe(1);
    expect(places.at(-1)).toBe(5);
  });
});
