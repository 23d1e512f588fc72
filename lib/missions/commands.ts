import "server-only";
import { and, eq, getTableName, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { cautions, contactShares, missionContacts } from "@/db/schema/missions";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { findStateByKey } from "@/lib/states/queries";
import type { EndCaution, NoteCaution, NoteContact, RemoveContact, ShareContact } from "./input";

/** Notes a caution on a State's mission, for the actor's organisation; once for each form (`once`). */
export function noteCaution(actor: Actor, input: NoteCaution, once?: string): Promise<void> {
  const { stateKey, ...caution } = input;
  return noteOnce(actor, { table: cautions, input, once }, (tx, row) =>
    tx.insert(cautions).values({ ...caution, ...row }),
  );
}

/** Ends a caution that no longer holds. It stays in the record. */
export async function endCaution(actor: Actor, { id }: EndCaution): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(cautions)
        .set({ endedAt: sql`now()` })
        .where(and(eq(cautions.id, id), isNull(cautions.endedAt)))
        .returning({ id: cautions.id }),
    ),
  );
}

/** Notes whom to write to at a State's mission, for the actor's organisation; once for each form (`once`). */
export function noteContact(actor: Actor, input: NoteContact, once?: string): Promise<void> {
  const { stateKey, ...contact } = input;
  return noteOnce(actor, { table: missionContacts, input, once }, (tx, row) =>
    tx.insert(missionContacts).values({ ...contact, ...row }),
  );
}

/** Takes a contact away: people change posts, and what is no longer true should not be kept. */
export async function removeContact(actor: Actor, { id }: RemoveContact): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .delete(missionContacts)
        .where(eq(missionContacts.id, id))
        .returning({ id: missionContacts.id }),
    ),
  );
}

/** Shows a contact of our own to one partner; once, however often it is asked. */
export async function shareContact(
  actor: Actor,
  { id, partnerOrgId }: ShareContact,
): Promise<void> {
  await asActor(actor, async (tx) => {
    await tx
      .insert(contactShares)
      .values({
        orgId: actor.organisationId,
        contactId: id,
        partnerOrgId,
        sharedBy: actor.membershipId,
      })
      .onConflictDoNothing();
  });
}

/** Shows a contact to a partner no more. What they wrote down, they keep. */
export async function hideContact(actor: Actor, { id, partnerOrgId }: ShareContact): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .delete(contactShares)
        .where(and(eq(contactShares.contactId, id), eq(contactShares.partnerOrgId, partnerOrgId)))
        .returning({ id: contactShares.contactId }),
    ),
  );
}

interface Noted {
  table: typeof cautions | typeof missionContacts;
  input: { stateKey: string };
  once: string | undefined;
}

/** Writes one row about a State's mission, however often its form is sent. */
async function noteOnce(
  actor: Actor,
  { table, input, once = uuidv7() }: Noted,
  write: (
    tx: Tx,
    row: { id: string; orgId: string; stateCode: string; recordedBy: string },
  ) => PromiseLike<unknown>,
): Promise<void> {
  const stateCode = await codeOf(actor, input.stateKey);
  const id = rowIdOf(actor, getTableName(table), input, once);
  const row = { id, orgId: actor.organisationId, stateCode, recordedBy: actor.membershipId };
  const note = async (tx: Tx) => {
    await write(tx, row);
    return id;
  };
  await onceOnly(
    () => asActor(actor, note),
    () => asActor(actor, (tx) => findId(tx, table, id), { readOnly: true }),
  );
}

async function codeOf(actor: Actor, key: string): Promise<string> {
  const state = await findStateByKey(actor, key);
  if (!state || (state.isExample && !actor.hasExample)) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return state.code;
}
