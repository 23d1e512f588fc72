"use client";

import { useEffect, useEffectEvent } from "react";
import { openMoves } from "@/components/commitments/moves";

/** Between two questions while nothing arrives by itself, in milliseconds. */
const pause = 4_000;
/** How long somebody is taken to be there after a key, a press or a move of the pointer, in milliseconds. */
const presence = 120_000;
/** Changes that arrive within so many milliseconds are looked at together. */
const gathering = 120;

/**
 * Looks again whenever the room or a commitment of its session changed: told by the server as it happens, and asked
 * for where no line can be kept open, only while somebody is there.
 */
export function useRoomLine(sessionId: string, look: () => Promise<boolean>): void {
  const lookAgain = useEffectEvent(look);
  useEffect(() => {
    let isOver = false;
    let seen = Date.now();
    let isLooking = false;
    let mustLook = false;
    let timer: ReturnType<typeof setTimeout>;
    const isThere = () => document.visibilityState === "visible" && Date.now() - seen < presence;
    const round = async () => {
      clearTimeout(timer);
      if (!isLooking && (mustLook || isThere())) {
        line.connect();
        if (mustLook || !line.isOpen()) {
          isLooking = true;
          mustLook = false;
          if (!(await lookAgain())) {
            isOver = true;
            line.close();
          }
          isLooking = false;
        }
      }
      if (!isOver) {
        clearTimeout(timer);
        timer = setTimeout(round, mustLook ? gathering : pause);
      }
    };
    const lookSoon = () => {
      if (!mustLook) {
        mustLook = true;
        clearTimeout(timer);
        timer = setTimeout(round, gathering);
      }
    };
    const line = openMoves(
      (told) => told.some((move) => move.sessionId === sessionId) && lookSoon(),
      lookSoon,
      (rooms) => rooms.includes(sessionId) && lookSoon(),
    );
    const sign = () => {
      const wasAway = !isThere();
      seen = Date.now();
      if (wasAway && isThere() && !isOver) {
        void round();
      }
    };
    line.connect();
    timer = setTimeout(round, pause);
    const signs = ["keydown", "pointerdown", "pointermove", "focus"] as const;
    for (const name of signs) {
      window.addEventListener(name, sign, { passive: true });
    }
    document.addEventListener("visibilitychange", sign);
    return () => {
      isOver = true;
      line.close();
      clearTimeout(timer);
      for (const name of signs) {
        window.removeEventListener(name, sign);
      }
      document.removeEventListener("visibilitychange", sign);
    };
  }, [sessionId]);
}
