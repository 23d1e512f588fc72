import { describe, expect, it } from "vitest";
import { alertLanguages } from "@/db/reference/words";
import { checkFile, open } from "./checker/check";
import { paperFormats } from "./checker/opened";
import { stretchesByPage } from "./checker/testing-pdf";
import { writePaper } from "./outputs";
import type { Paper } from "./paper";
import { toPdf } from "./pdf/pdf";
import { asPrinted, signsNotPrinted } from "./printed";
import { samplePaper } from "./testing/samples";

/** So many letters of the smaller text fill a line of A4 and a few more. */
const mostLetters = 100;

const saying = (text: string): Paper => ({
  ...samplePaper("en"),
  title: text,
  blocks: [
    { kind: "ask", label: "Ask", text: [{ text, strong: true }] },
    { kind: "paragraph", text: [{ text, emphasis: true, link: "https://plenary.example/a" }] },
  ],
});

describe("a sign that no typeface of the papers has", () => {
  const text = "Raise it 😀 with 👩‍👩‍👧 and กขค.";

  it.each(paperFormats)(
    "stands as an empty box in a %s, which is made all the same",
    async (format) => {
      const paper = saying(text);
      const file = writePaper(paper, format);
      expect(await checkFile({ format, file, paper }, [])).toEqual([]);
      const { lines } = await open(format, file);
      expect(lines.join("\n")).toContain("Raise it □ with □ and □□□.");
    },
  );

  it("is told once, a family as one", () => {
    expect(signsNotPrinted(saying(text))).toEqual(["😀", "👩‍👩‍👧", "ก", "ข", "ค"]);
  });

  it("would keep a PDF from being made", () => {
    expect(() => toPdf(saying(text))).toThrow();
  });
});

it("leaves every sign of the six languages, of names and of addresses as it is", () => {
  const others =
    "ŁłŞşĞğİıŐőŽžȚțĐđỚớỲỳ«»„“”’…–—•·×°№→ ΑΩβ ЉњІїЎў أإآى ءئؤ پچگی 李〇，。、「」 \u200f\u2067x\u2069 é";
  expect(asPrinted(saying(others))).toEqual(saying(others));
  for (const language of alertLanguages) {
    expect(signsNotPrinted(samplePaper(language)), language).toEqual([]);
  }
});

it("breaks a word that is longer than its line, and says it whole", async () => {
  const word = "Donaudampfschiff".repeat(14);
  const paper = saying(`Raise ${word} now.`);
  const file = writePaper(paper, "pdf");
  expect(await checkFile({ format: "pdf", file, paper }, [])).toEqual([]);
  const letters = stretchesByPage(file).flatMap((page) => page.map(({ signs }) => signs.length));
  expect(Math.max(...letters)).toBeLessThanOrEqual(mostLetters);
});
