import type { Workbook } from "../workbook.ts";
import { readCsv } from "./read-text.ts";
import { Refused } from "./refused.ts";
import { readXlsx } from "./xlsx/read-xlsx.ts";

/** Reads a file by what it is, whatever it is called. Throws Refused. */
export async function readBytes(bytes: Buffer): Promise<Workbook> {
  if (bytes.length === 0) {
    throw new Refused("empty");
  }
  const head = bytes.subarray(0, 8).toString("hex");
  if (head.startsWith("504b0304") || head.startsWith("504b0506")) {
    return await readXlsx(bytes);
  }
  if (head === "d0cf11e0a1b11ae1") {
    throw new Refused(inContainer(bytes));
  }
  // The formats of Excel 2 to 4, which had no container yet.
  if (/^09(00|02|04|08)(04|06|08)00/.test(head)) {
    throw new Refused("legacyXls");
  }
  return readCsv(bytes);
}

/** What Microsoft's old container holds: workbooks up to Excel 2003, and newer files behind a password. */
function inContainer(bytes: Buffer) {
  const holds = (name: string) => bytes.includes(Buffer.from(name, "utf16le"));
  if (holds("EncryptedPackage")) {
    return "encrypted";
  }
  return holds("Workbook") || holds("Book") ? "legacyXls" : "notSpreadsheet";
}
