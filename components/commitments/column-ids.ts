import type { SortOrder } from "@/lib/commitments/commitment";

/** The columns of the commitments table, in their order. */
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
