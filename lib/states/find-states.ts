import { foldName } from "./names";

/**
 * The States that typed letters may mean, best first: a name that is the text, one that begins with it, one with a
 * word that begins with it. In any of the six languages, without accents or case. "UK" finds the United Kingdom
 * before Ukraine, since it is a whole name of the first.
 */
export function rankStates<S extends { code: string }>(
  states: readonly S[],
  names: ReadonlyMap<string, readonly string[]>,
  typed: string,
): S[] {
  const wanted = foldName(typed);
  if (!wanted) {
    return typed.trim() ? [] : [...states];
  }
  return states
    .map((state) => ({ state, rank: rankOf(names.get(state.code) ?? [], wanted) }))
    .filter(({ rank }) => rank < notFound)
    .sort((a, b) => a.rank - b.rank)
    .map(({ state }) => state);
}

const notFound = 3;

function rankOf(names: readonly string[], wanted: string): number {
  let best = notFound;
  for (const name of names) {
    if (name === wanted) {
      return 0;
    }
    if (name.startsWith(wanted)) {
      best = Math.min(best, 1);
    } else if (` ${name}`.includes(` ${wanted}`)) {
      best = Math.min(best, 2);
    }
  }
  return best;
}
