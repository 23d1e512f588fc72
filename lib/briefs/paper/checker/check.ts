import { isSafeLink } from "@/lib/alerts/safe-link";
import { countInvisible } from "../invisible";
import { codesOf, linksOf, type Paper } from "../paper";
import { asPrinted } from "../printed";
import { linesOf, saidIn } from "../words";
import { searchFor } from "./forbidden";
import { openDocx } from "./open-docx";
import { openHtml } from "./open-html";
import { openPdf } from "./open-pdf";
import { openText } from "./open-text";
import type { Opened, PaperFormat } from "./opened";
import { sameWords } from "./same-words";

/** What keeps a file from leaving. It holds no word of the file: it may be counted and logged. */
export type Finding =
  /** `which` is the place in the list of what may not leave. */
  | { kind: "forbidden"; where: "text" | "frame" | "beside"; which: number }
  | { kind: "metadata" | "reference" | "hidden" | "script" | "attached"; count: number }
  /** It does not say what the paper says. */
  | { kind: "words" }
  /** It can't be opened. */
  | { kind: "damaged" };

/** A paper as it is about to leave. */
export interface Finished {
  format: PaperFormat;
  file: Uint8Array;
  paper: Paper;
}

/**
 * Opens a finished file anew and looks for what may not leave: words, however they are written, and traces, links,
 * hidden text and scripts that no paper of ours has. A file goes out only where this finds nothing.
 */
export async function checkFile(
  { format, file, paper: given }: Finished,
  forbidden: readonly string[],
): Promise<Finding[]> {
  const paper = asPrinted(given);
  let opened: Opened;
  try {
    opened = await open(format, file);
  } catch {
    return [{ kind: "damaged" }];
  }
  return [
    ...wordFindings(opened, forbidden),
    ...traceFindings(opened, paper),
    ...(saysTheSame(opened, paper, format) ? [] : [{ kind: "words" } as const]),
  ];
}

/** What is in a finished file. */
export async function open(format: PaperFormat, file: Uint8Array): Promise<Opened> {
  const asText = () => Buffer.from(file).toString("utf8");
  switch (format) {
    case "pdf":
      return openPdf(file);
    case "docx":
      return openDocx(file);
    case "html":
      return openHtml(asText());
    case "txt":
      return openText(asText());
  }
}

function wordFindings(opened: Opened, forbidden: readonly string[]): Finding[] {
  // Each as a whole, since a word may be cut up, and what lies beside it piece by piece: those are no text together.
  const places = {
    text: [opened.lines.join("\n")],
    frame: [opened.frame.join("\n")],
    beside: [
      ...opened.besides,
      ...opened.metadata,
      ...opened.references.map(decoded),
      ...opened.hidden,
      opened.hidden.join(""),
      ...opened.scripts,
      ...opened.attached,
    ],
  };
  const search = searchFor(forbidden);
  return Object.entries(places).flatMap(([where, texts]) =>
    [...new Set(texts.flatMap(search))].map((which) => ({
      kind: "forbidden" as const,
      where: where as keyof typeof places,
      which,
    })),
  );
}

function decoded(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch {
    return address;
  }
}

function traceFindings(opened: Opened, paper: Paper): Finding[] {
  // An installation of its own may be reached without https; what somebody wrote never leads there.
  const own = new Set([...linksOf(paper).filter(isSafeLink), ...codesOf(paper.blocks)]);
  const found = {
    metadata: opened.metadata.length,
    reference: opened.references.filter((address) => !own.has(address)).length,
    hidden: opened.hidden.length + invisibleSigns(opened),
    script: opened.scripts.length,
    attached: opened.attached.length,
  };
  return Object.entries(found).flatMap(([kind, count]) =>
    count > 0 ? [{ kind: kind as keyof typeof found, count }] : [],
  );
}

const invisibleSigns = ({ lines, frame }: Opened): number =>
  countInvisible([...lines, ...frame].join(""));

function saysTheSame(opened: Opened, paper: Paper, format: PaperFormat): boolean {
  const { beside, day, foot, from, watermark = "" } = paper.frame;
  const around = [from, beside, day];
  const below = [saidIn(foot), watermark];
  if (format === "txt") {
    return sameWords(opened.lines, [...around, ...linesOf(paper), ...below]);
  }
  return (
    sameWords(opened.lines, linesOf(paper)) &&
    [...around, ...below].every((line) => sameWords(opened.frame, [line], "within"))
  );
}
