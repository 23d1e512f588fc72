import "server-only";
import { createHash } from "node:crypto";
import { setImmediate as othersFirst } from "node:timers/promises";
import { checkFile, type Finished } from "./paper/checker/check";
import { type PaperFormat, paperFormats } from "./paper/checker/opened";
import { writePaper } from "./paper/outputs";
import type { Paper } from "./paper/paper";

/** So many clean files are known again. */
const mostKnown = 1_000;
const known = new Set<string>();

/**
 * The finished file of the first of these papers that holds nothing that may not leave, fullest first; null where none
 * does. Which one it was says nothing of what was found in the others.
 */
export async function finish(
  papers: readonly Paper[],
  format: PaperFormat,
  forbidden: readonly string[],
): Promise<Uint8Array | null> {
  for (const paper of papers) {
    const file = writePaper(paper, format);
    if (await isClean({ format, file, paper }, forbidden)) {
      return file;
    }
  }
  return null;
}

/**
 * What would keep files of a paper from leaving, before anything is made of it: a name that is kept, or anything else that
 * none may hold; null where nothing does. All four formats are written and opened, one at a time, so that whoever waits for
 * a page gets it in between.
 */
export async function findFault(
  paper: Paper,
  forbidden: readonly string[],
): Promise<"name" | "file" | null> {
  for (const format of paperFormats) {
    const findings = await checkFile({ format, file: writePaper(paper, format), paper }, forbidden);
    if (findings.length > 0) {
      return findings.some(({ kind }) => kind === "forbidden") ? "name" : "file";
    }
    await othersFirst();
  }
  return null;
}

/** What was opened and found clean is not opened again, byte by byte the same and beside the same names. */
async function isClean(finished: Finished, forbidden: readonly string[]): Promise<boolean> {
  const mark = markOf(finished, forbidden);
  if (known.has(mark)) {
    return true;
  }
  const isClean = (await checkFile(finished, forbidden)).length === 0;
  if (isClean) {
    known.add(mark);
    const [oldest] = known;
    if (known.size > mostKnown && oldest) {
      known.delete(oldest);
    }
  }
  return isClean;
}

/** Nothing can be read out of it, and nothing else has the same. */
const markOf = ({ format, file, paper }: Finished, forbidden: readonly string[]): string =>
  createHash("sha256")
    .update(JSON.stringify([format, paper, forbidden]))
    .update(file)
    .digest("base64");
