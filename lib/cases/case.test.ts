import { describe, expect, it } from "vitest";
import { reprisalTypes } from "@/db/reference/words";
import { consentLine, consentTone, type MayBeNamed, reprisalGroups } from "./case";

const may = (over: Partial<MayBeNamed>): MayBeNamed => ({
  inPublic: "country",
  bilaterally: "country",
  everybodyInPublic: false,
  everybodyBilaterally: false,
  hasDefenders: true,
  ...over,
});

describe("the consent line", () => {
  it.each([
    [may({ hasDefenders: false }), "nobody", "danger"],
    [may({}), "nothing", "danger"],
    [may({ bilaterally: "situation" }), "describedBilaterally", "caution"],
    [may({ inPublic: "situation" }), "describedInPublic", "caution"],
    [may({ bilaterally: "person" }), "namedBilaterally", "caution"],
    [
      may({ bilaterally: "person", inPublic: "situation" }),
      "namedBilaterallyDescribedInPublic",
      "caution",
    ],
    [may({ inPublic: "person" }), "namedInPublic", "caution"],
    [may({ inPublic: "person", everybodyInPublic: true }), "namedInPublic", "done"],
  ] as const)("says what may be named and how much that worries: %j", (allowed, line, tone) => {
    expect(consentLine(allowed)).toBe(line);
    expect(consentTone(allowed)).toBe(tone);
  });
});

it("offers every kind of reprisal in exactly one group", () => {
  expect(Object.values(reprisalGroups).flat().sort()).toEqual([...reprisalTypes].sort());
});
