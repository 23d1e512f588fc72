import "server-only";
import { asActor } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import type { Caution, Contact } from "@/lib/states/meeting";
import { readCautions, readContacts } from "@/lib/states/meeting-queries";

/** What is known of a State's missions: the cautions, which are shown first, and the contacts. */
export async function findBeforeContact(
  actor: Actor,
  stateCode: string,
): Promise<{ cautions: Caution[]; contacts: Contact[] }> {
  return asActor(
    actor,
    async (tx) => ({
      cautions: await readCautions(tx, stateCode),
      contacts: await readContacts(tx, stateCode),
    }),
    { readOnly: true },
  );
}
