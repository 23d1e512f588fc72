import type { CommitmentRow } from "@/lib/commitments/commitment";

/** The asks of one day; `null` is all days before today. */
export type Day = { day: string | null; rows: CommitmentRow[] };

/** Late first, then by the day on which a reply is due. The rows come ordered by it. */
export function groupByDay(rows: readonly CommitmentRow[], today: string): Day[] {
  const days: Day[] = [];
  for (const row of rows) {
    const day = row.dueOn && row.dueOn >= today ? row.dueOn : null;
    const last = days.at(-1);
    if (last && last.day === day) {
      last.rows.push(row);
    } else {
      days.push({ day, rows: [row] });
    }
  }
  return days;
}
