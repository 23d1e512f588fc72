import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { changesTo } from "@/lib/alert-history/changes";
import { doc, paragraph, seedText } from "@/lib/alerts/shared-text";
import { watchTakenWords } from "./taken-words";

const seed = seedText({ happened: doc(paragraph("Others wrote this."), paragraph("And this.")) });

/** A text open here, and the same text elsewhere, where what is typed here has arrived or not. */
function opened() {
  const here = new Y.Doc();
  Y.applyUpdate(here, seed);
  const taken: string[] = [];
  watchTakenWords(here, (words) => taken.push(words));
  const line = (n: number) =>
    (here.getXmlFragment("happened").get(n) as Y.XmlElement).get(0) as Y.XmlText;
  const send = () => Y.encodeStateAsUpdate(here);
  const restore = (known: Uint8Array, ...lines: string[]) => {
    const elsewhere = new Y.Doc();
    Y.applyUpdate(elsewhere, known);
    const wanted = { happened: doc(...lines.map((words) => paragraph(words))) };
    for (const change of changesTo(elsewhere, wanted)) {
      Y.applyUpdate(here, change);
    }
  };
  return { here, line, send, restore, taken };
}

describe("words typed here that a change from elsewhere takes out", () => {
  it("are told, those that had arrived and those that had not", () => {
    const { line, send, restore, taken } = opened();
    line(1).insert(9, " I wrote more.");
    const known = send();
    line(1).insert(23, " Not sent.");
    restore(known, "Others wrote this.");
    expect(taken).toEqual(["I wrote more. Not sent."]);
  });

  it("are told as they stood, in whichever order they were typed", () => {
    const { line, send, restore, taken } = opened();
    line(1).insert(9, " I wrte");
    line(1).insert(14, "o");
    line(0).insert(18, " First.");
    // "Another text." has letters of them, too.
    restore(send(), "Another text.");
    expect(taken).toEqual(["First.\n\nI wrote"]);
  });

  it("are none where they stay, or are taken out here", () => {
    const { here, line, restore, taken } = opened();
    line(0).insert(0, "Today: ");
    restore(seed, "Others wrote this.");
    expect(line(0).toString()).toBe("Today: Others wrote this.");
    line(0).delete(0, 7);
    here.getXmlFragment("happened").delete(0, 1);
    expect(taken).toEqual([]);
  });

  it("are nothing of what others wrote", () => {
    const { restore, taken } = opened();
    restore(seed, "Another text.");
    expect(taken).toEqual([]);
  });
});
