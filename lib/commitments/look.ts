import { type ColumnId, columnIds, fixedColumns, ownWidths } from "./columns";

export const densities = ["comfortable", "normal", "compact"] as const;
export type Density = (typeof densities)[number];

/** What the tracker looks like, apart from what it shows. */
export interface Look {
  /** The columns that are shown, in their order: pinned ones first. */
  columns: readonly ColumnId[];
  /** Those that stay in sight while the others scroll, from the beginning of the line. */
  pinned: readonly ColumnId[];
  /** Widths that were set, in pixels of an unzoomed page. */
  widths: Partial<Record<ColumnId, number>>;
  density: Density;
}

/** The parameters of an address that say it. */
export const lookParams = ["cols", "widths", "pin", "density"] as const;
export type LookParams = Partial<Record<(typeof lookParams)[number], string | undefined>>;

export const leastWidth = 64;
export const mostWidth = 640;
/** By which a press on a button changes a width. */
export const widthStep = 16;

const isColumn = (id: string): id is ColumnId => (columnIds as readonly string[]).includes(id);

const named = (text: string) => [...new Set(text.split(",").filter(isColumn))];

/** What an address says of the look. What it does not understand it leaves out; the columns that must be there are. */
export function readLook({ cols, widths, pin, density }: LookParams): Look {
  const chosen = cols ? named(cols) : [...columnIds];
  const missing = fixedColumns.filter((id) => !chosen.includes(id));
  const columns = [...missing, ...chosen];
  const pinned = pin === undefined ? (["state"] as const) : named(pin);
  return inOrder({
    columns,
    pinned,
    widths: Object.fromEntries(
      (widths ?? "").split(",").flatMap((part): [ColumnId, number][] => {
        const [id = "", width = ""] = part.split(":");
        return isColumn(id) && /^\d{1,4}$/.test(width) ? [[id, bounded(Number(width))]] : [];
      }),
    ),
    density: densities.find((word) => word === density) ?? "comfortable",
  });
}

const bounded = (width: number) => Math.min(Math.max(Math.round(width), leastWidth), mostWidth);

/** Pinned columns stand first; one that is not shown is not pinned. */
function inOrder(look: Look): Look {
  const pinned = look.columns.filter((id) => look.pinned.includes(id));
  return {
    ...look,
    pinned,
    columns: [...pinned, ...look.columns.filter((id) => !pinned.includes(id))],
  };
}

/** The same as parameters; what everybody sees anyway is left out. */
export function writeLook({ columns, pinned, widths, density }: Look): LookParams {
  const set = columnIds.filter((id) => widths[id] !== undefined && widths[id] !== ownWidths[id]);
  return {
    ...(columns.join() !== columnIds.join() && { cols: columns.join(",") }),
    ...(set.length > 0 && { widths: set.map((id) => `${id}:${widths[id]}`).join(",") }),
    ...(pinned.join() !== "state" && { pin: pinned.join(",") || "none" }),
    ...(density !== "comfortable" && { density }),
  };
}

export const widthOf = ({ widths }: Pick<Look, "widths">, id: ColumnId) =>
  widths[id] ?? ownWidths[id];

/** Puts a column so many places further on; it stays among the pinned ones, or among the others. */
export function moveColumn(look: Look, id: ColumnId, by: number): Look {
  const group = look.columns.filter(
    (other) => look.pinned.includes(other) === look.pinned.includes(id),
  );
  const from = group.indexOf(id);
  const to = Math.min(Math.max(from + by, 0), group.length - 1);
  const moved = group.filter((other) => other !== id).toSpliced(to, 0, id);
  const columns = look.pinned.includes(id)
    ? [...moved, ...look.columns.filter((other) => !look.pinned.includes(other))]
    : [...look.pinned, ...moved];
  return inOrder({ ...look, columns });
}

/** Puts a column where another stands. */
export function placeColumn(look: Look, id: ColumnId, at: ColumnId): Look {
  const columns = look.columns
    .filter((other) => other !== id)
    .toSpliced(look.columns.indexOf(at), 0, id);
  return inOrder({ ...look, columns });
}

export function showColumn(look: Look, id: ColumnId, isShown: boolean): Look {
  const others = look.columns.filter((other) => other !== id);
  return inOrder({ ...look, columns: isShown ? [...others, id] : others });
}

export function pinColumn(look: Look, id: ColumnId, isPinned: boolean): Look {
  const others = look.pinned.filter((other) => other !== id);
  // From where it stands, not from the end of the row.
  return inOrder({ ...look, pinned: isPinned ? [...others, id] : others });
}

export function widenColumn(look: Look, id: ColumnId, width: number): Look {
  return { ...look, widths: { ...look.widths, [id]: bounded(width) } };
}

/** More of a row than this does not stay in sight: on a small screen nothing else would be. */
const mostPinned = 576;

/**
 * Where each column stays that does, in pixels from the beginning of the line, after `before` pixels. The sum of the
 * least widths: where a table is wider than its frame its columns are no wider than those, and elsewhere none scrolls.
 */
export function pinnedPlaces(look: Look, before: number): Map<ColumnId, number> {
  const places = new Map<ColumnId, number>();
  let at = before;
  for (const id of look.pinned) {
    const end = at + widthOf(look, id);
    if (end > mostPinned) {
      break;
    }
    places.set(id, at);
    at = end;
  }
  return places;
}
