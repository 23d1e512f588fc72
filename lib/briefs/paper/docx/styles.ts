import { isRightToLeft, type PaperLanguage } from "../paper";
import { wordLanguages } from "./runs";

interface Look {
  name: string;
  /** In half points. */
  size?: number;
  colour?: string;
  isBold?: boolean;
  isSerif?: boolean;
  /** Before and after, in twentieths of a point. */
  space?: [number, number];
  line?: number;
  /** Properties of the paragraph, in the order of the schema, around what the above gives. */
  before?: string;
  after?: string;
  /** Where lines begin, and where the first one does. */
  indent?: string;
  outline?: number;
}

const muted = "505763";
const accent = "224D85";
/** Where the text of a section begins, beside its heading. */
export const sectionIndent = 1_900;
const inset = sectionIndent;

const rule = (side: string, size: number, space: number, colour: string) =>
  `<w:${side} w:val="single" w:sz="${size}" w:space="${space}" w:color="${colour}"/>`;
const borders = (inner: string) => `<w:pBdr>${inner}</w:pBdr>`;
const tabs = (...stops: [string, number][]) =>
  `<w:tabs>${stops.map(([kind, at]) => `<w:tab w:val="${kind}" w:pos="${at}"/>`).join("")}</w:tabs>`;
const from = (start: number, hanging = 0) =>
  `<w:ind w:left="${start}"${hanging ? ` w:hanging="${hanging}"` : ""}/>`;

const looks = (side: "left" | "right") =>
  ({
    BodyText: { name: "Body Text", isSerif: true },
    SectionText: { name: "Section Text", isSerif: true, indent: from(inset) },
    Title: { name: "Title", size: 38, isBold: true, isSerif: true, space: [0, 60], outline: 0 },
    Subtitle: { name: "Subtitle", colour: muted, space: [0, 240] },
    AskLabel: {
      name: "Ask Label",
      size: 20,
      colour: accent,
      isBold: true,
      space: [0, 0],
      before: `<w:keepNext/>${borders(rule(side, 36, 12, accent))}`,
      indent: from(280),
      outline: 1,
    },
    Ask: {
      name: "Ask",
      size: 34,
      isBold: true,
      isSerif: true,
      space: [0, 240],
      line: 264,
      before: `<w:keepLines/>${borders(rule(side, 36, 12, accent))}`,
      indent: from(280),
    },
    Heading2: {
      name: "heading 2",
      isBold: true,
      space: [200, 60],
      before: `<w:keepNext/>${borders(rule("top", 4, 8, "D9D6CF"))}`,
      outline: 1,
    },
    HeadingLarge: {
      name: "Heading Large",
      size: 28,
      isBold: true,
      isSerif: true,
      space: [280, 100],
      before: "<w:keepNext/>",
      outline: 1,
    },
    Heading3: {
      name: "heading 3",
      size: 24,
      isBold: true,
      isSerif: true,
      space: [240, 80],
      before: "<w:keepNext/>",
      outline: 2,
    },
    Note: { name: "Note", size: 19, colour: muted },
    SectionNote: { name: "Section Note", size: 19, colour: muted, indent: from(inset) },
    ListBullet: {
      name: "List Bullet",
      isSerif: true,
      space: [0, 60],
      before: `<w:numPr><w:numId w:val="1"/></w:numPr>`,
      indent: from(inset + 300, 300),
    },
    Columns: {
      name: "Columns",
      space: [0, 40],
      before: tabs(["left", inset + 2_600], ["left", inset + 5_200]),
      indent: from(inset),
    },
    Annex: {
      name: "Annex",
      size: 19,
      colour: muted,
      space: [0, 60],
      before: tabs(["left", 400]),
      indent: from(400, 400),
    },
    SectionAnnex: {
      name: "Section Annex",
      size: 19,
      colour: muted,
      space: [0, 60],
      before: tabs(["left", inset + 400]),
      indent: from(inset + 400, 400),
    },
    WordingLabel: {
      name: "Wording Label",
      size: 20,
      space: [120, 0],
      before: `<w:keepNext/>${borders(rule(side, 18, 10, "7D8694"))}${tabs(["right", 9_740])}`,
      indent: from(inset + 240),
    },
    Wording: {
      name: "Wording",
      isSerif: true,
      space: [0, 160],
      before: `<w:keepLines/>${borders(rule(side, 18, 10, "7D8694"))}`,
      indent: from(inset + 240),
    },
    Quote: { name: "Quote", isSerif: true, space: [60, 20], indent: from(inset + 240) },
    Source: { name: "Source", size: 19, colour: muted, space: [0, 60], indent: from(inset + 240) },
    Caption: { name: "caption", isBold: true, space: [120, 60], before: "<w:keepNext/>" },
    SectionCaption: {
      name: "Section Caption",
      isBold: true,
      space: [120, 60],
      before: "<w:keepNext/>",
      indent: from(inset),
    },
    Cell: { name: "Cell", size: 20, space: [40, 40] },
    CellHead: { name: "Cell Head", size: 20, colour: muted, isBold: true, space: [40, 40] },
    CellLabel: { name: "Cell Label", size: 20, colour: muted, space: [40, 40] },
    Gap: { name: "Gap", size: 12, space: [0, 0] },
    Header: {
      name: "header",
      size: 19,
      colour: muted,
      space: [0, 160],
      before: `${borders(rule("bottom", 12, 8, "181E2A"))}${tabs(["right", 9_740])}`,
    },
    Footer: {
      name: "footer",
      size: 18,
      colour: muted,
      space: [0, 0],
      before: `${borders(rule("top", 4, 8, "D9D6CF"))}${tabs(["right", 9_740])}`,
    },
  }) satisfies Record<string, Look>;

export type StyleId = keyof ReturnType<typeof looks>;

const fonts = (isSerif: boolean) => {
  const latin = isSerif ? "Georgia" : "Calibri";
  return `<w:rFonts w:ascii="${latin}" w:hAnsi="${latin}" w:eastAsia="${isSerif ? "SimSun" : "Microsoft YaHei"}" w:cs="Arial"/>`;
};

/** The styles of a paper, so that whoever edits it changes a look once. */
export function stylesPart(language: PaperLanguage): string {
  const isReversed = isRightToLeft(language);
  const styles = Object.entries(looks(isReversed ? "right" : "left"))
    .map(([id, look]) => style(id, look))
    .join("");
  return `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr>${fonts(false)}<w:color w:val="181E2A"/><w:sz w:val="22"/><w:szCs w:val="23"/><w:lang w:val="${isReversed ? wordLanguages.en : wordLanguages[language]}" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="${accent}"/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="160" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="Facts"><w:name w:val="Facts"/><w:basedOn w:val="TableNormal"/></w:style><w:style w:type="table" w:styleId="Rows"><w:name w:val="Rows"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="D9D6CF"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="D9D6CF"/></w:tblBorders></w:tblPr></w:style>${styles}</w:styles>`;
}

function style(id: string, look: Look): string {
  const spacing = look.space
    ? `<w:spacing w:before="${look.space[0]}" w:after="${look.space[1]}"${look.line ? ` w:line="${look.line}" w:lineRule="auto"` : ""}/>`
    : "";
  const outline = look.outline === undefined ? "" : `<w:outlineLvl w:val="${look.outline}"/>`;
  const paragraph = `${look.before ?? ""}${spacing}${look.indent ?? ""}${outline}`;
  const character = [
    look.isSerif ? fonts(true) : "",
    look.isBold ? "<w:b/><w:bCs/>" : "",
    look.colour ? `<w:color w:val="${look.colour}"/>` : "",
    look.size ? `<w:sz w:val="${look.size}"/><w:szCs w:val="${look.size + 1}"/>` : "",
  ].join("");
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${look.name}"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${character}</w:rPr></w:style>`;
}
