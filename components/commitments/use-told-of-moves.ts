import { useEffect, useEffectEvent } from "react";
import { openMoves } from "./moves";

/**
 * Calls `moved` when an ask that the page shows moved while somebody looks: told by the server as it happens, and once
 * when the network is back. Without a network the page serves as it is.
 */
export function useToldOfMoves(shows: (id: string) => boolean, moved: () => void): void {
  const isShown = useEffectEvent(shows);
  const look = useEffectEvent(moved);
  useEffect(() => {
    let wasOpen = false;
    const line = openMoves(
      (told) => told.some(({ id }) => isShown(id)) && look(),
      () => {
        if (wasOpen) {
          look();
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
