"use client";

import { useRouter } from "next/navigation";
import { useEffect, useEffectEvent } from "react";
import { openMoves } from "@/components/commitments/moves";
import type { CorridorPlace } from "@/lib/corridor/corridor";

/**
 * Reads the corridor again when an ask of it moved while somebody looks, since words that we asked with may be set back:
 * told by the server as it happens, and once when the network is back. Without a network the page serves as it is.
 */
export function useMovedAsks(places: readonly CorridorPlace[]): void {
  const router = useRouter();
  const isShown = useEffectEvent((id: string) =>
    places.some(({ asks }) => asks.some((ask) => ask.id === id)),
  );
  const readAgain = useEffectEvent(() => router.refresh());
  useEffect(() => {
    let wasOpen = false;
    const line = openMoves(
      (told) => told.some(({ id }) => isShown(id)) && readAgain(),
      () => {
        if (wasOpen) {
          readAgain();
        }
        wasOpen = true;
      },
    );
    const connect = () => document.visibilityState === "visible" && line.connect();
    connect();
    document.addEventListener("visibilitychange", connect);
    window.addEventListener("focus", connect);
    window.addEventListener("online", connect);
    return () => {
      line.close();
      document.removeEventListener("visibilitychange", connect);
      window.removeEventListener("focus", connect);
      window.removeEventListener("online", connect);
    };
  }, []);
}
