import { asXml } from "@/lib/text/xml";
import {
  type Block,
  isLabel,
  isRightToLeft,
  type Paper,
  plain,
  type Rich,
  runsTheOtherWay,
} from "../paper";
import { numberOf, saidIn } from "../words";
import { type LinkNumber, plainRun, runs } from "./runs";
import { type StyleId, sectionIndent } from "./styles";

/** What the parts around the text are asked for while it is written. */
export interface Numbers {
  link: LinkNumber;
  picture: (address: string) => string;
}

/** All blocks of a paper as paragraphs and tables. */
export function blocksAsWord(paper: Paper, numbers: Numbers): string {
  const { language } = paper;
  const isReversed = isRightToLeft(language);
  const bidi = isReversed ? "<w:bidi/>" : "";

  let isOnNewPage = false;
  const paragraph = (style: StyleId, content: string, text?: Rich) => {
    const turn = isOnNewPage ? "<w:pageBreakBefore/>" : "";
    isOnNewPage = false;
    return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${text && isLabel(text) ? "<w:keepNext/>" : ""}${turn}${text && runsTheOtherWay(text, paper) ? turned : bidi}</w:pPr>${content}</w:p>`;
  };
  const turned = isReversed ? "" : "<w:bidi/>";
  const rich = (text: Rich) => runs(text, language, numbers.link);
  const said = (text: string, strong = false) => plainRun(text, language, strong);
  const tab = "<w:r><w:tab/></w:r>";

  const written = (block: Block, isInSection: boolean): string => {
    const body: StyleId = isInSection ? "SectionText" : "BodyText";
    switch (block.kind) {
      case "ask":
        return paragraph("AskLabel", said(block.label)) + paragraph("Ask", rich(block.text));
      case "section":
        return (
          paragraph("Heading2", said(block.heading)) +
          block.blocks.map((inner) => written(inner, true)).join("")
        );
      case "heading":
        return paragraph(block.level === 2 ? "HeadingLarge" : "Heading3", said(block.text));
      case "paragraph":
        return paragraph(body, rich(block.text), block.text);
      case "note":
        return paragraph(isInSection ? "SectionNote" : "Note", rich(block.text));
      case "list": {
        // A name that runs over its tab would push all behind it out of their columns.
        const columns = block.items.every((item) => lengthOf(item) <= longestInColumn)
          ? (block.columns ?? 1)
          : 1;
        return columns > 1
          ? inRows(block.items, columns)
              .map((row) => paragraph("Columns", row.map(rich).join(tab)))
              .join("")
          : block.items.map((item) => paragraph("ListBullet", rich(item))).join("");
      }
      case "annex":
        return block.items
          .map((item, at) =>
            paragraph(
              isInSection ? "SectionAnnex" : "Annex",
              said(numberOf(at)) + tab + rich(item),
            ),
          )
          .join("");
      case "wordings":
        return block.items
          .map(({ label, aside, text }, at) => {
            const number = block.isNumbered ? `${said(numberOf(at), true)}${said(" ")}` : "";
            return (
              paragraph("WordingLabel", number + said(label, true) + (aside && tab + said(aside))) +
              paragraph("Wording", rich(text), text)
            );
          })
          .join("");
      case "facts":
        return table(
          block.rows.map(({ label, value }) => [plain(label), value]),
          [],
          isInSection,
        );
      case "quotation":
        return (
          paragraph("Quote", rich(block.text), block.text) +
          paragraph("Source", rich(block.source)) +
          (block.grade
            ? paragraph(
                "Source",
                `${said(block.grade.letter, true)}${said(` ${block.grade.words}`)}`,
              )
            : "")
        );
      case "table":
        return (
          paragraph(isInSection ? "SectionCaption" : "Caption", said(block.caption)) +
          table(block.rows, block.head, isInSection)
        );
      case "code":
        return (
          paragraph(body, rich(block.text)) +
          paragraph(body, rich([{ text: block.address, link: block.address }])) +
          paragraph(body, picture(numbers.picture(block.address), saidIn(block.text)))
        );
      case "break":
        isOnNewPage = true;
        return "";
    }
  };

  /** With a head it is a table of figures; without, labels and what belongs to them. */
  const table = (
    rows: readonly (readonly Rich[])[],
    head: readonly string[],
    isInSection: boolean,
  ): string => {
    const indent = isInSection ? sectionIndent : 0;
    const width = 9_740 - indent;
    const widths = head.length ? columnWidths(rows, head, width) : [2_600, width - 2_600];
    const row = (cells: readonly string[], isHead: boolean) =>
      `<w:tr><w:trPr><w:cantSplit/>${isHead ? "<w:tblHeader/>" : ""}</w:trPr>${cells
        .map(
          (cell, at) =>
            `<w:tc><w:tcPr><w:tcW w:w="${widths[at]}" w:type="dxa"/></w:tcPr>${paragraph(isHead ? "CellHead" : head.length === 0 && at === 0 ? "CellLabel" : "Cell", cell)}</w:tc>`,
        )
        .join("")}</w:tr>`;
    return `<w:tbl><w:tblPr><w:tblStyle w:val="${head.length ? "Rows" : "Facts"}"/>${isReversed ? "<w:bidiVisual/>" : ""}<w:tblW w:w="${width}" w:type="dxa"/><w:tblInd w:w="${indent}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="${head.length ? 1 : 0}" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>${
      head.length
        ? row(
            head.map((cell) => said(cell)),
            true,
          )
        : ""
    }${rows.map((cells) => row(cells.map(rich), false)).join("")}</w:tbl>${paragraph("Gap", "")}`;
  };

  return (
    paragraph("Title", said(paper.title)) +
    (paper.subtitle.length > 0 ? paragraph("Subtitle", rich(paper.subtitle)) : "") +
    paper.blocks.map((block) => written(block, false)).join("")
  );
}

/** In letters, of the widest scripts. */
const longestInColumn = 18;
const lengthOf = (text: Rich) => text.reduce((length, piece) => length + piece.text.length, 0);

function inRows<Item>(items: readonly Item[], columns: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / columns) }, (_, row) =>
    items.slice(row * columns, (row + 1) * columns),
  );
}

const side = 990_000;

function picture(id: string, words: string): string {
  const number = id.replace(/\D/g, "");
  return `<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${side}" cy="${side}"/><wp:docPr id="${number}" name="code ${number}" descr="${asXml(words)}"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="${number}" name="code ${number}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="${id}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="${side}" cy="${side}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`;
}

/** What a sign takes in a typeface that runs wide, and a cell beside its words; in twentieths of a point. */
const [signWidth, cellSides] = [125, 150];

/** As long as the longest date, in signs. */
const longestWord = 28;

/** The longest word of each column, so that none is torn apart; the rest by the longest cell, up to some length. */
function columnWidths(
  rows: readonly (readonly Rich[])[],
  head: readonly string[],
  width: number,
): number[] {
  const columns = head.map((title, at) => [title, ...rows.map((cells) => saidIn(cells[at] ?? []))]);
  const longest = (texts: readonly string[]) => Math.max(1, ...texts.map((text) => text.length));
  const words = columns.map((cells) =>
    Math.min(longest(cells.flatMap((cell) => cell.split(/[^\S\u00a0]|-/u))), longestWord),
  );
  const needed = words.map((signs) => signs * signWidth + cellSides);
  const wanted = columns.map((cells, at) =>
    Math.max(1, Math.min(longest(cells), 36) - (words[at] ?? 0)),
  );
  const left = width - sum(needed);
  return needed.map((least, at) =>
    Math.floor(
      left < 0 ? (width * least) / sum(needed) : least + (left * (wanted[at] ?? 0)) / sum(wanted),
    ),
  );
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
