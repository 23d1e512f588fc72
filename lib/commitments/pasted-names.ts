const separators = /[\n\r\t,;،؛、]+/u;

/** The entries of a pasted list: one a line, or separated by commas, semicolons or tabs. */
export const pastedNames = (text: string): string[] =>
  text
    .split(separators)
    .map((part) => part.trim())
    .filter((part) => /\p{L}/u.test(part));
