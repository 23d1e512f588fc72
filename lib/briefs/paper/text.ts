import type { Block, Paper } from "./paper";
import { numberOf, saidIn } from "./words";

/** A paper as plain text: the same words, with empty lines between what stands alone. */
export function toText(paper: Paper): string {
  const { frame } = paper;
  const head = [[frame.from, frame.beside, frame.day].filter(Boolean).join(" ")];
  const body = [[paper.title, saidIn(paper.subtitle)], ...paper.blocks.flatMap(paragraphs)];
  const foot = [[frame.foot, frame.watermark ?? ""]];
  return `${[head, ...body, ...foot]
    .map((lines) => lines.filter((line) => line !== "").join("\n"))
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
}

/** Before an item of a list, and no word of it. */
export const textBullet = "- ";

function paragraphs(block: Block): string[][] {
  switch (block.kind) {
    case "section": {
      const [first = [], ...others] = block.blocks.flatMap(paragraphs);
      return [[block.heading, ...first], ...others];
    }
    case "ask":
      return [[block.label, saidIn(block.text)]];
    case "heading":
      return [[block.text]];
    case "paragraph":
    case "note":
      return [[saidIn(block.text)]];
    case "list":
      return [block.items.map((item) => textBullet + saidIn(item))];
    case "annex":
      return [block.items.map((item, at) => `${numberOf(at)} ${saidIn(item)}`)];
    case "wordings":
      return block.items.map(({ label, aside, text }, at) => [
        [...(block.isNumbered ? [numberOf(at)] : []), label, aside].filter(Boolean).join(" "),
        saidIn(text),
      ]);
    case "facts":
      return [block.rows.map(({ label, value }) => `${label}\t${saidIn(value)}`)];
    case "quotation":
      return [
        [
          saidIn(block.text),
          saidIn(block.source),
          ...(block.grade ? [`${block.grade.letter} ${block.grade.words}`] : []),
        ],
      ];
    case "table":
      return [
        [
          block.caption,
          block.head.join("\t"),
          ...block.rows.map((row) => row.map(saidIn).join("\t")),
        ],
      ];
    case "code":
      return [[saidIn(block.text), block.address]];
    case "break":
      return [];
  }
}
