"use client";

import { useEffect } from "react";
import type { NoteOwner } from "@/lib/corridor/corridor";
import { hasNotes } from "./forget-notes";

/** On every other page: sends what waits on the device, and throws away what is over. Loads nothing where nothing waits. */
export function NoteWatcher({ owner: { person, place } }: { owner: NoteOwner }) {
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    const watch = async () => {
      if (await hasNotes()) {
        const { watchQueue } = await import("./note-queue");
        stop = isGone ? null : watchQueue({ person, place });
      }
    };
    watch().catch(() => {});
    return () => {
      isGone = true;
      stop?.();
    };
  }, [person, place]);
  return null;
}
