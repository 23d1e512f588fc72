import type { Attributes } from "./xml.ts";

/** What the colours of a workbook refer to. Six hexadecimal digits each. */
export interface Palette {
  /** In the order in which cells count them. */
  theme: readonly string[];
  indexed: readonly string[];
}

/** The theme that Office has had since 2013, for files without one. */
const officeTheme = [
  ...["FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31"],
  ...["A5A5A5", "FFC000", "5B9BD5", "70AD47", "0563C1", "954F72"],
];

const firstEight = ["000000", "FFFFFF", "FF0000", "00FF00", "0000FF", "FFFF00", "FF00FF", "00FFFF"];

/** Excel's colours by number; the first eight stand there twice. */
const officeIndexed = [
  ...firstEight,
  ...firstEight,
  ...["800000", "008000", "000080", "808000", "800080", "008080", "C0C0C0", "808080"],
  ...["9999FF", "993366", "FFFFCC", "CCFFFF", "660066", "FF8080", "0066CC", "CCCCFF"],
  ...["000080", "FF00FF", "FFFF00", "00FFFF", "800080", "800000", "008080", "0000FF"],
  ...["00CCFF", "CCFFFF", "CCFFCC", "FFFF99", "99CCFF", "FF99CC", "CC99FF", "FFCC99"],
  ...["3366FF", "33CCCC", "99CC00", "FFCC00", "FF9900", "FF6600", "666699", "969696"],
  ...["003366", "339966", "003300", "333300", "993300", "993366", "333399", "333333"],
  // Of the system: its foreground and its background.
  ...["000000", "FFFFFF"],
];

export const officePalette: Palette = { theme: officeTheme, indexed: officeIndexed };

/** The colour that an element such as `fgColor` means, `#rrggbb`; undefined where it means none. */
export function colourOf(
  { rgb, theme, indexed, tint }: Attributes,
  palette: Palette,
): string | undefined {
  // Eight digits begin with how opaque it is, which fills don't follow.
  const own = /^(?:[\da-f]{2})?([\da-f]{6})$/i.exec(rgb ?? "")?.[1];
  const base =
    own ??
    (theme === undefined ? undefined : palette.theme[Number(theme)]) ??
    (indexed === undefined ? undefined : palette.indexed[Number(indexed)]);
  if (!base) {
    return undefined;
  }
  const change = Number(tint ?? 0);
  return change >= -1 && change <= 1 && change !== 0 ? tinted(base, change) : written(rgbOf(base));
}

/** `share` of one colour over another. */
export function mixed(over: string, under: string, share: number): string {
  const a = rgbOf(over.slice(1));
  const b = rgbOf(under.slice(1));
  return written(a.map((value, at) => value * share + (b[at] ?? 0) * (1 - share)));
}

/** Lighter or darker by hue, lightness and saturation, as the file format says. */
function tinted(hex: string, tint: number): string {
  const [red = 0, green = 0, blue = 0] = rgbOf(hex).map((value) => value / 255);
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  const spread = high - low;
  const light = (high + low) / 2;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * light - 1));
  let hue = 0;
  if (spread > 0) {
    hue =
      high === red
        ? ((green - blue) / spread + 6) % 6
        : high === green
          ? (blue - red) / spread + 2
          : (red - green) / spread + 4;
  }
  const changed = tint < 0 ? light * (1 + tint) : light * (1 - tint) + tint;
  const chroma = saturation * (1 - Math.abs(2 * changed - 1));
  const at = (offset: number) => {
    const step = (hue + offset) % 6;
    const share = Math.max(0, Math.min(1, Math.abs(step - 3) - 1));
    return (changed - chroma / 2 + chroma * share) * 255;
  };
  return written([at(0), at(4), at(2)]);
}

function rgbOf(hex: string): number[] {
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function written(rgb: readonly number[]): string {
  return `#${rgb.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
}
