import { strFromU8, unzipSync } from "fflate";
import { getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { alertLanguages } from "@/db/reference/words";
import { wordsFor } from "../written/preview";
import { checkFile } from "./checker/check";
import { keptTogether } from "./dates";
import { writePaper } from "./outputs";
import { type Paper, type PaperLanguage, plain } from "./paper";
import { samplePaper } from "./testing/samples";

/** The longest months, and a range. */
const days = ["2018-04-13", "2026-09-30", "2026-11-29"];

/** A table as wide as that of a report, with a date behind words in a cell. */
function tabled(language: PaperLanguage, columns = 5): Paper {
  const { facts, say } = wordsFor({ language });
  const cells = Array.from({ length: columns - 2 }, () =>
    plain(say("outcome.raised_situation").repeat(2)),
  );
  const rows = days.map((from) => [
    plain("PL-2018-001"),
    ...cells,
    plain(`${say("outcome.raised_situation")} · ${facts.date({ precision: "day", from })}`),
  ]);
  const head = (rows[0] ?? []).map((_, at) => String(at + 1));
  const sample = samplePaper(language);
  return {
    ...sample,
    frame: { ...sample.frame, day: "" },
    blocks: [{ kind: "table", caption: say("heading.annex"), head, rows }],
  };
}

/** The lines of a page as they lie on it, each with what is read in it, from the first letter to the last. */
async function linesOn(file: Uint8Array): Promise<string[]> {
  const page = await (await getDocumentProxy(new Uint8Array(file))).getPage(1);
  const { items } = await page.getTextContent();
  const lines = new Map<number, string>();
  for (const item of items) {
    if ("str" in item && item.transform[1] === 0) {
      const height = Math.round(item.transform[5]);
      lines.set(height, (lines.get(height) ?? "") + item.str);
    }
  }
  return [...lines.values()];
}

describe("a date in a table", () => {
  it.each(alertLanguages)("stays in one line of a page in %s", async (language) => {
    const paper = tabled(language);
    const file = writePaper(paper, "pdf");
    expect(await checkFile({ format: "pdf", file, paper }, [])).toEqual([]);
    const lines = await linesOn(file);
    for (const day of days) {
      const [year = "", , date = ""] = day.split("-");
      const whole = lines.filter((line) => line.includes(year) && line.includes(String(+date)));
      expect(whole.length, day).toBeGreaterThan(0);
    }
    // No line begins or ends with half of one: wherever a year stands, its day does too.
    for (const line of lines.filter((one) => /20(?:18|26)(?!-)/u.test(one) && !/PL-/u.test(one))) {
      expect(line).toMatch(/(?<![0-9])(?:13|30|29)(?![0-9])/u);
    }
  });

  it.each(alertLanguages)(
    "breaks where its column can't hold it, and is not cut off, in %s",
    async (language) => {
      const paper = tabled(language, 12);
      const file = writePaper(paper, "pdf");
      expect(await checkFile({ format: "pdf", file, paper }, [])).toEqual([]);
      const page = await (await getDocumentProxy(new Uint8Array(file))).getPage(1);
      const { items } = await page.getTextContent();
      for (const item of items) {
        const { str, transform, width } =
          "str" in item ? item : { str: "", transform: [], width: 0 };
        if (/20(?:18|26)/u.test(str)) {
          expect(transform[4] + width).toBeLessThan(595.3);
          expect(transform[4]).toBeGreaterThan(0);
        }
      }
    },
  );

  it("is whole in a document and on a web page", () => {
    const paper = tabled("ar");
    const document = unzipSync(writePaper(paper, "docx"))["word/document.xml"] ?? new Uint8Array();
    expect(strFromU8(document)).toContain("13\u00a0نيسان/أبريل\u00a02018");
    expect(strFromU8(writePaper(paper, "html"))).toContain(
      `<span class="date">13\u00a0نيسان/أبريل\u00a02018</span>`,
    );
    expect(strFromU8(writePaper(tabled("zh"), "html"))).toContain(
      `<span class="date">2018年4月13日</span>`,
    );
  });
});

it("keeps each date together, and not the words between two", () => {
  const gap = "\u00a0";
  expect(keptTogether("about 21 October 2026, in room XII")).toBe(
    `about 21${gap}October${gap}2026, in room XII`,
  );
  expect(keptTogether("14 September to 9 October 2026")).toBe(
    `14 September to 9${gap}October${gap}2026`,
  );
  expect(keptTogether("13 апреля 2018 г.")).toBe(`13${gap}апреля${gap}2018${gap}г.`);
  expect(keptTogether("2026")).toBe("2026");
});
