import "server-only";
import { desc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { caseKeys } from "@/db/schema/cases";
import {
  type CasePlace,
  type NamedKey,
  newCaseKey,
  unwrapCaseKey,
  wrapCaseKey,
  wrappingKey,
} from "@/lib/crypto/envelope";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/refusal";

/*
 * Every case has a data key of its own. It exists unwrapped only inside a command, for the time of one envelope;
 * the table holds it wrapped by a key that is derived from the installation's master key.
 */

/** The id under which envelopes name a version of a case's key. */
const keyId = (version: number) => `k${version}`;

const firstVersion = 1;

/** The key that wraps those of cases and imports. */
export function instanceKey(): NamedKey {
  const { masterKey } = env();
  if (!masterKey) {
    throw new Error("The installation has no master key.");
  }
  return wrappingKey(masterKey);
}

/** Makes the first key of a case that has just been inserted in the same transaction. */
export async function makeCaseKey(tx: Tx, place: CasePlace): Promise<void> {
  const wrapped = wrapCaseKey(instanceKey(), place, newCaseKey(keyId(firstVersion)));
  await tx.insert(caseKeys).values({ ...place, version: firstVersion, wrapped });
}

/** The case's keys, newest first: seal with the first, open with any. Refuses who is not in the team. */
export async function openCaseKeys(tx: Tx, caseId: string): Promise<[NamedKey, ...NamedKey[]]> {
  const rows = await tx
    .select({ orgId: caseKeys.orgId, version: caseKeys.version, wrapped: caseKeys.wrapped })
    .from(caseKeys)
    .where(eq(caseKeys.caseId, caseId))
    .orderBy(desc(caseKeys.version));
  return unwrapCaseKeys(caseId, rows);
}

/** A version of a case's key as the table holds it. */
export interface WrappedKey {
  orgId: string;
  version: number;
  wrapped: string;
}

/** Opens a case's keys, newest first; refuses where there are none. */
export function unwrapCaseKeys(
  caseId: string,
  rows: readonly WrappedKey[],
): [NamedKey, ...NamedKey[]] {
  const wrapping = instanceKey();
  const [newest, ...older] = rows.map(({ orgId, version, wrapped }) =>
    unwrapCaseKey([wrapping], { caseId, orgId }, keyId(version), wrapped),
  );
  if (!newest) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return [newest, ...older];
}
