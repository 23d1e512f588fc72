import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { doc, paragraph, seedText } from "@/lib/alerts/shared-text";
import { unsentWords } from "./unsent-words";

/** A text of one line that others wrote, open here. */
function opened(line = "Others wrote this.") {
  const shared = new Y.Doc();
  Y.applyUpdate(shared, seedText({ happened: doc(paragraph(line)) }));
  const lines = shared.getXmlFragment("happened");
  const first = (lines.get(0) as Y.XmlElement).get(0) as Y.XmlText;
  const clock = () => Y.getState(shared.store, shared.clientID);
  return { shared, lines, first, clock };
}

describe("the words that were not sent", () => {
  it("are none before anything was typed", () => {
    const { shared } = opened();
    expect(unsentWords(shared, 0)).toBe("");
  });

  it("leave out what others wrote in the same line", () => {
    const { shared, first } = opened();
    first.insert(7, "never ");
    first.insert(first.length, " So did I.");
    expect(unsentWords(shared, 0)).toBe("never … So did I.");
  });

  it("leave out what had arrived, also within one run of letters", () => {
    const { shared, first, clock } = opened();
    first.insert(first.length, " Sent");
    const confirmed = clock();
    first.insert(first.length, " and not");
    expect(unsentWords(shared, confirmed)).toBe("and not");
    expect(unsentWords(shared, clock())).toBe("");
  });

  it("hold new lines whole, and nothing that was taken out again", () => {
    const { shared, lines } = opened();
    const line = new Y.XmlElement("paragraph");
    lines.insert(1, [line]);
    const text = new Y.XmlText("A new line wrong");
    line.insert(0, [text]);
    text.delete(10, 6);
    expect(unsentWords(shared, 0)).toBe("A new line");
  });
});
