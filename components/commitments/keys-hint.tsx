import type { ReactNode } from "react";

/** The keys that work in what stands below, where there are keys; a screen reader has its own way of telling. */
export function KeysHint({ children }: { children: ReactNode }) {
  return (
    <p
      aria-hidden="true"
      dir="auto"
      className="mb-3 min-h-5 pe-28 text-meta text-ink-muted pointer-coarse:hidden max-sm:hidden scripts-off:hidden print:hidden"
    >
      {children}
    </p>
  );
}
