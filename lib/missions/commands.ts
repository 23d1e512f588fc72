import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import { cautions, missionContacts } from "@/db/schema/missions";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { findStateByKey } from "@/lib/states/queries";
import type { EndCaution, NoteCaution, NoteContact, RemoveContact } from "./input";

/** Notes a caution on a State's mission, for the actor's organisation; once for each form (`once`). */
export async function noteCaution(
  actor: Actor,
  input: NoteCaution,
  once: string = uuidv7(),
): Promise<void> {
  const { stateKey, ...caution } = input;
  const stateCode = await codeOf(actor, stateKey);
  const id = rowIdOf(actor, "cautions", input, once);
  const note = async (tx: Tx) => {
    await tx.insert(cautions).values({
      ...caution,
      stateCode,
      orgId: actor.organisationId,
      id,
      recordedBy: actor.membershipId,
    });
    return id;
  };
  await onceOnly(
    () => asActor(actor, note),
    () => asActor(actor, (tx) => findId(tx, cautions, id), { readOnly: true }),
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
export async function noteContact(
  actor: Actor,
  input: NoteContact,
  once: string = uuidv7(),
): Promise<void> {
  const { stateKey, ...contact } = input;
  const stateCode = await codeOf(actor, stateKey);
  const id = rowIdOf(actor, "mission_contacts", input, once);
  const note = async (tx: Tx) => {
    await tx.insert(missionContacts).values({
      ...contact,
      stateCode,
      orgId: actor.organisationId,
      id,
      recordedBy: actor.membershipId,
    });
    return id;
  };
  await onceOnly(
    () => asActor(actor, note),
    () => asActor(actor, (tx) => findId(tx, missionContacts, id), { readOnly: true }),
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

async function codeOf(actor: Actor, key: string): Promise<string> {
  const state = await findStateByKey(actor, key);
  if (!state || (state.isExample && !actor.hasExample)) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return state.code;
}
