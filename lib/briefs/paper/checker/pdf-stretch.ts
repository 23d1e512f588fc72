/** One stretch of text in one direction, sign by sign as it stands from left to right. */
export interface Stretch {
  x: number;
  y: number;
  signs: string[];
  isReversed: boolean;
}

const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;

/** Whether signs are read from right to left. */
export const isRightToLeft = (signs: readonly string[]) => rightToLeft.test(signs.join(""));

const isNewLine = (above: Stretch, below: Stretch) => Math.abs(above.y - below.y) > 1;
const said = ({ signs, isReversed }: Stretch) => (isReversed ? signs.toReversed() : signs).join("");
const isBlank = ({ signs }: Stretch) => signs.join("").trim() === "";

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
    const next = all[at + 1];
    const continues =
      isInRun &&
      before !== undefined &&
      !isNewLine(before, stretch) &&
      stretch.x > before.x &&
      (stretch.isReversed || (isBlank(stretch) && next?.isReversed));
    if (continues) {
      parts.splice(runStart, 0, said(stretch));
    } else {
      if (before && isNewLine(before, stretch)) {
        parts.push(" ");
      }
      runStart = parts.length;
      isInRun = stretch.isReversed;
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
