import { describe, expect, it } from "vitest";
import { matchOptions } from "./combobox-options";

const options = [
  { value: "a", label: "Côte d’Ivoire" },
  { value: "b", label: "United Kingdom", aliases: ["UK", "Great Britain"] },
  { value: "c", label: "Ukraine" },
  { value: "d", label: "Türkiye", aliases: ["Turkey"], hint: "WEOG" },
];
const found = (typed: string) => matchOptions(options, typed).map((option) => option.value);

describe("finding an option", () => {
  it("ignores accents, case and punctuation", () => {
    expect(found("cote d'iv")).toEqual(["a"]);
    expect(found("TURKIYE")).toEqual(["d"]);
  });

  it("knows other spellings, and puts the name itself first", () => {
    expect(found("uk")).toEqual(["c", "b"]);
    expect(found("britain")).toEqual(["b"]);
    expect(found("turkey")).toEqual(["d"]);
  });

  it("matches beginnings of words only", () => {
    expect(found("king")).toEqual(["b"]);
    expect(found("ingdom")).toEqual([]);
    expect(found("")).toEqual(["a", "b", "c", "d"]);
  });
});
