import { expect, test } from "vitest";
import { createPlaceValues } from "./place-values";

/** Places as the matrix names them: a State and a case. */
const lineOf = (place: string) => place.split(" ")[0] ?? "";

test("who shows a line is told of it once for all its places, and of no other line", () => {
  const values = createPlaceValues<number>(lineOf);
  const told: string[] = [];
  for (const line of ["a", "b"]) {
    values.subscribe(() => told.push(line), line);
  }
  const leave = values.subscribe(() => told.push("any"));
  values.put([
    ["a 1", 1],
    ["a 2", 2],
  ]);
  expect(told).toEqual(["a", "any"]);
  leave();
  values.put([["b 1", 3]]);
  expect(told).toEqual(["a", "any", "b"]);
});

test("a line stays the same map until something of it changes", () => {
  const values = createPlaceValues<number>(lineOf);
  const empty = values.line("a");
  expect(values.line("b")).toBe(empty);
  values.put([["a 1", 1]]);
  const line = values.line("a");
  values.put([["b 1", 2]]);
  expect(values.line("a")).toBe(line);
  expect([...line]).toEqual([["a 1", 1]]);
  values.put([["a 2", 3]]);
  expect([...values.line("a")]).toEqual([
    ["a 1", 1],
    ["a 2", 3],
  ]);
  expect(values.all().size).toBe(3);
  expect(values.get("b 1")).toBe(2);
});
