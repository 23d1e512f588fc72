/*
 * Days and moments that come from an address, as the database takes them: whatever fits these it can read, so that
 * no forged one makes it fail.
 */

/** A day of the calendar, `YYYY-MM-DD`, of a year from 1 on. */
export function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (!year || Number(year) < 1) {
    return false;
  }
  // The 31st of a month of 30 days becomes the 1st of the next.
  const date = new Date(`${text}T00:00:00Z`);
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
}

const clock =
  /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)$/;

/** A moment with its distance from Greenwich, as PostgreSQL or ISO 8601 writes it. */
export function isMoment(text: string): boolean {
  return isDay(text.slice(0, 10)) && /^[ T]$/.test(text.charAt(10)) && clock.test(text.slice(11));
}
