/** Brackets and quotation marks turn round with the direction of a line, and each format keeps them its own way. */
const turning: Record<string, string> = {
  ")": "(",
  "]": "[",
  "}": "{",
  ">": "<",
  "»": "«",
  "›": "‹",
  "”": "“",
  "’": "‘",
};
const turned = new RegExp(`[\\${Object.keys(turning).join("\\")}]`, "g");

/**
 * Words as they are read, without what a format keeps its own way: spaces, where lines break, vowel signs that stand on
 * a letter, joined letters, and which way round a bracket is stored.
 */
export function asRead(lines: readonly string[]): string {
  return lines
    .join("")
    .normalize("NFKD")
    .replace(/[\s\p{M}\p{Cf}]/gu, "")
    .replace(turned, (sign) => turning[sign] ?? sign);
}

/** Whether two readings are the same, sign by sign; or whether one holds the other. */
export function sameWords(
  found: readonly string[],
  wanted: readonly string[],
  how: "exactly" | "within" = "exactly",
): boolean {
  return how === "exactly"
    ? asRead(found) === asRead(wanted)
    : asRead(found).includes(asRead(wanted));
}
