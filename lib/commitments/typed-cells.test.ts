import { describe, expect, it } from "vitest";
import { longestStep, readDue, readOwner, readStep } from "./typed-cells";

const today = "2026-11-28";

describe("a pasted day", () => {
  it.each([
    ["2026-12-03", { dueOn: "2026-12-03" }],
    ["3 December 2026", { dueOn: "2026-12-03" }],
    ["3 déc. 2026", { dueOn: "2026-12-03" }],
    ["31.12.2026", { dueOn: "2026-12-31" }],
    ["03/04/2027", "eitherDay"],
    ["December 2026", "noDay"],
    ["2026-02-31", "noDay"],
    ["soon", "noDay"],
    ["2016-12-03", "longPast"],
  ])("%s", (text, read) => {
    expect(readDue(text, null, today, null)).toEqual(read);
  });

  it("is read in the order of its column, and may be long past where it stands already", () => {
    expect(readDue("03/04/2027", "day-first", today, null)).toEqual({ dueOn: "2027-04-03" });
    expect(readDue("2016-12-03", null, today, "2016-12-03")).toEqual({ dueOn: "2016-12-03" });
  });
});

describe("a pasted owner", () => {
  const members = [
    { id: "a", name: "Example Network, advocate" },
    { id: "r", name: "Example Network, reader" },
    { id: "z", name: "Zoë" },
    { id: "1", name: "Sam" },
    { id: "2", name: "Sam" },
  ];
  it.each([
    ["example network, ADVOCATE", { ownerId: "a" }],
    ["reader", { ownerId: "r" }],
    [" Zoe ", { ownerId: "z" }],
    ["Sam", "severalColleagues"],
    ["Somebody", "noColleague"],
  ])("%s", (text, read) => {
    expect(readOwner(text, members)).toEqual(read);
  });
});

it("a pasted step is one line, and not longer than is kept", () => {
  expect(readStep(" Call them\n on Monday ")).toEqual({ nextStep: "Call them on Monday" });
  expect(readStep("x".repeat(longestStep + 1))).toBe("tooLong");
});
