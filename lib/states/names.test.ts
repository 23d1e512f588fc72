import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exampleStateNames, exampleStates } from "@/db/reference/example-states";
import { unLanguages } from "@/db/reference/languages";
import { sharedNames } from "@/db/reference/shared-names";
import { createStateMatcher, foldName, type StateAlias, type StateMatch, stateName } from "./names";

type ShippedState = {
  iso3: string;
  names: Record<string, { m49: string }>;
  aliases: { text: string; ambiguous?: boolean }[];
};

const shipped = JSON.parse(
  readFileSync(new URL("../../db/reference/states.json", import.meta.url), "utf8"),
) as { states: ShippedState[] };

const aliases: StateAlias[] = [
  ...shipped.states.flatMap((state) =>
    state.aliases.map(({ text, ambiguous }) => ({
      code: state.iso3,
      text,
      needsCare: ambiguous === true,
    })),
  ),
  ...exampleStates.flatMap(({ code, number }) =>
    Object.values(exampleStateNames(number)).map((text) => ({ code, text })),
  ),
];
const { match, isState, findStatesIn } = createStateMatcher(aliases);
const shared = new Map(
  Object.entries(sharedNames).map(([name, codes]) => [foldName(name), [...codes].sort()]),
);

const nearestTo = (result: StateMatch) => (result.kind === "none" ? result.nearest : []);
const one = (code: string) => ({ kind: "one", code });
const several = (...codes: string[]) => ({ kind: "several", codes });

describe("every name that the UN uses", () => {
  it.each(unLanguages)("finds its own State in %s, or asks where two share it", (language) => {
    const wrong = shipped.states.flatMap((state) => {
      const name = state.names[language]?.m49 ?? "";
      const expected = shared.has(foldName(name))
        ? { kind: "several", codes: shared.get(foldName(name)) }
        : one(state.iso3);
      return JSON.stringify(match(name)) === JSON.stringify(expected) ? [] : [[name, match(name)]];
    });
    expect(wrong).toEqual([]);
    expect(shipped.states).toHaveLength(195);
  });

  it("is the only bare name of a State that is asked about: the Congo", () => {
    const asked = shipped.states.filter((state) =>
      unLanguages.some((language) => match(state.names[language]?.m49 ?? "").kind === "several"),
    );
    expect(asked.map((state) => state.iso3)).toEqual(["COG"]);
  });

  it("holds for every alias of every State", () => {
    const wrong = aliases.filter(({ code, text }) => {
      const result = match(text);
      const asked = shared.get(foldName(text));
      return asked
        ? !asked.includes(code) || result.kind !== "several"
        : result.kind !== "one" || result.code !== code;
    });
    expect(wrong).toEqual([]);
  });

  it("holds for every alias in capitals, and with the other apostrophe", () => {
    const other = (text: string) =>
      text.replace(/['’]/g, (mark) => (mark === "'" ? "’" : "'")).toUpperCase();
    const wrong = aliases.filter(({ code, text }) => {
      const result = match(other(text));
      return result.kind === "one" ? result.code !== code : !shared.has(foldName(text));
    });
    expect(wrong).toEqual([]);
  });

  it("finds a State by its three-letter code", () => {
    expect(shipped.states.filter(({ iso3 }) => match(iso3).kind !== "one")).toEqual([]);
    expect(match(" XEA ")).toEqual(one("XEA"));
  });

  it.each([
    ["as it stands", (text: string) => text],
    ["with a slip", (text: string) => `${text.slice(1)}${text.slice(0, 1)}`],
    ["beside other words", (text: string) => `${text}, agreed`],
    ["without its last word", (text: string) => text.split(" ").slice(0, -1).join(" ")],
  ])("is told to be one without looking for what is near: %s", (_, written) => {
    const texts = aliases.filter((_, at) => at % 5 === 0).map(({ text }) => written(text));
    expect(texts.filter((text) => isState(text) !== (match(text).kind === "one"))).toEqual([]);
  });
});

describe("what people type and paste", () => {
  it.each([
    ["the Czech Republic", "CZE"],
    ["République tchèque", "CZE"],
    ["la republique tcheque", "CZE"],
    ["UK", "GBR"],
    ["U.K.", "GBR"],
    ["u.k", "GBR"],
    ["the uk", "GBR"],
    ["Great Britain", "GBR"],
    ["Türkiye", "TUR"],
    ["TÜRKİYE", "TUR"],
    ["Turkiye", "TUR"],
    ["Turkey", "TUR"],
    ["Côte d'Ivoire", "CIV"],
    ["Côte d’Ivoire", "CIV"],
    ["Cote dIvoire", "CIV"],
    ["Co\u0302te d\u02bcIvoire", "CIV"],
    ["Viet Nam", "VNM"],
    ["Vietnam", "VNM"],
    ["viêt nam", "VNM"],
    ["DPRK", "PRK"],
    ["Democratic People's Republic of Korea", "PRK"],
    ["Democratic Peoples Republic of Korea", "PRK"],
    ["The Democratic People’s Republic of Korea", "PRK"],
    ["Republic of Korea", "KOR"],
    ["South Korea", "KOR"],
    ["Guinea", "GIN"],
    ["Guinea-Bissau", "GNB"],
    ["Guinea Bissau", "GNB"],
    ["Guinea–Bissau", "GNB"],
    ["Equatorial Guinea", "GNQ"],
    ["Papua New Guinea", "PNG"],
    ["Democratic Republic of the Congo", "COD"],
    ["DRC", "COD"],
    ["Republic of the Congo", "COG"],
    ["Congo-Brazzaville", "COG"],
    ["St Lucia", "LCA"],
    ["St. Kitts & Nevis", "KNA"],
    ["Trinidad & Tobago", "TTO"],
    ["El Salvador", "SLV"],
    ["The Gambia", "GMB"],
    ["Los Estados Unidos", "USA"],
    ["EE.UU.", "USA"],
    ["Etats-Unis", "USA"],
    ["l'Allemagne", "DEU"],
    ["Российская Федерация", "RUS"],
    ["МЕКСИКА", "MEX"],
    ["Китай", "CHN"],
    ["أفغانستان", "AFG"],
    ["افغانستان", "AFG"],
    ["أَلْمَانِيَا", "DEU"],
    ["ألمـــانيا", "DEU"],
    ["سودان", "SDN"],
    ["جنوب السودان", "SSD"],
    ["几内亚比绍", "GNB"],
    ["大韩民国", "KOR"],
    ["Corea del Norte", "PRK"],
    ["Países Bajos", "NLD"],
    ["Example State 4", "XED"],
    ["دولة مثال 4", "XED"],
  ])("resolves %s", (typed, code) => {
    expect(match(typed)).toEqual(one(code));
  });

  it.each([
    ["Korea", ["KOR", "PRK"]],
    ["Corée", ["KOR", "PRK"]],
    ["Congo", ["COD", "COG"]],
    ["the Congo", ["COD", "COG"]],
    ["刚果", ["COD", "COG"]],
    ["RU", ["GBR", "RUS"]],
    ["Germany and France", ["DEU", "FRA"]],
    ["Islamic Republic", ["AFG", "IRN", "MRT", "PAK"]],
  ])("asks about %s", (typed, codes) => {
    expect(match(typed)).toEqual(several(...codes));
  });

  it("offers near names for a slip and never takes one", () => {
    expect(match("Swizterland")).toMatchObject({ kind: "none" });
    for (const [typed, code] of [
      ["Swizterland", "CHE"],
      ["Germny", "DEU"],
      ["Kazachstan", "KAZ"],
      ["Франци", "FRA"],
      ["Bissau", "GNB"],
    ] as const) {
      const result = match(typed);
      expect(result.kind === "none" && result.nearest[0], typed).toBe(code);
      expect(result.kind === "none" && result.nearest).toHaveLength(3);
    }
    expect(nearestTo(match("Permanent Mission of Uruguay"))).toEqual(["URY"]);
  });

  it("offers an Example State for a slip in its name, where there are any", () => {
    const [first, ...others] = nearestTo(match("Exmple State 3"));
    expect([first, others.length]).toEqual(["XEC", 2]);
    const real = createStateMatcher(aliases.filter(({ code }) => !/^XE[A-G]$/.test(code)));
    expect(
      nearestTo(real.match("Exmple State 3")).filter((code) => /^XE[A-G]$/.test(code)),
    ).toEqual([]);
  });

  it("offers nothing for what is like no State: a heading, a body, a note", () => {
    for (const text of ["List of speakers", "Agenda item 5", "General debate", "tbc", "OHCHR"]) {
      expect(match(text), text).toEqual({ kind: "none", nearest: [] });
    }
  });

  it.each([
    "European Union",
    "EU",
    "the European Union",
    "Unión Europea",
    "Delegation of the European Union",
    "Benelux",
    "CANZ",
    "Organisation of Islamic Cooperation",
    "OIC",
    "African Group",
    "Arab Group",
    "Nordic countries",
  ])("knows %s as a group and offers no State for it", (text) => {
    expect(match(text)).toEqual({ kind: "none", nearest: [], isGroup: true });
  });

  it("still asks about States that stand in the words of a group", () => {
    expect(match("Canada, Australia and New Zealand")).toEqual(several("AUS", "CAN", "NZL"));
    expect(match("Germany for the European Union")).toEqual({ kind: "none", nearest: ["DEU"] });
  });

  it("says none to nothing, and to what is no State", () => {
    expect(match("  ")).toEqual({ kind: "none", nearest: [] });
    expect(match("…")).toEqual({ kind: "none", nearest: [] });
    expect(match("UNICEF")).toEqual({ kind: "none", nearest: [] });
    expect(match("Northern Ireland").kind).toBe("none");
  });
});

describe("States in a longer text", () => {
  const codesIn = (text: string) => findStatesIn(text).map((found) => found.codes.join("/"));

  it("finds the twelve of a pasted list", () => {
    expect(
      codesIn(
        "Germany, the Czech Republic, Sweden, Belgium, Denmark, the UK, Finland, the USA, Ireland, Slovakia, Croatia and Mexico",
      ),
    ).toEqual("DEU CZE SWE BEL DNK GBR FIN USA IRL SVK HRV MEX".split(" "));
  });

  it("takes the longest name and says where it stands", () => {
    const text = "Guinea-Bissau spoke before the Democratic People's Republic of Korea.";
    expect(findStatesIn(text)).toEqual([
      { codes: ["GNB"], text: "Guinea-Bissau", start: 0, end: 13 },
      {
        codes: ["PRK"],
        text: "Democratic People's Republic of Korea",
        start: 31,
        end: 68,
      },
    ]);
  });

  it("never looks inside a word", () => {
    expect(codesIn("Somalia, Romanian, Nigerian, Nigeria, Chadian, Malian, Omani")).toEqual([
      "SOM",
      "NGA",
    ]);
    expect(codesIn("索马里和几内亚比绍")).toEqual(["SOM", "GNB"]);
    expect(codesIn("Франциск и Иранский")).toEqual([]);
    expect(match("Romania").kind === "one" && codesIn("Roman")).toEqual([]);
  });

  it("reads capitals where a small word means something else", () => {
    expect(codesIn("They told us that the car crossed l'eau.")).toEqual([]);
    expect(codesIn("The US and CAR agreed")).toEqual(["USA", "CAF"]);
    expect(codesIn("jordan wore mali")).toEqual([]);
    expect(codesIn("germany and france")).toEqual(["DEU", "FRA"]);
  });

  it("keeps what it cannot tell as a question", () => {
    expect(codesIn("Korea and the Congo")).toEqual(["KOR/PRK", "COD/COG"]);
  });

  it("steps over places that hold a State's name", () => {
    expect(codesIn("Great Britain and Northern Ireland; New Mexico; Lake Chad")).toEqual(["GBR"]);
  });

  it("reads the Arabic “and” that is written in one with the name", () => {
    expect(codesIn("ألمانيا وفرنسا والمكسيك")).toEqual(["DEU", "FRA", "MEX"]);
  });
});

describe("the name that is shown", () => {
  const state = { names: exampleStateNames(1) };

  it("follows the reader's language, and is English in any other", () => {
    expect(stateName(state, "es")).toBe("Estado de ejemplo 1");
    expect(stateName(state, "fr-CH")).toBe("État d’exemple 1");
    expect(stateName(state, "de")).toBe("Example State 1");
  });
});
