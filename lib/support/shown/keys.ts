import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { instanceKey } from "@/lib/cases/keys";
import {
  type FieldPlace,
  type NamedKey,
  newCaseKey,
  unwrapCaseKey,
  wrapCaseKey,
} from "@/lib/crypto/envelope";

/*
 * What is shown to a partner has a key of its own: the partner's side reads and writes with it, and the key of the case
 * never leaves its team. It is wrapped as those of cases are, bound to the row that is shown.
 */
const keyId = "k1";

const boundTo = (shownId: string, orgId: string) => ({ caseId: shownId, orgId });

/** A new key, and how the row keeps it. */
export function newShownKey(shownId: string, orgId: string): { key: NamedKey; wrapped: string } {
  const key = newCaseKey(keyId);
  return { key, wrapped: wrapCaseKey(instanceKey(), boundTo(shownId, orgId), key) };
}

/** A wrapped key as the database hands it out. */
export interface WrappedKey {
  wrapped: string;
  orgId: string;
}

export function openShownKey(shownId: string, { wrapped, orgId }: WrappedKey): NamedKey {
  return unwrapCaseKey([instanceKey()], boundTo(shownId, orgId), keyId, wrapped);
}

/** The key of what is shown, for the team that shows it and for the partner while it is shown; null for everybody else. */
export async function findShownKey(
  tx: Tx,
  shownId: string,
): Promise<{ key: NamedKey; orgId: string } | null> {
  const [row] = await tx.execute<{ found: WrappedKey | null }>(
    sql`select app.key_of_shown(${shownId}::uuid) as found`,
  );
  const found = row?.found;
  return found ? { key: openShownKey(shownId, found), orgId: found.orgId } : null;
}

export const textPlace = (orgId: string, shownId: string): FieldPlace => ({
  table: "shown_requests",
  column: "sealed",
  rowId: shownId,
  orgId,
});

/** The words of any step: bound to what is shown, since a step has no id before it is stored. */
export const wordsPlace = (orgId: string, shownId: string): FieldPlace => ({
  table: "shown_request_steps",
  column: "words",
  rowId: shownId,
  orgId,
});
