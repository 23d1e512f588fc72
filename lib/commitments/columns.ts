import type { SortOrder } from "./commitment";

/** The columns of the commitments table, in the order in which they stand by themselves. */
export const columnIds = [
  "state",
  "case",
  "session",
  "stage",
  "word",
  "what",
  "nextStep",
  "due",
  "owner",
  "changed",
] as const;
export type ColumnId = (typeof columnIds)[number];

/** Columns that name the row or hold its stage: they can't be left out on the tracker. */
export const fixedColumns: readonly ColumnId[] = ["state", "case", "stage"];

/** The order that a column's heading asks for. */
export const sortOf: Partial<Record<ColumnId, SortOrder>> = {
  state: "state",
  case: "case",
  stage: "stage",
  due: "due",
  changed: "changed",
};

/**
 * Least widths in pixels of an unzoomed page; what is left over is shared in proportion. With the boxes before them they
 * fit beside the navigation on a screen of 1280.
 */
export const ownWidths: Readonly<Record<ColumnId, number>> = {
  state: 116,
  case: 124,
  session: 76,
  // "Not approached" on one line.
  stage: 138,
  word: 76,
  what: 96,
  nextStep: 84,
  due: 82,
  owner: 88,
  changed: 78,
};
