import { most, type Sheet, type Workbook } from "../../workbook.ts";
import { Budget } from "../budget.ts";
import { Refused } from "../refused.ts";
import { readNotes } from "./notes.ts";
import { Parts } from "./parts.ts";
import { readRelations } from "./relations.ts";
import { readSheet } from "./sheet.ts";
import { readStrings } from "./strings.ts";
import { readStyles } from "./styles.ts";
import { readTheme } from "./theme.ts";
import { prefixed, readXml } from "./xml.ts";

/** Reads an .xlsx or .xlsm file, of which macros are never looked at. Throws Refused, or whatever a broken file causes. */
export async function readXlsx(bytes: Buffer): Promise<Workbook> {
  const parts = await Parts.open(bytes);
  const part = await findWorkbook(parts);
  const { sheets: listed, startsIn1904 } = await readWorkbookPart(parts, part);
  const relations = await readRelations(parts, part);
  const of = (kind: string) =>
    relations.find((relation) => relation.kind === kind && parts.has(relation.target))?.target;
  const [theme, styles, strings] = [of("theme"), of("styles"), of("sharedStrings")];
  const around = {
    startsIn1904,
    styles: styles
      ? await readStyles(parts, styles, theme ? await readTheme(parts, theme) : undefined)
      : [],
    strings: strings ? await readStrings(parts, strings) : [],
  };
  const budget = new Budget();
  const sheets: Sheet[] = [];
  for (const { name, id, isHidden } of listed) {
    const relation = relations.find((one) => one.id === id);
    // Charts and dialogs stand among the sheets, and hold no cells.
    if (relation?.kind !== "worksheet") {
      continue;
    }
    const notes = await readNotes(parts, await readRelations(parts, relation.target));
    const cells = await readSheet(parts.read(relation.target), { ...around, notes }, budget);
    sheets.push({ name, isHidden, ...cells });
  }
  if (!sheets.some(({ rows }) => rows.length > 0)) {
    throw new Refused("empty");
  }
  return { sheets };
}

async function findWorkbook(parts: Parts): Promise<string> {
  const start = (await readRelations(parts, "")).find(({ kind }) => kind === "officeDocument");
  const name = start?.target.toLowerCase() ?? "";
  if (/\/workbook\d*\.xml$/.test(name) || (name.startsWith("xl/") && name.endsWith(".xml"))) {
    return name;
  }
  const names = parts.names();
  const isOther =
    name.endsWith(".bin") ||
    names.some((one) => one.endsWith(".iwa")) ||
    (names.includes("mimetype") && names.includes("content.xml"));
  const isBroken = names.some((one) => one.startsWith("xl/"));
  throw new Refused(isOther ? "otherSpreadsheet" : isBroken ? "malformed" : "notSpreadsheet");
}

async function readWorkbookPart(parts: Parts, part: string) {
  const sheets: { name: string; id: string; isHidden: boolean }[] = [];
  let startsIn1904 = false;
  await readXml(parts.read(part), {
    open(element, attributes) {
      if (element === "sheet") {
        if (sheets.length >= most.sheets) {
          throw new Refused("tooManySheets");
        }
        const { name = "", state = "visible" } = attributes;
        const id = prefixed(attributes, "id") ?? "";
        sheets.push({ name, id, isHidden: state !== "visible" });
      } else if (element === "workbookPr") {
        startsIn1904 = ["1", "true"].includes(attributes.date1904 ?? "");
      }
    },
  });
  return { sheets, startsIn1904 };
}
