/**
 * Whether a day is more than a year before `today`, both `YYYY-MM-DD`: as a day on which something is due it is more
 * likely a slip of the keyboard, and is asked about before it is taken.
 */
export const isLongPast = (day: string, today: string): boolean =>
  day !== "" && day < `${String(Number(today.slice(0, 4)) - 1).padStart(4, "0")}${today.slice(4)}`;
