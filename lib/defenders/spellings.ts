/** Between two spellings of one name. Not a comma: it stands between the parts of one ("Example, Amina"). */
const between = /[/|;؛\n]|\s(?:aka|alias)\s/iu;
const bracketed = /[(（[]([^)）\]]*)[)）\]]/gu;

/**
 * The ways in which a name that was entered may stand in a text: as it is, what is in brackets and what is around them,
 * what a stroke or a semicolon separates, and the words of each script by themselves. Each is a name to be protected.
 */
export function spellingsOf(name: string): string[] {
  const pieces = name
    .split(between)
    .flatMap((piece) => [
      piece.replace(bracketed, " "),
      ...[...piece.matchAll(bracketed)].map(([, inside = ""]) => inside),
    ])
    .flatMap((piece) => [piece, ...byScript(piece)]);
  return [...new Set([name, ...pieces].map((piece) => piece.replace(/\s+/gu, " ").trim()))].filter(
    (piece) => /\p{L}/u.test(piece),
  );
}

/** The words of a name in Latin letters and those in others, where it has both. */
function byScript(name: string): string[] {
  const isLatin = Map.groupBy(
    name.split(/\s+/u).filter((word) => /\p{L}/u.test(word)),
    (word) => /\p{Script=Latin}/u.test(word),
  );
  return isLatin.size > 1 ? [...isLatin.values()].map((words) => words.join(" ")) : [];
}
