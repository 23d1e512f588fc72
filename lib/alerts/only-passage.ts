import type { Mark, Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import type { TextNode } from "@/db/schema";

/*
 * The shared document carries marks on words and not on names, sealed passages and line breaks between them. So a
 * passage that goes no further than one audience is written on the names in it as attributes (`onlyId`, `onlyUpTo`,
 * `onlyInstead`), and read from there as the mark that it is.
 */

/** A passage as the attributes of a name or sealed passage in it. */
export const onlyAttributes = ({ attrs }: Pick<Mark, "attrs">) => ({
  onlyId: attrs.id,
  onlyUpTo: attrs.upTo,
  onlyInstead: attrs.instead,
});

const atoms = new Set(["person", "sealed"]);

/** Marks the words and names in a range as a passage that goes no further than one audience. */
export function keepWithin(tr: Transaction, from: number, to: number, only: Mark): Transaction {
  tr.addMark(from, to, only);
  tr.doc.nodesBetween(from, to, (node: Node, pos: number) => {
    if (atoms.has(node.type.name)) {
      tr.setNodeMarkup(pos, null, { ...node.attrs, ...onlyAttributes(only) }, node.marks);
    }
  });
  return tr;
}

type PlainMark = NonNullable<TextNode["marks"]>[number];

const onlyOf = (node: TextNode | undefined): PlainMark | undefined =>
  node?.marks?.find(({ type }) => type === "only");

function writtenOn({ attrs }: TextNode): PlainMark | undefined {
  return attrs?.onlyId
    ? {
        type: "only",
        attrs: { id: attrs.onlyId, upTo: attrs.onlyUpTo, instead: attrs.onlyInstead ?? "" },
      }
    : undefined;
}

/**
 * A node in which everything between the words of one passage is marked as part of it: what says so itself, and what
 * lies between two words of the same one.
 */
export function withPassagesWhole(node: TextNode): TextNode {
  if (!node.content) {
    return node;
  }
  const children = node.content.map(withPassagesWhole);
  const words = (child: TextNode) => child.type === "text" || writtenOn(child) !== undefined;
  const markAt = (child: TextNode | undefined) => child && (writtenOn(child) ?? onlyOf(child));
  return {
    ...node,
    content: children.map((child, at) => {
      if (child.type === "text" || child.content) {
        return child;
      }
      const before = markAt(children.slice(0, at).findLast(words));
      const after = markAt(children.slice(at + 1).find(words));
      const only =
        writtenOn(child) ?? (before && before.attrs?.id === after?.attrs?.id ? before : undefined);
      return only && !onlyOf(child) ? { ...child, marks: [...(child.marks ?? []), only] } : child;
    }),
  };
}
