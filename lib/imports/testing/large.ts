import { writeXlsx } from "./write-xlsx";

const stages = ["asked", "agreed", "considering", "declined", "no answer"];
const paints = ["9DC3E6", "A9D08E", "FFD966", "FF7C80", "BFBFBF"];

/** A list of as many rows as are wanted, each a State and a case of its own: in colours, and in words only. */
export function largeList(
  rows: number,
  states: readonly string[],
  caseName: (at: number) => string,
): { workbook: Buffer; csv: Buffer } {
  const headings = ["State", "Case", "Status", "Owner", "Date", "Notes"];
  const lines = Array.from({ length: rows }, (_, at) => [
    states[at % states.length] ?? "",
    caseName(Math.floor(at / states.length)),
    stages[at % stages.length] ?? "",
    at % 2 ? "Aline" : "Bruno",
    "2026-05-08",
    `What they said about it, line ${at}`,
  ]);
  return {
    csv: Buffer.from([headings, ...lines].map((line) => line.join(";")).join("\n")),
    workbook: writeXlsx({
      sheets: [
        {
          name: "List",
          rows: [
            headings,
            ...lines.map((line, at) =>
              line.map((value, column) =>
                column === 2 ? { value, paint: { rgb: paints[at % paints.length] ?? "" } } : value,
              ),
            ),
          ],
        },
      ],
    }),
  };
}
