import { describe, expect, it } from "vitest";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { compareWords, countPieces, type Piece, standingWords } from "./compare";

const written = (pieces: Piece[] | null) =>
  (pieces ?? [])
    .map(({ kind, text }) =>
      kind === "same" ? text : kind === "added" ? `{+${text}+}` : `[-${text}-]`,
    )
    .join("");

describe("two texts compared", () => {
  it.each([
    [
      "en",
      "They were held at noon.",
      "They were reported detained at noon.",
      "They were [-held-]{+reported detained+} at noon.",
    ],
    ["ar", "احتُجزا في المطار", "احتُجزا في المطار يوم الجمعة", "احتُجزا في المطار{+ يوم الجمعة+}"],
    ["zh", "他们在机场被拘留", "他们在边境被拘留", "他们在[-机场-]{+边境+}被拘留"],
    ["fr", "L’avocate est libre.", "L’avocate est détenue.", "L’avocate est [-libre-]{+détenue+}."],
    ["ru", "Они были задержаны", "Они не были задержаны", "Они {+не +}были задержаны"],
    ["en", "", "New words", "{+New words+}"],
    ["en", "Gone", "", "[-Gone-]"],
  ])("word by word (%s): %s", (language, before, now, expected) => {
    expect(written(compareWords(before, now, language))).toBe(expected);
  });

  it("keep every word of both, whatever changed", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed % below;
    };
    const words = ["one", "two", " ", "three", ". ", "في", " المطار", "机场", "\n", "👩‍🏫"];
    const text = () =>
      Array.from({ length: random(40) }, () => words[random(words.length)]).join("");
    for (let round = 0; round < 300; round++) {
      const [before, now] = [text(), text()];
      const pieces = compareWords(before, now, "en") ?? [];
      const without = (kind: Piece["kind"]) =>
        pieces
          .filter((piece) => piece.kind !== kind)
          .map((piece) => piece.text)
          .join("");
      expect(without("added")).toBe(before);
      expect(without("removed")).toBe(now);
    }
  });

  it("comes to an end with two hundred pages that have nothing in common", () => {
    const text = (word: string) =>
      Array.from({ length: 60_000 }, (_, at) => `${word}${at * 7}`).join(" ");
    const began = performance.now();
    expect(compareWords(text("a"), text("b"), "en")).toBeNull();
    expect(performance.now() - began).toBeLessThan(5_000);
  });

  it.each([
    ["en", " ", ["They", "were", "held", "at", "airport"]],
    ["ar", " ", ["أُوقفوا", "في", "المطار", "NGO", "(2018)"]],
    ["zh", "", ["他们", "在机场", "被拦下", "会议", "ECOSOC"]],
  ])(
    "tell a change in each of a hundred pages' paragraphs in %s",
    { retry: 2 },
    (language, space, words) => {
      const paragraphs = Array.from(
        { length: 625 },
        (_, n) =>
          `${Array.from({ length: 80 }, (_, i) => words[(n * 7 + i * i) % 5]).join(space)} ${n}.`,
      );
      const now = paragraphs.map((text, n) => text.replace(words[2] ?? "", `X${n}Y`));
      const began = performance.now();
      // It gives up by the clock, so that a machine that is busy elsewhere may need a second look.
      const pieces = compareWords(paragraphs.join("\n"), now.join("\n"), language);
      expect(performance.now() - began).toBeLessThan(5_000);
      const side = (left: Piece["kind"]) =>
        pieces?.flatMap(({ kind, text }) => (kind === left ? [] : [text])).join("");
      expect(side("added")).toBe(paragraphs.join("\n"));
      expect(side("removed")).toBe(now.join("\n"));
      expect(pieces?.filter(({ kind }) => kind === "added").length).toBeGreaterThan(300);
    },
  );

  it("counts words and not what stands between", () => {
    const pieces = compareWords("One.", "One, two, three.", "en") ?? [];
    expect(countPieces(pieces, "added", "en")).toBe(2);
    expect(countPieces(pieces, "removed", "en")).toBe(0);
  });
});

it("reads what stands, not what is proposed", () => {
  const id = "0198a6f0-0000-7000-8000-000000000000";
  const node = doc(
    paragraph(
      { type: "person", attrs: { id } },
      " was held",
      { type: "text", text: " unlawfully", marks: [{ type: "insertion", attrs: { id: 1 } }] },
      { type: "text", text: " there", marks: [{ type: "deletion", attrs: { id: 2 } }] },
      { type: "sealed", attrs: { id, instead: " at the airport" } },
      ".",
    ),
    paragraph("Next."),
  );
  expect(standingWords(node, { [id]: "A lawyer" })).toBe(
    "A lawyer was held there at the airport.\nNext.",
  );
});
