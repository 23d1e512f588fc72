import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { defenderIdentities } from "@/db/schema/cases";
import { openCaseKeys } from "@/lib/cases/keys";
import { type FieldPlace, openField } from "@/lib/crypto/envelope";
import { openPadded, sealPadded } from "@/lib/crypto/padded";
import { parseIdentity } from "@/lib/defenders/identity";
import type { SubmissionInputs } from "./submission";

/** Who agreed to be named, as the inputs say. */
const namedIn = ({ people }: SubmissionInputs): string[] =>
  people.filter(({ shown }) => shown === "name").map(({ id }) => id);

/** Reads the names that go into a submission, from the sealed identities, with the rights of whoever asks. */
export async function readNames(
  tx: Tx,
  caseId: string,
  inputs: SubmissionInputs,
): Promise<Map<string, string>> {
  const ids = namedIn(inputs);
  if (ids.length === 0) {
    return new Map();
  }
  const keys = await openCaseKeys(tx, caseId);
  const rows = await tx
    .select({
      orgId: defenderIdentities.orgId,
      id: defenderIdentities.defenderId,
      sealed: defenderIdentities.sealed,
    })
    .from(defenderIdentities)
    .where(and(eq(defenderIdentities.caseId, caseId), inArray(defenderIdentities.defenderId, ids)));
  return new Map(
    rows.map(({ id, orgId, sealed }) => {
      const place = { table: "defender_identities", column: "sealed", rowId: id, orgId };
      return [id, parseIdentity(openField(keys, place, sealed)).name.trim()];
    }),
  );
}

/** What the names of a submission are bound to: what it was made from, by its hash. */
const placeOf = (orgId: string, hash: string): FieldPlace => ({
  table: "submissions",
  column: "names",
  rowId: hash,
  orgId,
});

/** In bytes; room for a dozen names, so that one more seldom shows. */
const blockOfNames = 1024;

/** The names in one envelope under the key of the case, padded so that it does not tell how many or how long they are. */
export async function sealNames(
  tx: Tx,
  { caseId, hash, orgId }: { caseId: string; hash: string; orgId: string },
  names: ReadonlyMap<string, string>,
): Promise<string> {
  const [key] = await openCaseKeys(tx, caseId);
  return sealPadded(
    key,
    placeOf(orgId, hash),
    JSON.stringify(Object.fromEntries(names)),
    blockOfNames,
  );
}

/** The names that were sealed with a submission, of those who agreed alone; refuses who is not in the team. */
export async function openNames(
  tx: Tx,
  taken: { caseId: string; hash: string; names: string; orgId: string; inputs: SubmissionInputs },
): Promise<Map<string, string>> {
  const ids = namedIn(taken.inputs);
  if (ids.length === 0) {
    return new Map();
  }
  const keys = await openCaseKeys(tx, taken.caseId);
  const opened = JSON.parse(
    openPadded(keys, placeOf(taken.orgId, taken.hash), taken.names),
  ) as Record<string, string>;
  return new Map(ids.flatMap((id) => (opened[id] ? [[id, opened[id]]] : [])));
}
