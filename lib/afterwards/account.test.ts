import { describe, expect, it } from "vitest";
import type { Intervention } from "@/lib/interventions/intervention";
import { type Accounted, accountOf, toBeAsked, type WhyNot } from "./account";

const state = (code: string) => ({ code, key: code, name: code });
const row = (
  id: string,
  code: string,
  stage: Accounted["stage"],
  isRaised: boolean,
): Accounted => ({
  id,
  state: state(code),
  case: { id: "case", reference: "PL-1", title: "" },
  stage,
  isRaised,
  word: null,
  delivery: null,
  mayChange: true,
});
const said = (codes: string[], commitmentIds: string[], ...grades: string[]) =>
  ({
    id: codes.join(),
    deliveredBy: state(codes[0] as string),
    states: codes.map(state),
    commitmentIds,
    isJoint: codes.length > 1,
    saidOn: "2026-12-07",
    saidPrecision: "day",
    saidAt: null,
    evidence: grades.map((grade) => ({ grade, source: "Room", sourceUrl: null, quote: "" })),
  }) as unknown as Intervention;

describe("an account", () => {
  const account = accountOf(
    [
      row("1", "XEA", "agreed", true),
      row("2", "XEB", "agreed", false),
      row("3", "XEC", "asked", true),
      row("4", "XED", "not_approached", true),
      row("5", "XEE", "declined", false),
    ],
    [said(["XEA"], ["1"], "D", "A"), said(["XEC", "XED", "XEA"], ["3", "4", "1"], "E")],
    () => ({ told: false, reason: "cut" }),
  );

  it("tells apart what was kept, what nobody had promised, what was not raised, and who was only asked", () => {
    const ids = (lines: typeof account.kept) => lines.map(({ id }) => id);
    expect(ids(account.kept)).toEqual(["1"]);
    expect(ids(account.unpromised)).toEqual(["3", "4"]);
    expect(ids(account.notRaised)).toEqual(["2"]);
    expect(account.notRaised[0]?.why).toEqual({ told: false, reason: "cut" });
    expect(ids(account.asked)).toEqual(["5"]);
    expect(account.asked[0]?.why).toBeNull();
    expect(account.kept[0]?.why).toBeNull();
  });

  it("counts a State once, by its best evidence, however many statements it joined", () => {
    expect(account.rule).toMatchObject({
      count: { total: 3 },
      joint: 1,
      byBestGrade: [
        { grade: "A", states: 1 },
        { grade: "E", states: 2 },
      ],
    });
  });
});

describe("whom to ask about a promise that was not raised", () => {
  const spared = (...promises: [string, WhyNot][]) => {
    const rows = promises.map(([code], at) => row(String(at), code, "agreed", false));
    const account = accountOf(rows, [], ({ id }) => (promises[Number(id)] ?? ["", none])[1]);
    return toBeAsked(account.notRaised).map(({ state: { code }, spared }) => [code, spared]);
  };
  const none: WhyNot = { told: false, reason: null };
  const shown = (reason: "spoke_without_it" | "joined_without_it" | "group_spoke" | "cut") =>
    ({ told: false, reason }) as const;
  const told = (reason: "asked_not_to" | "held_back"): WhyNot => ({
    ...{ told: true, words: "", by: null, at: "2026-12-07T10:00:00Z" },
    reason,
  });

  it("is who promised and kept still, was cut, or spoke of something else", () => {
    expect(
      spared(
        ["XEA", none],
        ["XEB", shown("cut")],
        ["XEC", shown("spoke_without_it")],
        ["XED", told("held_back")],
      ),
    ).toEqual([
      ["XEA", null],
      ["XEB", null],
      ["XEC", null],
      ["XED", null],
    ]);
  });

  it("is nobody in whose name another spoke, nor whom we asked not to", () => {
    expect(
      spared(
        ["XEA", shown("joined_without_it")],
        ["XEB", shown("group_spoke")],
        ["XEC", told("asked_not_to")],
      ),
    ).toEqual([
      ["XEA", "joined_without_it"],
      ["XEB", "group_spoke"],
      ["XEC", "asked_not_to"],
    ]);
  });

  it("is asked once, where one of its promises is open, in whatever order they stand", () => {
    const [open, joined] = [none, shown("joined_without_it")];
    expect(spared(["XEA", open], ["XEA", joined])).toEqual([["XEA", null]]);
    expect(spared(["XEA", joined], ["XEA", open])).toEqual([["XEA", null]]);
  });
});
