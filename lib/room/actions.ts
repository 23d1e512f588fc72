"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { defineAction } from "@/lib/action";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import { zoneOf } from "@/lib/sessions/place-time";
import { findSession } from "@/lib/sessions/queries";
import { cutSpeaker, sayDelivery, uncutSpeaker } from "./delivery-commands";
import { correctMinute, hearSpeaker, takeBackHeard } from "./heard-commands";
import { Step } from "./input";
import { addPromised, addSpeakers, moveSpeaker, removeSpeaker } from "./list-commands";
import { findMet } from "./queries";
import type { Met, Put } from "./room";
import { type RoomPlace, stepIdOf } from "./take-once";
import { sayForWhom, sayWhoIsMeant, sayWhoSpeaks } from "./who-commands";
import { noteWords } from "./words-commands";

/**
 * Does one thing in the room: to the speakers list, or to what is heard of one of its lines. Gives whom a press met
 * there, since the first stamp stays; of a pasted list, what it put in.
 */
export const takeStep = defineAction({
  input: Step,
  async run(actor, step): Promise<{ met: Met | null; put: Put | null }> {
    const session = await findSession(actor, step.sessionId);
    if (!session) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    const room = { sessionId: session.id, zone: zoneOf(session), stepId: stepIdOf(actor, step) };
    const put = step.kind === "add" ? await addSpeakers(actor, room, step) : null;
    if (step.kind !== "add") {
      await carryOut(actor, room, step);
    }
    revalidatePath("/", "layout");
    const met =
      step.kind === "hear"
        ? await findMet(actor, session.id, step.id, new Date(Date.now() - step.ago))
        : null;
    return { met, put };
  },
});

async function carryOut(
  actor: Actor,
  room: RoomPlace,
  step: Exclude<Step, { kind: "add" }>,
): Promise<void> {
  const source = async () =>
    (await getTranslations("room"))("source", { organisation: actor.organisationName });
  switch (step.kind) {
    case "addPromised":
      return addPromised(actor, room);
    case "mean":
      return sayWhoSpeaks(actor, room, step);
    case "member":
      return sayWhoIsMeant(actor, room, step);
    case "joint":
      return sayForWhom(actor, room, step);
    case "move":
      return moveSpeaker(actor, room, step);
    case "remove":
      return removeSpeaker(actor, room, step);
    case "hear":
      return hearSpeaker(actor, room, step, await source());
    case "undo":
      return takeBackHeard(actor, room, step);
    case "minute":
      return correctMinute(actor, room, step);
    case "words":
      return noteWords(actor, room, step, await source());
    case "cut":
      return cutSpeaker(actor, room, step);
    case "uncut":
      return uncutSpeaker(actor, room, step);
    case "deliver":
      return sayDelivery(actor, room, step);
  }
}
