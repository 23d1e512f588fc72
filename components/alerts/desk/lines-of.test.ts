import { prosemirrorToYXmlFragment } from "@tiptap/y-tiptap";
import { expect, it } from "vitest";
import * as Y from "yjs";
import { doc, paragraph, readPart, seedText } from "@/lib/alerts/shared-text";
import { textSchema } from "@/lib/alerts/text-schema";
import { LinesOf } from "./lines-of";

it("reads a part as it is after every change, and no line twice that stayed", () => {
  const shared = new Y.Doc();
  const list = {
    type: "bulletList",
    content: [{ type: "listItem", content: [paragraph("Deep.")] }],
  };
  Y.applyUpdate(shared, seedText({ happened: doc(paragraph("One."), list, paragraph("Three.")) }));
  const part = shared.getXmlFragment("happened");
  const lines = new LinesOf(part);
  const first = lines.read();
  expect(first).toEqual(readPart(shared, "happened").content);
  const item = part.get(1) as Y.XmlElement;
  const words = ((item.get(0) as Y.XmlElement).get(0) as Y.XmlElement).get(0) as Y.XmlText;
  words.insert(4, "er");
  const second = lines.read();
  expect(second).toEqual(readPart(shared, "happened").content);
  expect(JSON.stringify(second)).toContain("Deeper.");
  expect(second.content?.[0]).toBe(first.content?.[0]);
  expect(second.content?.[1]).not.toBe(first.content?.[1]);
  part.delete(0, 1);
  expect(lines.read()).toEqual(readPart(shared, "happened").content);
  const whole = textSchema.nodeFromJSON(doc(paragraph("All new.")));
  prosemirrorToYXmlFragment(whole, part);
  expect(lines.read()).toEqual(readPart(shared, "happened").content);
});
