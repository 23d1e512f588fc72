import type { Node } from "@tiptap/pm/model";
import { type Audience, audiences } from "@/db/reference/words";

/** What stands before and after some words, to the ends of their sentence. */
export interface Surroundings {
  before: string;
  after: string;
}

/** A sentence as somebody reads it in whose edition other words stand in the place of the chosen ones. */
export interface ReadSentence extends Surroundings {
  instead: string;
}

/** How far words may go, and the first audience that does not read them. */
export type Within = "team" | "coalition" | "missions";
export const firstBeyond: Record<Within, Audience> = {
  team: "coalition",
  coalition: "missions",
  missions: "public",
};

/** The rest of the sentence that some words stand in, as an audience reads it. */
export function sentenceAround(
  doc: Node,
  { from, to }: { from: number; to: number },
  of: { audience: Audience; labels: Readonly<Record<string, string>>; language: string },
): Surroundings {
  const [start, end] = [doc.resolve(from), doc.resolve(to)];
  const sentences = (words: string) =>
    [...new Intl.Segmenter(of.language, { granularity: "sentence" }).segment(words)].map(
      ({ segment }) => segment,
    );
  const before = wordsBetween(start.parent, 0, start.parentOffset, of);
  const after = wordsBetween(end.parent, end.parentOffset, end.parent.content.size, of);
  return { before: sentences(before).at(-1) ?? "", after: sentences(after)[0] ?? "" };
}

/** The words of one line as an audience reads them: what app.reduce_node does with them. */
function wordsBetween(
  line: Node,
  from: number,
  to: number,
  { audience, labels }: Parameters<typeof sentenceAround>[2],
): string {
  let words = "";
  let kept: unknown = null;
  line.forEach((child, offset) => {
    const [start, end] = [Math.max(offset, from), Math.min(offset + child.nodeSize, to)];
    if (start >= end || child.marks.some(({ type }) => type.name === "insertion")) {
      return;
    }
    const mark = child.marks.find(({ type }) => type.name === "only")?.attrs;
    const only = mark ?? (child.attrs.onlyId ? onlyOf(child) : undefined);
    if (only && audiences.indexOf(audience) > audiences.indexOf(only.upTo)) {
      words += only.id === kept ? "" : String(only.instead ?? "");
      kept = only.id;
      return;
    }
    kept = null;
    if (child.isText) {
      words += (child.text ?? "").slice(start - offset, end - offset);
    } else if (child.type.name === "person") {
      words += labels[String(child.attrs.id)] ?? "";
    } else if (child.type.name === "sealed") {
      words += String(child.attrs.instead ?? "");
    } else {
      words += " ";
    }
  });
  return words;
}

const onlyOf = ({ attrs }: Node) => ({
  id: attrs.onlyId,
  upTo: attrs.onlyUpTo,
  instead: attrs.onlyInstead,
});
