import { expect, it } from "vitest";
import { caretColours, coloursOf } from "./colours";

const ids = Array.from({ length: 8 }, (_, at) => `0190${at}000-0000-7000-8000-0000000000${at}0`);

it("gives everybody here another colour while there are enough, and each screen the same", () => {
  const given = coloursOf(ids);
  expect(new Set(given.values()).size).toBe(caretColours.length);
  expect(coloursOf([...ids].reverse())).toEqual(given);
});

it("shares colours only beyond that", () => {
  expect([...coloursOf([...ids, "one more"]).values()].every(Boolean)).toBe(true);
});
