import { type PartName, partNames } from "@/lib/alerts/shared-text";

/**
 * Where somebody is in a text: the ends of their selection as Yjs writes positions, and the part. One message goes to
 * everybody, partners among them, so it holds no name: colleagues know the membership from the lists of their page.
 */
export interface Whereabouts {
  user: { organisation: string; membershipId: string };
  section?: PartName;
  cursor?: { anchor: unknown; head: unknown };
}

const parts = new Set<unknown>(partNames);
const largestPosition = 500;

/**
 * What others are shown of somebody: who they are as the server knows it, whatever their browser says, and of what it
 * says only where they are.
 */
export function shownPresence(
  told: Record<string, unknown>,
  user: Whereabouts["user"],
): Whereabouts {
  const { section, cursor } = told;
  const ends = isRecord(cursor) && isPosition(cursor.anchor) && isPosition(cursor.head);
  return {
    user,
    ...(parts.has(section) && { section: section as PartName }),
    ...(ends && { cursor: { anchor: cursor.anchor, head: cursor.head } }),
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** As `Y.relativePositionToJSON` writes it. */
function isPosition(value: unknown): boolean {
  return (
    isRecord(value) &&
    Object.entries(value).every(([key, entry]) => {
      switch (key) {
        case "assoc":
          return Number.isInteger(entry);
        case "tname":
          return entry === null || parts.has(entry);
        case "type":
        case "item":
          return entry === null || isId(entry);
        default:
          return false;
      }
    }) &&
    JSON.stringify(value).length <= largestPosition
  );
}

const isId = (value: unknown) =>
  isRecord(value) &&
  Object.keys(value).length === 2 &&
  Number.isInteger(value.client) &&
  Number.isInteger(value.clock);
