import type { ReactNode } from "react";

const rows = Array.from({ length: 9 }, (_, at) => at);

/** Whose copy it is, across all of a paper and into each photograph of it; on paper as well as on the screen. */
export function Watermark({ text, children }: { text: string; children: ReactNode }) {
  return (
    <div className="relative overflow-hidden [print-color-adjust:exact]">
      {children}
      <div
        aria-hidden="true"
        className="pointer-events-none absolute inset-0 flex flex-col justify-around overflow-hidden opacity-15"
      >
        {rows.map((row) => (
          // As a drawing, since it is meant to be fainter than words that are read.
          <p
            key={row}
            data-text={text}
            className="-rotate-12 text-center text-h3 font-semibold text-ink wrap-anywhere before:content-[attr(data-text)]"
          />
        ))}
      </div>
    </div>
  );
}
