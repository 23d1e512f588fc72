import { getDocumentProxy } from "unpdf";
import { expect, it } from "vitest";
import { alertLanguages } from "@/db/reference/words";
import { ownCopy } from "../written/preview";
import { checkFile } from "./checker/check";
import { writePaper } from "./outputs";
import type { Paper, PaperLanguage } from "./paper";
import { samplePaper } from "./testing/samples";

/** A4, in points. */
const sheet = { width: 595.3, height: 841.9 };

/** Where the letters of the watermark begin and end on the first page. */
async function cornersOf(paper: Paper) {
  const file = writePaper(paper, "pdf");
  expect(await checkFile({ format: "pdf", file, paper }, [])).toEqual([]);
  const page = await (await getDocumentProxy(new Uint8Array(file))).getPage(1);
  const { items } = await page.getTextContent();
  return items.flatMap((item) => {
    const [a = 0, b = 0, , , x = 0, y = 0] = "str" in item ? (item.transform as number[]) : [];
    const size = Math.hypot(a, b);
    return "str" in item && item.str.trim() !== "" && Math.abs(b) > 1
      ? [
          { x, y },
          { x: x + (item.width * a) / size, y: y + (item.width * b) / size },
        ]
      : [];
  });
}

it.each<[string, PaperLanguage, string]>([
  ["sixty letters", "en", "Konstantinopolitan".repeat(4).slice(0, 60)],
  ["sixty wide letters", "fr", "W".repeat(60)],
  ["as many as there may be", "ru", "Щ".repeat(120)],
  ["sixty Chinese signs", "zh", "代".repeat(60)],
  ["a hundred letters that are joined", "ar", "مستشارون".repeat(12)],
  ["thirty wide letters", "en", "W".repeat(30)],
])("keeps a watermark of %s without a space on its sheet", async (_, language, recipient) => {
  const sample = samplePaper(language);
  for (const watermark of [
    recipient,
    `${recipient} · Example State 1 · 28 November 2026, 17:00 UTC · AB12-CD34`,
  ]) {
    const corners = await cornersOf({ ...sample, frame: { ...sample.frame, watermark } });
    expect(corners.length).toBeGreaterThan(0);
    for (const { x, y } of corners) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(sheet.width);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(sheet.height);
    }
  }
});

it.each(alertLanguages)(
  "says in one line of a page that it is an own copy, in %s",
  async (language) => {
    const corners = await cornersOf(ownCopy(samplePaper(language)));
    const [first, last] = [corners[0], corners.at(-1)];
    expect(first && last).toBeTruthy();
    if (first && last) {
      const [wide, high] = [last.x - first.x, last.y - first.y];
      const length = Math.hypot(wide, high);
      for (const { x, y } of corners) {
        expect(Math.abs((x - first.x) * high - (y - first.y) * wide) / length).toBeLessThan(1);
        expect(x > 0 && x < sheet.width && y > 0 && y < sheet.height).toBe(true);
      }
    }
  },
);
