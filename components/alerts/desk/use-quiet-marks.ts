import { useEffect } from "react";

/** Takes the colour off the words of discussions that are settled: only open ones are looked for in a text. */
export function useQuietMarks(threads: readonly { id: string; settled: boolean }[]): void {
  const settled = threads
    .filter((thread) => thread.settled)
    .map(({ id }) => id)
    .join(" ");
  useEffect(() => {
    // The editor draws the marks anew at each key, so that no class of ours would stay on them.
    const sheet = new CSSStyleSheet();
    const marks = settled.split(" ").map((id) => `.prose [data-comment="${CSS.escape(id)}"]`);
    sheet.replaceSync(`${marks.join(", ")} { background: none; border: 0; outline: 0; }`);
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
    };
  }, [settled]);
}
