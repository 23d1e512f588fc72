import { unzipSync } from "fflate";
import { getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { checkFile, open } from "./checker/check";
import { paperFormats } from "./checker/opened";
import { asRead, sameWords } from "./checker/same-words";
import { writePaper } from "./outputs";
import type { Paper, PaperLanguage } from "./paper";
import { toPdf } from "./pdf/pdf";
import { samplePaper } from "./testing/samples";
import { linesOf, wordsOf } from "./words";

const languages: PaperLanguage[] = ["en", "fr", "es", "ru", "ar", "zh"];

describe.each(languages)("a paper in %s", (language) => {
  const paper = samplePaper(language);

  it.each(paperFormats)("says the same words in the same order as %s", async (format) => {
    const opened = await open(format, writePaper(paper, format));
    // The text has no pages, so its frame stands above and below.
    const lines = format === "txt" ? opened.lines.slice(1, -2) : opened.lines;
    expect(asRead(lines)).toBe(asRead(linesOf(paper)));
  });

  it.each(paperFormats)("leaves as %s without a finding", async (format) => {
    const file = writePaper(paper, format);
    expect(await checkFile({ format, file, paper }, ["Jane Roe"])).toEqual([]);
  });

  it.each(paperFormats)("gives the same bytes each time as %s", (format) => {
    const again = structuredClone(paper);
    expect(Buffer.compare(writePaper(paper, format), writePaper(again, format))).toBe(0);
  });

  it.each(paperFormats)(
    "is not taken for a paper that says one word more as %s",
    async (format) => {
      const file = writePaper(paper, format);
      const other = {
        ...paper,
        blocks: [...paper.blocks, { kind: "note", text: [{ text: "x" }] }],
      };
      expect(await checkFile({ format, file, paper: other as typeof paper }, [])).toContainEqual({
        kind: "words",
      });
    },
  );
});

it("keeps words apart that stand on two lines of a page", async () => {
  for (const language of ["en", "fr", "es", "ru"] as const) {
    const paper = samplePaper(language);
    const { lines } = await open("pdf", writePaper(paper, "pdf"));
    // A line may end after a stroke inside of a word.
    const read = lines
      .map((line) => line.replace(/(?<=\S[/-])\s+/gu, ""))
      .flatMap((line) => line.split(/\s+/u));
    const foreign = /[\p{Script=Arabic}\p{Script=Han}]/u;
    expect(read.filter((word) => !foreign.test(word))).toEqual(
      wordsOf(paper).filter((word) => !foreign.test(word)),
    );
  }
});

it("is tagged, and says in which language it is", () => {
  const pdf = Buffer.from(writePaper(samplePaper("ar"), "pdf")).toString("latin1");
  expect(pdf).toContain("/MarkInfo");
  expect(pdf).toContain("<pdfuaid:part>1</pdfuaid:part>");
  expect(pdf).toMatch(/\/Lang \(ar\)/);
});

it("runs from right to left in a document, but for Latin words, which keep their brackets", () => {
  const parts = unzipSync(writePaper(samplePaper("ar"), "docx"));
  const body = Buffer.from(parts["word/document.xml"] ?? []).toString("utf8");
  expect(body).toContain("<w:bidi/>");
  expect(body).toContain("<w:bidiVisual/>");
  const latin = body.match(/<w:r>(?:(?!<\/w:r>).)*A\/HRC\/63\/12(?:(?!<\/w:r>).)*<\/w:r>/gu) ?? [];
  expect(latin.length).toBeGreaterThan(0);
  expect(latin.filter((run) => run.includes("<w:rtl/>"))).toEqual([]);
  expect(body).toContain("(OHCHR)</w:t>");
});

describe("a name in an Arabic line that ends with marks of its own", () => {
  const name = "Example Times, Inc. (“The Times”).";
  const named = { text: name, language: "en" } as const;
  const sample = samplePaper("ar");
  const paper: Paper = {
    ...sample,
    frame: {
      ...sample.frame,
      from: "Example Network, Inc.",
      foot: [{ text: "إلى: " }, named],
      watermark: "",
    },
    blocks: [
      { kind: "note", text: [{ text: "3 دول بحسب: " }, named, { text: ". لم يُذكر: كوبا." }] },
      { kind: "annex", items: [[named, { text: " (A B)" }]] },
      { kind: "note", text: [{ text: "بحسب: " }, named] },
    ],
  };

  it("keeps them at its end on a page", async () => {
    const page = await (await getDocumentProxy(toPdf(paper))).getPage(1);
    const { items } = await page.getTextContent();
    const lines = new Map<number, { x: number; text: string }[]>();
    for (const item of items) {
      if ("str" in item) {
        const y = Math.round(item.transform[5]);
        lines.set(y, [...(lines.get(y) ?? []), { x: item.transform[4], text: item.str }]);
      }
    }
    const seen = [...lines.values()].map((line) =>
      line
        .sort((a, b) => a.x - b.x)
        .map(({ text }) => text)
        .join(""),
    );
    expect(seen.filter((line) => line.includes(name))).toHaveLength(4);
  });

  it("keeps them in a document, between marks of its direction", () => {
    const parts = unzipSync(writePaper(paper, "docx"));
    const body = Buffer.from(parts["word/document.xml"] ?? []).toString("utf8");
    expect(body.split(`>\u200e${name}\u200e</w:t>`)).toHaveLength(4);
    const head = Buffer.from(parts["word/header1.xml"] ?? []).toString("utf8");
    expect(head).toContain("\u200eExample Network, Inc.\u200e");
    const foot = Buffer.from(parts["word/footer1.xml"] ?? []).toString("utf8");
    expect(foot).toContain(`>\u200e${name}\u200e</w:t>`);
  });

  it("is set apart on a page of the web and in a text", () => {
    const read = (format: "html" | "txt") =>
      Buffer.from(writePaper(paper, format)).toString("utf8");
    expect(read("html").split(`<span lang="en" dir="ltr">${name}</span>`)).toHaveLength(5);
    expect(read("html")).toContain("<bdi>Example Network, Inc.</bdi>");
    expect(read("txt").split(`\u2068${name}\u2069`)).toHaveLength(5);
  });

  it.each(paperFormats)("says the same words as %s", async (format) => {
    expect(await checkFile({ format, file: writePaper(paper, format), paper }, [])).toEqual([]);
  });
});

it("holds no name of its maker, no day and no number made at random in a document", () => {
  const parts = unzipSync(writePaper(samplePaper("en"), "docx"));
  expect(Buffer.from(parts["docProps/core.xml"] ?? []).toString("utf8")).not.toMatch(
    /creator|modified|created|revision/i,
  );
});

it("finds a difference of one letter, and none in how spaces and brackets are stored", () => {
  expect(sameWords(["a (b) c"], ["a )b( c"])).toBe(true);
  expect(sameWords(["detained"], ["detaíned"])).toBe(true);
  expect(sameWords(["detained"], ["detainee"])).toBe(false);
});
