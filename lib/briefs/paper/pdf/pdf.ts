import "server-only";
import { codeDrawing } from "../code";
import { codesOf, type Paper } from "../paper";
import { withDocument } from "./compiler";

/** A paper as PDF, tagged for screen readers (PDF/UA-1). The same paper gives the same bytes. */
export function toPdf(paper: Paper, layout?: string): Uint8Array {
  return withDocument(
    inputsOf(paper),
    (document, typst) =>
      underOwnName(typst.pdf(document, { pdfStandard: "ua-1", creationTimestamp: 0 })),
    layout,
  );
}

/** How many pages a paper takes. */
export function countPages(paper: Paper): number {
  return withDocument(inputsOf(paper), (document) => document.numOfPages);
}

function inputsOf(paper: Paper): Record<string, string> {
  const codes = Object.fromEntries(
    codesOf(paper.blocks).map((address) => [address, codeDrawing(address)]),
  );
  return { paper: JSON.stringify(paper), codes: JSON.stringify(codes) };
}

/** The tool that made the file says its version; in its place stands our name, of the same length. */
function underOwnName(file: Buffer): Uint8Array {
  const name = "Plenary";
  for (const [tool] of file.toString("latin1").matchAll(/Typst \d+\.\d+\.\d+/g)) {
    const at = file.indexOf(tool, 0, "latin1");
    file.write(name.padEnd(tool.length), at, "latin1");
  }
  return new Uint8Array(file);
}
