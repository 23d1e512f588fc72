import type { TextNode } from "@/db/schema";

/** Words that may not stand in a text for an audience. */
export interface Forbidden {
  id: string;
  /** What is looked for: a name, or a passage that the team sealed. */
  words: string;
  kind: "person" | "organisation" | "group" | "passage";
}

export interface Found {
  id: string;
  kind: Forbidden["kind"];
  /** The whole name or passage, or only a part of a name, which may be another word. */
  isWhole: boolean;
}

const shortestPart = 4;
const shortestPassage = 12;

/** Bidirectional and joining marks, which can hide a name from a search and not from a reader. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]/g;

/** Words as they are compared: without accents, marks that nobody sees, or case. */
const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(invisible, "")
    .toLocaleLowerCase("en")
    .replaceAll("ς", "σ");

/** Cyrillic and Greek letters by the Latin one that nobody could tell them from, small and capital. */
const lookAlikes = {
  a: "\u0430\u0410\u03b1\u0391",
  b: "\u0432\u0412\u03b2\u0392",
  c: "\u0441\u0421",
  d: "\u0501\u0500",
  e: "\u0435\u0415\u03b5\u0395",
  h: "\u04bb\u043d\u041d\u04ba\u0397",
  i: "\u0456\u0406\u04c0\u03b9\u0399",
  j: "\u0458\u0408",
  k: "\u043a\u041a\u03ba\u039a",
  l: "\u04cf",
  m: "\u043c\u041c\u039c",
  n: "\u03b7\u039d",
  o: "\u043e\u041e\u03bf\u039f",
  p: "\u0440\u0420\u03c1\u03a1",
  q: "\u051b\u051a",
  s: "\u0455\u0405",
  t: "\u0442\u0422\u03c4\u03a4",
  u: "\u03c5",
  v: "\u0475\u0474\u03bd",
  w: "\u051d\u051c",
  x: "\u0445\u0425\u03c7\u03a7",
  y: "\u0443\u04af\u0423\u04ae\u03b3\u03a5",
  z: "\u0396",
};
const latinOf = new Map(
  Object.entries(lookAlikes).flatMap(([latin, others]) =>
    [...others].map((other) => [other, latin] as const),
  ),
);
const latinAlike = (text: string) =>
  text.replace(/[\u0370-\u052f]/g, (letter) => latinOf.get(letter) ?? letter);
/** A name in Latin letters is looked for among letters that look alike, and read so itself. */
const isLatin = (name: string) => /[a-z]/.test(fold(name));
const wordsOfName = (name: string) => wordsOf(fold(isLatin(name) ? latinAlike(name) : name));

const wordsOf = (folded: string) => folded.match(/[\p{L}\p{N}]+/gu) ?? [];
const together = (folded: string) => wordsOf(folded).join(" ");

/** Scripts without spaces between words, and those that write "and" and "the" in one with what follows. */
const joins =
  /\p{Script=Han}|\p{Script=Arabic}|\p{Script=Thai}|\p{Script=Hebrew}|\p{Script=Hiragana}|\p{Script=Katakana}/u;

/** Addresses in a text whose letters are written as numbers (%D9%8A). */
const encodedAddress = /[^ \t\r\n]*%[0-9A-Fa-f]{2}[^ \t\r\n]*/g;
/** An address inside another is written so twice. */
const mostRounds = 5;

/** An address with its letters as letters. */
function addressAsWritten(address: string): string {
  let written = address;
  for (let round = 0; round < mostRounds; round += 1) {
    written = written.replace(/(?:%[0-9A-Fa-f]{2})+/g, decodedRun);
  }
  return written;
}

/** What is no UTF-8 is read as older pages wrote it. */
function decodedRun(run: string): string {
  const bytes = (run.replaceAll("%00", "").match(/[0-9A-Fa-f]{2}/g) ?? []).map((pair) =>
    Number.parseInt(pair, 16),
  );
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
      Uint8Array.from(bytes),
    );
  } catch {
    return String.fromCharCode(...bytes);
  }
}

/**
 * The forbidden words that a text holds, whoever typed them and however: whole names in any order, parts of a person's
 * name of four letters or more, passages, also in an address that writes its letters as numbers. A part counts at the
 * beginning of a word ("Petrova" for "Petrov"), and anywhere in a script that joins words.
 */
export function findForbidden(text: string, forbidden: readonly Forbidden[]): Found[] {
  const addresses = text.match(encodedAddress) ?? [];
  const found = [text, ...addresses.map(addressAsWritten)].flatMap((words) =>
    findInLetters(words, forbidden),
  );
  return forbidden.flatMap(({ id, kind }) => {
    const own = found.filter((one) => one.id === id && one.kind === kind);
    return own.find(({ isWhole }) => isWhole) ?? own[0] ?? [];
  });
}

function findInLetters(text: string, forbidden: readonly Forbidden[]): Found[] {
  const plainly = searched(text);
  const alike = searched(latinAlike(text));
  const found: Found[] = [];
  for (const { id, words, kind } of forbidden) {
    const { spoken, dense } = kind !== "passage" && isLatin(words) ? alike : plainly;
    const parts = kind === "passage" ? wordsOf(fold(words)) : wordsOfName(words);
    if (parts.length === 0) {
      continue;
    }
    if (kind === "passage") {
      const passage = parts.join(" ");
      if (passage.length >= shortestPassage && spoken.includes(` ${passage} `)) {
        found.push({ id, kind, isWhole: true });
      }
      continue;
    }
    if (holdsWhole(spoken, dense, parts)) {
      // One short word alone may be any word ("May"): people may say that it is none.
      const [only = "", ...more] = parts;
      const isUnlikely = more.length > 0 || [...only].length >= shortestPart || joins.test(only);
      found.push({ id, kind, isWhole: isUnlikely });
    } else if (
      kind === "person" &&
      parts.some((part) => [...part].length >= shortestPart && holdsPart(spoken, dense, part))
    ) {
      found.push({ id, kind, isWhole: false });
    }
  }
  return found;
}

/** Words as they are searched: one space between them, and none. */
function searched(text: string): { spoken: string; dense: string } {
  const spoken = ` ${together(fold(text))} `;
  return { spoken, dense: spoken.replaceAll(" ", "") };
}

/** Whether words hold this whole name, so that nobody could take it for another word. */
export function holdsWholeName(words: string, name: string): boolean {
  return findForbidden(words, [{ id: "", words: name, kind: "person" }]).some(
    ({ isWhole }) => isWhole,
  );
}

function holdsWhole(spoken: string, dense: string, parts: string[]): boolean {
  if (parts.some((part) => joins.test(part))) {
    return dense.includes(parts.join(""));
  }
  if (parts.length === 1) {
    return spoken.includes(` ${parts[0]} `);
  }
  return (
    ordersOf(parts).some((order) => spoken.includes(` ${order.join(" ")}`)) ||
    (dense.includes(parts.join("")) && [...parts.join("")].length >= 8)
  );
}

const holdsPart = (spoken: string, dense: string, part: string) =>
  joins.test(part) ? dense.includes(part) : spoken.includes(` ${part}`);

/** Where a whole name stands in words, in UTF-16 units. */
export interface NamePlace {
  id: string;
  from: number;
  to: number;
}

/**
 * Every place in which words hold one of these names, as `findForbidden` sees whole ones; the database covers the same
 * letters. A name as it was entered goes before one in another order: where a name stands twice, the end of the first and
 * the beginning of the second are no third one. What others leave of one in another order is a place of its own, without
 * the signs between. An address that writes a name in numbers is a place as a whole.
 */
export function placesOfNames(
  text: string,
  names: readonly { id: string; words: string }[],
): NamePlace[] {
  const addresses = [...text.matchAll(encodedAddress)].flatMap(({ 0: address, index: from }) =>
    placesInLetters(addressAsWritten(address), names).map(({ id }) => ({
      id,
      from,
      to: from + address.length,
      isAsEntered: true,
    })),
  );
  const found = [...placesInLetters(text, names), ...addresses].sort(
    (one, other) => one.from - other.from || other.to - one.to,
  );
  const places: NamePlace[] = [];
  for (const isFirst of [true, false]) {
    for (const { id, from, to } of found.filter(({ isAsEntered }) => isAsEntered === isFirst)) {
      for (const rest of withoutPlaces({ from, to }, places)) {
        // A part alone is taken to its last letter; a whole one with the marks that go with it.
        const isWhole = rest.from === from && rest.to === to;
        const place = isWhole ? rest : lettered(text, rest);
        if (place) {
          places.push({ id, ...place });
        }
      }
    }
  }
  return places.sort((one, other) => one.from - other.from);
}

const isLetter = (one: string) => wordsOf(fold(one)).length > 0;

/** A stretch of words from its first letter to its last, with the marks that go with that; null where it holds none. */
function lettered(
  text: string,
  { from, to }: { from: number; to: number },
): { from: number; to: number } | null {
  let start = -1;
  let end = from;
  let at = from;
  for (const one of text.slice(from, to)) {
    if (isLetter(one)) {
      start = start === -1 ? at : start;
    }
    at += one.length;
    if (isLetter(one) || /^\p{M}$/u.test(one)) {
      end = at;
    }
  }
  return start === -1 ? null : { from: start, to: end };
}

/** What places leave of a stretch, from its beginning to its end. */
function withoutPlaces(
  whole: { from: number; to: number },
  places: readonly NamePlace[],
): { from: number; to: number }[] {
  let left = [whole];
  for (const place of places) {
    left = left.flatMap(({ from, to }) =>
      place.to <= from || place.from >= to
        ? [{ from, to }]
        : [
            { from, to: place.from },
            { from: place.to, to },
          ].filter((one) => one.from < one.to),
    );
  }
  return left;
}

function placesInLetters(
  text: string,
  names: readonly { id: string; words: string }[],
): (NamePlace & { isAsEntered: boolean })[] {
  let plainly = " ";
  let alike = " ";
  const origins = [0];
  const ends = [0];
  let at = 0;
  for (const letter of text) {
    alike += fold(latinAlike(letter));
    for (const unit of fold(letter).split("")) {
      plainly += unit;
      origins.push(at);
      ends.push(at + letter.length);
    }
    at += letter.length;
  }
  const spacedOut = (letters: string) =>
    `${letters.replace(/[^\p{L}\p{N}]/gu, (other) => " ".repeat(other.length))} `;
  plainly = spacedOut(plainly);
  alike = spacedOut(alike);
  return names.flatMap(({ id, words }) =>
    patternsOf(wordsOfName(words)).flatMap(({ pattern, before, behind, isAsEntered }) => {
      const spaced = isLatin(words) ? alike : plainly;
      const found: (NamePlace & { isAsEntered: boolean })[] = [];
      const search = new RegExp(pattern, "gu");
      for (let hit = search.exec(spaced); hit; hit = search.exec(spaced)) {
        const last = hit.index + hit[0].length - 1 - behind;
        found.push({
          id,
          isAsEntered,
          from: origins[hit.index + before] ?? 0,
          // Marks that were folded away behind its last letter go with it.
          to: Math.max(ends[last] ?? 0, origins[last + 1] ?? text.length),
        });
        search.lastIndex = hit.index + hit[0].length - behind;
      }
      return found;
    }),
  );
}

/** From each word on round to the one before it, and the same backwards: the orders in which people write names. */
function ordersOf(parts: string[]): string[][] {
  const around = (order: string[]) =>
    order.map((_, at) => [...order.slice(at), ...order.slice(0, at)]);
  return [...around(parts), ...around([...parts].reverse())];
}

interface Pattern {
  pattern: string;
  /** How many letters of it, before and behind, are not of the name. */
  before: number;
  behind: number;
  isAsEntered: boolean;
}

function patternsOf(parts: string[]): Pattern[] {
  const letters = [...parts.join("")];
  const dense = { pattern: letters.join(" *"), before: 0, behind: 0, isAsEntered: true };
  if (letters.length === 0) {
    return [];
  }
  if (joins.test(dense.pattern)) {
    return [dense];
  }
  if (parts.length === 1) {
    return letters.length >= shortestPart
      ? [{ pattern: ` ${letters.join("")} `, before: 1, behind: 1, isAsEntered: true }]
      : [];
  }
  return [
    ...ordersOf(parts).map((order, at) => ({
      pattern: ` ${order.join(" +")}[^ ]*`,
      before: 1,
      behind: 0,
      isAsEntered: at === 0,
    })),
    ...(letters.length >= 8 ? [dense] : []),
  ];
}

/** Every word of a node that somebody reads or that leaves with it: text, and where links lead. */
export function allWords(node: TextNode): string {
  const own = node.text ?? "";
  const links = (node.marks ?? []).map((mark) => String(mark.attrs?.href ?? "")).join(" ");
  const inside = (node.content ?? []).map(allWords).join("");
  const isBlock = node.type !== "text";
  return `${own}${links && ` ${links} `}${inside}${isBlock ? "\n" : ""}`;
}
