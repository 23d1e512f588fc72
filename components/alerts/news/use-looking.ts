import { useEffect, useEffectEvent } from "react";

/** Between two looks, in milliseconds. */
const pause = 4_000;
/** How long somebody is taken to be there after a key, a press or a move of the pointer, in milliseconds. */
const presence = 120_000;

const signs = ["keydown", "pointerdown", "pointermove", "focus"] as const;

/**
 * Looks again and again while somebody is there, and at once when they come back: a question by the clock would keep
 * the sign-in of an empty chair alive. Ends when a look says so. With little data there are only the looks of whoever
 * comes back.
 */
export function useLooking(look: () => Promise<boolean>, isLowData: boolean): void {
  const lookAgain = useEffectEvent(look);
  useEffect(() => {
    let isOver = false;
    let isLooking = false;
    let seen = Date.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isThere = () => document.visibilityState === "visible" && Date.now() - seen < presence;
    const round = async () => {
      clearTimeout(timer);
      if (!isLooking && isThere()) {
        isLooking = true;
        isOver = !(await lookAgain()) || isOver;
        isLooking = false;
      }
      if (!isOver && !isLowData) {
        clearTimeout(timer);
        timer = setTimeout(round, pause);
      }
    };
    let wasVisible = true;
    const sign = () => {
      const wasAway = !wasVisible || Date.now() - seen >= presence;
      seen = Date.now();
      wasVisible = document.visibilityState === "visible";
      if (wasAway && wasVisible && !isOver) {
        void round();
      }
    };
    if (!isLowData) {
      timer = setTimeout(round, pause);
    }
    for (const name of signs) {
      window.addEventListener(name, sign, { passive: true });
    }
    window.addEventListener("online", round);
    document.addEventListener("visibilitychange", sign);
    return () => {
      isOver = true;
      clearTimeout(timer);
      for (const name of signs) {
        window.removeEventListener(name, sign);
      }
      window.removeEventListener("online", round);
      document.removeEventListener("visibilitychange", sign);
    };
  }, [isLowData]);
}
