import { foldName, type NameToken, nameTokens } from "@/db/reference/fold-name";
import { namesAGroup } from "@/db/reference/group-names";
import { type UnLanguage, unLanguages } from "@/db/reference/languages";
import { namesOfOtherPlaces, sharedNames } from "@/db/reference/shared-names";

export { foldName };

/** A way of writing a State's name. `needsCare`: also an everyday word, or a person's or place's name. */
export type StateAlias = { code: string; text: string; needsCare?: boolean };

export type StateMatch =
  | { kind: "one"; code: string }
  /** The words fit several States: ask which one is meant. */
  | { kind: "several"; codes: string[] }
  /**
   * No State is called that. Up to three near names, best first: to be offered, never taken; none where nothing is
   * near. `isGroup`: it is what States are called that speak as one, and none of them.
   */
  | { kind: "none"; nearest: string[]; isGroup?: true };

/** A State named in a longer text. `codes` holds several when the words do not say which. */
export type FoundState = { codes: string[]; text: string; start: number; end: number };

export type StateMatcher = {
  /** What a person typed or pasted where one State is expected. It never guesses. */
  match(text: string): StateMatch;
  /** Whether `match` would find one State. Much quicker where it would not: nothing near is looked for. */
  isState(text: string): boolean;
  /** The States that a longer text names, in its order; where two overlap the longer name counts. */
  findStatesIn(text: string): FoundState[];
};

/** A State's name in the reader's language, in English where that is none of the UN's six. */
export function stateName(state: { names: Record<UnLanguage, string> }, locale: string): string {
  const language = unLanguages.find((known) => known === locale.toLowerCase().split(/[-_]/)[0]);
  return state.names[language ?? "en"];
}

/** The names of States in the reader's language, by code. */
export function namesOfStates(
  states: readonly { code: string; names: Record<UnLanguage, string> }[],
  locale: string,
): Record<string, string> {
  return Object.fromEntries(states.map((state) => [state.code, stateName(state, locale)]));
}

/** Built once from all aliases, then used for any number of texts. */
export function createStateMatcher(aliases: readonly StateAlias[]): StateMatcher {
  const names = indexNames(aliases);
  return {
    match: (text) => matchWhole(names, text),
    isState: (text) => statesCalled(names, nameTokens(text), text)?.size === 1,
    findStatesIn: (text) => findIn(names, nameTokens(text), text),
  };
}

/** How a name must be written for a longer text to mean it: "US" is a State and "us" is not. */
type Writing = "any" | "capital" | "acronym";
type Meaning = { codes: Set<string>; writing: Writing };

type NameIndex = {
  byName: Map<string, Meaning>;
  /** Spellings that no list has and people use. Only where the whole text is the name. */
  loose: Map<string, Set<string>>;
  codes: Set<string>;
  longest: number;
  all: { code: string; folded: string; pairs: Set<string> }[];
};

function indexNames(aliases: readonly StateAlias[]): NameIndex {
  const codes = new Set(aliases.map((alias) => alias.code));
  const byName = new Map<string, Meaning>();
  for (const alias of aliases) {
    const folded = foldName(alias.text);
    for (const name of new Set([folded, withoutArticle(folded)])) {
      addMeaning(byName, name, alias);
    }
  }
  for (const [name, sharing] of Object.entries(sharedNames)) {
    const present = sharing.filter((code) => codes.has(code));
    if (present.length > 0) {
      const writing = isAcronym(name) ? "acronym" : "any";
      byName.set(foldName(name), { codes: new Set(present), writing });
    }
  }
  for (const place of namesOfOtherPlaces) {
    const folded = foldName(place);
    if (!byName.has(folded)) {
      byName.set(folded, { codes: new Set(), writing: "any" });
    }
  }

  const loose = new Map<string, Set<string>>();
  for (const alias of aliases) {
    for (const spelling of looseSpellings(alias.text)) {
      if (!byName.has(spelling)) {
        loose.set(spelling, (loose.get(spelling) ?? new Set()).add(alias.code));
      }
    }
  }
  return {
    byName,
    loose,
    codes,
    longest: Math.max(0, ...[...byName.keys()].map((name) => name.split(" ").length)),
    all: aliases.map((alias) => {
      const folded = withoutArticle(foldName(alias.text));
      return { code: alias.code, folded, pairs: letterPairs(folded) };
    }),
  };
}

const strictness: Record<Writing, number> = { any: 0, capital: 1, acronym: 2 };

function addMeaning(byName: Map<string, Meaning>, name: string, alias: StateAlias) {
  const asked: Writing = isAcronym(alias.text) ? "acronym" : alias.needsCare ? "capital" : "any";
  const known = byName.get(name);
  if (!known) {
    byName.set(name, { codes: new Set([alias.code]), writing: asked });
    return;
  }
  known.codes.add(alias.code);
  // Care wins: "Mali" is flagged in English only, and the French list has the same word unflagged.
  if (strictness[asked] > strictness[known.writing]) {
    known.writing = asked;
  }
}

const foldedOf = (tokens: readonly NameToken[]) => tokens.map((token) => token.folded).join(" ");

/** The States that are called just so; null where none is. */
function statesCalled(names: NameIndex, tokens: NameToken[], text: string): Set<string> | null {
  const folded = foldedOf(tokens);
  if (!folded) {
    return null;
  }
  const bare = withoutArticle(folded);
  const meant =
    names.byName.get(folded)?.codes ??
    names.byName.get(bare)?.codes ??
    names.loose.get(folded) ??
    names.loose.get(bare);
  if (meant && meant.size > 0) {
    return meant;
  }
  const typed = text.trim();
  return names.codes.has(typed) ? new Set([typed]) : null;
}

function matchWhole(names: NameIndex, text: string): StateMatch {
  const tokens = nameTokens(text);
  if (tokens.length === 0) {
    return { kind: "none", nearest: [] };
  }
  const called = statesCalled(names, tokens, text);
  if (called) {
    return oneOrSeveral(called);
  }
  const bare = withoutArticle(foldedOf(tokens));
  const inside = new Set(findIn(names, tokens, text).flatMap((found) => found.codes));
  if (inside.size > 1) {
    return oneOrSeveral(inside);
  }
  if (inside.size === 0 && namesAGroup(tokens.map((token) => token.folded))) {
    return { kind: "none", nearest: [], isGroup: true };
  }
  const sharing = new Set(
    names.all.filter((name) => ` ${name.folded} `.includes(` ${bare} `)).map((name) => name.code),
  );
  if (sharing.size > 1 && sharing.size <= fewEnoughToAsk) {
    return oneOrSeveral(sharing);
  }
  return { kind: "none", nearest: nearest(names, bare, [...inside, ...sharing]) };
}

const fewEnoughToAsk = 6;

function oneOrSeveral(codes: Set<string>): StateMatch {
  const sorted = [...codes].sort();
  return sorted.length === 1 && sorted[0] !== undefined
    ? { kind: "one", code: sorted[0] }
    : { kind: "several", codes: sorted };
}

function findIn(names: NameIndex, tokens: NameToken[], text: string): FoundState[] {
  const found: FoundState[] = [];
  let at = 0;
  while (at < tokens.length) {
    const hit = longestNameAt(names, tokens, at, text);
    if (!hit) {
      at += 1;
      continue;
    }
    if (hit.codes.length > 0) {
      const { codes, start, end } = hit;
      found.push({ codes, text: text.slice(start, end), start, end });
    }
    at += hit.words;
  }
  return found;
}

function longestNameAt(names: NameIndex, tokens: NameToken[], at: number, text: string) {
  const first = tokens[at];
  if (!first) {
    return null;
  }
  for (let words = Math.min(names.longest, tokens.length - at); words > 0; words -= 1) {
    const span = tokens.slice(at, at + words);
    const end = span.at(-1)?.end ?? first.end;
    const name = foldedOf(span);
    const meaning = names.byName.get(name);
    if (meaning && isWrittenAs(meaning.writing, text.slice(first.start, end))) {
      return { codes: [...meaning.codes].sort(), start: first.start, end, words };
    }
    // Arabic writes "and" in one with the word that follows.
    const afterAnd = name.startsWith("و") ? names.byName.get(name.slice(1)) : undefined;
    if (afterAnd) {
      return { codes: [...afterAnd.codes].sort(), start: first.start + 1, end, words };
    }
  }
  return null;
}

function isWrittenAs(writing: Writing, original: string): boolean {
  const capitals = original.match(/\p{Lu}/gu)?.length ?? 0;
  const hasCase = /\p{Ll}|\p{Lu}/u.test(original);
  return writing === "any" || !hasCase || capitals >= (writing === "acronym" ? 2 : 1);
}

/** "UK", "U.S.A.", "BiH": short, and with two capitals or more. */
function isAcronym(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? [];
  return letters.length <= 4 && letters.filter((letter) => /\p{Lu}/u.test(letter)).length >= 2;
}

const articles = new Set(["the", "le", "la", "les", "l", "el", "los", "las"]);

function withoutArticle(folded: string): string {
  const [first, ...rest] = folded.split(" ");
  // The one State whose own name begins with an article; "Salvador" alone is a city.
  const belongs = folded === "el salvador";
  return first && articles.has(first) && rest.length > 0 && !belongs ? rest.join(" ") : folded;
}

function looseSpellings(text: string): string[] {
  const spellings = [];
  if (/['’]/.test(text)) {
    spellings.push(withoutArticle(foldName(text.replace(/['’]/g, "")))); // Peoples, Cote dIvoire
  }
  const folded = foldName(text);
  if (folded.startsWith("ال") && folded.length > 5) {
    spellings.push(folded.slice(2));
  }
  return spellings;
}

function nearest(names: NameIndex, folded: string, first: string[]): string[] {
  const pairs = letterPairs(folded);
  const best = new Map<string, number>();
  for (const name of names.all) {
    const score = likeness(pairs, name.pairs);
    if (score > (best.get(name.code) ?? 0)) {
      best.set(name.code, score);
    }
  }
  const ranked = [...best].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const offered = first.length <= 3 ? first : [];
  const isNear = (ranked[0]?.[1] ?? 0) >= (folded.length <= 6 ? nearEnough.short : nearEnough.long);
  return [...new Set([...offered, ...(isNear ? ranked.map(([code]) => code) : [])])].slice(0, 3);
}

/**
 * How like a name must be to be what somebody may have meant. Of a short one a single slip spoils more; below this stand
 * the headings and bodies that get pasted along with States.
 */
const nearEnough = { short: 0.42, long: 0.5 };

function letterPairs(folded: string): Set<string> {
  const letters = [...` ${folded} `];
  return new Set(letters.slice(1).map((letter, before) => `${letters[before]}${letter}`));
}

function likeness(a: Set<string>, b: Set<string>): number {
  let shared = 0;
  for (const pair of a) {
    shared += b.has(pair) ? 1 : 0;
  }
  return (2 * shared) / (a.size + b.size);
}
