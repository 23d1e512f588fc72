/** Words of the reader's own that are shown again, whole: many of them are scrolled, with the keys, too. */
export function KeptWords({ label, words }: { label: string; words: string }) {
  return (
    <section
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: else the keys could not scroll it.
      tabIndex={0}
      dir="auto"
      className="my-2 max-h-24 overflow-y-auto border-s-3 border-line-strong ps-3 whitespace-pre-line wrap-anywhere"
    >
      {words}
    </section>
  );
}
