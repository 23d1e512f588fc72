/*
 * How wide words are is known only where they are drawn; a server guesses, on the wide side, since a file is drawn with
 * whatever font is there. What is cut stands whole in the table.
 */

/** An estimate in pixels, for the fonts of the interface at a size. */
export function textWidth(text: string, size: number): number {
  let units = 0;
  for (const character of text) {
    units += unitsOf(character);
  }
  return units * size;
}

function unitsOf(character: string): number {
  // Chinese, Japanese and Korean signs, and full-width forms, fill a square.
  if (
    /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]/.test(
      character,
    )
  ) {
    return 1;
  }
  if (/\p{Mark}/u.test(character)) {
    return 0;
  }
  if (/[\p{Lu}MWmw@%—]/u.test(character)) {
    return 0.7;
  }
  return /[ijlt.,;:'’|!()[\] ]/.test(character) ? 0.34 : 0.57;
}

/** The text, or as much of it as fits, with the sign for more. */
export function fitText(text: string, size: number, width: number): string {
  if (textWidth(text, size) <= width) {
    return text;
  }
  const characters = [...text];
  while (characters.length > 1 && textWidth(`${characters.join("").trimEnd()}…`, size) > width) {
    characters.pop();
  }
  return `${characters.join("").trimEnd()}…`;
}

/** Lines that fit, broken between words; a word that is longer than a line is cut. */
export function wrapText(text: string, size: number, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (line && textWidth(longer, size) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line].filter(Boolean).map((one) => fitText(one, size, width));
}
