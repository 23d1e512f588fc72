import "server-only";
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { AnyPgColumn, PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import type { Tx } from "@/db/client";
import type { Actor } from "./auth/actor";
import { asRefusal, Refusal } from "./refusal";

/** What every form carries that adds something: a key of its own, made when it was drawn. A bad one counts as none. */
const FormKey = z.object({ once: z.uuid().optional().catch(undefined) });

/** The input of an action that must not happen twice when its form is sent twice. */
export function keyed<Schema extends z.ZodType>(schema: Schema) {
  return z.intersection(schema, FormKey);
}

/**
 * The id of the row that one sending makes: the same for the same form of the same member with the same content, so
 * that a second press meets the first one's row. Something else typed into a page that the browser kept is another
 * row. Never the key itself: whoever could choose the id of a row could give it that of another organisation's.
 */
export function rowIdOf(
  actor: Pick<Actor, "membershipId">,
  table: string,
  input: unknown,
  once: string,
): string {
  const hash = createHash("sha256")
    .update(JSON.stringify([actor.membershipId, table, once, input]))
    .digest("hex");
  // The time of a UUIDv7 key stays in front, so that ids still follow one another.
  const time = once.replaceAll("-", "").slice(0, 12);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`;
}

/** The id again, where the actor sees a row that has it. */
export async function findId(
  tx: Tx,
  table: PgTable & { id: AnyPgColumn },
  id: string,
): Promise<string | undefined> {
  const [row] = await tx.select({ id: table.id }).from(table).where(eq(table.id, id));
  return row && id;
}

/**
 * Adds something, or answers as the first time when `find` says that the same sending has been there already. `find`
 * looks for the row by its own id, so that nothing else that is taken passes for it.
 */
export async function onceOnly<Done>(
  add: () => Promise<Done>,
  find: () => Promise<Done | undefined>,
): Promise<Done> {
  try {
    return await add();
  } catch (thrown) {
    const refusal = asRefusal(thrown);
    if (refusal instanceof Refusal && refusal.reason === "already-done") {
      const done = await find();
      if (done !== undefined) {
        return done;
      }
    }
    throw thrown;
  }
}
