"use client";

import { useEffect } from "react";
import type { DeviceOwner } from "@/lib/waiting/waiting";
import { hasWaiting } from "./forget";

/** On every page: sends what waits on the device, and throws away what is over. Loads nothing where nothing waits. */
export function QueueWatcher({ owner: { person, place } }: { owner: DeviceOwner }) {
  useEffect(() => {
    let stop: (() => void) | null = null;
    let isGone = false;
    const watch = async () => {
      if (await hasWaiting()) {
        const { watchQueue } = await import("./queue");
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
