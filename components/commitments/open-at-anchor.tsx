"use client";

import { useEffect } from "react";

/** Unfolds and focuses what the address leads to where the page came without being loaded: then no browser does. */
export function OpenAtAnchor({ anchor }: { anchor: string }) {
  useEffect(() => {
    const section = document.getElementById(anchor);
    const panel = section?.closest("details");
    if (section && panel && !panel.open && location.hash === `#${anchor}`) {
      panel.open = true;
      section.focus();
    }
  }, [anchor]);
  return null;
}
