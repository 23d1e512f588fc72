const unspaced = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]`;
const word = new RegExp(
  String.raw`${unspaced}|(?:(?!${unspaced})[\p{L}\p{M}\p{N}'\u2019\u200c\u200d])+|[^]`,
  "gu",
);

/**
 * A piece of a text: a word (where a script has no spaces, a letter), or what stands between two. Not by
 * `Intl.Segmenter`: server and browser have different ones, and a page that is marked by both must be the same.
 */
const pieces = (text: string): string[] => text.match(word) ?? [];

/** Beyond this many pieces nothing is marked: the comparison takes time and memory by the square. */
const most = 2_500;

/**
 * Where `now` reads differently from `before`, as ranges of `now`: word by word, in any script. Empty for texts too
 * long to compare while somebody waits.
 */
export function changedWords(before: string, now: string): [number, number][] {
  const a = pieces(before);
  const b = pieces(now);
  if (a.length > most || b.length > most) {
    return [];
  }
  const kept = longestCommon(a, b);
  const ranges: [number, number][] = [];
  let at = 0;
  b.forEach((piece, index) => {
    const end = at + piece.length;
    const last = ranges.at(-1);
    if (!kept.has(index)) {
      if (last && last[1] === at) {
        last[1] = end;
      } else if (piece.trim()) {
        ranges.push([at, end]);
      }
    }
    at = end;
  });
  return joinedOverSpaces(ranges, now);
}

/** Which pieces of `b` stand in `a` too, in the same order. */
function longestCommon(a: string[], b: string[]): Set<number> {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i * width + j] =
        a[i] === b[j]
          ? (lengths[(i + 1) * width + j + 1] as number) + 1
          : Math.max(lengths[(i + 1) * width + j] as number, lengths[i * width + j + 1] as number);
    }
  }
  const kept = new Set<number>();
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      kept.add(j);
      i++;
      j++;
    } else if ((lengths[(i + 1) * width + j] as number) >= (lengths[i * width + j + 1] as number)) {
      i++;
    } else {
      j++;
    }
  }
  return kept;
}

/** Two changed words with a space between them read as one change. */
function joinedOverSpaces(ranges: [number, number][], text: string): [number, number][] {
  const joined: [number, number][] = [];
  for (const range of ranges) {
    const last = joined.at(-1);
    if (last && !text.slice(last[1], range[0]).trim()) {
      last[1] = range[1];
    } else {
      joined.push([...range]);
    }
  }
  return joined.map(([from, to]) => [from, from + text.slice(from, to).trimEnd().length]);
}
