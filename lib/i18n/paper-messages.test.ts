import { expect, it } from "vitest";
import { alertLanguages } from "@/db/reference/words";
import { paperLanguageOf, paperMessages } from "./paper-messages";

const leaves = (of: object, path = ""): [string, string][] =>
  Object.entries(of).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`),
  );
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))]
    .filter((name) => !["with", "avec", "con"].includes(name ?? ""))
    .sort();

const english = new Map(leaves(paperMessages.en));

it.each(alertLanguages)(
  "says every phrase of papers in %s, with the same places to fill in",
  (language) => {
    const said = leaves(paperMessages[language]);
    expect(said.map(([key]) => key).sort()).toEqual([...english.keys()].sort());
    for (const [key, text] of said) {
      expect(text.trim(), key).not.toBe("");
      const wanted = placeholders(english.get(key) ?? "");
      expect(
        wanted.filter((name) => !text.includes(`{${name}`)),
        key,
      ).toEqual([]);
    }
  },
);

it.each(["ar", "ru", "zh"] as const)(
  "leaves no phrase of papers in Latin letters in %s",
  (language) => {
    for (const [key, text] of leaves(paperMessages[language])) {
      // What stands in braces is for the program, and names of bodies are not abbreviated in Latin letters.
      const words = text.replace(
        /\{\w+, plural,|\b(?:zero|one|two|few|many|other)\b|\{\w+\}|[{}#]/g,
        "",
      );
      expect(words, key).not.toMatch(/\p{Script=Latin}/u);
    }
  },
);

it("takes a language by its tag, and English for all others", () => {
  expect(paperLanguageOf("fr-CH")).toBe("fr");
  expect(paperLanguageOf("qps")).toBe("en");
});
