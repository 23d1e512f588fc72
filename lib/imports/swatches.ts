import type { ShownStage } from "@/db/reference/words";
import { remembered } from "./remembered";
import { readStage } from "./stage-words";
import { most, type Sheet } from "./workbook";

/** A place in a sheet, counted from 0. */
export interface Place {
  row: number;
  column: number;
}

/** One colour of a sheet. */
export interface Swatch {
  /** `#rrggbb`, or null for cells without a fill. */
  fill: string | null;
  cells: Place[];
  /** What the sheet itself says that it means, in its key or in cells of this colour; null where it does not, or says two things. */
  said: ShownStage | null;
}

/** White paint hides the lines of the grid, and says nothing. */
export const fillAt = (sheet: Sheet, { row, column }: Place): string | null => {
  const fill = sheet.rows[row]?.[column]?.fill;
  return fill && fill !== "#ffffff" ? fill : null;
};

/**
 * The colours of the cells that count, most frequent first and those without a fill last. A key that stands elsewhere
 * in the sheet ("green = agreed") is read along.
 */
export function countSwatches(sheet: Sheet, counted: Iterable<Place>): Swatch[] {
  const cells = new Map<string | null, Place[]>();
  for (const place of counted) {
    const fill = fillAt(sheet, place);
    const of = cells.get(fill) ?? [];
    cells.set(fill, of);
    of.push(place);
  }
  const places = new Set([...cells.values()].flat().map(placeKey));
  const said = meaningsOf(sheet, places);
  return [...cells]
    .map(([fill, of]): Swatch => ({ fill, cells: of, said: (fill && said.get(fill)) || null }))
    .sort(
      (a, b) =>
        Number(a.fill === null) - Number(b.fill === null) || b.cells.length - a.cells.length,
    );
}

const placeKey = ({ row, column }: Place) => row * most.columns + column;

function meaningsOf(sheet: Sheet, counted: ReadonlySet<number>): Map<string, ShownStage | null> {
  const said = new Map<string, ShownStage | null>();
  const read = remembered(stageOf);
  for (const [row, cells] of sheet.rows.entries()) {
    for (const [column, cell] of cells.entries()) {
      const fill = fillAt(sheet, { row, column });
      // A key has its colour in the cell of its words, or in the empty one before them.
      const isKey = !counted.has(placeKey({ row, column }));
      const words = cell?.text || (isKey && sheet.rows[row]?.[column + 1]?.text);
      const stage = fill && words ? read(words) : null;
      if (!fill || !stage) {
        continue;
      }
      const before = said.get(fill);
      said.set(fill, before === undefined || before === stage ? stage : null);
    }
  }
  return said;
}

/** Letters are too short to explain a colour. */
function stageOf(text: string): ShownStage | null {
  if (text.length > 60 || (text.match(/\p{L}/gu)?.length ?? 0) < 2) {
    return null;
  }
  const { read } = readStage(text);
  return read === "raised" ? read : typeof read === "object" && "stage" in read ? read.stage : null;
}
