import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { exampleStateNames, exampleStates } from "@/db/reference/example-states";
import type { ShownStage } from "@/db/reference/words";
import { createStateMatcher, foldName, type StateAlias } from "@/lib/states/names";
import { guessLayout, type Layout } from "./layout";
import { certainStates, type Entry, planImport, readEntries, typedKey } from "./plan";
import { readBytes } from "./reading/read-bytes";
import { countSwatches } from "./swatches";
import { makeSamples } from "./testing/samples";
import { plainStanding } from "./testing/standing";
import { matchTyped } from "./typed-states";
import type { Sheet, Workbook } from "./workbook";

const shipped = JSON.parse(
  readFileSync(new URL("../../db/reference/states.json", import.meta.url), "utf8"),
) as { states: { iso3: string; names: { en: { m49: string } }; aliases: { text: string }[] }[] };
const aliases: StateAlias[] = [
  ...shipped.states.flatMap(({ iso3, aliases }) =>
    aliases.map(({ text }) => ({ code: iso3, text })),
  ),
  ...exampleStates.flatMap(({ code, number }) =>
    Object.values(exampleStateNames(number)).map((text) => ({ code, text })),
  ),
];
const matcher = createStateMatcher(aliases);
const isName = (code: string, text: string) =>
  shipped.states.some(
    ({ iso3, names }) => iso3 === code && foldName(names.en.m49) === foldName(text),
  );

const books = new Map<string, Workbook>();
beforeAll(async () => {
  for (const { name, file } of makeSamples()) {
    books.set(name, await readBytes(file));
  }
});

function laidOut(name: string): { sheet: Sheet; layout: Layout; entries: Entry[] } {
  const sheet = books.get(name)?.sheets[0] as Sheet;
  const layout = guessLayout(sheet, matcher) as Layout;
  return { sheet, layout, entries: readEntries(sheet, layout) };
}

const roles = ({ columns }: Layout) => columns.map(({ role }) => role);
const casesOf = (entries: Entry[]) =>
  new Map(entries.map((entry) => [typedKey(entry.case), { id: entry.case, ownState: "CUB" }]));
const elsewhere = {
  named: new Map([[typedKey("HRC63"), "s"]]),
  sessions: new Map(
    ([null, "hrc", "upr", "ga", "bilateral"] as const).map((forum) => [forum, "s"]),
  ),
  owners: new Map<string, string>(),
  saidUntil: "2026-11-26",
};
const statesOf = (entries: Entry[]) =>
  matchTyped(
    entries.map(({ row, state }) => ({ row, text: state })),
    matcher,
    isName,
  );
const said = (entries: Entry[]) =>
  entries.map((entry) => [entry.state, entry.case, entry.words, entry.note]);

describe("a matrix in colours", () => {
  const name = "geneva-matrix.xlsx";

  it("is seen as one, under its merged headings", () => {
    const { layout } = laidOut(name);
    expect(layout.shape).toBe("matrix");
    expect(roles(layout)).toEqual(["state", ...Array(7).fill("matrix-case"), "owner"]);
    expect(layout.columns[1]).toMatchObject({
      headings: ["UPR pre-session", "Cuba"],
      forum: "upr",
    });
    expect(layout.columns[5]).toMatchObject({ headings: ["HRC63", "Case E"], forum: "hrc" });
  });

  it("has its States by name, by alias, or with those that may be meant", () => {
    const typed = statesOf(laidOut(name).entries);
    const of = (text: string) => typed.find((one) => one.text === text);
    expect(of("Germany")).toMatchObject({ code: "DEU", isName: true });
    expect(of("Czech Republic")).toMatchObject({ code: "CZE", isName: false });
    expect(of("Slowakia")).toMatchObject({ code: null, offered: expect.arrayContaining(["SVK"]) });
    expect(of("Slowakia")?.offered).toHaveLength(3);
    expect(of("Congo")?.code).toBeNull();
    expect(of("Congo")?.offered).toEqual(expect.arrayContaining(["COD", "COG"]));
    expect(of("Guinea B.")?.offered).toContain("GNB");
    expect(typed.map(({ text }) => text)).not.toContain("Invented");
  });

  it("has its colours counted, with what its key says of them", () => {
    const { sheet, entries } = laidOut(name);
    const swatches = countSwatches(sheet, entries);
    expect(swatches.map(({ fill, cells, said }) => [fill, cells.length, said])).toEqual([
      ["#70ad47", 15, "raised"],
      ["#c5e0b4", 8, "agreed"],
      ["#ffd966", 5, "considering"],
      ["#9dc3e6", 5, null],
      ["#b17ed8", 3, null],
      ["#bfbfbf", 2, null],
      ["#ff7c80", 2, null],
      [null, 93, null],
    ]);
  });

  it("becomes a plan: what is known is set, the rest is skipped with its reason", () => {
    const { entries } = laidOut(name);
    const fills = new Map<string | null, ShownStage | null>([
      ["#70ad47", "raised"],
      ["#c5e0b4", "agreed"],
      ["#ffd966", "considering"],
      ["#9dc3e6", "asked"],
      ["#ff7c80", "declined"],
      ["#bfbfbf", "no_answer"],
    ]);
    const states = certainStates(statesOf(entries)).set(typedKey("Slowakia"), "SVK");
    states.set(typedKey("Congo"), null);
    const plan = planImport(
      entries,
      { states, cases: casesOf(entries), ...elsewhere, fills },
      new Map(),
    );
    expect(plan.set).toHaveLength(37);
    expect(plan.set.filter(({ stage }) => stage === "raised")).toHaveLength(15);
    expect(plan.set.find(({ note }) => note === "By name, in the general debate")?.code).toBe(
      "XEA",
    );
    expect(plan.set.find(({ note }) => note === "ask again in May")).toMatchObject({
      stage: "agreed",
      case: "Case E",
    });
    const why = (reason: string) => plan.skipped.filter((one) => one.why === reason).length;
    expect([why("unknown-colour"), why("left-out"), why("unknown-state")]).toEqual([3, 7, 7]);
    expect(plan.removed).toBe(0);
  });
});

describe("a list in French", () => {
  const name = "suivi-des-demandes.xlsx";

  it("has its columns by their headings, short ones too", () => {
    const { layout } = laidOut(name);
    expect(layout.shape).toBe("list");
    expect(roles(layout)).toEqual(["state", "case", "forum", "stage", "owner", "date", "note"]);
  });

  it("has its words, forums and dates read, no more precise than they are", () => {
    const { entries } = laidOut(name);
    const states = certainStates(statesOf(entries));
    const plan = planImport(
      entries,
      { states, cases: casesOf(entries), ...elsewhere, fills: new Map() },
      new Map(),
    );
    expect(plan.set.map(({ code, stage, forum, date }) => [code, stage, forum, date])).toEqual([
      ["XEA", "agreed", "hrc", { on: "2026-05-08", precision: "day" }],
      ["XEB", "considering", "hrc", { on: "2026-05-01", precision: "month" }],
      ["XEC", "declined", "hrc", { on: "2026-09-30", precision: "day" }],
      ["XED", "no_answer", "upr", { on: "2026-05-04", precision: "day" }],
      ["XEE", "raised", "upr", { on: "2026-05-01", precision: "month" }],
      ["CIV", null, null, null],
    ]);
    expect(plan.set[1]?.note).toBe("attend sa capitale");
    expect(plan.skipped.map(({ state, why }) => [state, why])).toEqual([
      ["État d’exemple 6", "unclear-words"],
    ]);
  });
});

it("reads letters from a French Windows, and no formulas", () => {
  const { layout, entries } = laidOut("lettres-windows.csv");
  expect(roles(layout)).toEqual(["state", "matrix-case", "matrix-case", "matrix-case", "note"]);
  const states = certainStates(statesOf(entries));
  const plan = planImport(
    entries,
    { states, cases: casesOf(entries), ...elsewhere, fills: new Map() },
    new Map(),
  );
  expect(plan.set.map(({ code, case: of, stage, word }) => [code, of, stage ?? word])).toEqual([
    ["XEA", "Cas B", "agreed"],
    ["XEA", "Cas C", "asked"],
    ["XEA", "Cas D", "considering"],
    ["XEB", "Cas B", "planned"],
    ["XEB", "Cas C", "declined"],
    ["XEB", "Cas D", "no_answer"],
    ["XEC", "Cas B", "raised"],
    ["XEC", "Cas C", "not_approached"],
    ["XEC", "Cas D", 4],
    ["XED", "Cas B", "no_answer"],
  ]);
  expect(plan.skipped.map(({ words, why }) => [words, why])).toEqual([["=1+1", "formula"]]);
});

it("reads a sheet that is nothing but colour", () => {
  const { sheet, layout, entries } = laidOut("colours-only.xlsx");
  expect(roles(layout)).toEqual(["state", "matrix-case", "matrix-case", "matrix-case"]);
  expect(sheet.hasRuleColours).toBe(true);
  expect(countSwatches(sheet, entries).map(({ fill, cells }) => [fill, cells.length])).toEqual([
    ["#99cc00", 6],
    ["#ffff00", 2],
    ["#ff0000", 1],
    ["#ffbfbf", 1],
    [null, 2],
  ]);
});

describe("a list from a Mac", () => {
  it("has its States over all of their rows, and its threads", () => {
    const { layout, entries } = laidOut("merged-list-mac.xlsx");
    expect(roles(layout)).toEqual(["state", "case", "stage", "owner", "date", "note"]);
    expect(said(entries).slice(0, 3)).toEqual([
      ["Example State 1", "PL-2026-BBB", "Agreed (only orally)", "first\nAsk again?\nYes, in May"],
      ["Example State 1", "PL-2026-CCC", "asked", ""],
      ["Example State 1", "PL-2026-DDD", "declined", ""],
    ]);
    expect(entries[0]?.date).toEqual({ on: "2026-05-08", precision: "day" });
  });

  it("shows what stands already as changes, and asks where it says two things", () => {
    const { entries } = laidOut("merged-list-mac.xlsx");
    const states = certainStates(statesOf(entries));
    const plan = planImport(
      entries,
      { states, cases: casesOf(entries), ...elsewhere, fills: new Map() },
      new Map([
        ["XEA PL-2026-BBB s", { ...plainStanding, stage: "asked", isRaised: false, word: null }],
        ["XEA PL-2026-CCC s", { ...plainStanding, askedOn: "2026-05-09" }],
        ["XEA PL-2026-DDD s", { ...plainStanding, stage: "agreed", isRaised: true, word: 4 }],
      ]),
    );
    const short = (list: readonly { code: string; case: string; stage: unknown }[]) =>
      list.map(({ code, case: of, stage }) => `${code} ${of} ${stage}`);
    expect(short(plan.changed)).toEqual(["XEA PL-2026-BBB agreed"]);
    expect(short(plan.same)).toEqual(["XEA PL-2026-CCC asked", "XEA PL-2026-DDD declined"]);
    expect(short(plan.set)).toEqual(["XEG PL-2026-CCC raised"]);
    // Where it says two things, it is none of them that is imported.
    expect(plan.skipped.map(({ words, why }) => [words, why])).toEqual([
      ["No reply", "said-again"],
      ["no answer", "said-again"],
      ["yes", "said-again"],
    ]);
  });
});
