/**
 * How much of a stored date is known. A month is stored as its first day and a year as its first of
 * January: read the precision before printing anything. `session` is a day somewhere in the session.
 */
export const referenceDatePrecisions = ["day", "month", "year", "session", "unknown"] as const;

export type ReferenceDatePrecision = (typeof referenceDatePrecisions)[number];
