import { wholeDate } from "./dates";
import { type Block, isTurned, type Paper, type Rich, runsTheOtherWay } from "./paper";
import { numberOf, saidIn } from "./words";

/** A paper as plain text: the same words, with empty lines between what stands alone. */
export function toText(paper: Paper): string {
  const { frame } = paper;
  const head = [[frame.from, frame.beside, frame.day].filter(Boolean).join(" ")];
  const body = [
    [paper.title, setApart(paper.subtitle, paper)],
    ...paper.blocks.flatMap((block) => paragraphs(block, paper)),
  ];
  const foot = [[setApart(frame.foot, paper), frame.watermark ?? ""]];
  const text = `${[head, ...body, ...foot]
    .map((lines) => lines.filter((line) => line !== "").join("\n"))
    .filter((part) => part !== "")
    .join("\n\n")}\n`;
  // Whoever copies a date out searches for it with spaces as a keyboard has them.
  return text.replace(dates, (date) => date.replaceAll("\u00a0", " "));
}

const dates = new RegExp(wholeDate, "gu");

/** Before an item of a list, and no word of it. */
export const textBullet = "- ";

/** Words of the other direction within a line, set apart from it so that the marks at their ends stay there. */
function setApart(text: Rich, paper: Paper): string {
  return runsTheOtherWay(text, paper)
    ? saidIn(text)
    : saidIn(
        text.map((piece) =>
          // An address is copied with what touches it.
          isTurned(piece, paper.language) && !piece.link
            ? { ...piece, text: `\u2068${piece.text}\u2069` }
            : piece,
        ),
      );
}

function paragraphs(block: Block, paper: Paper): string[][] {
  const said = (text: Rich) => setApart(text, paper);
  switch (block.kind) {
    case "section": {
      const [first = [], ...others] = block.blocks.flatMap((inner) => paragraphs(inner, paper));
      return [[block.heading, ...first], ...others];
    }
    case "ask":
      return [[block.label, said(block.text)]];
    case "heading":
      return [[block.text]];
    case "paragraph":
    case "note":
      return [[said(block.text)]];
    case "list":
      return [block.items.map((item) => textBullet + said(item))];
    case "annex":
      return [block.items.map((item, at) => `${numberOf(at)} ${said(item)}`)];
    case "wordings":
      return block.items.map(({ label, aside, text }, at) => [
        [...(block.isNumbered ? [numberOf(at)] : []), label, aside].filter(Boolean).join(" "),
        said(text),
      ]);
    case "facts":
      return [block.rows.map(({ label, value }) => `${label}\t${said(value)}`)];
    case "quotation":
      return [
        [
          said(block.text),
          said(block.source),
          ...(block.grade ? [`${block.grade.letter} ${block.grade.words}`] : []),
        ],
      ];
    case "table":
      return [
        [
          block.caption,
          block.head.join("\t"),
          ...block.rows.map((row) => row.map(said).join("\t")),
        ],
      ];
    case "code":
      return [[said(block.text), block.address]];
    case "break":
      return [];
  }
}
