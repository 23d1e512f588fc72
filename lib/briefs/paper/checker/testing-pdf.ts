import { deflateSync, inflateSync } from "node:zlib";
import { expect } from "vitest";
import { writePaper } from "../outputs";
import { samplePaper } from "../testing/samples";
import { nameOf, PdfFile } from "./pdf-file";
import type { Stretch } from "./pdf-stretch";
import { readPage } from "./pdf-text";

const sample = () => Buffer.from(writePaper(samplePaper("en"), "pdf")).toString("latin1");
const asFile = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

const stream = /\/Length \d+([^>]*>>\nstream\n)([\s\S]*?)(?=\nendstream)/g;

/** The same objects with a table that says where they are now, and their lengths, as a tool that changes a file writes it. */
function withTable(changed: string): Uint8Array {
  const text = changed.replace(
    stream,
    (_, head: string, content: string) => `/Length ${content.length}${head}${content}`,
  );
  const table = text.lastIndexOf("xref\n0 ");
  const places = new Map(
    [...text.slice(0, table).matchAll(/^(\d+) 0 obj$/gm)].map((at) => [Number(at[1]), at.index]),
  );
  let number = 0;
  const entries = text.slice(table).replace(/\d{10} (?=\d{5} n)/g, () => {
    number += 1;
    return `${String(places.get(number)).padStart(10, "0")} `;
  });
  return asFile(text.slice(0, table) + entries.replace(/(startxref\n)\d+/, `$1${table}`));
}

/** The sample as a PDF, in whose bytes something stands in another's place. */
export function replaced(from: string | RegExp, to: string): Uint8Array {
  const text = sample();
  expect(text).toMatch(from);
  return withTable(text.replace(from, () => to));
}

/** The sample as a PDF whose bytes were changed without telling its table. */
export const torn = (from: string, to: string): Uint8Array => asFile(sample().replace(from, to));

/** The sample as a PDF of which what draws its first page was changed. */
export function redrawn(change: (drawing: string) => string): Uint8Array {
  const text = sample();
  for (const [whole, head = "", packed = ""] of text.matchAll(stream)) {
    const drawing = head.includes("/FlateDecode")
      ? inflateSync(Buffer.from(packed, "latin1")).toString("latin1")
      : "";
    if (drawing.startsWith("/Artifact")) {
      const changed = change(drawing);
      expect(changed).not.toBe(drawing);
      const again = deflateSync(Buffer.from(changed, "latin1")).toString("latin1");
      return withTable(text.replace(whole, () => `/Length 0${head}${again}`));
    }
  }
  throw new Error("The sample draws no page.");
}

/** What is written on each page within its text, as it is drawn. */
export function stretchesByPage(pdf: Uint8Array): Stretch[][] {
  const file = new PdfFile(pdf);
  return [...file.objects.values()].flatMap((page, at) =>
    page instanceof Map && nameOf(page.get("Type")) === "Page"
      ? [[...readPage(file, page, at, new Map()).marked.values()].flat()]
      : [],
  );
}
