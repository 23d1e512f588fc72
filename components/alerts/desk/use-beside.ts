import { startTransition, useCallback, useEffect, useRef, useState } from "react";
import type { Audience } from "@/db/reference/words";
import type { Beside } from "@/lib/alerts/desk";
import type { RoomState } from "./room-state";

/** Between two readings while the text is written, in milliseconds: each is a look at four editions. */
const pause = 2_000;
/** Until the next look while the server has not worked out the sections yet. */
const again = 1_000;
const soon = 50;
/** Between two readings because somebody spoke. */
const talkPause = 500;
/** How often it is read while nothing is heard. */
const every = 20_000;

/** What a reading ended with: what was read, or why not. */
export type Reading = "read" | "other" | "signedOut" | "notAllowed" | "away";

export interface BesideText {
  beside: Beside;
  /** What was typed is not in it yet, here or on the server. */
  isBehind: boolean;
  /** It may not be read any more. */
  isGone: boolean;
  readAt: string;
  /** How often words typed here had been taken out when it was read. */
  takenBefore: number;
  read: () => Promise<Reading>;
}

/**
 * What stands beside the text, read again after a change, now and then, and when somebody comes back to the page; with
 * little data, only then and after what was typed here.
 */
export function useBeside({
  textId,
  base,
  first,
  loadedAt,
  reader,
  audience,
  room,
  isLowData,
}: {
  textId: string;
  base: string;
  first: Beside;
  loadedAt: string;
  /** The membership that this page was made for. */
  reader: string;
  /** Whose edition is looked at. */
  audience: Audience;
  room: RoomState;
  isLowData: boolean;
}): BesideText {
  const { changes, heard, talked, isUnsent, end } = room;
  const taken = room.taken.at(-1)?.at ?? 0;
  const [held, setHeld] = useState({ beside: first, changes: 0, readAt: loadedAt, taken: 0 });
  const [isGone, setGone] = useState(false);
  const latest = useRef({ changes, isUnsent, taken, begun: 0 });
  useEffect(() => {
    latest.current.changes = changes;
    latest.current.isUnsent = isUnsent;
    latest.current.taken = taken;
  }, [changes, isUnsent, taken]);
  const read = useCallback(async (): Promise<Reading> => {
    const now = latest.current;
    const before = { ...now };
    now.begun = Date.now();
    try {
      const answer = await fetch(`${base}/beside?text=${textId}&audience=${audience}`, {
        cache: "no-store",
      });
      if (!answer.ok) {
        if (answer.status === 404) {
          setGone(true);
        }
        return answer.status === 401 ? "signedOut" : answer.status === 404 ? "notAllowed" : "away";
      }
      const beside = (await answer.json()) as Beside;
      if (beside.reader !== reader) {
        return "other";
      }
      setGone(false);
      // Drawn in between: a long text must not stop a key.
      startTransition(() =>
        setHeld((held) => ({
          beside,
          changes: before.isUnsent ? held.changes : before.changes,
          readAt: new Date().toISOString(),
          taken: before.taken,
        })),
      );
      return "read";
    } catch {
      // There is no connection: what is shown stays, and is read again later.
      return "away";
    }
  }, [base, textId, reader, audience]);
  const isOther = !held.beside.previews[audience];
  const isBehind = isUnsent || held.changes < changes || held.beside.isBehind;
  useEffect(() => {
    if (isOther) {
      void read();
    }
  }, [isOther, read]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again whenever something new is heard, or still not.
  useEffect(() => {
    if (!isBehind || isUnsent || end) {
      return;
    }
    const wait = Math.max(latest.current.begun + pause - Date.now(), soon);
    const timer = setTimeout(read, held.beside.isBehind ? Math.max(wait, again) : wait);
    return () => clearTimeout(timer);
  }, [isBehind, isUnsent, end, heard, held, read]);
  useEffect(() => {
    if (talked === 0 || end) {
      return;
    }
    // Several at once are one reading.
    const timer = setTimeout(read, Math.max(latest.current.begun + talkPause - Date.now(), soon));
    return () => clearTimeout(timer);
  }, [talked, end, read]);
  useEffect(() => {
    if (end) {
      return;
    }
    const look = () => {
      if (document.visibilityState === "visible") {
        void read();
      }
    };
    const timer = isLowData ? undefined : setInterval(look, every);
    document.addEventListener("visibilitychange", look);
    window.addEventListener("online", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("online", look);
    };
  }, [read, isLowData, end]);
  return {
    beside: held.beside,
    isBehind,
    isGone,
    readAt: held.readAt,
    takenBefore: held.taken,
    read,
  };
}
