import { prosemirrorToYXmlFragment, yXmlFragmentToProsemirrorJSON } from "@tiptap/y-tiptap";
import * as Y from "yjs";
import type { TextNode } from "@/db/schema";
import { withPassagesWhole } from "./only-passage";
import { type PartName, partNames } from "./part-names";
import { textSchema } from "./text-schema";

export { type PartName, partNames };

export type Part = { content: TextNode; plain: string };

/** One part as it stands in the shared text: its JSON, and its words without marks, a block a line. */
export function readPart(shared: Y.Doc, name: PartName): Part {
  const content = read(shared.getXmlFragment(name));
  return { content, plain: plainOf(content) };
}

/** Some lines of a part, each as `readPart` gives it. */
export function readLines(lines: readonly (Y.XmlElement | Y.XmlText | Y.XmlHook)[]): TextNode[] {
  // All that is asked of a part is its lines.
  const part = { toArray: () => lines } as unknown as Y.XmlFragment;
  return read(part).content ?? [];
}

const read = (part: Y.XmlFragment): TextNode =>
  withPassagesWhole(withWordsJoined(yXmlFragmentToProsemirrorJSON(part) as TextNode));

/** Words that two people began side by side are one piece to whoever reads them. */
function withWordsJoined(node: TextNode): TextNode {
  if (!node.content) {
    return node;
  }
  const content: TextNode[] = [];
  for (const child of node.content.map(withWordsJoined)) {
    const last = content.at(-1);
    if (
      last?.type === "text" &&
      child.type === "text" &&
      JSON.stringify(last.marks ?? []) === JSON.stringify(child.marks ?? [])
    ) {
      content[content.length - 1] = { ...last, text: `${last.text}${child.text}` };
    } else {
      content.push(child);
    }
  }
  return { ...node, content };
}

export function readParts(shared: Y.Doc): Record<PartName, Part> {
  return Object.fromEntries(partNames.map((name) => [name, readPart(shared, name)])) as Record<
    PartName,
    Part
  >;
}

/** The words of a node; a person or a sealed passage has none of its own. */
export function plainOf(node: TextNode): string {
  return blocksOf(node).join("\n").trim();
}

function blocksOf(node: TextNode): string[] {
  if (node.type === "paragraph" || node.type === "heading") {
    return [(node.content ?? []).map(wordsOf).join("")];
  }
  return (node.content ?? []).flatMap(blocksOf);
}

const wordsOf = (node: TextNode): string => {
  if (node.type === "hardBreak") {
    return "\n";
  }
  return node.type === "text" ? (node.text ?? "") : "\ufffc";
};

/**
 * A new shared text with these parts, as one update. Made on the server: two people who both began an empty one would
 * each bring a first paragraph.
 */
export function seedText(parts: Partial<Record<PartName, TextNode>>): Uint8Array {
  const shared = new Y.Doc();
  for (const name of partNames) {
    const content = parts[name] ?? { type: "doc", content: [{ type: "paragraph" }] };
    prosemirrorToYXmlFragment(textSchema.nodeFromJSON(content), shared.getXmlFragment(name));
  }
  const update = Y.encodeStateAsUpdate(shared);
  shared.destroy();
  return update;
}

/** A paragraph of plain words, or an empty one. */
export const paragraph = (...content: (TextNode | string)[]): TextNode => ({
  type: "paragraph",
  ...(content.length > 0 && {
    content: content
      .map((node) => (typeof node === "string" ? { type: "text", text: node } : node))
      .filter((node) => node.type !== "text" || node.text !== ""),
  }),
});

export const doc = (...content: TextNode[]): TextNode => ({
  type: "doc",
  content: content.length > 0 ? content : [paragraph()],
});
