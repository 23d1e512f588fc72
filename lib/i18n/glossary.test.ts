import { describe, expect, it } from "vitest";
import { type AlertLanguage, alertLanguages } from "@/db/reference/words";
import { editionWords } from "@/lib/editions/words";
import { alertMessages } from "./alert-messages";
import { glossary } from "./glossary";
import { paperMessages } from "./paper-messages";

type Phrase = readonly [key: string, text: string];

const leaves = (of: object, path: string): Phrase[] =>
  Object.entries(of).flatMap(([key, value]): Phrase[] => {
    const own = `${path}.${key}`;
    return typeof value === "string"
      ? [[own, value]]
      : typeof value === "object"
        ? leaves(value, own)
        : [];
  });

const phrases = (language: AlertLanguage): Phrase[] => [
  ...leaves(paperMessages[language], "paper"),
  ...leaves(alertMessages[language], "alert"),
  ...leaves(editionWords[language], "edition"),
];

/** A choice inside of a phrase, such as of plurals, with its branches. */
interface Choice {
  kind: string;
  branches: ReadonlyMap<string, string>;
}

/** The choices of a phrase, and the phrase with the first branch of each in its place and a sign for each value. */
function opened(text: string): { choices: Choice[]; said: string[] } {
  const [whole, name, kind] = /\{(\w+), (plural|select),/u.exec(text) ?? [];
  if (!whole || !name || !kind) {
    return { choices: [], said: [text] };
  }
  const from = text.indexOf(whole);
  const branches = new Map<string, string>();
  let at = from + whole.length;
  for (;;) {
    const [head, branch] = /^\s*(\w+) \{/u.exec(text.slice(at)) ?? [];
    if (!head || !branch) {
      break;
    }
    const start = at + head.length;
    at = closing(text, start);
    branches.set(branch, text.slice(start, at - 1));
  }
  const after = text.slice(text.indexOf("}", at) + 1);
  return {
    choices: [{ kind, branches }, ...opened(after).choices],
    said: [...branches.values()].map((one) => text.slice(0, from) + one + opened(after).said[0]),
  };
}

/** Behind the brace that closes what began before `at`. */
function closing(text: string, at: number): number {
  let depth = 1;
  let end = at;
  while (depth > 0 && end < text.length) {
    depth += text[end] === "{" ? 1 : text[end] === "}" ? -1 : 0;
    end += 1;
  }
  return end;
}

/** Every form in which a phrase is read, with `#` for figures and `{…}` for values. */
const read = (language: AlertLanguage): Phrase[] =>
  phrases(language).flatMap(([key, text]) =>
    opened(text).said.map((said): Phrase => [key, said.replace(/\{\w+\}/gu, "{…}")]),
  );

/** The forms of a language that whole numbers up to a thousand need. */
const formsOf = (language: AlertLanguage): Set<string> => {
  const rules = new Intl.PluralRules(language);
  return new Set(Array.from({ length: 1_001 }, (_, count) => rules.select(count)));
};

describe.each(alertLanguages)("the phrases of papers and alerts in %s", (language) => {
  const all = new Map(phrases(language));

  it.each(Object.entries(glossary))("call one thing one way: %s", (_, term) => {
    for (const key of term.in) {
      expect(all.get(key), key).toMatch(new RegExp(term.said[language], "u"));
    }
    for (const other of term.never?.[language] ?? []) {
      const holding = [...all].filter(([, text]) =>
        text.toLowerCase().includes(other.toLowerCase()),
      );
      expect(holding, other).toEqual([]);
    }
  });

  it("have a form for every whole number", () => {
    for (const [key, text] of all) {
      for (const { branches, kind } of opened(text).choices) {
        expect([...branches.keys()], key).toContain("other");
        for (const form of kind === "plural" ? formsOf(language) : []) {
          expect([...branches.keys()], key).toContain(form);
        }
      }
    }
  });

  it("are sober, and set as their language is", () => {
    for (const [key, said] of read(language)) {
      expect(said, key).not.toMatch(wrong[language]);
      expect(said, key).not.toMatch(/[!！]|\s{2}|\.\.\.|["']/u);
    }
  });
});

/** Signs that are another language's, or of a typewriter. */
const wrong: Record<AlertLanguage, RegExp> = {
  ar: /[,;?٪“”]|\s[،؛؟.]|[،؛](?!\s|$)/u,
  en: /\s[,;:?]/u,
  es: /\s[,;:?]|“|(?<!¿[^?]*)\?/u,
  // A thin space that does not break stands before what is of two parts.
  fr: /(?<!\u202f)[;:?»]|«(?!\u202f)|“|\u202f(?![;:?»\p{L}])/u,
  ru: /\s[,;:?]|“|\s-\s|[ёЁ]/u,
  // Full signs, and no space but where words of another script stand.
  zh: /[,;:?()]| (?!\p{Script=Latin})/u,
};

it("finds what it looks for", () => {
  expect("La pré-session : non").toMatch(wrong.fr);
  expect("第 {…} 页").toMatch(wrong.zh);
  expect("نعم, لا").toMatch(wrong.ar);
  expect("Pregunta?").toMatch(wrong.es);
  expect(opened("{n, plural, one {# a} other {# b}} c").said).toEqual(["# a c", "# b c"]);
  expect(formsOf("ru")).toEqual(new Set(["many", "one", "few"]));
  expect(formsOf("ar").size).toBe(6);
});
