import { isDay, isMoment } from "@/lib/dates/readable";

/**
 * Where a page ends: the sort keys of its last (or first) row, so that the next page starts there however long the
 * list is. Opaque to everybody else; a cursor that does not fit the order is ignored, never an error.
 */
export interface Cursor {
  /** The order it belongs to, with its direction. */
  order: string;
  keys: string[];
  /** How many rows stand before the row, when known. */
  position: number | null;
}

/** What the database casts a sort key to. */
export type KeyKind = "timestamptz" | "text" | "uuid" | "date" | "integer";

const id = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** Whether the database can read a key as what it is compared with. Texts are codes, stages and ids, nothing else. */
export function isKey(kind: KeyKind, key: string | undefined): boolean {
  switch (kind) {
    case "timestamptz":
      return key === "infinity" || isMoment(key ?? "");
    case "date":
      return key === "infinity" || key === "-infinity" || isDay(key ?? "");
    case "uuid":
      return id.test(key ?? "");
    case "integer":
      return /^\d{1,6}$/.test(key ?? "");
    default:
      return /^(?:[A-Z]{3}|[a-z_]{1,20})$/.test(key ?? "") || id.test(key ?? "");
  }
}

export function writeCursor({ order, keys, position }: Cursor): string {
  return Buffer.from(JSON.stringify([order, position, ...keys])).toString("base64url");
}

/** Null unless it was written for this order and its keys are such that `fits`. */
export function readCursor(
  text: string | undefined,
  order: string,
  fits: (keys: readonly string[]) => boolean,
): Cursor | null {
  if (!text || text.length > 400) {
    return null;
  }
  try {
    const [found, position, ...keys] = JSON.parse(Buffer.from(text, "base64url").toString());
    const isOurs =
      found === order &&
      keys.every((key: unknown) => typeof key === "string") &&
      fits(keys) &&
      (position === null || Number.isSafeInteger(position));
    return isOurs ? { order, keys, position } : null;
  } catch {
    return null;
  }
}
