import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";

interface Range {
  from: number;
  to: number;
}
type Labels = Readonly<Record<string, string>>;

/**
 * The words of a passage as they are sealed, a protected name as its label, and where in the text each of their
 * letters stands.
 */
export function wordsAt(doc: Node, { from, to }: Range, labels: Labels) {
  let words = "";
  const places: number[] = [];
  doc.nodesBetween(from, to, (node, pos) => {
    if (node.isText) {
      const start = Math.max(from, pos);
      const piece = (node.text ?? "").slice(start - pos, to - pos);
      for (let at = 0; at < piece.length; at++) {
        places.push(start + at);
      }
      words += piece;
    } else if (node.isLeaf) {
      const piece = node.type.name === "person" ? (labels[String(node.attrs.id)] ?? "") : " ";
      places.push(...Array.from(piece, () => pos));
      words += piece;
    }
  });
  return { words, places };
}

/**
 * Puts a sealed passage in the place of its words. What somebody else wrote between them while they were being sealed
 * stays, behind the passage and kept within the same readers: it is in no seal.
 */
export function putSealed(
  tr: Transaction,
  range: Range,
  node: Node,
  sealed: { words: string; labels: Labels },
): Transaction {
  const { words, places } = wordsAt(tr.doc, range, sealed.labels);
  const most = Math.min(words.length, sealed.words.length);
  let before = 0;
  while (before < most && words[before] === sealed.words[before]) {
    before++;
  }
  let after = 0;
  while (after < most - before && words.at(-1 - after) === sealed.words.at(-1 - after)) {
    after++;
  }
  if (before + after >= words.length) {
    return tr.replaceRangeWith(range.from, range.to, node);
  }
  const rest = { from: places[before] ?? range.to, to: places[words.length - after] ?? range.to };
  return tr.delete(rest.to, range.to).replaceWith(range.from, rest.from, node);
}
