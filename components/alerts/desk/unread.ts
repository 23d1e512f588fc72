import type { Audience } from "@/db/reference/words";
import { audiences } from "@/db/reference/words";
import type { TextNode } from "@/lib/alerts/desk";

/** The blocks that an audience is shown, by their place in its edition; null stands where its words are not known yet. */
export type ShownBlocks = readonly (number | null)[];

/**
 * Which blocks of an edition still stand on the screen as they were stored and looked at. In the place of every other
 * one, and of words that are new, stands null: what an audience reads there is known once they have been looked at.
 */
export function shownBlocks(
  stored: TextNode | undefined,
  live: TextNode,
  edition: TextNode | undefined,
  audience: Audience,
): ShownBlocks {
  const before = stored?.content ?? [];
  const now = live.content ?? [];
  const places = placesOf(before, now);
  const isRead = before.map(({ attrs }) => !isBeyond(audience, attrs?.upTo));
  if (isRead.filter(Boolean).length !== (edition?.content ?? []).length) {
    return places.every((place, at) => place === at) && before.length === now.length
      ? (edition?.content ?? []).map((_block, at) => at)
      : [null];
  }
  const inEdition: number[] = [];
  let next = 0;
  for (const isIn of isRead) {
    inEdition.push(isIn ? next++ : -1);
  }
  const shown: (number | null)[] = [];
  const put = (one: number | null) => {
    if (one !== -1 && (one !== null || shown.at(-1) !== null)) {
      shown.push(one);
    }
  };
  let at = 0;
  for (const [index, place] of places.entries()) {
    if (place === null) {
      // Nobody reads a line without a word, nor what is asked of others only.
      const block = now[index];
      if (block?.content?.length && !isBeyond(audience, block.attrs?.upTo)) {
        put(null);
      }
      continue;
    }
    for (; at < place; at += 1) {
      put(isRead[at] && before[at]?.content?.length ? null : -1);
    }
    put(inEdition[place] ?? -1);
    at = place + 1;
  }
  for (; at < before.length; at += 1) {
    put(isRead[at] && before[at]?.content?.length ? null : -1);
  }
  return shown;
}

const isBeyond = (audience: Audience, upTo: unknown) =>
  audiences.indexOf(audience) > audiences.indexOf((upTo ?? "public") as Audience);

/** For each block of the text as it is now, its place among those that were stored; null where it is none of them. */
function placesOf(before: readonly TextNode[], now: readonly TextNode[]): (number | null)[] {
  const places: (number | null)[] = now.map(() => null);
  let first = 0;
  while (first < before.length && first < now.length && isSame(before[first], now[first])) {
    places[first] = first;
    first += 1;
  }
  let tail = 0;
  while (
    tail < Math.min(before.length, now.length) - first &&
    isSame(before.at(-1 - tail), now.at(-1 - tail))
  ) {
    tail += 1;
    places[now.length - tail] = before.length - tail;
  }
  // Between the first and the last change, what stands in the same order is found again.
  let from = first;
  for (let at = first; at < now.length - tail; at += 1) {
    for (let look = from; look < before.length - tail; look += 1) {
      if (isSame(before[look], now[at])) {
        places[at] = look;
        from = look + 1;
        break;
      }
    }
  }
  return places;
}

/** Whether two values of JSON are the same; PostgreSQL gives keys back in an order of its own. */
function isSame(one: unknown, other: unknown): boolean {
  if (one === other) {
    return true;
  }
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return false;
  }
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => isSame((one as never)[key], (other as never)[key]))
  );
}
