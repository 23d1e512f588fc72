"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onPaletteRequest } from "./palette-request";

const CommandPalette = dynamic(
  () => import("./command-palette").then((loaded) => loaded.CommandPalette),
  { ssr: false },
);

/** The keys that work on every page of the shell: Command or Control with K opens the palette. */
export function ShellKeys() {
  const [palette, setPalette] = useState<"never" | "open" | "closed">("never");
  useEffect(() => onPaletteRequest(() => setPalette("open")), []);
  useEffect(() => {
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
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
  return palette === "never" ? null : (
    <CommandPalette open={palette === "open"} onClose={() => setPalette("closed")} />
  );
}
