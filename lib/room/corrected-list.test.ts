import { describe, expect, it } from "vitest";
import { newLines, type StandingLine } from "./corrected-list";
import type { ListedSpeaker } from "./read-list";

const pasted = (stateCode: string, more: Partial<ListedSpeaker> = {}): ListedSpeaker => ({
  written: `State ${stateCode}`,
  stateCode,
  members: [],
  unknown: [],
  onBehalfOf: "",
  ...more,
});
const standing = (codes: string[], more: Partial<StandingLine> = {}): StandingLine[] =>
  codes.map((stateCode, at) => ({
    id: `${stateCode} ${at}`,
    place: at + 1,
    written: `State ${stateCode}`,
    stateCode,
    members: [],
    onBehalfOf: "",
    ...more,
  }));

/** The list as it stands afterwards, by code. */
const listed = (there: StandingLine[], lines: ListedSpeaker[]) =>
  [
    ...there.map(({ place, stateCode }) => ({ place, stateCode })),
    ...newLines(there, lines).map(({ place, line }) => ({ place, stateCode: line.stateCode })),
  ]
    .sort((a, b) => a.place - b.place)
    .map(({ stateCode }) => stateCode)
    .join(" ");

describe("a corrected list", () => {
  it("adds what is new where it stands in the list, and moves and removes nothing", () => {
    const list = (codes: string) => codes.split(" ").map((code) => pasted(code));
    expect(listed(standing(["A", "B", "C"]), list("A X B Y Z C"))).toBe("A X B Y Z C");
    expect(listed(standing(["A", "B", "C"]), list("X A C"))).toBe("X A B C");
    expect(listed(standing(["A", "B", "C"]), list("C A X"))).toBe("A X B C");
    expect(listed(standing(["A", "B"]), list("X Y"))).toBe("A B X Y");
  });

  it("adds nothing that stands there, and a second turn of a State once", () => {
    expect(newLines(standing(["A", "B"]), [pasted("B"), pasted("A")])).toEqual([]);
    expect(listed(standing(["A", "B"]), [pasted("A"), pasted("B"), pasted("A")])).toBe("A B A");
    expect(listed(standing(["A", "B", "A"]), [pasted("A"), pasted("B"), pasted("A")])).toBe(
      "A B A",
    );
  });

  it("knows a line by its words, whatever was said that it means", () => {
    const told = standing(["A"], { written: "Stat Ä!" });
    expect(newLines(told, [pasted("A", { written: "stat a", stateCode: null })])).toEqual([]);
    // And by its State where the words were corrected.
    expect(newLines(told, [pasted("A")])).toEqual([]);
  });

  it("tells a State that speaks for others from the same State alone", () => {
    const joint = pasted("A", { written: "State A for B", members: ["B"], onBehalfOf: "B" });
    expect(listed(standing(["A"]), [joint])).toBe("A A");
    expect(newLines(standing(["A"], { members: ["C"] }), [joint])).toEqual([]);
  });
});
