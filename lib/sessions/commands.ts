import "server-only";
import { and, eq } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { Refusal } from "@/lib/refusal";
import { findStateByKey } from "@/lib/states/queries";
import type { KeepSession } from "./input";
import { ownKinds } from "./session";

/** Adds a session of the actor's organisation. Its deadlines follow from its kind and day, and are never stored. */
export async function addSession(actor: Actor, input: KeepSession): Promise<string> {
  const id = uuidv7();
  const row = await asRow(actor, input);
  await asActor(actor, (tx) =>
    tx.insert(sessions).values({ ...row, id, orgId: actor.organisationId }),
  );
  return id;
}

/** Changes a session of the actor's organisation: the day becomes known, the room changes. */
export async function changeSession(
  actor: Actor,
  sessionId: string,
  input: KeepSession,
): Promise<void> {
  const { forum, ...row } = await asRow(actor, input);
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(sessions)
        .set(row)
        // Commitments have taken the forum from their session: the kind may change within its forum only.
        .where(and(eq(sessions.id, sessionId), eq(sessions.forum, forum)))
        .returning({ id: sessions.id }),
    ),
  );
}

async function asRow(actor: Actor, { sessionId: _changed, stateKeys, ...session }: KeepSession) {
  const found = await Promise.all(stateKeys.map((key) => findStateByKey(actor, key)));
  const statesUnderReview = found.map((state) => {
    if (!state || (state.isExample && !actor.hasExample)) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    return state.code;
  });
  // A bilateral window has no end until somebody gives it one.
  const status = session.kind === "bilateral" && !session.startsOn ? "open" : "planned";
  return { ...session, statesUnderReview, status, forum: ownKinds[session.kind] };
}
