import { describe, expect, it } from "vitest";
import { countBySource, type Intervention, partlyNamed } from "./intervention";

type Said = Pick<Intervention, "states" | "evidence">;

const said = (codes: string[], ...sources: string[]) =>
  ({
    states: codes.map((code) => ({ code, key: code, name: code })),
    evidence: sources.map((source) => ({ source, sourceUrl: null, grade: "B" })),
  }) as unknown as Said;

const joint = said(["CZE", "GBR", "FRA", "TUR"], "Webcast");
const alone = said(["DZA"], "Record");

describe("sources of separate statements", () => {
  it("add up and are not compared", () => {
    const count = countBySource([joint, alone]);
    expect(count).toMatchObject({
      total: 5,
      sources: [
        { source: "Webcast", states: 4, rivals: [], comparedWith: null, missing: [], extra: [] },
        { source: "Record", states: 1, rivals: [], comparedWith: null, missing: [], extra: [] },
      ],
    });
    expect(partlyNamed("DZA", count, [joint, alone])).toBeNull();
  });
});

describe("sources of the same statements", () => {
  const twelve = [...Array(12).keys()].map((n) => `S${n}`);
  const account = twelve.map((code, n) => said([code], "First", ...(n < 11 ? ["Second"] : [])));

  it("differ in whom one of them leaves out", () => {
    const count = countBySource(account);
    expect(count).toMatchObject({
      total: 12,
      sources: [
        { source: "First", states: 12, comparedWith: null },
        { source: "Second", states: 11, comparedWith: "First", missing: [{ code: "S11" }] },
      ],
    });
    expect(partlyNamed("S11", count, account)).toEqual({ n: 1, of: 2 });
    expect(partlyNamed("S0", count, account)).toBeNull();
  });

  it("are not contradicted by what tells of one statement alone", () => {
    const all = account.map((one, at) => (at === 11 ? said(["S11"], "First", "Record") : one));
    expect(countBySource(all).sources[2]).toMatchObject({
      ...{ source: "Record", states: 1, comparedWith: null, missing: [] },
    });
  });

  it("stay rivals beside a statement that only a third source tells of", () => {
    const all = [...account, joint];
    const count = countBySource(all);
    expect(count.total).toBe(16);
    expect(count.sources.map(({ source, comparedWith }) => [source, comparedWith])).toEqual([
      ["First", null],
      ["Second", "First"],
      ["Webcast", null],
    ]);
    expect(count.sources[1]?.missing).toMatchObject([{ code: "S11" }]);
    expect(partlyNamed("S11", count, all)).toEqual({ n: 1, of: 2 });
    expect(partlyNamed("FRA", count, all)).toBeNull();
  });
});
