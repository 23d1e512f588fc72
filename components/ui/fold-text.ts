/** Lower case, without accents or punctuation, so that "Cote d'Ivoire" finds "Côte d’Ivoire". */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
}
