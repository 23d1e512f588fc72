import { describe, expect, it } from "vitest";
import english from "@/lib/i18n/messages/en/stages.json";
import { cellReader } from "./cell-text";

const french = { ...english.label, agreed: "D’accord", considering: "À l’étude", raised: "Évoqué" };
const read = cellReader([french, english.label, english.letter]);

describe("a written cell", () => {
  it("is read by letter, by English name and by the name in the reader's language", () => {
    expect(read("a")).toEqual({ stage: "asked" });
    expect(read(" Y ")).toEqual({ stage: "agreed" });
    expect(read("No  answer")).toEqual({ stage: "no_answer" });
    expect(read("a l’etude")).toEqual({ stage: "considering" });
    expect(read("Considering")).toEqual({ stage: "considering" });
  });

  it("is a word when it is a digit from 1 to 5", () => {
    expect(read("4")).toEqual({ word: 4 });
    expect(read("6")).toBe("unclear");
    expect(read("44")).toBe("unclear");
  });

  it("is not approached by a dot, and says nothing when it is empty or only a dash", () => {
    for (const text of ["·", "."]) {
      expect(read(text)).toEqual({ stage: "not_approached" });
    }
    for (const text of [" \u00a0", "-", "–", " — ", "−"]) {
      expect(read(text)).toBe("empty");
    }
  });

  it("never sets raised, and what it does not know it says so", () => {
    expect(read("R")).toBe("raised");
    expect(read("évoqué")).toBe("raised");
    expect(read("constructor")).toBe("unclear");
    expect(read("maybe")).toBe("unclear");
  });
});
