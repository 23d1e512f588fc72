import { execFile } from "node:child_process";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "@playwright/test";
import { toDocx } from "@/lib/briefs/paper/docx/docx";
import { toHtml } from "@/lib/briefs/paper/html/html";
import type { Paper } from "@/lib/briefs/paper/paper";
import { countPages, toPdf } from "@/lib/briefs/paper/pdf/pdf";
import { samplePaper } from "@/lib/briefs/paper/testing/samples";
import { launchOptions } from "../browser";
import { type Figure, lasts, percentile, printFigure, rounded } from "../figures";

const times = 12;
const run = promisify(execFile);

/**
 * Measures papers of ten and a hundred pages as tagged PDF, and one of ten as DOCX, beside a warm Chromium that prints the
 * same page and a LibreOffice that makes the same document of it. Where this machine has no LibreOffice it says so.
 */
export async function measureLongPapers(): Promise<void> {
  const ten = paperOfPages(10);
  const hundred = paperOfPages(100);
  const html = toHtml(ten);
  const samples = {
    pdf: [] as number[],
    chromium: [] as number[],
    hundred: [] as number[],
    docx: [] as number[],
    office: [] as number[],
  };
  const folder = await mkdtemp(join(tmpdir(), "plenary-papers-"));
  const office = await findOffice();
  const browser = await chromium.launch(await launchOptions());
  try {
    const page = await browser.newPage();
    const printed = async () => {
      await page.setContent(html);
      await page.pdf({ format: "A4", tagged: true });
    };
    const written = join(folder, "paper.html");
    await writeFile(written, html);
    const converted = () =>
      run(office ?? "", [
        ...["--headless", `-env:UserInstallation=file://${folder}/profile`],
        ...["--convert-to", "docx:MS Word 2007 XML", "--outdir", folder, written],
      ]);
    // Once for nothing: fonts are read, code is compiled, a profile is laid down.
    toPdf(ten);
    toPdf(ten);
    toDocx(ten);
    await printed();
    await (office && converted());
    for (let n = 0; n < times; n++) {
      samples.pdf.push(await lasts(() => toPdf(ten)));
      samples.chromium.push(await lasts(printed));
    }
    for (let n = 0; n < times / 3; n++) {
      samples.hundred.push(await lasts(() => toPdf(hundred)));
    }
    for (let n = 0; n < times; n++) {
      samples.docx.push(await lasts(() => toDocx(ten)));
      if (office) {
        samples.office.push(await lasts(converted));
      }
    }
  } finally {
    await browser.close();
    await rm(folder, { recursive: true, force: true });
  }
  const shown = (
    name: string,
    of: number[],
    against: Figure["against"],
    base: number[],
    pages: number,
  ) => {
    const ratio = percentile(of, 0.5) / percentile(base, 0.5);
    printFigure({
      ...{ suite: "documents", name, rows: null, n: of.length, unit: "ms", against, pages },
      p50: rounded(percentile(of, 0.5)),
      p95: rounded(percentile(of, 0.95)),
      ratio: rounded(ratio),
    });
  };
  shown("ten-pages-chromium", samples.chromium, "chromium", samples.chromium, 10);
  shown("ten-pages", samples.pdf, "chromium", samples.chromium, countPages(ten));
  shown("hundred-pages", samples.hundred, "ten-pages", samples.pdf, countPages(hundred));
  if (office) {
    shown("ten-pages-libreoffice", samples.office, "libreoffice", samples.office, 10);
    shown("ten-pages-docx", samples.docx, "libreoffice", samples.office, 10);
  } else {
    console.error("No LibreOffice here: DOCX is not compared.");
  }
}

/** Blocks of the sample again and again, until they fill so many pages. */
function paperOfPages(pages: number): Paper {
  const sample = samplePaper("en");
  const blocks = sample.blocks.filter(({ kind }) => kind !== "ask");
  const of = (rounds: number): Paper => ({
    ...sample,
    blocks: Array.from({ length: rounds }, () => blocks).flat(),
  });
  const perRound = countPages(of(10)) / 10;
  let rounds = Math.max(1, Math.floor(pages / perRound) - 1);
  while (countPages(of(rounds)) < pages) {
    rounds++;
  }
  return of(rounds);
}

async function findOffice(): Promise<string | null> {
  for (const path of ["/usr/bin/soffice", "/usr/local/bin/soffice"]) {
    try {
      await access(path);
      return path;
    } catch {
      // Not there.
    }
  }
  return null;
}
