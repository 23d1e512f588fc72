import { strToU8, zipSync } from "fflate";
import { asXml } from "@/lib/text/xml";
import { codePicture } from "../code-picture";
import { isRightToLeft, type Paper, type PaperLanguage, type Piece } from "../paper";
import { blocksAsWord } from "./blocks";
import { plainRun, runs } from "./runs";
import { stylesPart } from "./styles";

/** The media type of a document for Word and others. */
export const docxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n`;
const relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packaged = "http://schemas.openxmlformats.org/package/2006";
const spaces = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${relations}" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"`;

/**
 * A paper as a document that can be edited, with styles of its own. Nothing says who made it, when or with what, and an
 * editor that saves it is asked to leave that out too. The same paper gives the same bytes.
 *
 * Our own since the library that there is numbers its parts at random, knows no watermark, and writes names and days
 * that would have to be taken out again.
 */
export function toDocx(paper: Paper): Uint8Array {
  const links: string[] = [];
  const pictures: string[] = [];
  const text = blocksAsWord(paper, {
    link: (address) => `rId${100 + indexIn(links, address)}`,
    picture: (address) => `rId${500 + indexIn(pictures, address)}`,
  });
  const parts: Record<string, Uint8Array> = {};
  for (const [path, xml] of Object.entries(partsOf(paper, text, links, pictures))) {
    parts[path] = strToU8(declaration + xml);
  }
  pictures.forEach((address, at) => {
    parts[`word/media/code${at + 1}.png`] = codePicture(address);
  });
  // The first moment that an archive can tell, and no system that made it.
  return zipSync(parts, { level: 6, mtime: new Date(1980, 0, 1), os: 0 });
}

function indexIn(known: string[], address: string): number {
  const at = known.indexOf(address);
  return at === -1 ? known.push(address) - 1 : at;
}

function partsOf(
  paper: Paper,
  text: string,
  links: readonly string[],
  pictures: readonly string[],
): Record<string, string> {
  const part = (path: string, kind: string) =>
    `<Override PartName="/${path}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.${kind}+xml"/>`;
  const relation = (id: number, kind: string, target: string, isOutside = false) =>
    `<Relationship Id="rId${id}" Type="${relations}/${kind}" Target="${asXml(target)}"${isOutside ? ` TargetMode="External"` : ""}/>`;
  return {
    "[Content_Types].xml": `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>${part("word/document.xml", "document.main")}${part("word/styles.xml", "styles")}${part("word/numbering.xml", "numbering")}${part("word/settings.xml", "settings")}${part("word/header1.xml", "header")}${part("word/footer1.xml", "footer")}<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`,
    "_rels/.rels": `<Relationships xmlns="${packaged}/relationships">${relation(1, "officeDocument", "word/document.xml")}<Relationship Id="rId2" Type="${packaged}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    "docProps/core.xml": `<cp:coreProperties xmlns:cp="${packaged}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${asXml(paper.title)}</dc:title><dc:language>${paper.language}</dc:language></cp:coreProperties>`,
    "word/_rels/document.xml.rels": `<Relationships xmlns="${packaged}/relationships">${relation(1, "styles", "styles.xml")}${relation(2, "numbering", "numbering.xml")}${relation(3, "settings", "settings.xml")}${relation(4, "header", "header1.xml")}${relation(5, "footer", "footer1.xml")}${links.map((address, at) => relation(100 + at, "hyperlink", address, true)).join("")}${pictures.map((_address, at) => relation(500 + at, "image", `media/code${at + 1}.png`)).join("")}</Relationships>`,
    "word/document.xml": `<w:document ${spaces}><w:body>${text}<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1500" w:right="1080" w:bottom="1200" w:left="1080" w:header="620" w:footer="500" w:gutter="0"/>${isRightToLeft(paper.language) ? "<w:bidi/>" : ""}</w:sectPr></w:body></w:document>`,
    "word/styles.xml": stylesPart(paper.language),
    "word/numbering.xml": `<w:numbering ${spaces}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    "word/settings.xml": `<w:settings ${spaces}><w:removePersonalInformation/><w:removeDateAndTime/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    "word/header1.xml": header(paper),
    "word/footer1.xml": footer(paper),
  };
}

/** A name in the direction of its first letter. */
function nameOf(name: string, language: PaperLanguage): Piece {
  const [first] = name.match(/\p{L}/u) ?? [];
  const isArabic = first ? /\p{Script=Arabic}/u.test(first) : isRightToLeft(language);
  const own = isArabic === isRightToLeft(language) ? language : isArabic ? "ar" : "en";
  return { text: name, strong: true, language: own };
}

const direction = ({ language }: Paper) => (isRightToLeft(language) ? "<w:bidi/>" : "");
const tab = "<w:r><w:tab/></w:r>";

function header(paper: Paper): string {
  const { frame, language } = paper;
  const beside = frame.beside ? plainRun(` ${frame.beside}`, language) : "";
  return `<w:hdr ${spaces} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"><w:p><w:pPr><w:pStyle w:val="Header"/>${direction(paper)}</w:pPr>${runs([nameOf(frame.from, language)], language, () => "")}${beside}${tab}${plainRun(frame.day, language)}${frame.watermark ? watermark(frame.watermark, language) : ""}</w:p></w:hdr>`;
}

/** Word's own kind of watermark, which its menus can change. */
function watermark(words: string, language: Paper["language"]): string {
  const turn = isRightToLeft(language) ? 52 : 308;
  return `<w:r><w:pict><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas><v:path textpathok="t" o:connecttype="custom"/><v:textpath on="t" fitshape="t"/></v:shapetype><v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:${Math.min(560, 24 * [...words].length)}pt;height:50pt;rotation:${turn};z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#e8edf2" stroked="f"><v:textpath style="font-family:&quot;Calibri&quot;;font-size:1pt;font-weight:bold" string="${asXml(words)}"/></v:shape></w:pict></w:r>`;
}

function footer(paper: Paper): string {
  const { frame, language } = paper;
  const counted = frame.pageOf
    .split(/(\{pages?\})/)
    .filter((part) => part !== "")
    .map((part) =>
      part === "{page}"
        ? field("PAGE", language)
        : part === "{pages}"
          ? field("NUMPAGES", language)
          : plainRun(part, language),
    )
    .join("");
  return `<w:ftr ${spaces}><w:p><w:pPr><w:pStyle w:val="Footer"/>${direction(paper)}</w:pPr>${runs(frame.foot, language, () => "")}${tab}${counted}</w:p></w:ftr>`;
}

const field = (name: string, language: Paper["language"]) =>
  `<w:fldSimple w:instr=" ${name} ">${plainRun("1", language)}</w:fldSimple>`;
