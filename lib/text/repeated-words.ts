import { stopwords as arabic } from "@orama/stopwords/arabic";
import { stopwords as english } from "@orama/stopwords/english";
import { stopwords as french } from "@orama/stopwords/french";
import { stopwords as chinese } from "@orama/stopwords/mandarin";
import { stopwords as russian } from "@orama/stopwords/russian";
import { stopwords as spanish } from "@orama/stopwords/spanish";

/** What a note on silence says of itself, in its six languages: no part of what is to be kept back. */
const ofNotes =
  "do don't not never ne pas jamais no nunca не никогда لا 不要 " +
  "mention mentioned name names say said tell told quote refer secret anything mentionner mentionnez nom noms dire citer " +
  "parler mencionar mencione nombre nombres decir citar hablar упоминать упоминайте имя имена говорить называть " +
  "ذكر تذكر اسم أسماء 提及 提到 名字 姓名";

/** Words that tell nothing, by language, the first where two know as many of a note's words. */
const meaningless = [english, french, spanish, russian, arabic, chinese].map(
  (words) => new Set(words.map((word) => bare(word))),
);
const ofAnyNote = new Set(ofNotes.split(" ").map((word) => bare(word)));

/** Where one thing that is to be kept back ends and another begins. */
const between =
  /[.,;:!?()«»“”"\n\r·•–—،؛؟。，；：！？、（）]+|\s(?:and|or|nor|et|ou|ni|y|o|и|или|ни|أو|و|和|或)\s/giu;
/** What may be said instead: “Any name: say “a lawyer””, and not “Never say “spy””. */
const instead =
  /(?<=^|[.:;,،؛]\s*)(?:say|write|use|dites?|dire|écrire|écrivez|decir|diga|escribir|говорить|говорите|писать|قل|اكتب)\s+[“"«][^”"»]*[”"»]/gimu;
const isHan = /\p{Script=Han}/u;
/** Letters that an ending may have: "questioned" says again what "questioning" says. */
const longestEnding = 3;
const shortestStem = 4;

/** So many words of a longer phrase are enough. */
const enough = 2;
const shortestNumber = 5;

/**
 * The words by which a text says again what a note says: some sentence of it holds a name or a number of the note, two words
 * of one of its phrases or half of a shorter one, endings aside. As they stand in the text, each once; empty where nothing is
 * said again. It knows words, not meanings: what is said in other words, or in another language than the note, is not found.
 */
export function repeatedWords(note: string, text: string): string[] {
  const silent = note.replace(instead, "");
  const empty = emptyWordsOf(silent);
  const phrases = silent
    .split(between)
    .map((phrase) => meaningful(phrase, empty))
    .filter((words) => words.length > 0);
  const found = new Set<string>(repeatedNumbers(silent, text));
  if (phrases.length === 0) {
    return [...found];
  }
  for (const { segment } of new Intl.Segmenter("und", { granularity: "sentence" }).segment(text)) {
    const said = wordsIn(segment);
    for (const phrase of phrases) {
      const hits = phrase.flatMap((word) => {
        const hit = said.find((one) => isSaidAgain(one, word));
        return hit ? [{ ...hit, isTelling: word.isTelling }] : [];
      });
      if (
        hits.length >= Math.min(enough, phrase.length / 2) ||
        hits.some(({ isTelling }) => isTelling)
      ) {
        for (const { written } of hits) {
          found.add(written);
        }
      }
    }
  }
  return [...found];
}

/** Long numbers, however their digits are grouped: of a telephone, of a passport. */
function repeatedNumbers(note: string, text: string): string[] {
  const digits = (of: string) => of.replace(/(?<=\d)[\s()./‑–-]+(?=\d)/gu, "");
  const said = digits(text);
  return (digits(note).match(/\d+/g) ?? []).filter(
    (number) => number.length >= shortestNumber && said.includes(number),
  );
}

interface Word {
  written: string;
  bare: string;
  /** A name or a number, which is enough by itself. */
  isTelling: boolean;
}

/** The words of a text, each once. */
function wordsIn(text: string): Word[] {
  const words = new Map<string, Word>();
  for (const { isWordLike, segment } of new Intl.Segmenter("und", { granularity: "word" }).segment(
    text,
  )) {
    const isTelling = /^\p{Lu}|\d/u.test(segment);
    const word = { written: segment, bare: bare(segment), isTelling };
    const known = words.get(word.bare);
    if (isWordLike && (!known || (isTelling && !known.isTelling))) {
      words.set(word.bare, word);
    }
  }
  return [...words.values()];
}

/**
 * The words that tell nothing in the language of a note: the one of which it has most. "Son" is a word of the French and
 * Spanish that says nothing, and in English somebody's child.
 */
function emptyWordsOf(note: string): ReadonlySet<string> {
  const words = wordsIn(note);
  const known = meaningless.map((empty) => words.filter((word) => empty.has(word.bare)).length);
  return meaningless[known.indexOf(Math.max(...known))] ?? new Set();
}

/** What tells something of a phrase. A word that stands alone does. */
function meaningful(phrase: string, empty: ReadonlySet<string>): Word[] {
  const words = wordsIn(phrase).filter((word) => !ofAnyNote.has(word.bare));
  return words.length === 1 ? words : words.filter((word) => tells(word) && !empty.has(word.bare));
}

const tells = ({ bare: word, isTelling }: Word) => isTelling || word.length > 2 || isHan.test(word);

/** A name of two letters is one where it is written as one. */
const isSaidAgain = (said: Word, silent: Word): boolean =>
  isSame(said.bare, silent.bare) &&
  (silent.bare.length > 2 || isHan.test(silent.bare) || said.isTelling || !silent.isTelling);

/** A word without what changes with its place: case, marks on letters, the English genitive, the Arabic article. */
function bare(word: string): string {
  return word
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll("’", "'")
    .replace(/[\p{M}ـ]/gu, "")
    .replace(/'s$/u, "")
    .replace(/^\p{L}'/u, "")
    .replace(/^[وف]?(?:[بك]?ال|لل)(?=\p{L}{3})/u, "");
}

function isSame(a: string, b: string): boolean {
  if (a === b) {
    return true;
  }
  let stem = 0;
  while (stem < a.length && a[stem] === b[stem]) {
    stem += 1;
  }
  return stem >= shortestStem && Math.max(a.length, b.length) - stem <= longestEnding;
}
