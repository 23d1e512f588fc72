import { prosemirrorJSONToYDoc, yDocToProsemirrorJSON } from "@tiptap/y-tiptap";
import { expect, it } from "vitest";
import { isSafeLink, textSchema } from "./text-schema";

const id = "0199aaaa-0000-7000-8000-000000000001";
const whole = {
  type: "doc",
  content: [
    {
      type: "paragraph",
      content: [
        { type: "person", attrs: { id } },
        { type: "text", text: " was ", marks: [{ type: "comment", attrs: { id } }] },
        { type: "text", text: "held", marks: [{ type: "deletion", attrs: { id: 1 } }] },
        { type: "text", text: "detained", marks: [{ type: "insertion", attrs: { id: 1 } }] },
        {
          type: "text",
          text: " at the airport",
          marks: [{ type: "only", attrs: { id, upTo: "missions", instead: " in Cuba" } }],
        },
      ],
    },
    { type: "ask", attrs: { forum: "upr", upTo: "public" }, content: [{ type: "paragraph" }] },
  ],
};

it("survives the shared document word for word", () => {
  textSchema.nodeFromJSON(whole).check();
  const shared = prosemirrorJSONToYDoc(textSchema, whole, "happened");
  expect(
    textSchema
      .nodeFromJSON(yDocToProsemirrorJSON(shared, "happened"))
      .eq(textSchema.nodeFromJSON(whole)),
  ).toBe(true);
});

it.each([
  ["a node of another text", { type: "doc", content: [{ type: "image", attrs: { src: "x" } }] }],
  [
    "an id that is a script",
    {
      type: "doc",
      content: [{ type: "paragraph", content: [{ type: "person", attrs: { id: "<b>" } }] }],
    },
  ],
  ["a block where words belong", { type: "doc", content: [{ type: "text", text: "loose" }] }],
])("refuses %s", (_what, node) => {
  expect(() => textSchema.nodeFromJSON(node).check()).toThrow();
});

it("links to pages and mail alone", () => {
  expect(isSafeLink("https://example.org/a")).toBe(true);
  expect(isSafeLink("mailto:someone@example.org")).toBe(true);
  for (const href of [
    "javascript:alert(1)",
    "http://example.org",
    "data:text/html,x",
    "https://a b",
    " https://a",
    null,
  ]) {
    expect(isSafeLink(href)).toBe(false);
  }
});
