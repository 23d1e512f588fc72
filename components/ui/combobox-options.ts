export type ComboboxOption = {
  value: string;
  label: string;
  /** A second, muted fact: the regional group, the reference. */
  hint?: string;
  /** Other spellings that find this option: "UK", "Great Britain". */
  aliases?: readonly string[];
};

/** The most options shown at once; the rest asks for another letter. */
export const shownOptions = 50;

/** Lower case, without accents or punctuation, so that "Cote d'Ivoire" finds "Côte d’Ivoire". */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
}

/** The options whose name, hint or alias has a word beginning with what was typed; best matches first. */
export function matchOptions(options: readonly ComboboxOption[], typed: string): ComboboxOption[] {
  const wanted = foldText(typed);
  if (!wanted) {
    return [...options];
  }
  const ranked: { option: ComboboxOption; rank: number }[] = [];
  for (const option of options) {
    const label = foldText(option.label);
    const others = [option.hint ?? "", ...(option.aliases ?? [])].map(foldText);
    const rank = label.startsWith(wanted)
      ? 0
      : others.includes(wanted)
        ? 1
        : ` ${label}`.includes(` ${wanted}`)
          ? 2
          : others.some((other) => ` ${other}`.includes(` ${wanted}`))
            ? 3
            : -1;
    if (rank >= 0) {
      ranked.push({ option, rank });
    }
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ option }) => option);
}
