import { useEffect, useState } from "react";
import type { Room } from "./room";
import type { Me } from "./room-state";

/** Opens the shared text once the page is there, and leaves it with the page; null until it has arrived. */
export function useRoom(textId: string | null, me: Me | null): Room | null {
  const [room, setRoom] = useState<Room | null>(null);
  const organisation = me?.organisation;
  const membershipId = me?.membershipId;
  useEffect(() => {
    if (!textId) {
      return;
    }
    let isGone = false;
    let leave: (() => void) | undefined;
    void import("./room").then(({ enterRoom, leaveRoom }) => {
      if (!isGone) {
        setRoom(enterRoom(textId));
        leave = () => leaveRoom(textId);
      }
    });
    return () => {
      isGone = true;
      setRoom(null);
      leave?.();
    };
  }, [textId]);
  useEffect(() => {
    room?.showAs(organisation && membershipId ? { organisation, membershipId } : null);
  }, [room, organisation, membershipId]);
  return room;
}
