import { colourOf, mixed, officePalette, type Palette } from "./colours.ts";
import type { Parts } from "./parts.ts";
import { builtInFormat, type DateFormat, dateFormatOf } from "./serial-date.ts";
import { type Attributes, readXml } from "./xml.ts";

/** What a cell's style says to us. */
export interface Style {
  fill?: string;
  date?: DateFormat;
}

interface Fill {
  pattern: string;
  front?: Attributes;
  back?: Attributes;
}

/** How much of a cell the lines or dots of a pattern cover. */
const cover: Record<string, number> = {
  solid: 1,
  darkGray: 0.75,
  mediumGray: 0.5,
  lightGray: 0.25,
  gray125: 0.125,
  gray0625: 0.0625,
};

/** The styles of a workbook, by the number that cells give. */
export async function readStyles(
  parts: Parts,
  part: string,
  theme: readonly string[] = officePalette.theme,
): Promise<Style[]> {
  const formats = new Map<number, string>();
  const fills: Fill[] = [];
  const own: string[] = [];
  const cells: { fill: number; format: number }[] = [];
  const path: string[] = [];
  await readXml(parts.read(part), {
    open(name, attributes) {
      // Rules for colouring (dxfs) have fills of the same shape, which no cell has.
      const room = path[1];
      if (name === "numFmt" && room === "numFmts") {
        formats.set(Number(attributes.numFmtId), attributes.formatCode ?? "");
      } else if (room === "fills") {
        readFill(name, attributes, fills);
      } else if (name === "rgbColor" && room === "colors") {
        own.push((attributes.rgb ?? "").slice(-6));
      } else if (name === "xf" && room === "cellXfs") {
        cells.push({
          fill: Number(attributes.fillId ?? 0),
          format: Number(attributes.numFmtId ?? 0),
        });
      }
      path.push(name);
    },
    close: () => path.pop(),
  });
  const palette: Palette = { theme, indexed: own.length > 0 ? own : officePalette.indexed };
  return cells.map((cell) => {
    const code = formats.get(cell.format);
    const date = code === undefined ? builtInFormat(cell.format) : dateFormatOf(code);
    const fill = shownFill(fills[cell.fill], palette);
    return { ...(fill && { fill }), ...(date && { date }) };
  });
}

function readFill(name: string, attributes: Attributes, fills: Fill[]): void {
  const fill = fills.at(-1);
  if (name === "fill") {
    fills.push({ pattern: "none" });
  } else if (!fill) {
    return;
  } else if (name === "patternFill") {
    fill.pattern = attributes.patternType ?? "none";
  } else if (name === "gradientFill") {
    fill.pattern = "solid";
  } else if (name === "fgColor" || (name === "color" && !fill.front)) {
    // Of a gradient, the colour it begins with.
    fill.front = attributes;
  } else if (name === "bgColor") {
    fill.back = attributes;
  }
}

function shownFill(fill: Fill | undefined, palette: Palette): string | undefined {
  if (!fill || fill.pattern === "none") {
    return undefined;
  }
  const front = fill.front && colourOf(fill.front, palette);
  if (fill.pattern === "solid") {
    return front;
  }
  // Behind a pattern, the system's colour means the paper.
  const isPaper = Number(fill.back?.indexed ?? 0) > 63;
  const back = fill.back && !isPaper ? colourOf(fill.back, palette) : undefined;
  // Every workbook has one grey pattern without colours, which no one chose.
  if (!front && !back) {
    return undefined;
  }
  const share = cover[fill.pattern] ?? (fill.pattern.startsWith("dark") ? 0.5 : 0.25);
  return mixed(front ?? "#000000", back ?? "#ffffff", share);
}
