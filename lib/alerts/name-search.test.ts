import { describe, expect, it } from "vitest";
import { findForbidden, placesOfNames } from "./name-search";

const person = (words: string) => [{ id: "1", words, kind: "person" as const }];
const whole = [{ id: "1", kind: "person", isWhole: true }];
const part = [{ id: "1", kind: "person", isWhole: false }];

describe("a name typed by hand", () => {
  it.each([
    ["as it is", "Amina Example was held.", "Amina Example", whole],
    ["the other way round", "EXAMPLE, Amina, was held.", "Amina Example", whole],
    ["family name first, of three", "Example, Amina Maria, 34", "Amina Maria Example", whole],
    ["family names first, of four", "EXAMPLE OTHER, Amina M.", "Amina M Example Other", whole],
    [
      "with Cyrillic letters in it",
      "\u0410min\u0430 Ex\u0430m\u0440l\u0435",
      "Amina Example",
      whole,
    ],
    ["with Greek letters in it", "\u0391\u039c\u0399\u039d\u0391 EXAMPLE", "Amina Example", whole],
    ["by its family name in such letters", "Ms Ex\u0430mple", "Amina Example", part],
    ["with accents left out", "Jose Ejemplo", "José Ejémplo", whole],
    ["with marks that nobody sees", "Ami\u200bna \u202bExam\u00adple", "Amina Example", whole],
    ["with full-width letters", "Ａｍｉｎａ Example", "Amina Example", whole],
    ["by its family name alone", "Ms Example said", "Amina Example", part],
    ["declined", "письмо Примерову", "Анна Примеров", part],
    ["with the article joined", "قال والمثالي إن", "أمينة المثالي", part],
    ["in Chinese, where it is short", "昨天李某人被拘留", "李某人", whole],
    ["vocalised", "أَمِينَة المثالي", "أمينة المثالي", whole],
    ["in one", "AminaExample@example.org", "Amina Example", whole],
    ["in an address", "see https://example.org/am%C3%ADna%20example?x", "Amina Example", whole],
    [
      "in an address of letters as numbers",
      "https://example.org/%E6%9D%8E%E6%9F%90%E4%BA%BA",
      "李某人",
      whole,
    ],
    [
      "in an address inside another",
      "https://a.example/?u=amina%2520example",
      "Amina Example",
      whole,
    ],
    [
      "in an address as older pages wrote it",
      "https://example.org/Jos%E9+Ejemplo",
      "José Ejémplo",
      whole,
    ],
    ["by its family name in an address", "https://example.org/%45xample", "Amina Example", part],
  ])("is found %s", (_how, text, name, expected) => {
    expect(findForbidden(text, person(name))).toEqual(expected);
  });

  it.each([
    ["the words of a name in two", "An and Ex", "An Ex Oth"],
    ["a short part", "He is an old man", "Man Li Oldenburg"],
    ["a word that only holds a part", "an unexampled case", "Amina Example"],
    ["an organisation's every word", "human rights", "Centre for Human Rights"],
  ])("is not seen in %s", (_what, text, name) => {
    const kind = name.startsWith("Centre") ? "organisation" : "person";
    expect(findForbidden(text, [{ id: "1", words: name, kind }])).toEqual([]);
  });

  it("is doubted where it is one short word", () => {
    expect(findForbidden("in May 2018", person("May"))).toEqual(part);
    expect(findForbidden("the mayor", person("May"))).toEqual([]);
  });

  it("is looked for in sealed passages that were typed again", () => {
    const passage = { id: "2", words: "Told by the sister, in Havana.", kind: "passage" as const };
    expect(findForbidden("He was told by the sister in Havana yesterday", [passage])).toEqual([
      { id: "2", kind: "passage", isWhole: true },
    ]);
    expect(findForbidden("the sister", [{ ...passage, words: "the sister" }])).toEqual([]);
  });
});

describe("where a name stands", () => {
  const places = (text: string, name = "Marisol Quintero Vega") =>
    placesOfNames(text, [{ id: "1", words: name }]).map(({ from, to }) => text.slice(from, to));

  it("is each of several in a row, and nothing between them", () => {
    expect(
      places(
        "Also Marisol Quintero Vega. MARISOL QUINTERO VEGA. Marisol  Quintero-Vega. Marísol Quintero Vega.",
      ),
    ).toEqual([
      "Marisol Quintero Vega",
      "MARISOL QUINTERO VEGA",
      "Marisol  Quintero-Vega",
      "Marísol Quintero Vega",
    ]);
    expect(places("Amina Example, Amina Example", "Amina Example")).toEqual([
      "Amina Example",
      "Amina Example",
    ]);
  });

  it("is in every order, and no letter of one is left where two share a word", () => {
    expect(places("Vega, Marisol Quintero spoke")).toEqual(["Vega, Marisol Quintero"]);
    expect(places("Quintero Vega Marisol Quintero Vega")).toEqual([
      "Quintero Vega",
      "Marisol Quintero Vega",
    ]);
    expect(places("Example Amina Example Amina", "Amina Example")).toEqual([
      "Example",
      "Amina Example",
      "Amina",
    ]);
  });

  it("is over the end of a line", () => {
    expect(places("Her name is Marisol Quintero\nVega and she is a lawyer.")).toEqual([
      "Marisol Quintero\nVega",
    ]);
  });
});
