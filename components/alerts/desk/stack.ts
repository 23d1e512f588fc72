/** A card of the margin: how far down its words are, null where it has none, and how tall it is. */
export interface StackedCard {
  key: string;
  wanted: number | null;
  height: number;
}

const gap = 8;

/**
 * Where each card lies so that none lies over another: the one that is looked at beside its words, those before it as
 * near above it as they can, those after it below. Cards without words come last, in their order.
 */
export function stack(
  cards: readonly StackedCard[],
  current: string | null,
): { tops: Record<string, number>; height: number } {
  const wantedOf = ({ wanted }: StackedCard) => wanted ?? Number.POSITIVE_INFINITY;
  const sorted = [...cards].sort((a, b) =>
    wantedOf(a) === wantedOf(b) ? 0 : wantedOf(a) - wantedOf(b),
  );
  const tops: Record<string, number> = {};
  const fixed = sorted.findIndex(({ key, wanted }) => key === current && wanted !== null);
  let free = 0;
  if (fixed > 0) {
    const needed = sorted.slice(0, fixed).reduce((sum, { height }) => sum + height + gap, 0);
    // As far up as those before it leave room: nothing is pushed out of the margin.
    let below = Math.max(wantedOf(sorted[fixed] as StackedCard), needed);
    for (let n = fixed - 1; n >= 0; n -= 1) {
      const { key, height } = sorted[n] as StackedCard;
      below = Math.min(below - gap - height, Math.max(wantedOf(sorted[n] as StackedCard), 0));
      tops[key] = Math.round(below);
    }
    // Those that would begin above the margin move down together.
    for (let n = 0; n < fixed; n += 1) {
      const { key, height } = sorted[n] as StackedCard;
      tops[key] = Math.max(tops[key] ?? 0, Math.round(free));
      free = (tops[key] ?? 0) + height + gap;
    }
  }
  for (const card of sorted.slice(Math.max(fixed, 0))) {
    const at = Math.max(free, card.wanted ?? free);
    tops[card.key] = Math.round(at);
    free = at + card.height + gap;
  }
  return { tops, height: free };
}
