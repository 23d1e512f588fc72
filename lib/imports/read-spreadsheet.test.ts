import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Refusal } from "@/lib/refusal";
import { unbrought } from "./bring";
import { type ReadingLimits, withSpreadsheet } from "./read-spreadsheet";
import { startReader } from "./reading/start-reader";
import type { Asking, Facts } from "./sheet";
import { hostile } from "./testing/hostile";
import { plainStanding } from "./testing/standing";
import { writeXlsx } from "./testing/write-xlsx";

const sentences = JSON.parse(
  readFileSync(new URL("../i18n/messages/en/imports.json", import.meta.url), "utf8"),
) as { refused: Record<string, string> };

const opening = {
  kind: "file" as const,
  sheet: null,
  roles: {},
  names: Array.from({ length: 7 }, (_, n) => ({
    code: `XE${"ABCDEFG"[n]}`,
    text: `Example State ${n + 1}`,
  })),
  ownNames: [["XEA", "example state 1"]] as const,
  dayOrder: null,
};

/** What stands in a file or a block. */
const factsOf = (
  source: { file: Buffer } | { block: string },
  more: { signal?: AbortSignal; limits?: ReadingLimits } = {},
): Promise<Facts> =>
  withSpreadsheet(
    "file" in source ? source.file : Buffer.from(source.block),
    { ...opening, kind: "file" in source ? "file" : "block" },
    async (facts) => facts,
    more,
  );

const limits = { milliseconds: 20_000, memory: 256, output: 40_000_000 };

/** Ten thousand rows by fifteen cases, in colours. */
function large(): Buffer {
  const paints = ["92D050", "FFC000", "FF0000"].map((rgb) => ({ rgb }));
  return writeXlsx({
    sheets: [
      {
        name: "A",
        rows: Array.from({ length: 10_000 }, (_, row) => [
          `Example State ${(row % 7) + 1}`,
          ...Array.from({ length: 15 }, (_, column) => ({
            value: column % 4 ? "agreed" : `note ${row}`,
            ...(column % 2 && { paint: paints[(row + column) % 3] as { rgb: string } }),
          })),
        ]),
      },
    ],
  });
}

describe("a file that can't be read", () => {
  it.each(Object.entries(hostile))("is refused with its one reason: %s", async (_, [why, make]) => {
    const before = process.memoryUsage().rss;
    const file = make();
    const made = process.memoryUsage().rss;
    await expect(factsOf({ file })).rejects.toEqual(new Refusal("rule", `imports.refused.${why}`));
    expect(process.memoryUsage().rss - Math.max(before, made)).toBeLessThan(50_000_000);
  });

  it("has a sentence for each reason", () => {
    expect(Object.keys(sentences.refused).sort()).toEqual([...unbrought].sort());
  });
});

describe("the process that reads", () => {
  it("gives back what stands in the file", async () => {
    const facts = await factsOf({
      block: "State\tCase A\tCase B\nExample State 1\tagreed\tasked\nXmple State 2\tasked\t",
    });
    expect(facts).toMatchObject({ shape: "matrix", rows: 2, cells: 4, hasNoStates: false });
    expect(facts.states).toMatchObject([
      { text: "Example State 1", code: "XEA", isName: true },
      { text: "Xmple State 2", code: null },
    ]);
    expect(facts.cases).toMatchObject([
      { text: "Case A", count: 2 },
      { text: "Case B", count: 2 },
    ]);
  });

  it("says that no States are there, and takes a column for them when told", async () => {
    const block = Buffer.from("a\tb\nNowhere\tasked\nElsewhere\tagreed");
    const read = (roles: Record<string, "state" | "stage">) =>
      withSpreadsheet(block, { ...opening, kind: "block", roles }, async (facts) => facts);
    expect(await read({})).toMatchObject({ hasNoStates: true, cells: 0 });
    const told = await read({ 0: "state", 1: "stage" });
    expect(told).toMatchObject({ hasNoStates: false, shape: "list", cells: 2 });
    expect(told.states.map(({ text }) => text)).toEqual(["Nowhere", "Elsewhere"]);
  });

  it("asks once which number is the day, with what another day of the column tells", async () => {
    const daysOf = async (dayOrder: "day-first" | "month-first" | null, ...days: string[]) => {
      const block = ["State\tCase\tDate", ...days.map((day) => `Example State 1\tA\t${day}`)];
      const bytes = Buffer.from(block.join("\n"));
      return withSpreadsheet(
        bytes,
        { ...opening, kind: "block", dayOrder },
        async (facts) => facts,
      );
    };
    const days = ["03/04/2018", "05/06/2018"];
    expect((await daysOf(null, ...days)).twoWayDays).toEqual({
      text: "03/04/2018",
      count: 2,
      told: null,
    });
    expect((await daysOf(null, ...days, "13/04/2018")).twoWayDays?.told).toBe("day-first");
    expect((await daysOf(null, ...days, "04/13/2018")).twoWayDays?.told).toBe("month-first");
    expect((await daysOf("day-first", ...days)).twoWayDays).toMatchObject({ count: 2, told: null });
    expect((await daysOf(null, "13/04/2018", "2018-04-03")).twoWayDays).toBeNull();
  });

  it("works out what an import would do", async () => {
    const asking: Asking = {
      states: [["example state 1", "XEA"]],
      cases: [["case a", { id: "a", ownState: "CUB" }]],
      named: [],
      sessions: [[null, "s"]],
      owners: [],
      fills: [],
      dates: "said",
      today: "2026-11-26",
      standing: [["XEA a s", { ...plainStanding, version: 7 }]],
      rows: 1,
      wantsPieces: true,
    };
    const preview = await withSpreadsheet(
      Buffer.from(
        "State\tCase A\tNotes\nExample State 1\tagreed\tby \u202ename\nExample State 2\tasked\t",
      ),
      { ...opening, kind: "block" },
      (_, ask) => ask(asking),
    );
    expect(preview).toMatchObject({
      set: 0,
      changed: 1,
      skipped: 1,
      allRows: 2,
      why: { "example-state": 1 },
    });
    expect(preview.rows).toMatchObject([
      { line: 2, code: "XEA", cells: [{ stage: "agreed", outcome: "changed", before: "asked" }] },
    ]);
    // Cleaned as what is typed is.
    expect(JSON.parse(preview.pieces[0]?.cells ?? "")).toMatchObject([
      { version: 7, stage: "agreed", note: "by name" },
    ]);
  });

  it("reads ten thousand rows", async () => {
    const facts = await factsOf({ file: large() });
    expect(facts.sheets[0]?.rows).toBe(10_000);
    expect(facts.fills).toContainEqual(expect.objectContaining({ fill: "#ffc000" }));
  });

  it("is ended when it takes too long, and the next file is read", async () => {
    const waiting = factsOf({ file: large() }, { limits: { ...limits, milliseconds: 100 } });
    await expect(waiting).rejects.toEqual(new Refusal("rule", "imports.refused.overLimits"));
    expect((await factsOf({ block: "a\tb" })).sheets).toHaveLength(1);
  });

  it("is ended when it says too much", async () => {
    const waiting = factsOf({ file: large() }, { limits: { ...limits, output: 500 } });
    await expect(waiting).rejects.toEqual(new Refusal("rule", "imports.refused.overLimits"));
  });

  it("dies alone when its memory is full", async () => {
    const waiting = factsOf({ file: large() }, { limits: { ...limits, memory: 16 } });
    await expect(waiting).rejects.toEqual(new Refusal("rule", "imports.refused.overLimits"));
  });

  it("is ended when whoever asked has gone", async () => {
    const gone = new AbortController();
    const waiting = factsOf({ file: large() }, { signal: gone.signal });
    setTimeout(() => gone.abort(new Error("gone")), 150);
    await expect(waiting).rejects.toThrow("gone");
  });

  it("reads one file at a time, and refuses when many wait", async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 12 }, () => factsOf({ block: "a\tb" })),
    );
    const refused = answers.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(3);
    expect(refused).toContainEqual({
      status: "rejected",
      reason: new Refusal("rule", "imports.refused.busy"),
    });
  });

  it.each([
    ["write a file", `fs.writeFileSync("plenary-was-here", "")`],
    ["read what is not the program", `fs.readFileSync("/etc/passwd")`],
    ["read the rest of the program", `fs.readFileSync("package.json")`],
    ["look into the folder of keys", `fs.readdirSync(".plenary")`],
    ["start a program", `child_process.execFileSync("/bin/true")`],
    ["start a thread", `new worker_threads.Worker("0", { eval: true })`],
  ])("can't %s", (_, work) => {
    const started = startReader(64);
    started.kill("SIGKILL");
    // Under the very flags that it has, something else than the reader.
    const flags = started.spawnargs.slice(1, -1);
    const { stdout } = spawnSync(
      process.execPath,
      [
        ...flags,
        "-e",
        `try { ${work}; console.log("done") } catch (error) { console.log(error.code) }`,
      ],
      { encoding: "utf8" },
    );
    expect(stdout.trim()).toBe("ERR_ACCESS_DENIED");
  });
});
