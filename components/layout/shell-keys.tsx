"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { leaveNow } from "./leave-quickly";
import { onPaletteRequest } from "./palette-request";

const CommandPalette = dynamic(
  () => import("./command-palette").then((loaded) => loaded.CommandPalette),
  { ssr: false },
);

/** Three presses of Shift, and nothing else, within this many milliseconds leave the page. */
const leaveWithin = 2000;

/**
 * The keys that work on every page: Command or Control with K opens the palette, three times Shift
 * leaves quickly. Also drops a page that the browser brings back from its memory after a sign-out.
 */
export function ShellKeys() {
  const [palette, setPalette] = useState<"never" | "open" | "closed">("never");
  useEffect(() => onPaletteRequest(() => setPalette("open")), []);
  useEffect(() => {
    let presses: number[] = [];
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key.toLowerCase() === "k" &&
        (event.metaKey || event.ctrlKey) &&
        !event.shiftKey &&
        !event.altKey
      ) {
        event.preventDefault();
        setPalette((now) => (now === "open" ? "closed" : "open"));
      }
      if (event.key !== "Shift") {
        presses = [];
      } else if (!event.repeat) {
        presses = [...presses.filter((at) => event.timeStamp - at < leaveWithin), event.timeStamp];
        if (presses.length === 3) {
          leaveNow();
        }
      }
    };
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) {
        location.reload();
      }
    };
    document.addEventListener("keydown", onKey);
    window.addEventListener("pageshow", onShow);
    return () => {
      document.removeEventListener("keydown", onKey);
      window.removeEventListener("pageshow", onShow);
    };
  }, []);
  return palette === "never" ? null : (
    <CommandPalette open={palette === "open"} onClose={() => setPalette("closed")} />
  );
}
