/** What was published of one occasion in the public record that the product ships, beside what that record holds by name. */
export interface PublishedCount {
  forum: "hrc" | "ga";
  /** Which session of the Council or of the General Assembly it was. */
  number: number;
  /** Null where only the session is known. */
  day: string | null;
  /** How many States its source counts; null where no count was found. */
  published: number | null;
  /** The European Union spoke with them, and is no State. */
  withUnion: boolean;
  /** Other counts of the same occasion, the smallest first. */
  others: number[];
  /** Different States that the record holds by name for it. */
  byName: number;
  sources: string[];
}

/** A total as the record notes it, under the group of its entries: "ga76-3c-joint", "hrc54-dialogue". */
export interface NotedTotal {
  group: string;
  total: number | null;
  withUnion: boolean;
  note: string;
  sources: readonly string[];
}

/** What one State said or joined on one occasion. */
export interface NamedEntry {
  group: string;
  stateCode: string;
  day: string | null;
  /** "80 States and the EU". */
  onBehalfOf: string | null;
}

/**
 * The published counts of a forum, the latest first. Counts that its statement or a second account gives and that differ
 * stand beside them: none is picked. A dialogue is what the record holds of its session; a joint statement, who joined it.
 */
export function publishedCounts(
  totals: readonly NotedTotal[],
  entries: readonly NamedEntry[],
  forum: PublishedCount["forum"],
): PublishedCount[] {
  return totals
    .flatMap(({ group, total, withUnion, note, sources }): PublishedCount[] => {
      const [, body, number] = /^(hrc|ga)(\d+)-/.exec(group) ?? [];
      if (body !== forum) {
        return [];
      }
      const isDialogue = group.endsWith("-dialogue");
      const theirs = entries.filter((entry) =>
        isDialogue ? entry.group.startsWith(`${body}${number}-`) : entry.group === group,
      );
      const told = [...theirs.map(({ onBehalfOf }) => onBehalfOf ?? ""), note].flatMap(countsIn);
      return [
        {
          forum,
          number: Number(number),
          day: isDialogue ? null : (theirs[0]?.day ?? null),
          published: total,
          withUnion,
          others: [...new Set(isDialogue ? [] : told)]
            .filter((count) => count !== total)
            .sort((a, b) => a - b),
          byName: new Set(theirs.map(({ stateCode }) => stateCode)).size,
          sources: [...sources],
        },
      ];
    })
    .sort((a, b) => b.number - a.number);
}

/** How many States words count: "80 States", "other reports count 80". A part of a count, as in "and 80 countries", is none. */
const countsIn = (words: string): number[] =>
  [...words.matchAll(/^(\d{2,3}) States|\bcount (\d{2,3})\b/g)].map((found) =>
    Number(found[1] ?? found[2]),
  );
