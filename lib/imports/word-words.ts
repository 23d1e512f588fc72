import type { Word } from "@/db/reference/words";
import commitments from "@/lib/i18n/messages/en/commitments.json";
import { foldName } from "@/lib/states/names";

const meanings = new Map(
  ([1, 2, 3, 4, 5] as const).map((word): [string, Word] => [
    foldName(commitments.word[word]),
    word,
  ]),
);

/**
 * How sure somebody is, as a column of its own says it: a digit from 1 to 5, its meaning, or both, as the tracker's own
 * files have them ("3 · said before two of us"). Null where nothing is said.
 */
export function readWord(text: string): Word | "unclear" | null {
  const written = text.trim();
  if (/^[-–—−]?$/.test(written)) {
    return null;
  }
  const [, digit, rest = ""] =
    /^([1-5])(?!\d)\s*(?:\/\s*5$|[·.:)–—-]\s*|\s)?(.*)$/su.exec(written) ?? [];
  const meant = meanings.get(foldName(digit ? rest : written));
  if (!digit) {
    return meant ?? "unclear";
  }
  const word = Number(digit) as Word;
  return rest === "" || meant === word || /^\d\s*·/.test(written) ? word : "unclear";
}
