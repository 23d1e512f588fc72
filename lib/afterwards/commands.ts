import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import type { Delivery, UnraisedReason } from "@/db/reference/words";
import { caseEvents, cases, commitments, unraisedReasons } from "@/db/schema";
import { asWriter } from "@/lib/alerts/beside-words";
import type { Actor } from "@/lib/auth/actor";
import { changeInside } from "@/lib/commitments/commands";
import { dateColumns } from "@/lib/dates/stored-date";
import { addTasks } from "@/lib/deadlines/commands";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import type { GiveReason, MakeSteps, RecordLater } from "./input";
import { contradictionOf, linesWith, readListedLines } from "./list-record";

/** What a reason says of the delivery: being cut, or unknown, is never a refusal. */
const deliveryOf: Partial<Record<UnraisedReason, Delivery>> = {
  cut: "cut",
  in_writing: "in_writing_only",
  unknown: "unknown",
};

/**
 * Says why a promise was not kept. What was said before stays; the delivery follows from it, as a change of the ask. Of
 * two things that can't both be true, the list and the reason, one is corrected first.
 */
export async function giveReason(
  actor: Actor,
  { sessionId, commitmentId, reason, words }: GiveReason,
): Promise<void> {
  const [of] = await asActor(
    actor,
    (tx) =>
      tx
        .select({
          orgId: commitments.orgId,
          commitmentId: commitments.id,
          caseId: commitments.caseId,
          stateCode: commitments.stateCode,
          delivery: commitments.delivery,
        })
        .from(commitments)
        .where(and(eq(commitments.id, commitmentId), eq(commitments.sessionId, sessionId))),
    { readOnly: true },
  );
  if (!of) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  const { delivery: stands, stateCode, ...key } = of;
  await asWriter(actor, of.caseId, async (tx) => {
    const lines = linesWith(await readListedLines(tx, sessionId), stateCode);
    const contradiction = contradictionOf(reason, lines);
    if (contradiction) {
      throw new Refusal("rule", contradiction);
    }
    await tx.insert(unraisedReasons).values({
      ...key,
      id: uuidv7(),
      reason,
      words,
      recordedBy: actor.membershipId,
      recordedOrgId: actor.organisationId,
    });
    const delivery = deliveryOf[reason] ?? "not_delivered";
    if (delivery !== stands) {
      await changeInside(tx, commitmentId, { delivery });
    }
  });
}

/**
 * Makes a step for each of several States: thanks, or a question. It is one of the session's steps like every other,
 * and one that is there already, whoever made it, is left as it is.
 */
export async function makeSteps(
  actor: Actor,
  { sessionId, purpose, ownerId, on }: Omit<MakeSteps, "states">,
  states: readonly { code: string; title: string }[],
): Promise<void> {
  await addTasks(
    actor,
    sessionId,
    states.map(({ code, title }) => ({
      title: title.slice(0, 160),
      ownerId: ownerId ?? null,
      rule: null,
      deadlineId: null,
      daysBefore: null,
      dueOn: on ?? null,
      purpose,
      aboutState: code,
    })),
  );
}

/** Records on the case what happened after a session, as precisely dated as it is known; once for each form (`once`). */
export async function recordLater(
  actor: Actor,
  input: RecordLater,
  once: string = uuidv7(),
): Promise<void> {
  const { happened, response, ...event } = input;
  const id = rowIdOf(actor, "case_events", input, once);
  await onceOnly(
    () =>
      asWriter(actor, event.caseId, async (tx) => {
        await tx.insert(caseEvents).values({
          ...event,
          ...dateColumns("happened", happened),
          orgId: actor.organisationId,
          id,
          recordedBy: actor.membershipId,
        });
        if (response && event.kind === "government_response") {
          await mustChange(
            tx
              .update(cases)
              .set({ governmentResponse: response })
              .where(eq(cases.id, event.caseId))
              .returning({ id: cases.id }),
          );
        }
        return id;
      }),
    () => asActor(actor, (tx) => findId(tx, caseEvents, id), { readOnly: true }),
  );
}
