import type { TextNode } from "@/db/schema";
import { allWords } from "./name-search";

interface Whole {
  title: TextNode | null;
  sections: Record<string, TextNode>;
}

/** More changed words than this are a change, whatever they are called. */
const mostWords = 6;
/** A mended word is still mostly the same word. */
const mostLetters = 3;

/**
 * Whether the text differs from the signed one by more than typing errors: another person, sealed passage or audience,
 * another number or date, a word that came, went or is another one, or more than a few mended words. Signatures hold
 * through a correction that is called minor, so calling it so must not be left to good will.
 */
export function isMoreThanTyping(
  signed: Record<string, Whole>,
  parts: readonly { language: string; section: string; content: TextNode }[],
): boolean {
  let mended = 0;
  for (const { language, section, content } of parts) {
    const whole = signed[language];
    const before = section === "title" ? whole?.title : whole?.sections[section];
    if (!before) {
      if (allWords(content).trim() !== "") {
        return true;
      }
      continue;
    }
    if (frameOf(before) !== frameOf(content)) {
      return true;
    }
    const was = wordsOf(before);
    const is = wordsOf(content);
    if (was.length !== is.length) {
      return true;
    }
    for (const [index, word] of was.entries()) {
      const now = is[index] ?? "";
      if (word === now) {
        continue;
      }
      mended++;
      if (barely(word) === barely(now)) {
        continue;
      }
      if (
        /\p{N}|\p{Script=Han}/u.test(word + now) ||
        distance(word, now) > mostLetters ||
        isAnother(word, now)
      ) {
        return true;
      }
    }
  }
  return mended > mostWords;
}

const wordsOf = (node: TextNode) => allWords(node).match(/[^\s]+/gu) ?? [];

/** "not" for "now", "3" for "8", in a short word, makes another word of it. */
const isAnother = (was: string, is: string) =>
  Math.max(was.length, is.length) < 2 * distance(was, is) ||
  (Math.min([...was].length, [...is].length) <= 4 && lettersOf(was) !== lettersOf(is));

/** Without points and capitals. */
const barely = (word: string) => word.toLocaleLowerCase("en").replace(/[^\p{L}\p{M}\p{N}]/gu, "");

const lettersOf = (word: string) => [...barely(word)].sort().join("");

/** Everything of a text but its words: blocks, people, passages, for whom what is, where links lead. */
function frameOf(node: TextNode): string {
  const marks = (node.marks ?? [])
    .filter(({ type }) => type !== "comment")
    .map(({ type, attrs }) => [type, attrs ?? null]);
  if (node.type === "text") {
    return marks.some(([type]) => type !== "bold" && type !== "italic")
      ? JSON.stringify(marks)
      : "";
  }
  return JSON.stringify([
    node.type,
    node.attrs ?? null,
    (node.content ?? []).map(frameOf).filter((inside) => inside !== ""),
  ]);
}

/** How many letters differ (Levenshtein). */
function distance(a: string, b: string): number {
  const [from, to] = [[...a], [...b]];
  let row = to.map((_, index) => index + 1);
  row.unshift(0);
  for (const [i, letter] of from.entries()) {
    const next = [i + 1];
    for (const [j, other] of to.entries()) {
      next.push(
        Math.min(
          (row[j + 1] ?? 0) + 1,
          (next[j] ?? 0) + 1,
          (row[j] ?? 0) + (letter === other ? 0 : 1),
        ),
      );
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
