/** Cells that a spreadsheet would run instead of showing, also after spaces and in full-width letters. */
export const formula = /^[\s\0\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/u;

/** A cell as a spreadsheet shows it where it is pasted or opened, whatever it begins with. */
export const shownAsText = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** The same way back: programs write it so, ours too, and the apostrophe is none of the text. */
export const asTyped = (text: string): string =>
  text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;
