/** Colours on which white is read, and that differ in lightness too; the name stands beside them all the same. */
export const caretColours = [
  "#0b6b4f",
  "#7a4a00",
  "#8a2f2f",
  "#5b3a91",
  "#11566e",
  "#7d2a66",
  "#4d5a12",
  "#33415c",
] as const;

/** The same person has the same colour everywhere. */
export function colourOf({ membershipId }: { membershipId: string }): string {
  let sum = 0;
  for (const letter of membershipId) {
    sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  }
  return caretColours[sum % caretColours.length] as string;
}
