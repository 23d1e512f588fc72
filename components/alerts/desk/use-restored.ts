import { useEffect, useState } from "react";
import type { Beside, Restoration } from "@/lib/alerts/desk";
import type { Room } from "./room";
import type { RoomState } from "./room-state";

/**
 * What somebody restored since this page was opened, until it has been read, and the words typed here that went with it.
 * What others took out is kept until a later reading says that nothing was restored by then: words and news come by two
 * ways, and either may be first.
 */
export function useRestored({
  beside,
  takenBefore,
  room,
  taken,
}: {
  beside: Beside;
  /** How often words had been taken out when that reading began. */
  takenBefore: number;
  room: Room | null;
  taken: RoomState["taken"];
}): { restored: Restoration | null; words: string; dismiss: () => void } {
  const last = beside.restored;
  const [seen, setSeen] = useState(last?.id ?? null);
  const restored = last && last.id !== seen ? last : null;
  const isNews = restored !== null;
  useEffect(() => {
    if (!isNews) {
      room?.forgetTaken(takenBefore);
    }
  }, [isNews, room, takenBefore]);
  return {
    restored,
    words: taken.map(({ words }) => words).join("\n\n"),
    dismiss: () => {
      setSeen(last?.id ?? null);
      room?.forgetTaken(taken.at(-1)?.at ?? 0);
    },
  };
}
