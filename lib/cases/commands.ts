import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { caseEvents, cases, defenders } from "@/db/schema/cases";
import { asWriter } from "@/lib/alerts/beside-words";
import type { Actor } from "@/lib/auth/actor";
import { dateColumns, type StoredDate } from "@/lib/dates/stored-date";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import type {
  ChangeCase,
  CorrectCaseEvent,
  OpenCase,
  RecordCaseEvent,
  SetSecurityLevel,
  SetStatus,
  SetVisibility,
} from "./input";
import { makeCaseKey } from "./keys";
import { canOpenCase } from "./permissions";
import { sectionStamp } from "./section-stamp";

const notAllowed = () => new Refusal("not-allowed", "refusals.notAllowed");

/**
 * Opens a case with what is known, and makes its data key in the same transaction. The opener leads it and is its
 * team; the database draws the reference. Returns the id. The same form sent again (`once`) gives the case it opened.
 */
export async function openCase(
  actor: Actor,
  input: OpenCase,
  once: string = uuidv7(),
): Promise<string> {
  if (!canOpenCase(actor)) {
    throw notAllowed();
  }
  const { defenderLabel, defenderKind, reprisal, engagement, ...rest } = input;
  const place = { orgId: actor.organisationId, caseId: rowIdOf(actor, "cases", input, once) };
  const open = async (tx: Tx) => {
    // Never `returning`: the row is readable only after its triggers have made the team.
    await tx.insert(cases).values({
      ...rest,
      ...dateColumns("reprisal", reprisal),
      ...dateColumns("engagement", engagement),
      orgId: place.orgId,
      id: place.caseId,
      reference: "",
      createdBy: actor.membershipId,
    });
    await makeCaseKey(tx, place);
    if (defenderLabel) {
      await tx
        .insert(defenders)
        .values({ ...place, id: uuidv7(), kind: defenderKind, publicLabel: defenderLabel });
    }
    return place.caseId;
  };
  return onceOnly(
    () => asActor(actor, open),
    () => asActor(actor, (tx) => findId(tx, cases, place.caseId), { readOnly: true }),
  );
}

/**
 * Saves one section. When somebody else changed that section since the form was made (`seen` is the stamp it carried),
 * nothing is saved: the form comes back with what was typed and the section's new stamp, and both texts are shown.
 */
export async function changeCase(
  actor: Actor,
  { caseId, section, seen, ...fields }: ChangeCase,
): Promise<void> {
  const columns: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    Object.assign(columns, isStoredDate(value) ? dateColumns(name, value) : { [name]: value });
  }
  await asWriter(actor, caseId, async (tx) => {
    if (seen) {
      const [standing] = await tx.select().from(cases).where(eq(cases.id, caseId)).for("update");
      if (!standing) {
        throw notAllowed();
      }
      if (sectionStamp(section, standing) !== seen) {
        throw new Refusal("conflict", "refusals.conflict");
      }
    }
    await mustChange(
      tx.update(cases).set(columns).where(eq(cases.id, caseId)).returning({ id: cases.id }),
    );
  });
}

/** Open, monitoring or closed; a closed case can be opened again. */
export async function setStatus(actor: Actor, { caseId, status }: SetStatus): Promise<void> {
  await update(actor, caseId, { status });
}

/** Opens the case to the whole organisation, or closes it to its team again. The lead's decision. */
export async function setVisibility(
  actor: Actor,
  { caseId, visibility }: SetVisibility,
): Promise<void> {
  await update(actor, caseId, { visibility });
}

export async function setSecurityLevel(
  actor: Actor,
  { caseId, securityLevel }: SetSecurityLevel,
): Promise<void> {
  await update(actor, caseId, { securityLevel });
}

/** Records something that happened, as precisely dated as it is known; once for each form (`once`). */
export async function recordCaseEvent(
  actor: Actor,
  input: RecordCaseEvent,
  once: string = uuidv7(),
): Promise<void> {
  const { happened, ...event } = input;
  const id = rowIdOf(actor, "case_events", input, once);
  const record = async (tx: Tx) => {
    await tx.insert(caseEvents).values({
      ...event,
      ...dateColumns("happened", happened),
      orgId: actor.organisationId,
      id,
      recordedBy: actor.membershipId,
    });
    return id;
  };
  await onceOnly(
    () => asWriter(actor, event.caseId, record),
    () => asActor(actor, (tx) => findId(tx, caseEvents, id), { readOnly: true }),
  );
}

/** Corrects what was recorded; the correction stands in the case's history. */
export async function correctCaseEvent(
  actor: Actor,
  { caseId, eventId, happened, ...event }: CorrectCaseEvent,
): Promise<void> {
  await asWriter(actor, caseId, (tx) =>
    mustChange(
      tx
        .update(caseEvents)
        .set({ ...event, ...dateColumns("happened", happened) })
        .where(and(eq(caseEvents.caseId, caseId), eq(caseEvents.id, eventId)))
        .returning({ id: caseEvents.id }),
    ),
  );
}

async function update(
  actor: Actor,
  caseId: string,
  columns: Parameters<ReturnType<Tx["update"]>["set"]>[0],
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx.update(cases).set(columns).where(eq(cases.id, caseId)).returning({ id: cases.id }),
    ),
  );
}

function isStoredDate(value: unknown): value is StoredDate {
  return typeof value === "object" && value !== null && "precision" in value;
}
