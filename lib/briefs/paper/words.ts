import type { Block, Paper, Rich } from "./paper";

/** Rich words without their looks. */
export const saidIn = (text: Rich): string => text.map((piece) => piece.text).join("");

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
