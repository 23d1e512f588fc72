import type { Node } from "@tiptap/pm/model";

/** Where a discussion or a suggestion stands in the text. */
export interface Anchor {
  id: string;
  kind: "comment" | "suggestion";
  from: number;
  to: number;
  /** The words of a discussion; of a suggestion, what it puts in and what it takes out. */
  words: string;
  putIn: string;
  takenOut: string;
}

const kinds: Record<string, Anchor["kind"]> = {
  comment: "comment",
  insertion: "suggestion",
  deletion: "suggestion",
};

/** All of them in the order of the text, each once however many pieces it lies in. */
export function anchorsIn(doc: Node): Anchor[] {
  const found = new Map<string, Anchor>();
  doc.descendants((node, pos) => {
    if (!node.isText) {
      return;
    }
    const text = node.text ?? "";
    for (const { type, attrs } of node.marks) {
      const kind = kinds[type.name];
      if (!kind) {
        continue;
      }
      const key = `${kind} ${attrs.id}`;
      const anchor = found.get(key) ?? {
        id: String(attrs.id),
        kind,
        from: pos,
        to: pos,
        words: "",
        putIn: "",
        takenOut: "",
      };
      anchor.to = pos + node.nodeSize;
      anchor.words += kind === "comment" ? text : "";
      anchor.putIn += type.name === "insertion" ? text : "";
      anchor.takenOut += type.name === "deletion" ? text : "";
      found.set(key, anchor);
    }
  });
  return [...found.values()].sort((a, b) => a.from - b.from);
}
