import "server-only";
import type { getTranslations } from "next-intl/server";
import type { Formats } from "@/lib/i18n/formats";
import type { Chart, Scope } from "../chart";
import { type Bars, type Drawing, drawBars } from "../drawing";

export interface Column {
  label: string;
  isNumber?: boolean;
}

/** What a cell says, and what it is where a spreadsheet may reckon with it. */
export interface Cell {
  text: string;
  /** A number, or a day as `YYYY-MM-DD`. */
  is?: number | { day: string };
}

export interface Row {
  cells: Cell[];
  /** Where the first cell leads; null where it leads nowhere. */
  href: string | null;
  /** Stands before the first cell, where it says more than the file does: a case's title. */
  besides?: string;
}

/** A chart in words, as a table and as a picture, in the reader's language. */
export interface Told {
  name: Chart["name"];
  /** What kind of chart it is. */
  about: string;
  /** What it shows. */
  finding: string;
  /** How it was counted, in sentences. */
  rules: string[];
  /** What the picture shows, made from the figures. */
  alt: string;
  columns: Column[];
  rows: Row[];
  /** The table of the file, where it holds more than the page's. */
  file?: { columns: Column[]; rows: Row[] };
  /** Null where there is nothing to draw. */
  draw: ((width: number) => Drawing) | null;
  /** Said where the picture holds less than the table. */
  drawn: string | null;
}

/** What the charts are told with, and what they are told of. */
export type Words = {
  t: Awaited<ReturnType<typeof getTranslations<"insights">>>;
  stage: Awaited<ReturnType<typeof getTranslations<"stages.label">>>;
  formats: Formats;
  scope: Scope;
  today: string;
};

export type Of<Name extends Chart["name"]> = Extract<Chart, { name: Name }>["of"];

/** So many rows are drawn, the rest is in the table. */
export const mostDrawn = 14;
const mostRead = 12;

export const plain = (text: string): Cell => ({ text });

export const figure = (n: number, { formats }: Words): Cell => ({ text: formats.count(n), is: n });

/** A figure that was counted up to a bound: no number where there are more. */
export const boundedFigure = (
  { n, atLeast = false }: { n: number; atLeast?: boolean },
  words: Words,
): Cell => (atLeast ? { text: words.t("value.moreThan", { count: n }) } : figure(n, words));

/** What the charts of bars share: words for the picture, and no picture of nothing. */
export function toldInBars(
  name: Chart["name"],
  words: Words,
  {
    bars,
    spoken = bars.rows.map(({ label, bars: some }) => ({
      label,
      value: some.map(({ value }) => value).join(", "),
    })),
    ...rest
  }: Omit<Told, "name" | "about" | "alt" | "draw"> & {
    bars: Bars;
    spoken?: { label: string; value: string }[];
  },
): Told {
  const { t } = words;
  const isEmpty = rest.rows.length === 0;
  return {
    ...rest,
    name,
    about: t(`about.${name}`),
    alt: t("alt.bars", { finding: rest.finding, rows: readOut(spoken, words) }).trim(),
    draw: isEmpty ? null : (width) => drawBars(bars, width),
  };
}

/** Rows as sentences, the first dozen of them. */
export function readOut(rows: readonly { label: string; value: string }[], { t }: Words): string {
  const read = rows.slice(0, mostRead).map((row) => t("alt.row", row));
  const more = rows.length - mostRead;
  return [...read, ...(more > 0 ? [t("alt.more", { count: more })] : [])].join(" ");
}
