import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { defenderIdentities, defenders } from "@/db/schema/cases";
import { lookForNames } from "@/lib/alerts/protected-names";
import type { Actor } from "@/lib/auth/actor";
import { openCaseKeys } from "@/lib/cases/keys";
import { EnvelopeRefused, type FieldPlace, openField } from "@/lib/crypto/envelope";
import { sealPadded } from "@/lib/crypto/padded";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import {
  type Identity,
  type KeptIdentity,
  parseIdentity,
  replaceIdentity,
  writeIdentity,
} from "./identity";
import type {
  AddDefender,
  LabelDefender,
  ReadIdentity,
  RelabelDefender,
  SealIdentity,
} from "./input";
import { stampOf } from "./stamp";

/**
 * Adds a defender by the label that everybody may read. Nothing may be named for them until they have been asked. The
 * same form sent again (`once`) adds nobody and gives the same id.
 */
export async function addDefender(
  actor: Actor,
  input: AddDefender,
  once: string = uuidv7(),
): Promise<string> {
  const id = rowIdOf(actor, "defenders", input, once);
  return onceOnly(
    async () => {
      await asActor(actor, (tx) =>
        tx.insert(defenders).values({ ...input, orgId: actor.organisationId, id }),
      );
      return id;
    },
    () => asActor(actor, (tx) => findId(tx, defenders, id), { readOnly: true }),
  );
}

export async function relabelDefender(
  actor: Actor,
  { caseId, defenderId, kind, publicLabel }: RelabelDefender,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(defenders)
        .set({ kind, publicLabel })
        .where(and(eq(defenders.caseId, caseId), eq(defenders.id, defenderId)))
        .returning({ id: defenders.id }),
    ),
  );
  // A name that the label tells is protected no longer, and the other way round.
  await lookForNames(caseId);
}

/** Says how somebody is called in every language beside English; an edition in one that has no label is refused. */
export async function labelDefender(
  actor: Actor,
  { caseId, defenderId, ...given }: LabelDefender,
): Promise<void> {
  const publicLabels = Object.fromEntries(Object.entries(given).filter(([, label]) => label));
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(defenders)
        .set({ publicLabels })
        .where(and(eq(defenders.caseId, caseId), eq(defenders.id, defenderId)))
        .returning({ id: defenders.id }),
    ),
  );
}

/**
 * Keeps name, contact and family encrypted with the case's own key, in place of the identity that `stamp` tells, and
 * answers with the stamp of now. A name that was there before stays protected with the new one. Refuses what holds
 * nothing, and what was written over another identity than the one of now; the same sent twice is done once. The key is
 * opened here and goes no further; neither text nor key is ever part of an error.
 */
export async function sealIdentity(
  actor: Actor,
  { caseId, defenderId, stamp, ...identity }: SealIdentity,
): Promise<{ stamp: string }> {
  const sealed = await asActor(actor, async (tx) => {
    const place = await placeOf(tx, caseId, defenderId);
    const keys = await openCaseKeys(tx, caseId);
    if (!Object.values(identity).some((entered) => entered.trim())) {
      throw new Refusal("rule", "people.identity.nothingEntered");
    }
    const open = (envelope: string) => openIdentity(keys, place, envelope);
    const before = await findSealed(tx, defenderId);
    if (before && isSame(open(before), identity)) {
      return before;
    }
    if ((before ? stampOf(before) : "") !== stamp) {
      throw new Refusal("conflict", "people.identity.changedSince");
    }
    const next = replaceIdentity(before ? open(before) : null, identity);
    const row = { sealed: sealPadded(keys[0], place, writeIdentity(next)), changedAt: new Date() };
    const kept = before
      ? await tx
          .update(defenderIdentities)
          .set(row)
          .where(
            and(
              eq(defenderIdentities.defenderId, defenderId),
              // Whoever was quicker, since it was read above, is not written over.
              eq(defenderIdentities.sealed, before),
            ),
          )
          .returning({ id: defenderIdentities.defenderId })
      : await tx
          .insert(defenderIdentities)
          .values({ ...row, orgId: place.orgId, caseId, defenderId })
          .onConflictDoNothing()
          .returning({ id: defenderIdentities.defenderId });
    if (kept.length > 0) {
      return row.sealed;
    }
    const now = await findSealed(tx, defenderId);
    if (!now || now === before) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    if (!isSame(open(now), identity)) {
      throw new Refusal("conflict", "people.identity.changedSince");
    }
    return now;
  });
  // The name may stand in texts already; until they were looked at, the team alone reads them.
  await lookForNames(caseId);
  return { stamp: stampOf(sealed) };
}

/**
 * The identity in clear and its stamp, for a team member who has just asked for it; null where none was entered. Never
 * part of a list, and recorded in the case's history. An envelope that was moved or altered does not open, and is said
 * to be unreadable.
 */
export async function readIdentity(
  actor: Actor,
  { caseId, defenderId }: ReadIdentity,
): Promise<(KeptIdentity & { stamp: string }) | null> {
  return asActor(actor, async (tx) => {
    const place = await placeOf(tx, caseId, defenderId);
    const keys = await openCaseKeys(tx, caseId);
    const sealed = await findSealed(tx, defenderId);
    await tx.execute(sql`select app.record_identity_read(${caseId}, ${defenderId})`);
    if (!sealed) {
      return null;
    }
    const identity = openIdentity(keys, place, sealed);
    if (!identity) {
      // A moved or altered envelope means something to the reader: this identity can't be trusted.
      throw new Refusal("rule", "people.identity.unreadable");
    }
    return { ...identity, stamp: stampOf(sealed) };
  });
}

async function findSealed(tx: Tx, defenderId: string): Promise<string | null> {
  const [row] = await tx
    .select({ sealed: defenderIdentities.sealed })
    .from(defenderIdentities)
    .where(eq(defenderIdentities.defenderId, defenderId));
  return row?.sealed ?? null;
}

/** Null for an envelope that was moved or altered. */
function openIdentity(
  keys: Parameters<typeof openField>[0],
  place: FieldPlace,
  sealed: string,
): KeptIdentity | null {
  try {
    return parseIdentity(openField(keys, place, sealed));
  } catch (error) {
    if (error instanceof EnvelopeRefused) {
      return null;
    }
    throw error;
  }
}

const isSame = (kept: Identity | null, given: Identity) =>
  kept?.name === given.name && kept.contact === given.contact && kept.family === given.family;

/** Where the identity of a defender of this case is kept; part of what the envelope is bound to. */
async function placeOf(tx: Tx, caseId: string, defenderId: string): Promise<FieldPlace> {
  const [defender] = await tx
    .select({ orgId: defenders.orgId })
    .from(defenders)
    .where(and(eq(defenders.caseId, caseId), eq(defenders.id, defenderId)));
  if (!defender) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return {
    table: "defender_identities",
    column: "sealed",
    rowId: defenderId,
    orgId: defender.orgId,
  };
}
