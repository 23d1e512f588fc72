/** Colours on which white is read, and that differ in lightness too; the name stands beside them all the same. */
export const caretColours = [
  "#0b6b4f",
  "#7a4a00",
  "#8a2f2f",
  "#5b3a91",
  "#11566e",
  "#7d2a66",
  "#4d5a12",
  "#33415c",
] as const;

/**
 * The colour of each who is here, the same on every screen: their own where it is free, else the next one. Only where
 * more people are here than there are colours do two share one.
 */
export function coloursOf(membershipIds: Iterable<string>): ReadonlyMap<string, string> {
  const given = new Map<string, string>();
  for (const id of [...new Set(membershipIds)].sort()) {
    const free = caretColours.filter((colour) => ![...given.values()].includes(colour));
    const own = caretColours[sumOf(id) % caretColours.length] as string;
    given.set(id, free.includes(own as never) ? own : (free[sumOf(id) % free.length] ?? own));
  }
  return given;
}

function sumOf(id: string): number {
  let sum = 0;
  for (const letter of id) {
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  }
  return sum;
}
