import { EditorState, TextSelection } from "@tiptap/pm/state";
import { prosemirrorToYXmlFragment } from "@tiptap/y-tiptap";
import { expect, it } from "vitest";
import * as Y from "yjs";
import type { TextNode } from "@/db/schema";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { keepWithin, withPassagesWhole } from "./only-passage";
import { doc, paragraph, readPart } from "./shared-text";
import { textSchema } from "./text-schema";

useDatabase();

const passage = "0199aaaa-0000-7000-8000-00000000000a";
const person = "0199aaaa-0000-7000-8000-00000000000b";
const chip: TextNode = { type: "person", attrs: { id: person } };

/** What the public reads of a paragraph in which letters `from` to `to` are kept within the coalition. */
async function read(content: (TextNode | string)[], from: number, to: number, instead = "") {
  const state = EditorState.create({ doc: textSchema.nodeFromJSON(doc(paragraph(...content))) });
  const only = textSchema.mark("only", { id: passage, upTo: "coalition", instead });
  const { tr } = state;
  tr.setSelection(TextSelection.create(tr.doc, from, to));
  keepWithin(tr, from, to, only);
  const shared = new Y.Doc();
  prosemirrorToYXmlFragment(tr.doc, shared.getXmlFragment("happened"));
  // As somebody else loads it.
  const loaded = new Y.Doc();
  Y.applyUpdate(loaded, Y.encodeStateAsUpdate(shared));
  return loaded;
}

async function asRead(loaded: Y.Doc, audience: string): Promise<string> {
  const { content } = readPart(loaded, "happened");
  const [row] = await asSuperuser()<{ words: string }[]>`
    select app.plain_of(app.reduce_node(${asSuperuser().json(content as never)}, ${audience},
      ${asSuperuser().json({ [person]: "THE LAWYER" })}, '{}')) as words`;
  return row?.words.trim() ?? "";
}

it.each([
  ["in the middle", ["Held ", chip, " at the airport."], 1, 22, "."],
  ["at its end", ["Told by ", chip, "."], 1, 10, "."],
  ["at its beginning", [chip, " told us."], 1, 7, "us."],
  ["alone in it", ["By ", chip, " there."], 4, 5, "By there."],
  ["beside another", ["By ", chip, chip, " there."], 1, 6, "there."],
] as const)(
  "takes a protected name out with its passage: %s",
  async (_where, content, from, to, rest) => {
    const loaded = await read([...content], from, to);
    expect(await asRead(loaded, "public")).toBe(rest);
    expect(await asRead(loaded, "coalition")).toContain("THE LAWYER");
  },
);

it("says once what stands instead of a passage with a name in it", async () => {
  const loaded = await read(["Held ", chip, " at the airport."], 1, 8, "Somebody held");
  expect(await asRead(loaded, "public")).toBe("Somebody held at the airport.".replace(" at", "at"));
});

it("takes out also what lies between the words of a passage from before", () => {
  const only = { type: "only", attrs: { id: passage, upTo: "coalition", instead: "" } };
  const old = paragraph({ type: "text", text: "By ", marks: [only] }, chip, {
    type: "text",
    text: " there",
    marks: [only],
  });
  expect(withPassagesWhole(doc(old)).content?.[0]?.content?.[1]?.marks).toEqual([only]);
  const outside = paragraph("By ", chip, { type: "text", text: " there", marks: [only] });
  expect(withPassagesWhole(doc(outside)).content?.[0]?.content?.[1]?.marks).toBeUndefined();
});

it("would leave the name to the public without that (the broken variant)", async () => {
  const shared = new Y.Doc();
  const only = { type: "only", attrs: { id: passage, upTo: "coalition", instead: "" } };
  const node = textSchema.nodeFromJSON(
    doc(paragraph({ type: "text", text: "By ", marks: [only] }, { ...chip, marks: [only] })),
  );
  prosemirrorToYXmlFragment(node, shared.getXmlFragment("happened"));
  // The mark alone does not come through the shared document.
  expect(await asRead(shared, "public")).toBe("THE LAWYER");
});
