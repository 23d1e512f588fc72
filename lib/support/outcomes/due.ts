import type { OutcomeTime } from "@/db/reference/support-words";

const monthsUntil: Record<OutcomeTime, number> = { one_month: 1, six_months: 6 };

/** The day from which to ask whether it helped, that many months after a day; the last of a shorter month. */
export function outcomeDue(closedOn: string, after: OutcomeTime): string {
  const [year = 0, month = 1, date = 1] = closedOn.split("-").map(Number);
  const to = month - 1 + monthsUntil[after];
  const last = new Date(Date.UTC(year, to + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, to, Math.min(date, last))).toISOString().slice(0, 10);
}
