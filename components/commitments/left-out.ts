/**
 * Sentences about what was left out of a change of `all` places: for one place its reason alone, for many each reason
 * once, with how many it left out.
 */
export function leftOutWords(
  reasons: readonly string[],
  all: number,
  many: (count: number, reason: string) => string,
): string[] {
  return [...Map.groupBy(reasons, (reason) => reason)].map(([reason, left]) =>
    all === 1 ? reason : many(left.length, reason),
  );
}
