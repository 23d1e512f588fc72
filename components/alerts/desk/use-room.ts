import { useEffect, useState } from "react";
import type { Room } from "./room";
import type { Me } from "./room-state";

/**
 * Opens the shared text once the page is there, and leaves it with the page; null until it has arrived. A text from which
 * words were called back is opened anew by itself, unless something typed here would go with it; then by `openAnew`.
 */
export function useRoom(
  textId: string | null,
  me: Me | null,
): { room: Room | null; openAnew: () => void } {
  const [room, setRoom] = useState<Room | null>(null);
  const [openings, setOpenings] = useState(0);
  const organisation = me?.organisation;
  const membershipId = me?.membershipId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each opening is another room.
  useEffect(() => {
    if (!textId) {
      return;
    }
    let isGone = false;
    let leave: (() => void) | undefined;
    void import("./room").then(({ enterRoom, leaveRoom }) => {
      if (!isGone) {
        const entered = enterRoom(textId);
        const stop = entered.subscribe(() => {
          const { end, isUnsent } = entered.read();
          if (end === "calledBack" && !isUnsent) {
            stop();
            setOpenings((before) => before + 1);
          }
        });
        setRoom(entered);
        leave = () => {
          stop();
          leaveRoom(textId);
        };
      }
    });
    return () => {
      isGone = true;
      setRoom(null);
      leave?.();
    };
  }, [textId, openings]);
  useEffect(() => {
    room?.showAs(organisation && membershipId ? { organisation, membershipId } : null);
  }, [room, organisation, membershipId]);
  return { room, openAnew: () => setOpenings((before) => before + 1) };
}
