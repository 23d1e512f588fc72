/** One stretch of text in one direction, sign by sign as it stands from left to right. */
export interface Stretch {
  page: number;
  x: number;
  y: number;
  signs: string[];
  isReversed: boolean;
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Whether signs are read from right to left. */
export const isRightToLeft = (signs: readonly string[]) => rightToLeft.test(signs.join(""));

const isNewLine = (above: Stretch, below: Stretch) =>
  above.page !== below.page || Math.abs(above.y - below.y) > 1;
const said = ({ signs, isReversed }: Stretch) => (isReversed ? signs.toReversed() : signs).join("");

/** The direction of letters; figures and signs have none of their own. */
function directionOf({ signs, isReversed }: Stretch): "back" | "forth" | null {
  return isReversed ? "back" : /\p{L}/u.test(signs.join("")) ? "forth" : null;
}

/** Whether a stretch is read from right to left: by its letters, or as signs between others that are. */
function runsBack(all: readonly Stretch[], at: number): boolean {
  const own = all[at];
  if (!own || own.isReversed || /[\p{L}\p{N}]/u.test(own.signs.join(""))) {
    return own?.isReversed ?? false;
  }
  const before = all.slice(0, at).map(directionOf).findLast(Boolean);
  const after = all
    .slice(at + 1)
    .map(directionOf)
    .find(Boolean);
  return (before ?? after) === "back" && (after ?? before) === "back";
}

/**
 * Stretches as they are read, with a space where the next one stands on another line. What is read from right to left
 * is stored from left to right, so that of two neighbours the one further right comes first.
 */
export function joined(stretches: readonly Stretch[]): string {
  const parts: string[] = [];
  let before: Stretch | undefined;
  let runStart = 0;
  let isInRun = false;
  const all = stretches.filter(({ signs }) => signs.length > 0);
  for (const [at, stretch] of all.entries()) {
    const isBack = runsBack(all, at);
    const continues =
      isInRun &&
      isBack &&
      before !== undefined &&
      !isNewLine(before, stretch) &&
      stretch.x > before.x;
    if (continues) {
      parts.splice(runStart, 0, said(stretch));
    } else {
      if (before && isNewLine(before, stretch)) {
        parts.push(" ");
      }
      runStart = parts.length;
      isInRun = isBack;
      parts.push(said(stretch));
    }
    before = stretch;
  }
  return parts.join("");
}

/** Stretches outside of the tree, a line for each line that they stand on. */
export function textOf(stretches: readonly Stretch[]): string[] {
  const lines: Stretch[][] = [];
  for (const stretch of stretches) {
    const last = lines.at(-1);
    const before = last?.at(-1);
    if (last && before && !isNewLine(before, stretch)) {
      last.push(stretch);
    } else {
      lines.push([stretch]);
    }
  }
  return lines.map(joined).filter((line) => line.trim() !== "");
}
