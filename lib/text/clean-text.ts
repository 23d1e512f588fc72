/** Letters that turn what follows round against its own direction, so that it reads as something else. */
const overrides = /[\u202d\u202e]/g;

/** Whether a text would be read as something else than it is. */
export const hasOverrides = (text: string): boolean => text.search(overrides) !== -1;

export const withoutOverrides = (text: string): string => text.replace(overrides, "");

/**
 * Text as the database can keep it: without U+0000, and with U+FFFD in place of half a surrogate pair; and as it reads:
 * without overrides of its direction. Marks and isolates, which mixed scripts need, stay.
 */
export function cleanText(text: string): string {
  return withoutOverrides(text.toWellFormed().replaceAll("\0", ""));
}

/** The same for all texts inside lists and plain objects; anything else comes back as it was. */
export function cleanTexts(value: unknown): unknown {
  if (typeof value === "string") {
    return cleanText(value);
  }
  if (Array.isArray(value)) {
    return value.map(cleanTexts);
  }
  if (isPlain(value)) {
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [cleanText(name), cleanTexts(inner)]),
    );
  }
  return value;
}

function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
