import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { speakers } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { Refusal } from "@/lib/refusal";
import { stateMatcher } from "@/lib/states/queries";
import { newLines } from "./corrected-list";
import type { StepOf } from "./input";
import { append, lockList, readPlaces, readStanding } from "./lines";
import { missingStates } from "./queries";
import { type ListedSpeaker, readSpeakersList } from "./read-list";
import { type Put, placeBetween } from "./room";
import { type RoomPlace, takeOnce } from "./take-once";

/**
 * Puts a pasted list in. Of one that was handed out before and is corrected, the lines that are new; with `again` all of
 * it goes behind the list. Gives how many lines went in and how many stood there; null where it had been done already.
 */
export async function addSpeakers(
  actor: Actor,
  room: RoomPlace,
  { text, again }: Pick<StepOf<"add">, "text" | "again">,
): Promise<Put | null> {
  const read = readSpeakersList(text, await stateMatcher(actor));
  if (read.length === 0) {
    throw new Refusal("rule", "room.nothingListed");
  }
  return takeOnce(actor, room, async (tx) => {
    await lockList(tx, room.sessionId);
    const standing = await readStanding(tx, room.sessionId);
    if (again || standing.length === 0) {
      await append(tx, actor, room.sessionId, read.map(asLine));
      return { added: read.length, known: 0 };
    }
    const added = newLines(standing, read);
    if (added.length === 0) {
      throw new Refusal("rule", "room.nothingNew");
    }
    await append(
      tx,
      actor,
      room.sessionId,
      added.map(({ line }) => asLine(line)),
      added.map(({ place }) => place),
    );
    return { added: added.length, known: read.length - added.length };
  });
}

const asLine = ({ unknown, ...line }: ListedSpeaker) => ({
  ...line,
  unknownNames: unknown,
  id: uuidv7(),
  kind: line.stateCode ? ("state" as const) : ("unclear" as const),
});

/** Puts the States in the list that promised something openly and are not in it yet. */
export async function addPromised(actor: Actor, room: RoomPlace): Promise<void> {
  await takeOnce(actor, room, async (tx) => {
    await lockList(tx, room.sessionId);
    const lines = (await missingStates(tx, room.sessionId)).map((stateCode) => ({
      id: uuidv7(),
      written: "",
      kind: "state" as const,
      stateCode,
      members: [],
      unknownNames: [],
      onBehalfOf: "",
    }));
    if (lines.length > 0) {
      await append(tx, actor, room.sessionId, lines);
    }
  });
}

/** Moves a line past its neighbour, or behind another line (`after`; to the top without one). */
export async function moveSpeaker(
  actor: Actor,
  room: RoomPlace,
  { id, to, after }: Pick<StepOf<"move">, "id" | "to" | "after">,
): Promise<void> {
  await takeOnce(actor, room, async (tx) => {
    await lockList(tx, room.sessionId);
    const places = await readPlaces(tx, room.sessionId);
    const from = places.findIndex((line) => line.id === id);
    const rest = places.filter((line) => line.id !== id);
    if (from === -1) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    const behind = after ? rest.findIndex((line) => line.id === after) + 1 : 0;
    const wanted = to === "up" ? from - 1 : to === "down" ? from + 1 : behind;
    const at = Math.max(0, Math.min(rest.length, wanted));
    if (at === from) {
      return;
    }
    const place = placeBetween(rest[at - 1]?.place, rest[at]?.place);
    const change = (line: string, value: number) =>
      mustChange(
        tx
          .update(speakers)
          .set({ place: value })
          .where(and(eq(speakers.id, line), eq(speakers.sessionId, room.sessionId)))
          .returning({ id: speakers.id }),
      );
    if (place !== null) {
      await change(id, place);
      return;
    }
    const order = [...rest.slice(0, at).map((line) => line.id), id];
    order.push(...rest.slice(at).map((line) => line.id));
    for (const [index, line] of order.entries()) {
      await change(line, index + 1);
    }
  });
}

export async function removeSpeaker(
  actor: Actor,
  room: RoomPlace,
  { id }: Pick<StepOf<"remove">, "id">,
): Promise<void> {
  await takeOnce(actor, room, (tx) =>
    mustChange(
      tx
        .delete(speakers)
        .where(and(eq(speakers.id, id), eq(speakers.sessionId, room.sessionId)))
        .returning({ id: speakers.id }),
    ),
  );
}
