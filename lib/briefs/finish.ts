import "server-only";
import { checkFile } from "./paper/checker/check";
import type { PaperFormat } from "./paper/checker/opened";
import { writePaper } from "./paper/outputs";
import type { Paper } from "./paper/paper";

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
    if ((await checkFile({ format, file, paper }, forbidden)).length === 0) {
      return file;
    }
  }
  return null;
}
