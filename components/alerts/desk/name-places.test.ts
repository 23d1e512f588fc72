import { describe, expect, it } from "vitest";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { textSchema } from "@/lib/alerts/text-schema";
import { placesIn } from "./name-places";

const names = [{ id: "1", words: "Amina Example" }];
const bold = (text: string) => ({ type: "text", text, marks: [{ type: "bold" }] });

/** The words of each name that is found, a part a line. */
function found(content: Parameters<typeof textSchema.nodeFromJSON>[0], known = names) {
  const text = textSchema.nodeFromJSON(content);
  return placesIn(text, known).map((place) =>
    [place, ...place.rest].map(({ from, to }) => text.textBetween(from, to)),
  );
}

describe("a protected name in the words of a text", () => {
  it("is found in one line, also where its marks differ", () => {
    expect(found(doc(paragraph("Then ", bold("Ami"), "na Example's sister spoke.")))).toEqual([
      ["Amina Example"],
    ]);
  });

  it("is found from the end of a paragraph to the beginning of the next", () => {
    expect(
      found(doc(paragraph("They stopped Amina"), paragraph("Example at the airport."))),
    ).toEqual([["Amina", "Example"]]);
    expect(found(doc(paragraph("Seen: EXAMPLE,"), paragraph("amina and others.")))).toEqual([
      ["EXAMPLE,", "amina"],
    ]);
  });

  it("is found over an empty paragraph, in a heading and in a list, and once", () => {
    const item = (text: string) => ({ type: "listItem", content: [paragraph(text)] });
    expect(
      found(doc(paragraph("Amina"), paragraph(), paragraph("Example"), paragraph("spoke."))),
    ).toEqual([["Amina", "Example"]]);
    expect(
      found(
        doc(
          { type: "heading", attrs: { level: 3 }, content: [{ type: "text", text: "Amina" }] },
          { type: "bulletList", content: [item("Example"), item("Others")] },
        ),
      ),
    ).toEqual([["Amina", "Example"]]);
  });

  it("is found over three paragraphs where it has three words", () => {
    expect(
      found(doc(paragraph("… Amina"), paragraph("Maria"), paragraph("Example …")), [
        { id: "1", words: "Amina Maria Example" },
      ]),
    ).toEqual([["Amina", "Maria", "Example"]]);
  });

  it("is no name where another word stands between, or only a part of it", () => {
    expect(found(doc(paragraph("Amina spoke."), paragraph("Example State 2 answered.")))).toEqual(
      [],
    );
    expect(found(doc(paragraph("Amina"), paragraph("Unexampled")))).toEqual([]);
  });

  it("is found where it has just become one, and no more where it is none any more", () => {
    const line = textSchema.nodeFromJSON(paragraph("They stopped Amina"));
    const text = (next: string) =>
      textSchema.nodes.doc?.create(null, [line, textSchema.nodeFromJSON(paragraph(next))]) as never;
    expect(placesIn(text("Other"), names)).toHaveLength(0);
    expect(placesIn(text("Example"), names)).toHaveLength(1);
    expect(placesIn(text("Other"), names)).toHaveLength(0);
  });

  it("stays two names where two whole ones follow each other", () => {
    expect(found(doc(paragraph("Amina Example"), paragraph("Amina Example")))).toEqual([
      ["Amina Example"],
      ["Amina Example"],
    ]);
  });
});
