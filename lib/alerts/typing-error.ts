import type { TextNode } from "@/db/schema";
import { allWords } from "./name-search";

/** What stands of a text, by language; what has no words is not in it. */
export type Wholes = Record<
  string,
  { title?: TextNode | null; sections?: Readonly<Record<string, TextNode>> }
>;

/** One word that was mended, as it was and as it is. */
export interface MendedWord {
  language: string;
  section: string;
  was: string;
  is: string;
}

/** More changed words than this are a change, whatever they are called. */
const mostWords = 6;
/** In a word as short as this another letter makes another word: only neighbours may change places. */
const shortWord = 4;
/** Where words have no spaces between them, a letter is a word or part of one. */
const withoutSpaces =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * The words that were mended since the signed text; null where the text differs from it by more than typing errors:
 * another person, sealed passage or audience, another number or date, a word that came, went or is another one, or more
 * than a few mended words. Signatures hold through a correction that is called minor, so calling it so must not be left
 * to good will. A mended word differs by one slip: a letter too many, too few or wrong, or two that changed places.
 */
export function mendedWords(
  signed: Wholes,
  parts: readonly { language: string; section: string; content: TextNode | null }[],
): MendedWord[] | null {
  const mended: MendedWord[] = [];
  for (const { language, section, content: now } of parts) {
    const whole = signed[language];
    const before = section === "title" ? whole?.title : whole?.sections?.[section];
    const content = now ?? { type: "doc" };
    if (!before) {
      if (allWords(content).trim() !== "") {
        return null;
      }
      continue;
    }
    if (frameOf(before) !== frameOf(content)) {
      return null;
    }
    const old = wordsOf(before);
    const words = wordsOf(content);
    if (old.length !== words.length) {
      return null;
    }
    for (const [index, was] of old.entries()) {
      const is = words[index] ?? "";
      if (was === is) {
        continue;
      }
      if (bare(was) !== bare(is) && !isOneSlip(bare(was), bare(is))) {
        return null;
      }
      mended.push({ language, section, was, is });
    }
  }
  return mended.length > mostWords ? null : mended;
}

const wordsOf = (node: TextNode) => allWords(node).match(/[^\s]+/gu) ?? [];

/** Without points and capitals. */
const bare = (word: string) => word.toLocaleLowerCase("en").replace(/[^\p{L}\p{M}\p{N}]/gu, "");

/**
 * Whether one word can be the other with one typing error. "legal" and "illegal", "now" and "not", "3" and "8" are no
 * typing errors of each other: a slip at the start of a word, in a short one or in a number makes another word of it.
 */
function isOneSlip(was: string, is: string): boolean {
  const [from, to] = [[...was], [...is]];
  if (/\p{N}/u.test(was + is) || withoutSpaces.test(was + is)) {
    return false;
  }
  let start = 0;
  while (start < from.length && from[start] === to[start]) {
    start++;
  }
  const [left, right] = [from.slice(start), to.slice(start)];
  const isSwapped =
    left.length === right.length &&
    left.length >= 2 &&
    left[0] === right[1] &&
    left[1] === right[0] &&
    same(left.slice(2), right.slice(2));
  if (isSwapped) {
    return from.length > 2;
  }
  const isOne =
    same(left.slice(1), right.slice(1)) || same(left.slice(1), right) || same(left, right.slice(1));
  return isOne && start > 0 && Math.min(from.length, to.length) > shortWord;
}

const same = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((letter, index) => letter === other[index]);

/** Everything of a text but its words: blocks, people, passages, for whom what is, where links lead. */
function frameOf(node: TextNode): string {
  const marks = (node.marks ?? []).map(({ type, attrs }) => [type, attrs ?? null]);
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
