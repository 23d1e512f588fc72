import { expect, it } from "vitest";
import { coverage } from "./coverage";

const one = { code: "XEA" };
const two = { code: "XEB" };
const three = { code: "XEC" };
const ask = (
  stateCode: string,
  forum: "upr" | "hrc",
  stage: "planned" | "agreed" | "declined",
  word = 2,
) => ({
  stateCode,
  forum,
  stage,
  word,
  session: `${forum} session`,
});

it("lays States out by forum, keeps the gaps, and counts each State once in a forum", () => {
  const laid = coverage(
    [ask("XEA", "upr", "agreed", 4), ask("XEA", "upr", "planned"), ask("XEB", "hrc", "declined")],
    [one, two, three],
  );
  expect(laid.states).toEqual([one, two]);
  expect(laid.forums.map(({ forum }) => forum)).toEqual(["bilateral", "hrc", "upr", "ga"]);
  expect(laid.forums[2]).toEqual({
    forum: "upr",
    cells: [{ stage: "agreed", mark: "writing" }, null],
    counts: { agreed: 1 },
    occasions: ["upr session"],
  });
  expect(laid.forums[0]?.cells).toEqual([null, null]);
});
