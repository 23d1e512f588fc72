import { expect, it } from "vitest";
import { shares, shortened, trimsOf } from "./fit";
import type { Paper, PaperLanguage } from "./paper";
import { countPages } from "./pdf/pdf";
import { samplePaper } from "./testing/samples";
import { linesOf } from "./words";

const section = (heading: string, words: number, word = "word ") => ({
  kind: "section" as const,
  heading,
  blocks: [{ kind: "paragraph" as const, text: [{ text: word.repeat(words).trim() }] }],
});

const brief = (language: PaperLanguage, blocks: Paper["blocks"]): Paper => ({
  ...samplePaper(language),
  blocks,
});

it("says by how many words to trim and where, and one word less would not do", () => {
  const paper = brief("en", [section("In brief", 60), section("Facts", 1_200)]);
  const trims = trimsOf(paper, 2, countPages);
  expect(trims?.map(({ heading }) => heading)).toEqual(["Facts"]);
  const words = trims?.[0]?.words ?? 0;
  expect(countPages(shortened(paper, [0, words]))).toBe(2);
  expect(countPages(shortened(paper, [0, words - 1]))).toBe(3);
});

it("lets the longest sections give first, and says the same each time", () => {
  const paper = brief("en", [section("One", 700), section("Two", 650), section("Three", 20)]);
  const trims = trimsOf(paper, 2, countPages);
  expect(trimsOf(structuredClone(paper), 2, countPages)).toEqual(trims);
  expect(trims?.map(({ heading }) => heading)).toEqual(["One", "Two"]);
  expect(shares([5, 3, 1], 4)).toEqual([3, 1, 0]);
});

it("counts signs in Chinese", () => {
  const paper = brief("zh", [section("事实", 3_600, "字")]);
  const [trim] = trimsOf(paper, 2, countPages) ?? [];
  expect(trim?.words).toBeGreaterThan(10);
  expect(countPages(shortened(paper, [trim?.words ?? 0]))).toBe(2);
});

const lifted = (...words: number[]) => ({
  kind: "section" as const,
  heading: "To lift",
  blocks: [
    {
      kind: "wordings" as const,
      isNumbered: false,
      items: words.map((count) => ({
        label: "Statement",
        aside: "",
        text: [{ text: "concern ".repeat(count).trim() }],
      })),
    },
  ],
});

it("asks those that may give, and others only where these have not enough", () => {
  const isCase = (at: number) => at === 1;
  const isWritten = (at: number) => at === 1 || at === 2;
  const givers = [isCase, isWritten];
  const record = section("Who has spoken", 500);
  const rich = brief("en", [record, section("Facts", 600), lifted(150)]);
  expect(trimsOf(rich, 2, countPages, givers)?.map(({ heading }) => heading)).toEqual(["Facts"]);
  const poor = brief("en", [record, section("Facts", 30), lifted(400, 300)]);
  const trims = trimsOf(poor, 2, countPages, givers);
  expect(trims?.map(({ heading }) => heading)).toEqual(["To lift"]);
  const words = trims?.[0]?.words ?? 0;
  expect(countPages(shortened(poor, [0, 0, words]))).toBe(2);
  expect(countPages(shortened(poor, [0, 0, words - 1]))).toBe(3);
  expect(
    linesOf(shortened(poor, [0, 0, 300]))
      .join(" ")
      .match(/concern/g),
  ).toHaveLength(400);
  expect(trimsOf(poor, 2, countPages, [isCase])).toBeNull();
});

it("leaves names, headings and small print as they are", () => {
  const paper = brief("en", [
    {
      kind: "section",
      heading: "Facts",
      blocks: [
        { kind: "paragraph", text: [{ text: "A title", strong: true }] },
        ...section("Facts", 20).blocks,
        { kind: "note", text: [{ text: "Words are left out." }] },
      ],
    },
  ]);
  const lines = linesOf(shortened(paper, [20])).join("\n");
  expect(lines).toContain("A title");
  expect(lines).toContain("Words are left out.");
  expect(lines).not.toContain("word word");
});

it("says so where no trimming helps", () => {
  const breaks = Array.from({ length: 3 }, () => [section("Facts", 3), { kind: "break" as const }]);
  expect(trimsOf(brief("en", [...breaks.flat(), section("End", 3)]), 2, countPages)).toBeNull();
});
