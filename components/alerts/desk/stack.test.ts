import { expect, it } from "vitest";
import { stack } from "./stack";

const card = (key: string, wanted: number | null, height = 100) => ({ key, wanted, height });

it("lets cards lie beside their words, and moves down what would lie over another", () => {
  expect(stack([card("b", 50), card("a", 0), card("c", 400)], null)).toEqual({
    tops: { a: 0, b: 108, c: 400 },
    height: 508,
  });
});

it("puts the one that is looked at beside its words, and makes room around it", () => {
  const { tops } = stack([card("a", 300), card("b", 310), card("c", 320)], "b");
  expect(tops).toEqual({ a: 202, b: 310, c: 418 });
});

it("pushes nothing out at the top", () => {
  const { tops } = stack([card("a", 0), card("b", 5), card("c", 10)], "c");
  expect(tops).toEqual({ a: 0, b: 108, c: 216 });
});

it("puts what has no words at the end", () => {
  const { tops } = stack([card("settled", null, 30), card("a", 40)], null);
  expect(tops).toEqual({ a: 40, settled: 148 });
});
