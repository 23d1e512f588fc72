import { describe, expect, it } from "vitest";
import { createStateMatcher } from "@/lib/states/names";
import { guessLayout, type Layout } from "./layout";
import {
  type Entry,
  type Meanings,
  type MeantCase,
  planImport,
  readEntries,
  type Standing,
  type Taking,
} from "./plan";
import { plainStanding } from "./testing/standing";
import type { Cell, Sheet } from "./workbook";

const matcher = createStateMatcher([
  { code: "XEA", text: "Example State 1" },
  { code: "XEB", text: "Example State 2" },
]);

const sheetOf = (
  rows: (string | Partial<Cell> | null)[][],
  merged: Sheet["merged"] = [],
): Sheet => ({
  name: "",
  isHidden: false,
  hasRuleColours: false,
  merged,
  rows: rows.map((row) =>
    row.map((cell) => (typeof cell === "string" ? { text: cell } : cell && { text: "", ...cell })),
  ),
});

const meanings: Meanings = {
  states: new Map<string, string | null>([
    ["example state 1", "XEA"],
    ["example state 2", "XEB"],
    ["nobody", null],
  ]),
  cases: new Map<string, MeantCase | null>([
    ["case b", { id: "b", ownState: "CUB" }],
    ["own", { id: "own", ownState: "XEA" }],
    ["left", null],
    ["read", { id: "read", ownState: "CUB", isReadOnly: true }],
  ]),
  named: new Map([
    ["council", "c"],
    ["elsewhere", null],
  ]),
  sessions: new Map<"hrc" | "upr" | null, string | null>([
    [null, "s"],
    ["hrc", null],
  ]),
  owners: new Map([["aline", "m"]]),
  fills: new Map([
    ["#00ff00", "agreed"],
    ["#ff0000", "raised"],
    ["#cccccc", null],
  ]),
  saidUntil: "2026-11-26",
};

const entry: Entry = {
  row: 1,
  column: 1,
  state: "Example State 1",
  case: "Case B",
  session: "",
  forum: null,
  words: "",
  fill: null,
  word: "",
  note: "",
  next: "",
  owner: "",
  date: null,
  isFormula: false,
  isInMatrix: false,
};

const planOf = (entries: Partial<Entry>[], standing: Record<string, Partial<Standing>> = {}) =>
  planImport(
    entries.map((one) => ({ ...entry, ...one })),
    meanings,
    new Map(Object.entries(standing).map(([key, one]) => [key, { ...plainStanding, ...one }])),
  );

describe("what a cell would do", () => {
  it.each<[string, Partial<Entry>, string]>([
    ["a State that nobody has told", { state: "Slowakia" }, "unknown-state"],
    ["an invented State where there are none", { state: "État d’exemple 3" }, "example-state"],
    ["an invented State's code where there are none", { state: "XEC" }, "example-state"],
    ["a State that is left out", { state: "Nobody", words: "agreed" }, "left-out"],
    ["a case that nobody has told", { case: "Case X", words: "agreed" }, "unknown-case"],
    ["a case that is left out", { case: "Left", words: "agreed" }, "left-out"],
    ["an occasion that nobody has told", { forum: "upr", words: "agreed" }, "unknown-occasion"],
    ["an occasion that is left out", { forum: "hrc", words: "agreed" }, "left-out"],
    ["a session that nobody has told", { session: "UPR 99", words: "agreed" }, "unknown-occasion"],
    ["a session that is left out", { session: "Elsewhere", words: "agreed" }, "left-out"],
    ["a word that is none", { words: "agreed", word: "strong" }, "unclear-word"],
    ["two words", { words: "4", word: "3" }, "unclear-word"],
    ["the State concerned", { case: "own", words: "agreed" }, "own-state"],
    ["a colour that nobody has told", { fill: "#123456" }, "unknown-colour"],
    ["words that are none of a stage", { words: "see mail" }, "unclear-words"],
    ["words that contradict the colour", { words: "asked", fill: "#00ff00" }, "words-and-colour"],
    [
      "what was raised on a day that has not come",
      { words: "raised", date: { on: "2026-11-27", precision: "day" } },
      "not-said-yet",
    ],
    ["a formula", { words: "=1", isFormula: true, fill: "#00ff00" }, "formula"],
  ])("is nothing, with its reason: %s", (_, one, why) => {
    const plan = planOf([one]);
    expect(plan.skipped).toEqual([{ ...entry, ...one, why }]);
    expect([plan.set, plan.changed, plan.same, plan.silent]).toEqual([[], [], [], []]);
  });

  it.each<[string, Partial<Entry>, object]>([
    ["by its words", { words: "asked" }, { stage: "asked" }],
    ["by its colour", { fill: "#00ff00" }, { stage: "agreed" }],
    ["by both", { words: "agreed", fill: "#00ff00" }, { stage: "agreed" }],
    [
      "by words on a colour that means nothing",
      { words: "asked", fill: "#cccccc" },
      { stage: "asked" },
    ],
    [
      "by a colour, with a note",
      { words: "see mail", fill: "#ff0000" },
      { stage: "raised", note: "see mail" },
    ],
    [
      "as raised until today",
      { words: "raised", date: { on: "2026-11-26", precision: "day" } },
      { stage: "raised" },
    ],
    [
      "by another stage whatever its date says",
      { words: "asked", date: { on: "2026-11-27", precision: "day" } },
      { stage: "asked" },
    ],
    ["for an owner", { words: "asked", owner: "ALINE" }, { ownerId: "m", sessionId: "s" }],
    ["for nobody where the owner is unknown", { words: "asked", owner: "Bo" }, { ownerId: null }],
    [
      "where its session is, whatever its forum",
      { session: "Council", forum: "hrc", words: "asked" },
      { sessionId: "c" },
    ],
    ["as sure as a column says", { words: "agreed", word: "4 · in writing" }, { word: 4 }],
    ["by a word in its column alone", { word: "2" }, { stage: null, word: 2 }],
    ["by a next step alone", { next: "call them" }, { stage: null, next: "call them" }],
    ["by a digit and a colour", { words: "4", fill: "#00ff00" }, { stage: "agreed", word: 4 }],
  ])("is set %s", (_, one, set) => {
    expect(planOf([one]).set).toMatchObject([{ code: "XEA", caseId: "b", ...set }]);
  });

  it("is nothing where the cell is empty, or holds a dash", () => {
    for (const words of ["", "-", "–"]) {
      const nothing = { set: [], changed: [], skipped: [], removed: 0 };
      expect(planOf([{ words }])).toMatchObject(nothing);
      expect(planOf([{ words }], { "XEA b s": { stage: "agreed" } })).toMatchObject(nothing);
    }
  });
});

describe("what stands already", () => {
  it("is shown as a change, with what it was", () => {
    const plan = planOf([{ words: "agreed" }], { "XEA b s": { stage: "asked" } });
    expect(plan.set).toEqual([]);
    expect(plan.changed).toMatchObject([{ stage: "agreed", before: { stage: "asked" } }]);
  });

  it.each<[string, Partial<Entry>, Partial<Standing>]>([
    ["by the same", { words: "asked" }, {}],
    ["by a cell that says not approached", { words: "not approached" }, { stage: "agreed" }],
    ["where it has been raised, by a lesser stage", { words: "agreed" }, { isRaised: true }],
    ["where it has been raised, by raised", { fill: "#ff0000" }, { isRaised: true }],
  ])("stays as it is %s", (_, one, stands) => {
    const plan = planOf([one], { "XEA b s": stands });
    expect([plan.set, plan.changed, plan.skipped]).toEqual([[], [], []]);
    expect(plan.same).toHaveLength(1);
  });

  it("is raised by a colour that means it", () => {
    expect(planOf([{ fill: "#ff0000" }], { "XEA b s": {} }).changed).toMatchObject([
      { stage: "raised" },
    ]);
  });

  it.each<[string, Partial<Entry>, Partial<Standing>, Taking[]]>([
    ["a next step", { next: "call them" }, {}, ["next"]],
    ["a next step beside the same stage", { words: "asked", next: "call" }, {}, ["next"]],
    ["an owner", { words: "asked", owner: "Aline" }, { ownerId: "other" }, ["owner"]],
    ["a note", { words: "asked", note: "by name" }, { note: "once" }, ["note"]],
    ["a word", { words: "asked", word: "3" }, { word: 4 }, ["word"]],
    [
      "the day on which it was asked",
      { words: "asked", date: { on: "2026-11-20", precision: "day" } },
      { askedOn: "2026-11-19" },
      ["said"],
    ],
    [
      "all of it, with the stage",
      { words: "agreed", word: "3", next: "thank", owner: "Aline", note: "by name" },
      {},
      ["stage", "word", "next", "owner", "note"],
    ],
    ["a note on what was raised", { words: "raised", note: "more" }, { isRaised: true }, ["note"]],
  ])("is shown as a change of just what differs: %s", (_, one, stood, takes) => {
    const plan = planOf([one], { "XEA b s": stood });
    expect(plan.changed.map((change) => change.takes)).toEqual([takes]);
    expect([plan.set, plan.same, plan.silent, plan.skipped]).toEqual([[], [], [], []]);
  });

  it("gets the day by which an answer is due", () => {
    const due = { ...entry, date: { on: "2027-01-08", precision: "day" } as const };
    const standing = new Map([["XEA b s", { ...plainStanding, dueOn: "2027-01-07" }]]);
    const plan = planImport([due], { ...meanings, saidUntil: null }, standing);
    expect(plan.changed).toMatchObject([{ takes: ["due"], dueOn: "2027-01-08" }]);
  });

  it("is unchanged where the sheet says just that, to the letter or with other spaces", () => {
    const stood = { nextStep: "call them ", note: "by name", ownerId: "m", word: 3 } as const;
    const one = { words: "asked", next: " call them", note: "by name", owner: "Aline", word: "3" };
    const plan = planOf([one], { "XEA b s": stood });
    expect([plan.changed, plan.silent]).toEqual([[], []]);
    expect(plan.same).toHaveLength(1);
    const heard = { isRaised: true, heard: ["in the debate"] };
    const raised = planOf([{ words: "raised", note: "in the debate" }], { "XEA b s": heard });
    expect(raised.same).toHaveLength(1);
  });

  it("loses nothing to what the sheet leaves empty", () => {
    const stood = { nextStep: "call them", note: "by name", ownerId: "m", word: 3 } as const;
    expect(planOf([{}], { "XEA b s": stood }).silent).toHaveLength(1);
    expect(planOf([{ words: "asked" }], { "XEA b s": stood }).same).toHaveLength(1);
  });

  it("takes from beside an empty cell of a matrix nothing that is said of its row", () => {
    const beside = { next: "call", owner: "Aline", note: "by name", word: "4", isInMatrix: true };
    const plan = planOf([beside], { "XEA b s": {} });
    expect(plan.silent).toHaveLength(1);
    expect(plan.changed).toEqual([]);
    expect(planOf([{ ...beside, words: "asked" }], { "XEA b s": {} }).changed).toHaveLength(1);
  });

  it("is unchanged on a case that is only read, and not changed there", () => {
    const one = { case: "Read", words: "asked" };
    expect(planOf([one], { "XEA read s": {} }).same).toHaveLength(1);
    const other = planOf([one], { "XEA read s": { stage: "agreed" } });
    expect(other.skipped).toMatchObject([{ why: "read-only" }]);
    expect(planOf([one]).skipped).toMatchObject([{ why: "read-only" }]);
  });

  it("gets a word and keeps its stage", () => {
    expect(planOf([{ words: "4" }], { "XEA b s": {} }).changed).toMatchObject([
      { stage: null, word: 4 },
    ]);
  });
});

describe("a line that comes twice", () => {
  it("counts once where it says the same, and not at all where it says something else", () => {
    const one = { words: "agreed", next: "call", note: "by name" };
    expect(planOf([one, one])).toMatchObject({ set: [{}], same: [{}], skipped: [] });
    const other = planOf([one, { ...one, next: "write" }]);
    expect(other).toMatchObject({ set: [{}], skipped: [{ why: "said-again" }] });
  });
});

describe("the layout", () => {
  it("is none where there is no State", () => {
    expect(
      guessLayout(
        sheetOf([
          ["a", "b"],
          ["c", "d"],
        ]),
        matcher,
      ),
    ).toBeNull();
  });

  it("keeps a case whose name begins like another heading", () => {
    const layout = guessLayout(
      sheetOf([
        ["Country", "Note-taker arrested", "Notes"],
        ["Example State 1", "agreed", "call them"],
      ]),
      matcher,
    );
    expect(layout?.columns.map(({ role }) => role)).toEqual(["state", "matrix-case", "note"]);
  });

  it("takes the column that is called so for the States, not the one that holds more of them", () => {
    const layout = guessLayout(
      sheetOf([
        ["Case in", "State", "Status"],
        ["Example State 2", "Example State 1", "asked"],
        ["Example State 2", "", ""],
      ]),
      matcher,
    );
    expect(layout?.columns[1]?.role).toBe("state");
  });

  it("takes a first line whose State nobody knows for a line, and not for a heading", () => {
    const sheet = sheetOf([
      ["Asks of the spring", null, null],
      ["State", "PL-2026-001", "Note"],
      ["Exmaple State 1", "Agreed", "a"],
      ['=HYPERLINK("x")', "Asked", "b"],
      ["Example State 2", "Asked", "c"],
    ]);
    const layout = guessLayout(sheet, matcher) as Layout;
    expect(layout).toMatchObject({ shape: "matrix", firstRow: 2 });
    expect(layout.columns[1]).toMatchObject({ headings: ["PL-2026-001"], role: "matrix-case" });
    expect(new Set(readEntries(sheet, layout).map(({ state }) => state)).size).toBe(3);
  });

  it("reads a list of one case, by the colour of the State where nothing else speaks", () => {
    const sheet = sheetOf([
      ["State", "Contact"],
      [{ text: "Example State 1", fill: "#00ff00" }, "A."],
    ]);
    const layout = guessLayout(sheet, matcher) as Layout;
    expect(layout.shape).toBe("list");
    const [only] = readEntries(sheet, layout);
    expect(only).toMatchObject({ case: "", fill: "#00ff00" });
  });

  it.each([
    [
      "above",
      [
        ["State", "Case B", null, "Case C", null],
        [null, "Bilateral", "HRC 64", "Bilateral", "HRC 65"],
      ],
      [
        { row: 0, lastRow: 0, column: 1, lastColumn: 2 },
        { row: 0, lastRow: 0, column: 3, lastColumn: 4 },
      ],
    ],
    [
      "below",
      [
        [null, "Bilateral", "HRC 64", "Bilateral", "HRC 65"],
        ["State", "Case B", "Case B", "Case C", "Case C"],
      ],
      [],
    ],
  ] as [string, (string | null)[][], Sheet["merged"]][])(
    "takes the case for the case, whether it stands above its forums or below: %s",
    (_, headings, merged) => {
      const sheet = sheetOf(
        [...headings, ["Example State 1", "agreed", "asked", "declined", "agreed"]],
        merged,
      );
      const layout = guessLayout(sheet, matcher) as Layout;
      expect(
        readEntries(sheet, layout).map((one) => [one.case, one.forum, one.session, one.words]),
      ).toEqual([
        ["Case B", "bilateral", "", "agreed"],
        ["Case B", "hrc", "HRC 64", "asked"],
        ["Case C", "bilateral", "", "declined"],
        ["Case C", "hrc", "HRC 65", "agreed"],
      ]);
    },
  );

  it("loses no row that says something and names no State", () => {
    const list = sheetOf([
      ["State", "Case", "Stage"],
      ["Example State 1", "Case B", "agreed"],
      [null, "Case C", "asked"],
      [null, null, null],
    ]);
    const entries = readEntries(list, guessLayout(list, matcher) as Layout);
    expect(entries.map(({ row, state, words }) => [row, state, words])).toEqual([
      [1, "Example State 1", "agreed"],
      [2, "", "asked"],
    ]);
    expect(planImport(entries, meanings, new Map()).skipped).toMatchObject([
      { row: 2, why: "no-state" },
    ]);
    // The key of a matrix, below its States, is no row of it.
    const matrix = sheetOf([
      ["State", "Case B"],
      ["Example State 1", "agreed"],
      [null, "asked"],
      ["Example State 2", "asked"],
      [null, { fill: "#00ff00", text: "agreed" }],
    ]);
    expect(
      readEntries(matrix, guessLayout(matrix, matcher) as Layout).map(({ row, state }) => [
        row,
        state,
      ]),
    ).toEqual([
      [1, "Example State 1"],
      [2, ""],
      [3, "Example State 2"],
    ]);
  });

  it("reads a sheet of nothing but States, for whoever says what they stand for", () => {
    const sheet = sheetOf([["Example State 1"], ["Example State 2"]]);
    const layout = guessLayout(sheet, matcher) as Layout;
    expect(readEntries(sheet, layout).map(({ state }) => state)).toEqual([
      "Example State 1",
      "Example State 2",
    ]);
  });

  it("reads a block without headings", () => {
    const sheet = sheetOf([
      ["Example State 1", "agreed"],
      ["Example State 2", "asked"],
    ]);
    const layout = guessLayout(sheet, matcher) as Layout;
    expect(layout.firstRow).toBe(0);
    expect(layout.columns[1]).toMatchObject({ hasStages: true, role: "stage" });
  });

  it("calls the cases of a block without headings after their columns", () => {
    const sheet = sheetOf([
      ["Example State 1", "agreed", "P"],
      ["Example State 2", "asked", "A"],
    ]);
    const layout = guessLayout(sheet, matcher) as Layout;
    expect(readEntries(sheet, layout).map((one) => one.case)).toEqual(["B", "C", "B", "C"]);
  });

  it("stays quick where everything is merged and everything is a State", () => {
    const rows = Array.from({ length: 10_000 }, (_, row) => [
      `Example State ${(row % 2) + 1}`,
      ...Array.from({ length: 15 }, () => ({ text: "agreed", fill: "#00ff00" })),
    ]);
    const merged = rows.map((_, row) => ({ row, column: 0, lastRow: row, lastColumn: 2 }));
    const sheet = sheetOf([["State", ..."abcdefghijklmno"], ...rows], merged);
    const layout = guessLayout(sheet, matcher) as Layout;
    const plan = planImport(readEntries(sheet, layout), meanings, new Map());
    expect(plan.skipped).toHaveLength(150_000);
  });
});
