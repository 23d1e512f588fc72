import { type Cell, type Merged, most, type Sheet } from "../../workbook.ts";
import type { Budget } from "../budget.ts";
import { Refused } from "../refused.ts";
import { trimRows } from "../trim.ts";
import { readAddress } from "./address.ts";
import { serialDate } from "./serial-date.ts";
import { spelledOut } from "./spelled-out.ts";
import type { Style } from "./styles.ts";
import { type Attributes, type Reader, readXml } from "./xml.ts";

/** What the cells of a sheet refer to. */
export interface Around {
  strings: readonly string[];
  styles: readonly Style[];
  startsIn1904: boolean;
  notes: ReadonlyMap<string, string>;
}

type Cells = Omit<Sheet, "name" | "isHidden">;

export async function readSheet(
  pieces: AsyncIterable<Buffer>,
  around: Around,
  budget: Budget,
): Promise<Cells> {
  const reader = new SheetReader(around, budget);
  await readXml(pieces, reader);
  return reader.finish();
}

class SheetReader implements Reader {
  readonly #around: Around;
  readonly #budget: Budget;
  readonly #rows: (Cell | null)[][] = [];
  readonly #rowStyles = new Map<number, Style>();
  readonly #columnStyles: { from: number; to: number; fill: string }[] = [];
  readonly #merged: Merged[] = [];
  #hasRuleColours = false;
  #row = -1;
  #column = -1;
  #type = "n";
  #style: Style | undefined;
  #value = "";
  #isValue = false;
  #isSpoken = false;
  #isFormula = false;
  #placed = 0;

  constructor(around: Around, budget: Budget) {
    this.#around = around;
    this.#budget = budget;
  }

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case "row":
        this.#openRow(attributes);
        break;
      case "c":
        this.#openCell(attributes);
        break;
      case "v":
        this.#isValue = true;
        this.#value = "";
        break;
      case "rPh":
        this.#isSpoken = true;
        break;
      case "t":
        this.#isValue = !this.#isSpoken && this.#type === "inlineStr";
        break;
      case "f":
        this.#isFormula = true;
        break;
      case "mergeCell":
        this.#merge(attributes.ref ?? "");
        break;
      case "col":
        this.#openColumn(attributes);
        break;
      case "conditionalFormatting":
        this.#hasRuleColours = true;
        break;
    }
  }

  text(more: string): void {
    if (this.#isValue) {
      this.#value += more;
    }
  }

  close(name: string): void {
    if (name === "v" || name === "t") {
      this.#isValue = false;
    } else if (name === "rPh") {
      this.#isSpoken = false;
    } else if (name === "c") {
      this.#closeCell();
    }
  }

  finish(): Cells {
    for (const [address, note] of this.#around.notes) {
      const at = readAddress(address);
      if (at) {
        this.#rowAt(at.row)[at.column] = {
          ...(this.#rows[at.row]?.[at.column] ?? { text: "" }),
          note,
        };
      }
    }
    const rows = trimRows(this.#rows, this.#budget);
    this.#paintRows(rows);
    return { rows, merged: this.#mergedWithin(rows.length), hasRuleColours: this.#hasRuleColours };
  }

  #openRow({ r, s, customFormat }: Attributes): void {
    const row = r === undefined ? this.#row + 1 : Number(r) - 1;
    if (!Number.isInteger(row) || row < 0 || row > 1_048_575) {
      throw new Refused("malformed");
    }
    this.#row = row;
    this.#column = -1;
    const style = customFormat === "1" ? this.#around.styles[Number(s)] : undefined;
    if (style?.fill && row < most.rows) {
      this.#rowStyles.set(row, style);
    }
  }

  #openCell({ r, t, s }: Attributes): void {
    const at = r === undefined ? { row: this.#row, column: this.#column + 1 } : readAddress(r);
    if (!at || at.row !== this.#row) {
      throw new Refused("malformed");
    }
    this.#column = at.column;
    this.#type = t ?? "n";
    this.#style = s === undefined ? undefined : this.#around.styles[Number(s)];
    this.#value = "";
    this.#isFormula = false;
  }

  #closeCell(): void {
    const { text, isDate } = this.#shownValue();
    const fill = this.#style?.fill;
    if (text === "" && !fill) {
      return;
    }
    // Colour without a word may go on to the end of the sheet, and says nothing there.
    const isOut = this.#row >= most.rows || this.#column >= most.columns;
    if (isOut && text === "") {
      return;
    }
    if (isOut) {
      throw new Refused(this.#row >= most.rows ? "tooManyRows" : "tooManyColumns");
    }
    this.#place();
    this.#rowAt(this.#row)[this.#column] = {
      text,
      ...(fill && { fill }),
      ...(this.#isFormula && { formula: true }),
      ...(isDate && { date: true }),
    };
  }

  /** A bound before the trimmed rows are counted, for sheets that are all colour. */
  #place(): void {
    this.#placed++;
    if (this.#placed > 3 * most.cells) {
      throw new Refused("tooLarge");
    }
  }

  #rowAt(row: number): (Cell | null)[] {
    const cells = this.#rows[row] ?? [];
    this.#rows[row] = cells;
    return cells;
  }

  #shownValue(): { text: string; isDate?: boolean } {
    const value = this.#value;
    switch (this.#type) {
      case "s": {
        const text = value === "" ? "" : this.#around.strings[Number(value)];
        if (text === undefined) {
          throw new Refused("malformed");
        }
        return { text: spelledOut(text).trim() };
      }
      case "b":
        return { text: value === "1" ? "TRUE" : value === "0" ? "FALSE" : "" };
      case "d":
        return { text: value.slice(0, 10), isDate: true };
      case "n":
        return this.#shownNumber(value.trim());
      default:
        return { text: spelledOut(value).trim() };
    }
  }

  #shownNumber(value: string): { text: string; isDate?: boolean } {
    const number = Number(value);
    if (value === "" || !Number.isFinite(number)) {
      return { text: value };
    }
    const format = this.#style?.date;
    const date = format && serialDate(number, format, this.#around.startsIn1904);
    return date
      ? { text: date, ...(format.precision !== "none" && { isDate: true }) }
      : { text: String(Number(number.toPrecision(15))) };
  }

  #openColumn({ min, max, style }: Attributes): void {
    const fill = this.#around.styles[Number(style)]?.fill;
    if (fill && this.#columnStyles.length < most.columns) {
      this.#columnStyles.push({ from: Number(min) - 1, to: Number(max) - 1, fill });
    }
  }

  #merge(ref: string): void {
    const [from = "", to = from] = ref.split(":");
    const first = readAddress(from);
    const last = readAddress(to);
    if (!first || !last || last.row < first.row || last.column < first.column) {
      throw new Refused("malformed");
    }
    this.#place();
    this.#merged.push({ ...first, lastRow: last.row, lastColumn: last.column });
  }

  #mergedWithin(height: number): Merged[] {
    const within = this.#merged
      .filter(({ row, column }) => row < height && column < most.columns)
      .map((range) => ({
        ...range,
        lastRow: Math.min(range.lastRow, height - 1),
        lastColumn: Math.min(range.lastColumn, most.columns - 1),
      }));
    for (const { row, column, lastRow, lastColumn } of within) {
      this.#budget.spend((lastRow - row + 1) * (lastColumn - column + 1), 0);
    }
    return within;
  }

  /** Cells that the file leaves out have the colour of their row, or else of their column. */
  #paintRows(rows: (Cell | null)[][]): void {
    if (this.#rowStyles.size === 0 && this.#columnStyles.length === 0) {
      return;
    }
    const width = Math.max(0, ...rows.map((cells) => cells.length));
    const byColumn = Array.from(
      { length: width },
      (_, column) =>
        this.#columnStyles.find(({ from, to }) => column >= from && column <= to)?.fill,
    );
    for (const [row, cells] of rows.entries()) {
      const ofRow = this.#rowStyles.get(row)?.fill;
      for (let column = 0; column < width; column++) {
        const fill = ofRow ?? byColumn[column];
        if (fill && !this.#rows[row]?.[column]) {
          this.#budget.spend(1, 0);
          cells[column] = { text: "", fill };
        } else {
          cells[column] ??= null;
        }
      }
    }
  }
}
