import type { Node } from "@tiptap/pm/model";
import { placesOfNames } from "@/lib/alerts/name-search";

/** A protected name in clear, as this reader knows it. */
export interface KnownName {
  id: string;
  words: string;
}

interface Range {
  from: number;
  to: number;
}

/** Where a name stands. One in the address of a link stands at the words that lead there. */
export interface Place extends Range {
  id: string;
  isLink?: true;
  /** What of it stands in the lines that follow, where it runs over the end of one. */
  rest: readonly Range[];
}

/** A line of a text: a paragraph, a heading, an item. */
interface Line {
  node: Node;
  /** Where its words begin. */
  start: number;
  words: string;
}

/** A piece of the words around the end of a line, and where it stands. */
interface Piece {
  /** Which line, counted from the one that ends. */
  line: number;
  /** Where it begins in that line, and in the words that are searched. */
  inLine: number;
  at: number;
  words: string;
}

/** Which part of which line belongs to a name, both counted from the line that ends. */
interface Over {
  id: string;
  parts: readonly (Range & { line: number })[];
}

const within = new WeakMap<Node, { names: string; places: readonly Omit<Place, "rest">[] }>();
const over = new WeakMap<Node, { names: string; around: string; found: readonly Over[] }>();

/**
 * Where names stand in the words of a text, also from the end of one line to the beginning of the next: whoever reads
 * them as the editions are made sees them there, too. Where nothing changed, nothing is looked at again.
 */
export function placesIn(doc: Node, names: readonly KnownName[]): Place[] {
  if (names.length === 0) {
    return [];
  }
  const known = names.map(({ id, words }) => `${id}${words}`).join("\n");
  const lines: Line[] = [];
  doc.descendants((node, pos) => {
    if (node.isTextblock) {
      const words = node.textBetween(0, node.content.size, undefined, "\ufffc");
      lines.push({ node, start: pos + 1, words });
    }
    return !node.isTextblock;
  });
  const places = lines.flatMap((line): Place[] =>
    placesWithin(line, names, known).map(({ from, to, ...place }) => ({
      ...place,
      from: line.start + from,
      to: line.start + to,
      rest: [],
    })),
  );
  const taken = places.filter(({ isLink }) => !isLink);
  lines.slice(1).forEach((_next, at) => {
    for (const { id, parts } of placesOver(lines, at, names, known)) {
      const [first, ...rest] = parts.map(({ line, from, to }) => {
        const { start } = lines[at + line] as Line;
        return { from: start + from, to: start + to };
      }) as [Range, ...Range[]];
      // The same name is found at each end that it runs over; a whole one in a line goes before.
      if (![first, ...rest].some((part) => taken.some((other) => meet(part, other)))) {
        const place = { id, ...first, rest };
        places.push(place);
        taken.push(place);
      }
    }
  });
  return places.sort((one, other) => one.from - other.from);
}

const meet = (one: Range, other: Range) => one.from < other.to && other.from < one.to;

function placesWithin({ node, words }: Line, names: readonly KnownName[], known: string) {
  let line = within.get(node);
  if (line?.names !== known) {
    line = { names: known, places: [...placesOfNames(words, names), ...linksTo(node, names)] };
    within.set(node, line);
  }
  return line.places;
}

/** Words of a line that lead to an address with a name in it. */
function linksTo(line: Node, names: readonly KnownName[]): Omit<Place, "rest">[] {
  const places: Omit<Place, "rest">[] = [];
  line.forEach((child, from) => {
    const href = child.marks.find(({ type }) => type.name === "link")?.attrs.href;
    const [name] = typeof href === "string" ? placesOfNames(href, names) : [];
    if (name) {
      places.push({ id: name.id, from, to: from + child.nodeSize, isLink: true });
    }
  });
  return places;
}

/** Names that run over the end of a line: beginning in it or before, and ending after it. */
function placesOver(
  lines: readonly Line[],
  at: number,
  names: readonly KnownName[],
  known: string,
): readonly Over[] {
  // Between the letters of a name there may be some that nobody sees.
  const reach = 2 * Math.max(...names.map(({ words }) => words.length)) + 16;
  const pieces = piecesAround(lines, at, reach);
  const around = pieces.map(({ line, inLine, words }) => `${line} ${inLine} ${words}`).join("\n");
  const { node } = lines[at] as Line;
  const before = over.get(node);
  if (before?.names === known && before.around === around) {
    return before.found;
  }
  const found = placesOfNames(pieces.map(({ words }) => words).join("\n"), names).flatMap(
    ({ id, from, to }): Over[] => {
      const parts = pieces.flatMap(({ line, inLine, at: start, words }) => {
        const part = {
          line,
          from: inLine + Math.max(from - start, 0),
          to: inLine + Math.min(to - start, words.length),
        };
        return part.from < part.to ? [part] : [];
      });
      return parts.some(({ line }) => line <= 0) && parts.some(({ line }) => line > 0)
        ? [{ id, parts }]
        : [];
    },
  );
  over.set(node, { names: known, around, found });
  return found;
}

/** The last words up to the end of a line and the first ones after it, so many letters to either side. */
function piecesAround(lines: readonly Line[], at: number, reach: number): Piece[] {
  const pieces: Omit<Piece, "at">[] = [];
  for (let line = 0, left = reach; left > 0 && at + line >= 0; line -= 1) {
    const { words } = lines[at + line] as Line;
    const inLine = Math.max(words.length - left, 0);
    pieces.unshift({ line, inLine, words: words.slice(inLine) });
    left -= words.length + 1;
  }
  for (let line = 1, left = reach; left > 0 && at + line < lines.length; line += 1) {
    const { words } = lines[at + line] as Line;
    pieces.push({ line, inLine: 0, words: words.slice(0, left) });
    left -= words.length + 1;
  }
  let start = 0;
  return pieces.map((piece) => {
    const placed = { ...piece, at: start };
    start += piece.words.length + 1;
    return placed;
  });
}
