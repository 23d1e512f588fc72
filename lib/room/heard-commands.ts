import "server-only";
import { eq, inArray, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { cases, interventionCases } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { recordInside } from "@/lib/interventions/commands";
import { RecordIntervention } from "@/lib/interventions/input";
import { creditedStates } from "@/lib/interventions/intervention";
import { Refusal } from "@/lib/refusal";
import { momentInZone } from "@/lib/sessions/place-time";
import { markCutPromises } from "./cut-promises";
import type { StepOf } from "./input";
import { lockLine, setLine } from "./lines";
import { type RoomPlace, takeOnce } from "./take-once";

/**
 * Stamps that a speaker was heard, and records the cases that it raised: one intervention with a first note, credited to
 * whoever spoke and for whom. Who stamped it first stays; a case that was heard of this speaker already is left as it
 * is, so that two colleagues who press at the same moment record it once.
 */
export async function hearSpeaker(
  actor: Actor,
  room: RoomPlace,
  { id, caseIds, ago }: Pick<StepOf<"hear">, "id" | "caseIds" | "ago">,
  source: string,
): Promise<void> {
  const at = new Date(Date.now() - ago);
  await takeOnce(actor, room, async (tx) => {
    const line = await lockLine(tx, room.sessionId, id);
    if (line.stateCode === null) {
      throw new Refusal("rule", "room.chooseState");
    }
    // Whoever pressed before that was noted did not know of it, and says so anew.
    if (line.cutAt && line.cutAt > at) {
      throw new Refusal("conflict", "room.cutMeanwhile");
    }
    const spokeAt = line.spokeAt ?? at;
    if (!line.spokeAt) {
      await setLine(tx, room.sessionId, id, { spokeAt, cutAt: null });
    }
    if (line.cutAt) {
      await markCutPromises(tx, actor, room.sessionId, line, false);
    }
    const already = await tx
      .select({ caseId: interventionCases.caseId })
      .from(interventionCases)
      .where(eq(interventionCases.speakerId, id));
    const known = new Set(already.map((row) => row.caseId));
    const wanted = [...new Set(caseIds)].filter((caseId) => !known.has(caseId));
    if (wanted.length === 0) {
      return;
    }
    const owners = await tx
      .select({ id: cases.id, orgId: cases.orgId })
      .from(cases)
      .where(inArray(cases.id, wanted));
    if (owners.length !== wanted.length) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    const byOwner = Map.groupBy(owners, ({ orgId }) => orgId);
    for (const some of byOwner.values()) {
      await recordInside(tx, actor, {
        interventionId: uuidv7(),
        speaker: line.stateCode,
        credited: creditedStates(line.stateCode, line.members),
        speakerId: id,
        input: RecordIntervention.parse({
          sessionId: room.sessionId,
          caseIds: some.map((one) => one.id),
          deliveredBy: line.stateCode,
          onBehalfOf: line.onBehalfOf,
          saidOn: dayInZone(spokeAt, room.zone),
          evidenceKind: "first_hand_note",
          grade: "D",
          source,
        }),
      });
    }
  });
}

/** Takes back what was heard, within the hour; refused while somebody else's words are in it. */
export async function takeBackHeard(
  actor: Actor,
  room: RoomPlace,
  { id }: Pick<StepOf<"undo">, "id">,
): Promise<void> {
  await takeOnce(actor, room, async (tx) => {
    const line = await lockLine(tx, room.sessionId, id);
    if (!line.spokeAt) {
      return;
    }
    const [left] = await tx.execute<{ n: number }>(
      sql`select app.take_back_heard(${id}::uuid) as n`,
    );
    if (left?.n) {
      throw new Refusal("conflict", "room.othersWords");
    }
    await setLine(tx, room.sessionId, id, { spokeAt: null });
  });
}

/** Corrects the minute, by the clock of the place and on the day of the stamp. */
export async function correctMinute(
  actor: Actor,
  room: RoomPlace,
  { id, time }: Pick<StepOf<"minute">, "id" | "time">,
): Promise<void> {
  await takeOnce(actor, room, async (tx) => {
    const line = await lockLine(tx, room.sessionId, id);
    if (!line.spokeAt) {
      throw new Refusal("conflict", "refusals.conflict");
    }
    const spokeAt = momentInZone(dayInZone(line.spokeAt, room.zone), time, room.zone);
    await setLine(tx, room.sessionId, id, { spokeAt });
  });
}
