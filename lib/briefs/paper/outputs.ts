import "server-only";
import type { PaperFormat } from "./checker/opened";
import { docxType, toDocx } from "./docx/docx";
import { toHtml } from "./html/html";
import type { Paper } from "./paper";
import { toPdf } from "./pdf/pdf";
import { asPrinted } from "./printed";
import { toText } from "./text";

/** A paper as a file of one format. */
export function writePaper(given: Paper, format: PaperFormat): Uint8Array {
  const paper = asPrinted(given);
  switch (format) {
    case "pdf":
      return toPdf(paper);
    case "docx":
      return toDocx(paper);
    case "html":
      return new TextEncoder().encode(toHtml(paper));
    case "txt":
      return new TextEncoder().encode(toText(paper));
  }
}

/** The media types of the formats. */
export const paperTypes: Record<PaperFormat, string> = {
  pdf: "application/pdf",
  docx: docxType,
  html: "text/html; charset=utf-8",
  txt: "text/plain; charset=utf-8",
};
