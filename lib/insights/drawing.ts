import type { ShownStage } from "@/db/reference/words";
import { fitText, textWidth, wrapText } from "./text-width";

/** What fills a piece: a stage's own colour and glyph, or one of the two things that are no stage. */
export type Paint = ShownStage | "unasked" | "late";

/**
 * A picture as a list of shapes, in pixels. `x` counts from where reading starts, so that the same picture is mirrored
 * from right to left by whoever draws it.
 */
export interface Drawing {
  width: number;
  height: number;
  shapes: Shape[];
}

export type Shape =
  | { kind: "box"; x: number; y: number; width: number; height: number; paint: Paint }
  /** The glyph of a paint, square; on the page itself where its own ground is too narrow for it. */
  | { kind: "mark"; x: number; y: number; size: number; paint: Paint; isOutside?: true }
  | {
      kind: "text";
      x: number;
      /** The baseline. */
      y: number;
      text: string;
      size: number;
      bold?: boolean;
      /** The ink of a paint where it stands on it. */
      ink: "ink" | "muted" | Paint;
      at: "start" | "middle" | "end";
    }
  | { kind: "rule"; x: number; y: number; length: number; upright: boolean };

export interface Piece {
  paint: Paint;
  n: number;
}

export interface Bar {
  pieces: Piece[];
  /** Stands after the bar. */
  value: string;
}

/** A chart of lying bars: rows with a label and one bar or two. */
export interface Bars {
  rows: { label: string; bars: Bar[] }[];
  /** `share`: each bar is as long as all, and shows parts of its own whole. */
  scale: "count" | "share";
  legend: { paint: Paint; label: string }[];
}

const letter = 14;
const lineHeight = 20;
const barHeight = 22;
const between = 6;
const rowGap = 16;
const gap = 8;
const least = 3;
const mostLabel = 220;
const sign = 18;
/** What is narrower has its sign after the bar. */
const leastForSign = 20;

/** Lays bars out: labels beside them where there is room, else above. */
export function drawBars({ rows, scale, legend }: Bars, width: number): Drawing {
  const isWide = width >= 560;
  const labelWidth = isWide
    ? Math.min(
        mostLabel,
        Math.max(60, ...rows.map(({ label }) => textWidth(label, letter))) + 2 * gap,
      )
    : 0;
  const values = rows.flatMap(({ bars }) => bars.map(({ value }) => textWidth(value, letter)));
  const mostValue = isWide ? 240 : 170;
  const valueWidth = Math.min(mostValue, Math.max(0, ...values)) + gap;
  const longest = Math.max(1, ...rows.flatMap(({ bars }) => bars.map(sumOf)));
  const roomAt = (taken: number) => Math.max(60, width - labelWidth - valueWidth - taken);
  const signs = rows.flatMap(({ bars }) =>
    bars.map((bar) => tooNarrow(bar, { room: roomAt(0), longest, scale }).length),
  );
  const room = roomAt(Math.max(0, ...signs) * leastForSign);
  const shapes: Shape[] = [];
  let y = 0;
  for (const { label, bars } of rows) {
    if (!isWide) {
      shapes.push(text(0, y + 15, fitText(label, letter, width), { bold: true }));
      y += lineHeight + 2;
    }
    const lines = isWide ? twoLines(label, letter, labelWidth - 2 * gap) : [];
    lines.forEach((line, at) => {
      shapes.push(text(0, y + 16 + at * 18, line, { bold: true }));
    });
    const top = y;
    bars.forEach((bar, index) => {
      const drawn = drawBar(shapes, bar, { x: labelWidth, y, room, longest, scale });
      const outside = tooNarrow(bar, { room, longest, scale });
      outside.forEach(({ paint }, at) => {
        const x = labelWidth + drawn + 4 + at * leastForSign;
        shapes.push({ kind: "mark", x, y: y + 2, size: sign, paint, isOutside: true });
      });
      const length = drawn + outside.length * leastForSign;
      const words = twoLines(bar.value, 13, width - labelWidth - length - gap);
      words.forEach((line, at) => {
        shapes.push(
          text(labelWidth + length + gap, y + (words.length > 1 ? 8 : 15.5) + at * 14, line, {
            size: 13,
            muted: true,
          }),
        );
      });
      y += barHeight + (index < bars.length - 1 ? between : 0);
    });
    y = Math.max(y, top + lines.length * 18 + 2) + rowGap;
  }
  shapes.unshift({
    kind: "rule",
    x: labelWidth,
    y: 0,
    length: Math.max(0, y - rowGap),
    upright: true,
  });
  return withLegend({ width, height: y, shapes }, legend);
}

/** Words in two lines at most. */
function twoLines(words: string, size: number, width: number): string[] {
  const lines = wrapText(words, size, width);
  return lines.length > 2
    ? [lines[0] ?? "", fitText(lines.slice(1).join(" "), size, width)]
    : lines;
}

const sumOf = ({ pieces }: Bar) => pieces.reduce((sum, { n }) => sum + n, 0);

/** The grey of what was not approached is enough for a glyph and not for words. */
const readable = (paint: Paint) => (paint === "not_approached" ? "muted" : paint);

interface Measure {
  room: number;
  longest: number;
  scale: Bars["scale"];
}

/** How wide each piece of a bar is that is something. */
function measured(bar: Bar, { room, longest, scale }: Measure): (Piece & { width: number })[] {
  const whole = scale === "share" ? Math.max(1, sumOf(bar)) : longest;
  return bar.pieces
    .filter(({ n }) => n > 0)
    .map((piece) => ({ ...piece, width: Math.max(least, (piece.n / whole) * room) }));
}

const tooNarrow = (bar: Bar, measure: Measure) =>
  measured(bar, measure).filter(({ width }) => width < leastForSign);

/** The pieces of a bar after one another; gives its length. A piece that is something is never nothing to see. */
function drawBar(shapes: Shape[], bar: Bar, where: Measure & { x: number; y: number }): number {
  let x = where.x;
  for (const { paint, n, width } of measured(bar, where)) {
    shapes.push({ kind: "box", x, y: where.y, width, height: barHeight, paint });
    const figure = String(n);
    const withFigure = sign + textWidth(figure, 13) + 8;
    if (width >= withFigure) {
      shapes.push({ kind: "mark", x: x + 3, y: where.y + 2, size: sign, paint });
      shapes.push({
        kind: "text",
        x: x + 23,
        y: where.y + 15.5,
        text: figure,
        size: 13,
        bold: true,
        ink: readable(paint),
        at: "start",
      });
    } else if (width >= leastForSign) {
      shapes.push({ kind: "mark", x: x + (width - sign) / 2, y: where.y + 2, size: sign, paint });
    }
    x += width;
  }
  return x - where.x;
}

/** What the colours and glyphs mean, in lines below. */
export function withLegend(
  drawing: Drawing,
  legend: readonly { paint: Paint; label: string }[],
): Drawing {
  if (legend.length === 0) {
    return drawing;
  }
  const shapes = [...drawing.shapes];
  let x = 0;
  let y = drawing.height + 4;
  for (const { paint, label } of legend) {
    const length = 28 + 6 + textWidth(label, 13) + 20;
    if (x > 0 && x + length - 20 > drawing.width) {
      x = 0;
      y += 28;
    }
    shapes.push({ kind: "box", x, y, width: 26, height: 22, paint });
    shapes.push({ kind: "mark", x: x + 4, y: y + 2, size: 18, paint });
    shapes.push(text(x + 33, y + 15.5, label, { size: 13 }));
    x += length;
  }
  return { ...drawing, height: y + 24, shapes };
}

/** One square of the grid. */
export interface Square {
  code: string;
  stage: ShownStage;
}

const tile = 38;
const tileGap = 4;

/** Equal squares in groups under their names, with letters and glyph; no State is larger than another. */
export function drawSquares(
  groups: readonly { label: string; squares: readonly Square[] }[],
  legend: readonly { paint: Paint; label: string }[],
  width: number,
): Drawing {
  const perLine = Math.max(1, Math.floor((width + tileGap) / (tile + tileGap)));
  const shapes: Shape[] = [];
  let y = 0;
  for (const { label, squares } of groups) {
    shapes.push(text(0, y + 15, fitText(label, letter, width), { bold: true }));
    y += lineHeight + 4;
    squares.forEach(({ code, stage }, index) => {
      const x = (index % perLine) * (tile + tileGap);
      const top = y + Math.floor(index / perLine) * (tile + tileGap);
      shapes.push({ kind: "box", x, y: top, width: tile, height: tile, paint: stage });
      shapes.push({
        kind: "text",
        x: x + tile / 2,
        y: top + 14,
        text: code,
        size: 13,
        bold: true,
        ink: readable(stage),
        at: "middle",
      });
      shapes.push({ kind: "mark", x: x + tile / 2 - 9, y: top + 17, size: 18, paint: stage });
    });
    y += Math.ceil(squares.length / perLine) * (tile + tileGap) + rowGap;
  }
  return withLegend({ width, height: y, shapes }, legend);
}

/** A drawing with lines above and below it: what the page says around the picture, for where it stands alone. */
export function withWords(
  drawing: Drawing,
  { title, about, notes }: { title: string; about: string; notes: readonly string[] },
): Drawing {
  const { width } = drawing;
  const shapes: Shape[] = [];
  let y = 0;
  for (const line of wrapText(title, 22, 0.9 * width)) {
    y += 30;
    shapes.push(text(0, y - 8, line, { size: 22, bold: true }));
  }
  y += 22;
  shapes.push(text(0, y - 6, fitText(about, letter, width), { muted: true }));
  y += 16;
  shapes.push(...drawing.shapes.map((shape) => ({ ...shape, y: shape.y + y })));
  y += drawing.height + 12;
  for (const note of notes) {
    for (const line of wrapText(note, 12, 0.9 * width)) {
      y += 17;
      shapes.push(text(0, y - 4, line, { size: 12, muted: true }));
    }
  }
  return { width, height: y + 4, shapes };
}

function text(
  x: number,
  y: number,
  words: string,
  { size = letter, bold = false, muted = false } = {},
): Shape {
  return {
    kind: "text",
    x,
    y,
    text: words,
    size,
    ...(bold && { bold }),
    ink: muted ? "muted" : "ink",
    at: "start",
  };
}
