/**
 * Where a page ends: the sort keys of its last (or first) row, so that the next page starts there however long the
 * list is. Opaque to everybody else; a cursor that does not fit the order is ignored, never an error.
 */
export interface Cursor {
  /** The order it belongs to, with its direction. */
  order: string;
  keys: (string | number)[];
  /** How many rows stand before the row, when known. */
  position: number | null;
}

const shape =
  /^(?:-?\d{1,9}|[A-Z]{3}|[a-z_]{1,20}|\d{4}-\d\d-\d\d(?: \d\d:\d\d:\d\d(?:\.\d{1,6})?\+\d\d(?::\d\d)?)?|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/;

export function writeCursor({ order, keys, position }: Cursor): string {
  return Buffer.from(JSON.stringify([order, position, ...keys])).toString("base64url");
}

/** Null unless it was written for this order and holds nothing but ids, codes, days and moments. */
export function readCursor(text: string | undefined, order: string, length: number): Cursor | null {
  if (!text || text.length > 400) {
    return null;
  }
  try {
    const [found, position, ...keys] = JSON.parse(Buffer.from(text, "base64url").toString());
    const fits =
      found === order &&
      keys.length === length &&
      keys.every((key: unknown) => shape.test(String(key))) &&
      (position === null || Number.isSafeInteger(position));
    return fits ? { order, keys, position } : null;
  } catch {
    return null;
  }
}
