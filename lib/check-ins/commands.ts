import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { checkInIncidents, checkInSteps, checkIns, checkInTicks, checkInTimes } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { openCaseKeys } from "@/lib/cases/keys";
import type { FieldPlace } from "@/lib/crypto/envelope";
import { openPadded, sealPadded } from "@/lib/crypto/padded";
import { dayInZone } from "@/lib/i18n/format";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { momentInZone } from "@/lib/sessions/place-time";
import { earlierNote, recordsOf } from "./check-in";
import { type CheckInDetails, parseDetails } from "./details";
import type {
  AgreeOnCheckIn,
  EndCheckIn,
  EndIncident,
  LocalMoment,
  OneCheckIn,
  RecordCheckIn,
  TickStep,
} from "./input";

/**
 * Agrees on check-ins with one defender, with the steps for when nobody is heard from; those that they stand instead of
 * end in the same transaction. The same form sent again (`once`) agrees on nothing new and gives the same id.
 */
export async function agreeOnCheckIn(
  actor: Actor,
  input: AgreeOnCheckIn,
  once: string = uuidv7(),
): Promise<string> {
  const id = rowIdOf(actor, "check_ins", input, once);
  const { caseId, defenderId, zone, graceMinutes, rhythm, moments, steps } = input;
  const place = { orgId: actor.organisationId, caseId };
  const details: CheckInDetails = {
    contact: input.contact,
    channel: input.channel,
    allRight: input.allRight,
    steps: steps.map(({ who, words }) => ({ who, words })),
  };
  return onceOnly(
    async () => {
      await asActor(actor, async (tx) => {
        const keys = await openCaseKeys(tx, caseId);
        if (input.insteadOf) {
          await end(tx, caseId, input.insteadOf, null);
        }
        await tx.insert(checkIns).values({
          ...place,
          id,
          defenderId,
          zone,
          graceMinutes,
          ...(rhythm
            ? { ...rhythm, firstOn: rhythm.firstOn ?? dayInZone(new Date(), zone) }
            : { moments: moments.map((moment) => atWallClock(moment, zone)) }),
          sealed: sealPadded(keys[0], detailsAt(actor.organisationId, id), JSON.stringify(details)),
          agreedBy: actor.membershipId,
        });
        await tx.insert(checkInSteps).values(
          steps.map(({ kind, afterMinutes, memberId, stateCode, alertId }, at) => ({
            ...place,
            checkInId: id,
            position: at + 1,
            ...{ kind, afterMinutes, memberId, stateCode, alertId },
          })),
        );
      });
      return id;
    },
    () => asActor(actor, (tx) => findId(tx, checkIns, id), { readOnly: true }),
  );
}

/** Nobody is waited for any more, with why where that was said; what was heard and missed stays. */
export async function endCheckIn(
  actor: Actor,
  { caseId, checkInId, note }: EndCheckIn,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const place: NotePlace = { table: "check_ins", rowId: checkInId };
    await end(tx, caseId, checkInId, await sealNote(tx, actor, caseId, note, place));
  });
}

const end = (tx: Tx, caseId: string, checkInId: string, endNote: string | null) =>
  mustChange(
    tx
      .update(checkIns)
      .set({ endedAt: sql`now()`, endNote })
      .where(and(eq(checkIns.caseId, caseId), eq(checkIns.id, checkInId)))
      .returning({ id: checkIns.id }),
  );

/**
 * Records what was heard; one that was missed and is all right ends the search. Any of the team may. What was recorded
 * before it stays as an earlier record. Refuses what comes from a page that did not show the newest record, so that nobody
 * writes over an alarm unseen; and one that is not due yet, unless that is said: a second press would answer the next.
 */
export async function recordCheckIn(
  actor: Actor,
  { caseId, timeId, answer, early, heardAt, note, seen = 0 }: RecordCheckIn,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const [time] = await tx
      .select({
        dueAt: checkInTimes.dueAt,
        answer: checkInTimes.answer,
        earlier: checkInTimes.earlier,
      })
      .from(checkInTimes)
      .where(and(eq(checkInTimes.caseId, caseId), eq(checkInTimes.id, timeId)))
      .for("update");
    if (time && seen !== recordsOf(time)) {
      throw new Refusal("conflict", "refusals.conflict");
    }
    if (time && early !== "yes" && time.dueAt > new Date()) {
      throw new Refusal("rule", "checkIns.refused.early");
    }
    const sealed = await sealNote(tx, actor, caseId, note, {
      table: "check_in_times",
      rowId: timeId,
    });
    await mustChange(
      tx
        .update(checkInTimes)
        .set({
          answer,
          heardAt: heardAt ? atWallClock(heardAt, actor.timeZone) : sql`clock_timestamp()`,
          note: sealed,
        })
        .where(and(eq(checkInTimes.caseId, caseId), eq(checkInTimes.id, timeId)))
        .returning({ id: checkInTimes.id }),
    );
  });
}

/** Says that a step was done. Done already is no fault: the first press holds. */
export async function tickStep(actor: Actor, input: TickStep): Promise<void> {
  await asActor(actor, (tx) =>
    tx
      .insert(checkInTicks)
      .values({ orgId: actor.organisationId, ...input, doneBy: actor.membershipId })
      .onConflictDoNothing(),
  );
}

/** Takes back what oneself ticked in error. */
export async function takeTickBack(actor: Actor, input: TickStep): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .delete(checkInTicks)
        .where(
          and(
            eq(checkInTicks.caseId, input.caseId),
            eq(checkInTicks.incidentId, input.incidentId),
            eq(checkInTicks.position, input.position),
          ),
        )
        .returning({ position: checkInTicks.position }),
    ),
  );
}

/** Ends the search with what was found out. */
export async function endIncident(
  actor: Actor,
  { caseId, incidentId, finding, note }: EndIncident,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const sealed = await sealNote(tx, actor, caseId, note, {
      table: "check_in_incidents",
      rowId: incidentId,
    });
    await mustChange(
      tx
        .update(checkInIncidents)
        .set({ finding, note: sealed })
        .where(and(eq(checkInIncidents.caseId, caseId), eq(checkInIncidents.id, incidentId)))
        .returning({ id: checkInIncidents.id }),
    );
  });
}

/** The words of a check-in in clear, for a member of the team who asks for them. */
export interface CheckInWords extends CheckInDetails {
  /** What was noted: by the id of its time, its incident or the check-in; of an earlier record, as `earlierNote` says. */
  notes: Record<string, string>;
}

/** Opens what is sealed of one check-in. Never part of a list. */
export function readCheckIn(
  actor: Actor,
  { caseId, checkInId }: OneCheckIn,
): Promise<CheckInWords> {
  return asActor(
    actor,
    async (tx) => {
      const [row] = await tx
        .select({ orgId: checkIns.orgId, sealed: checkIns.sealed, endNote: checkIns.endNote })
        .from(checkIns)
        .where(and(eq(checkIns.caseId, caseId), eq(checkIns.id, checkInId)));
      if (!row) {
        throw new Refusal("not-allowed", "refusals.notAllowed");
      }
      const keys = await openCaseKeys(tx, caseId);
      const notes: Record<string, string> = {};
      const open = (key: string, place: NotePlace, note: string | null) => {
        if (note) {
          notes[key] = openPadded(keys, noteAt(row.orgId, place), note);
        }
      };
      const times = await tx
        .select({ id: checkInTimes.id, note: checkInTimes.note, earlier: checkInTimes.earlier })
        .from(checkInTimes)
        .where(eq(checkInTimes.checkInId, checkInId))
        .orderBy(asc(checkInTimes.dueAt));
      for (const { id, note, earlier } of times) {
        const place: NotePlace = { table: "check_in_times", rowId: id };
        for (const [at, record] of earlier.entries()) {
          open(earlierNote(id, at), place, record.note);
        }
        open(id, place, note);
      }
      const incidents = await tx
        .select({ id: checkInIncidents.id, note: checkInIncidents.note })
        .from(checkInIncidents)
        .where(eq(checkInIncidents.checkInId, checkInId));
      for (const { id, note } of incidents) {
        open(id, { table: "check_in_incidents", rowId: id }, note);
      }
      open(checkInId, { table: "check_ins", rowId: checkInId }, row.endNote);
      const opened = openPadded(keys, detailsAt(row.orgId, checkInId), row.sealed);
      return { ...parseDetails(opened), notes };
    },
    { readOnly: true },
  );
}

type NotePlace = { table: "check_in_times" | "check_in_incidents" | "check_ins"; rowId: string };

async function sealNote(tx: Tx, actor: Actor, caseId: string, note: string, place: NotePlace) {
  if (!note) {
    return null;
  }
  const keys = await openCaseKeys(tx, caseId);
  return sealPadded(keys[0], noteAt(actor.organisationId, place), note);
}

const noteAt = (orgId: string, place: NotePlace): FieldPlace => ({
  ...place,
  column: place.table === "check_ins" ? "end_note" : "note",
  orgId,
});

/** Where the words of a check-in are kept; part of what the envelope is bound to. */
const detailsAt = (orgId: string, rowId: string): FieldPlace => ({
  table: "check_ins",
  column: "sealed",
  rowId,
  orgId,
});

const atWallClock = ({ day, time }: LocalMoment, zone: string) => momentInZone(day, time, zone);
