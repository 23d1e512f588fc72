import type { Node, ResolvedPos } from "@tiptap/pm/model";
import { Selection } from "@tiptap/pm/state";

/** So many letters beside a caret say whether it still stands where somebody writes; a line of Chinese is one word. */
const beside = 8;

/**
 * Where the caret belongs after a change from elsewhere put it at `now`; null where it stands rightly. When the words
 * around it were replaced - a version was restored, a colleague wrote something else there - whoever goes on typing must
 * not cut another sentence in two: they go on at the end of the paragraph. Where the whole paragraph went, at the end of
 * the one before.
 */
export function placeAfterChange(before: ResolvedPos, now: ResolvedPos): number | null {
  if (!before.parent.isTextblock || !now.parent.isTextblock || isKept(before, now)) {
    return null;
  }
  const previous = now.parentOffset === 0 ? endBefore(now) : null;
  return previous ?? now.end();
}

function isKept(before: ResolvedPos, now: ResolvedPos): boolean {
  const was = around(before);
  const is = around(now);
  // One change lies before a caret or behind it.
  if (was.before === is.before || was.behind === is.behind) {
    return true;
  }
  const left = [lastLetters(was.before), lastLetters(is.before)] as const;
  const right = [firstLetters(was.behind), firstLetters(is.behind)] as const;
  const isWritten = left.every(Boolean) || right.every(Boolean);
  return (
    isWritten &&
    (left[0].endsWith(left[1]) || left[1].endsWith(left[0])) &&
    (right[0].startsWith(right[1]) || right[1].startsWith(right[0]))
  );
}

function around($at: ResolvedPos): { before: string; behind: string } {
  const { parent, parentOffset } = $at;
  // A name counts as one letter, so that it is no gap between words.
  const read = (from: number, to: number) => parent.textBetween(from, to, "", leaf);
  return { before: read(0, parentOffset), behind: read(parentOffset, parent.content.size) };
}

const leaf = (node: Node) => (node.type.name === "hardBreak" ? "\n" : "\ufffc");
const lastLetters = (words: string) => (/\S*$/u.exec(words)?.[0] ?? "").slice(-beside);
const firstLetters = (words: string) => (/^\S*/u.exec(words)?.[0] ?? "").slice(0, beside);

function endBefore($at: ResolvedPos): number | null {
  const found = Selection.findFrom($at.doc.resolve($at.before()), -1, true);
  return found ? found.head : null;
}
