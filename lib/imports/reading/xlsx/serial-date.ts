/** How a number is shown as a date: how precisely, and whether with the time of day. */
export interface DateFormat {
  precision: "year" | "month" | "day" | "none";
  hasTime: boolean;
}

/** Formats that have a number only; Chinese, Japanese and Korean versions of Excel use 27 to 36 and 50 to 58. */
export function builtInFormat(id: number): DateFormat | undefined {
  if (id === 17) {
    return { precision: "month", hasTime: false };
  }
  if ((id >= 14 && id <= 16) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) {
    return { precision: "day", hasTime: false };
  }
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) {
    return { precision: "none", hasTime: true };
  }
  return id === 22 ? { precision: "day", hasTime: true } : undefined;
}

/** What a format such as `[$-409]mmm\-yy;@` shows; undefined where it shows a number. */
export function dateFormatOf(code: string): DateFormat | undefined {
  const bare = (code.split(";")[0] ?? "")
    .slice(0, 500)
    .replace(/"[^"]*"|\\.|_.|\*./g, "")
    .toLowerCase();
  if (/\[(h+|m+|s+)\]/.test(bare)) {
    return undefined;
  }
  const signs = bare.replace(/\[[^\]]*\]/g, "").replace(/general|am\/pm|a\/p/g, "");
  const hasTime = /[hs]/.test(signs);
  const precision = signs.includes("d")
    ? "day"
    : /m/.test(signs) && signs.includes("y")
      ? "month"
      : /m/.test(signs) && !hasTime
        ? "day"
        : signs.includes("y")
          ? "year"
          : "none";
  return precision === "none" && !hasTime ? undefined : { precision, hasTime };
}

const dayLength = 86_400_000;

/**
 * A serial number as a date, no more precise than its format shows it: somebody who typed "Apr-18" did not say the
 * first of April. Undefined where it is no day that there was: before 1900, or the 29 February 1900 that Excel invented.
 */
export function serialDate(
  serial: number,
  { precision, hasTime }: DateFormat,
  startsIn1904: boolean,
): string | undefined {
  if (!(serial >= 0 && serial < 2_958_466)) {
    return undefined;
  }
  const minutes = Math.round((serial - Math.floor(serial)) * 1440);
  const time = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  if (precision === "none") {
    return serial < 1 ? time : undefined;
  }
  const whole = Math.floor(serial) + (hasTime && minutes === 1440 ? 1 : 0);
  if (!startsIn1904 && (whole === 60 || whole === 0)) {
    return undefined;
  }
  const start = startsIn1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, whole < 60 ? 31 : 30);
  const day = new Date(start + whole * dayLength).toISOString();
  const shown = day.slice(0, { year: 4, month: 7, day: 10 }[precision]);
  return hasTime && precision === "day" && minutes % 1440 !== 0 ? `${shown} ${time}` : shown;
}

const two = (number: number) => String(number).padStart(2, "0");
