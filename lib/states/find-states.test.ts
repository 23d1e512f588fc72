import { expect, it } from "vitest";
import { rankStates } from "./find-states";
import { foldName } from "./names";

const names: Record<string, string[]> = {
  GBR: ["United Kingdom", "UK", "Royaume-Uni", "المملكة المتحدة"],
  UKR: ["Ukraine", "Украина"],
  CIV: ["Côte d’Ivoire", "Ivory Coast"],
  TUR: ["Türkiye", "Turkey"],
};
const states = Object.keys(names).map((code) => ({ code }));
const folded = new Map(Object.entries(names).map(([code, list]) => [code, list.map(foldName)]));
const found = (typed: string) => rankStates(states, folded, typed).map((state) => state.code);

it("finds States by any of their names, in any of the six languages", () => {
  expect(found("cote d'iv")).toEqual(["CIV"]);
  expect(found("TURKEY")).toEqual(["TUR"]);
  expect(found("украи")).toEqual(["UKR"]);
  expect(found("المملكة")).toEqual(["GBR"]);
  expect(found("kingd")).toEqual(["GBR"]);
});

it("puts a whole name before the beginning of one", () => {
  expect(found("uk")).toEqual(["GBR", "UKR"]);
});

it("finds all where nothing was typed, and none where nothing fits", () => {
  expect(found("  ")).toHaveLength(4);
  expect(found("ingdom")).toEqual([]);
});
