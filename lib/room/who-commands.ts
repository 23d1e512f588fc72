import "server-only";
import { uuidv7 } from "uuidv7";
import type { Actor } from "@/lib/auth/actor";
import { resolveNames } from "@/lib/commitments/resolve-states";
import { Refusal } from "@/lib/refusal";
import { findStateByKey, stateMatcher } from "@/lib/states/queries";
import type { StepOf } from "./input";
import { append, lockLine, lockList, readPlaces, setLine } from "./lines";
import { type RoomPlace, takeOnce } from "./take-once";

/** Says what an unclear line means. "Apart" makes a line of each State that it names. */
export async function sayWhoSpeaks(
  actor: Actor,
  room: RoomPlace,
  { id, as, state }: Pick<StepOf<"mean">, "id" | "as" | "state">,
): Promise<void> {
  const found = state ? await findStateByKey(actor, state) : null;
  const code = found && (!found.isExample || actor.hasExample) ? found.code : null;
  if ((as === "state" || as === "together") && !code) {
    throw new Refusal("rule", "room.chooseState");
  }
  await takeOnce(actor, room, async (tx) => {
    await lockList(tx, room.sessionId);
    const line = await lockLine(tx, room.sessionId, id);
    if (line.kind === "state") {
      throw new Refusal("conflict", "refusals.conflict");
    }
    if (as !== "apart") {
      await setLine(tx, room.sessionId, id, {
        kind: as === "other" ? "other" : "state",
        stateCode: as === "other" ? null : code,
        ...(as === "together" ? {} : { members: [] }),
      });
      return;
    }
    if (line.members.length < 2) {
      throw new Refusal("rule", "refusals.rule");
    }
    const places = await readPlaces(tx, room.sessionId);
    const next = places[places.findIndex((one) => one.id === id) + 1]?.place ?? line.place + 1;
    const step = (next - line.place) / line.members.length;
    const [first, ...others] = line.members;
    await setLine(tx, room.sessionId, id, { kind: "state", stateCode: first ?? null, members: [] });
    await append(
      tx,
      actor,
      room.sessionId,
      others.map((stateCode) => ({
        id: uuidv7(),
        written: line.written,
        kind: "state" as const,
        stateCode,
        members: [],
        onBehalfOf: "",
      })),
      others.map((_, index) => line.place + step * (index + 1)),
    );
  });
}

/** Says for whom a State speaks: by names, each of which must be a State, and as it will be spoken. */
export async function sayForWhom(
  actor: Actor,
  room: RoomPlace,
  { id, names, onBehalfOf }: Pick<StepOf<"joint">, "id" | "names" | "onBehalfOf">,
): Promise<void> {
  const { codes, unclear } = resolveNames(names, await stateMatcher(actor));
  if (unclear.length > 0) {
    throw new Refusal("rule", "room.unclearMembers");
  }
  await takeOnce(actor, room, (tx) =>
    setLine(tx, room.sessionId, id, { members: codes, onBehalfOf }),
  );
}
