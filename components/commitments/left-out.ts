/**
 * Sentences about what was left out of a change of `all` places: for one place its reason alone, for many each reason
 * once, with how many it left out.
 */
export function leftOutWords(
  reasons: readonly string[],
  all: number,
  many: (count: number, reason: string) => string,
): string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) {
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  }
  return [...counts].map(([reason, count]) => (all === 1 ? reason : many(count, reason)));
}
