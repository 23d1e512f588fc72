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
  const code = state ? await codeOf(actor, state) : null;
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
        ...(as === "together" ? {} : { members: [], unknownNames: [] }),
      });
      return;
    }
    if (line.members.length < 2) {
      throw new Refusal("rule", "refusals.rule");
    }
    const each = [...line.members, ...line.unknownNames];
    const places = await readPlaces(tx, room.sessionId);
    const next = places[places.findIndex((one) => one.id === id) + 1]?.place ?? line.place + 1;
    const step = (next - line.place) / each.length;
    const [first, ...others] = line.members;
    await setLine(tx, room.sessionId, id, {
      kind: "state",
      stateCode: first ?? null,
      members: [],
      unknownNames: [],
    });
    await append(
      tx,
      actor,
      room.sessionId,
      [
        ...others.map((stateCode) => ({
          written: line.written,
          kind: "state" as const,
          stateCode,
        })),
        ...line.unknownNames.map((written) => ({
          written,
          kind: "unclear" as const,
          stateCode: null,
        })),
      ].map((one) => ({ ...one, id: uuidv7(), members: [], unknownNames: [], onBehalfOf: "" })),
      each.slice(1).map((_, index) => line.place + step * (index + 1)),
    );
  });
}

/** Says what one name means that stood among those for whom a State speaks and that nobody knew. */
export async function sayWhoIsMeant(
  actor: Actor,
  room: RoomPlace,
  { id, name, as, state }: Pick<StepOf<"member">, "id" | "name" | "as" | "state">,
): Promise<void> {
  const code = as === "state" && state ? await codeOf(actor, state) : null;
  if (as === "state" && !code) {
    throw new Refusal("rule", "room.chooseMember");
  }
  await takeOnce(actor, room, async (tx) => {
    const line = await lockLine(tx, room.sessionId, id);
    if (!line.unknownNames.includes(name)) {
      throw new Refusal("conflict", "refusals.conflict");
    }
    await setLine(tx, room.sessionId, id, {
      unknownNames: line.unknownNames.filter((one) => one !== name),
      ...(code && { members: [...line.members, code] }),
    });
  });
}

/** The State that somebody chose; null where they may not. */
async function codeOf(actor: Actor, key: string): Promise<string | null> {
  const found = await findStateByKey(actor, key);
  return found && (!found.isExample || actor.hasExample) ? found.code : null;
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
    setLine(tx, room.sessionId, id, { members: codes, unknownNames: [], onBehalfOf }),
  );
}
