/** How many commitments each measured database holds, when nothing else is asked for. */
export const allSizes = [10_000, 100_000, 1_000_000] as const;

/** Reads `--sizes 10000,100000`; refuses what is no list of whole numbers. */
export function readSizes(text: string | undefined): number[] {
  if (text === undefined) {
    return [...allSizes];
  }
  const sizes = text.split(",").map(Number);
  if (sizes.some((size) => !Number.isInteger(size) || size < 10_000)) {
    throw new Error("--sizes is a list such as 10000,100000, each at least 10000.");
  }
  return sizes.toSorted((one, other) => one - other);
}
