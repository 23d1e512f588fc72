import type { Block, Paper, Rich } from "./paper";

/** Rich words without their looks. */
export const saidIn = (text: Rich): string => text.map((piece) => piece.text).join("");

/** What one page says of itself. */
export const pageWords = (pattern: string, page: number, pages: number): string =>
  pattern.replace("{page}", String(page)).replace("{pages}", String(pages));

/** The number before an item that is numbered, in all outputs the same. */
export const numberOf = (at: number): string => `${at + 1}.`;

/** The text of a paper in the order in which it is read, a line for each thing that stands alone. */
export function linesOf(paper: Paper): string[] {
  return [paper.title, saidIn(paper.subtitle), ...paper.blocks.flatMap(blockLines)].filter(
    (line) => line !== "",
  );
}

/** The words of a paper in order. What frames each page is not among them. */
export const wordsOf = (paper: Paper): string[] => linesOf(paper).flatMap(split);

/** What stands on a page around the text, of which a paper of one page has one. */
export function frameLines({ frame }: Paper, page: number, pages: number): string[] {
  return [
    frame.from,
    frame.beside,
    frame.day,
    frame.foot,
    pageWords(frame.pageOf, page, pages),
    frame.watermark ?? "",
  ].filter((line) => line !== "");
}

/** Words as a speaker counts them: by spaces, and in Chinese by signs, of which two are about a word. */
export function countWords(text: string): number {
  const signs = text.match(/\p{Script=Han}/gu)?.length ?? 0;
  const others = split(text.replace(/\p{Script=Han}/gu, " ")).filter((word) =>
    /[\p{L}\p{N}]/u.test(word),
  );
  return others.length + Math.ceil(signs / 2);
}

const split = (line: string) => line.split(/\s+/u).filter((word) => word !== "");

/** The lines of one block, in reading order. */
export function blockLines(block: Block): string[] {
  switch (block.kind) {
    case "ask":
      return [block.label, saidIn(block.text)];
    case "section":
      return [block.heading, ...block.blocks.flatMap(blockLines)];
    case "heading":
      return [block.text];
    case "paragraph":
    case "note":
      return [saidIn(block.text)];
    case "list":
      return block.items.map(saidIn);
    case "annex":
      return block.items.flatMap((item, at) => [numberOf(at), saidIn(item)]);
    case "wordings":
      return block.items.flatMap(({ label, aside, text }, at) => [
        ...(block.isNumbered ? [numberOf(at)] : []),
        label,
        aside,
        saidIn(text),
      ]);
    case "facts":
      return block.rows.flatMap(({ label, value }) => [label, saidIn(value)]);
    case "quotation":
      return [
        saidIn(block.text),
        saidIn(block.source),
        ...(block.grade ? [block.grade.letter, block.grade.words] : []),
      ];
    case "table":
      return [block.caption, ...block.head, ...block.rows.flatMap((row) => row.map(saidIn))];
    case "code":
      return [saidIn(block.text), block.address];
    case "break":
      return [];
  }
}
