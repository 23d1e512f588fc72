import "server-only";
import type { Actor } from "@/lib/auth/actor";
import { changeInside } from "@/lib/commitments/commands";
import { Refusal } from "@/lib/refusal";
import { markCutPromises } from "./cut-promises";
import type { StepOf } from "./input";
import { lockLine, setLine } from "./lines";
import { type RoomPlace, takeOnce } from "./take-once";

/** Says that a speaker was not reached. Its promises were cut, which is no refusal; where somebody said otherwise, that stays. */
export async function cutSpeaker(
  actor: Actor,
  room: RoomPlace,
  { id }: Pick<StepOf<"cut">, "id">,
): Promise<void> {
  await markCut(actor, room, id, true);
}

/** The speaker was reached after all. */
export async function uncutSpeaker(
  actor: Actor,
  room: RoomPlace,
  { id }: Pick<StepOf<"uncut">, "id">,
): Promise<void> {
  await markCut(actor, room, id, false);
}

async function markCut(actor: Actor, room: RoomPlace, id: string, isCut: boolean): Promise<void> {
  await takeOnce(actor, room, async (tx) => {
    const line = await lockLine(tx, room.sessionId, id);
    if (line.spokeAt) {
      throw new Refusal("conflict", "room.spokeAlready");
    }
    if ((line.cutAt !== null) !== isCut) {
      await setLine(tx, room.sessionId, id, { cutAt: isCut ? new Date() : null });
      await markCutPromises(tx, actor, room.sessionId, line, isCut);
    }
  });
}

/** Says how what was said compares with what was promised. */
export async function sayDelivery(
  actor: Actor,
  room: RoomPlace,
  { commitmentId, delivery }: Pick<StepOf<"deliver">, "commitmentId" | "delivery">,
): Promise<void> {
  await takeOnce(actor, room, async (tx) => {
    await changeInside(tx, commitmentId, { delivery: delivery === "none" ? null : delivery });
  });
}
