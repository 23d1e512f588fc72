import "server-only";
import { eq, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { people } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";

/** What a person may see and change about themselves. */
export interface OwnDetails {
  name: string;
  email: string;
}

/** The actor's own details. */
export async function findOwnDetails(actor: Actor): Promise<OwnDetails | null> {
  const [found] = await asActor(actor, (tx) =>
    tx
      .select({ name: people.name, email: people.email })
      .from(people)
      .where(eq(people.id, sql`app.person()`)),
  );
  return found ?? null;
}
