/** Rows become blocks on a narrow screen, and cards on the board, and a browser then forgets what they are unless it is written out. */
export const as = {
  table: { role: "table" },
  grid: { role: "grid" },
  rowgroup: { role: "rowgroup" },
  row: { role: "row" },
  cell: { role: "cell" },
  gridcell: { role: "gridcell" },
  rowheader: { role: "rowheader" },
  columnheader: { role: "columnheader" },
} as const;
