"use client";

import type { ReactNode } from "react";
import { requestPalette } from "./palette-request";

/** Opens the command palette; not shown where scripts are off, since it does nothing there. */
export function PaletteButton({ className, children }: { className: string; children: ReactNode }) {
  return (
    <button
      type="button"
      aria-haspopup="dialog"
      aria-keyshortcuts="Meta+K Control+K"
      onClick={requestPalette}
      className={`${className} scripts-off:hidden`}
    >
      {children}
    </button>
  );
}
