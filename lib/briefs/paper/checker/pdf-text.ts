import { type getDocumentProxy, getResolvedPDFJS } from "unpdf";
import { smallestPoints } from "./opened";
import { isRightToLeft, type Stretch, textOf } from "./pdf-stretch";

type PdfPage = Awaited<ReturnType<Awaited<ReturnType<typeof getDocumentProxy>>["getPage"]>>;

/** What is written on one page: by its mark in the tree of the document, and outside of it. */
export interface PageText {
  /** By number of the mark. */
  marked: Map<number, Stretch[]>;
  unmarked: string[];
  /** Text that the eye does not meet. */
  hidden: string[];
}

type Matrix = readonly [number, number, number, number, number, number];
const identity: Matrix = [1, 0, 0, 1, 0, 0];

const times = (a: Matrix, b: Matrix): Matrix => [
  a[0] * b[0] + a[2] * b[1],
  a[1] * b[0] + a[3] * b[1],
  a[0] * b[2] + a[2] * b[3],
  a[1] * b[2] + a[3] * b[3],
  a[0] * b[4] + a[2] * b[5] + a[4],
  a[1] * b[4] + a[3] * b[5] + a[5],
];

interface State {
  matrix: Matrix;
  colour: string;
  opacity: number;
  points: number;
  mode: number;
}

const invisibleMode = 3;

/**
 * Reads a page sign by sign, from what draws it. The library's own text puts the signs of a joined Arabic letter in
 * the wrong order, and it leaves out what is drawn without being seen.
 */
export async function readPage(page: PdfPage): Promise<PageText> {
  const { OPS } = await getResolvedPDFJS();
  const { fnArray, argsArray } = await page.getOperatorList();
  const [, , width = 0, height = 0] = page.view;
  const all: { mark: number | null; stretch: Stretch }[] = [];
  const hidden: string[] = [];
  const marks: { mark: number | null; isReversed: boolean }[] = [];
  const states: State[] = [];
  let state: State = { matrix: identity, colour: "#000000", opacity: 1, points: 0, mode: 0 };
  let line: Matrix = identity;
  let current: Stretch | null = null;

  const show = (glyphs: readonly unknown[]) => {
    // What takes no room is a vowel sign, which the file tells again with the letter that carries it.
    const signs = glyphs.flatMap((glyph) =>
      isGlyph(glyph) && glyph.width > 0 ? [glyph.unicode] : [],
    );
    const place = times(state.matrix, line);
    const mark = marks.findLast((one) => one.mark !== null)?.mark ?? null;
    if (!current) {
      current = { x: place[4], y: place[5], signs: [], isReversed: false };
      all.push({ mark, stretch: current });
    }
    current.signs.push(...signs);
    current.isReversed ||= marks.some((one) => one.isReversed) || isRightToLeft(signs);
    const points = state.points * Math.hypot(place[2], place[3]);
    const isOutside = place[4] < 0 || place[4] > width || place[5] < 0 || place[5] > height;
    if (
      signs.join("").trim() !== "" &&
      (state.mode === invisibleMode ||
        state.opacity < 0.05 ||
        points < smallestPoints ||
        isOutside ||
        isAlmostWhite(state.colour))
    ) {
      hidden.push(signs.join(""));
    }
  };

  fnArray.forEach((operation: number, at: number) => {
    const given: unknown[] = argsArray[at] ?? [];
    switch (operation) {
      case OPS.save:
        states.push(state);
        break;
      case OPS.restore:
        state = states.pop() ?? state;
        break;
      case OPS.transform:
        state = { ...state, matrix: times(state.matrix, given as unknown as Matrix) };
        break;
      case OPS.setFillRGBColor:
        state = { ...state, colour: String(given[0]) };
        break;
      case OPS.setGState:
        for (const [name, value] of (given[0] as [string, unknown][]) ?? []) {
          if (name === "ca") {
            state = { ...state, opacity: Number(value) };
          }
        }
        break;
      case OPS.setFont:
        state = { ...state, points: Math.abs(Number(given[1])) };
        break;
      case OPS.setTextRenderingMode:
        state = { ...state, mode: Number(given[0]) };
        break;
      case OPS.beginText:
        line = identity;
        current = null;
        break;
      case OPS.setTextMatrix:
        line = Object.values(given[0] as object) as unknown as Matrix;
        break;
      case OPS.beginMarkedContent:
        marks.push({ mark: null, isReversed: nameOf(given[0]) === "ReversedChars" });
        break;
      case OPS.beginMarkedContentProps:
        marks.push({ mark: typeof given[1] === "number" ? given[1] : null, isReversed: false });
        break;
      case OPS.endMarkedContent:
        marks.pop();
        break;
      case OPS.showText:
        show(given[0] as unknown[]);
        break;
    }
  });

  const marked = new Map<number, Stretch[]>();
  for (const { mark, stretch } of all) {
    if (mark !== null) {
      marked.set(mark, [...(marked.get(mark) ?? []), stretch]);
    }
  }
  const unmarked = all.flatMap(({ mark, stretch }) => (mark === null ? [stretch] : []));
  return { marked, unmarked: textOf(unmarked), hidden };
}

function isGlyph(value: unknown): value is { unicode: string; width: number } {
  return typeof value === "object" && value !== null && "unicode" in value;
}

function nameOf(value: unknown): string {
  return typeof value === "object" && value !== null && "name" in value
    ? String(value.name)
    : String(value);
}

/** Lighter than the lightest that a paper uses, its watermark. */
function isAlmostWhite(colour: string): boolean {
  const parts = /^#(..)(..)(..)$/
    .exec(colour)
    ?.slice(1)
    .map((part) => Number.parseInt(part, 16));
  return parts?.every((part) => part > 0xee) ?? false;
}
