/** A language is written as people write it; where it is a code, the reader's name for it is said. */
export function languageName(written: string, locale: string): string {
  return /^[a-z]{2,3}$/.test(written)
    ? (new Intl.DisplayNames([locale], { type: "language" }).of(written) ?? written)
    : written;
}
