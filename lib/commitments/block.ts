import { asTyped, shownAsText } from "@/lib/text/formula";

/**
 * The cells of a block as spreadsheets put it on the clipboard: tabs between cells, line ends between rows, cells with
 * either of them in quotes. A line end after the last row is no row.
 */
export function readBlock(text: string): string[][] {
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    rows.at(-1)?.push(asTyped(cell));
    cell = "";
  };
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string;
    if (quoted) {
      if (sign !== '"') {
        cell += sign;
      } else if (text[at + 1] === '"') {
        cell += sign;
        at++;
      } else {
        quoted = false;
      }
    } else if (sign === '"' && cell === "") {
      quoted = true;
    } else if (sign === "\t") {
      endCell();
    } else if (sign === "\n" || sign === "\r") {
      at += sign === "\r" && text[at + 1] === "\n" ? 1 : 0;
      endCell();
      rows.push([]);
    } else {
      cell += sign;
    }
  }
  endCell();
  const last = rows.at(-1);
  if (rows.length > 1 && last?.length === 1 && last[0] === "") {
    rows.pop();
  }
  return rows;
}

/**
 * The same way back. Refuses nothing: signs that would end a cell put it in quotes, and what a spreadsheet would run where it
 * is pasted is text there.
 */
export function writeBlock(rows: readonly (readonly string[])[]): string {
  const written = (text: string) => {
    const cell = shownAsText(text);
    return /[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  };
  return rows.map((row) => row.map(written).join("\t")).join("\n");
}
