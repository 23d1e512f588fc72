import { post } from "@/components/waiting/post";
import type { Carrier, WaitingStep } from "@/components/waiting/waiting";
import type { Met, Put, Room } from "@/lib/room/room";

/** What the server says to one step: why it did not do it, or whom it met and what it put in, and the room as it stands now. */
export interface StepAnswer {
  refused: string | null;
  met: Met | null;
  put: Put | null;
  room: Room | null;
}

/** Sends a step with the key of its press, and how long ago that was: the device's clock may be wrong. */
export const sendStep: Carrier<WaitingStep> = async ({ key, keptAt, step, stamps }) => {
  const posted = await post(
    `/sessions/${step.sessionId}/room/rows`,
    { ...step, once: key, ago: Math.max(0, Date.now() - keptAt) },
    (): StepAnswer => ({ refused: "refusals.notAllowed", met: null, put: null, room: null }),
  );
  if (posted.kind !== "answered") {
    return posted;
  }
  const result = posted.body as StepAnswer;
  if (result.refused) {
    return { kind: "asks", question: { refusal: result.refused }, result };
  }
  return result.met && stamps
    ? { kind: "asks", question: { met: result.met }, result }
    : { kind: "done", result };
};
