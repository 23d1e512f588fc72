import "server-only";
import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { importFiles } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { instanceKey } from "@/lib/cases/keys";
import {
  type FieldPlace,
  type NamedKey,
  newCaseKey,
  openBytes,
  openField,
  sealBytes,
  sealField,
  unwrapCaseKey,
  wrapCaseKey,
} from "@/lib/crypto/envelope";
import { Refusal } from "@/lib/refusal";
import { type Choices, noChoices } from "./import";

/*
 * The original of an import and what its author said of it. Each import has a key of its own, which the table holds
 * wrapped; both are opened for the time of one reading, for their author alone.
 */

const keyId = "k1";
const place = (orgId: string, importId: string, column: string): FieldPlace => ({
  table: "import_files",
  column,
  rowId: importId,
  orgId,
});

/** What is kept beside the file. */
export interface Told {
  fileName: string;
  choices: Choices;
}

/** Seals a file that was just brought, in the transaction that makes its import. */
export async function keepFile(
  tx: Tx,
  actor: Actor,
  importId: string,
  bytes: Uint8Array,
  told: Told,
): Promise<void> {
  const orgId = actor.organisationId;
  const key = newCaseKey(keyId);
  await tx.insert(importFiles).values({
    orgId,
    importId,
    createdBy: actor.membershipId,
    size: bytes.length,
    wrappedKey: wrapCaseKey(instanceKey(), { caseId: importId, orgId }, key),
    sealedFile: sealBytes(key, place(orgId, importId, "sealed_file"), bytes),
    sealedChoices: sealField(key, place(orgId, importId, "sealed_choices"), JSON.stringify(told)),
  });
}

interface Sealed {
  orgId: string;
  wrapped: string;
  text: string;
}

async function readSealed(
  tx: Tx,
  importId: string,
  column: "sealedFile" | "sealedChoices",
): Promise<Sealed | undefined> {
  const [row] = await tx
    .select({
      orgId: importFiles.orgId,
      wrapped: importFiles.wrappedKey,
      text: importFiles[column],
    })
    .from(importFiles)
    .where(eq(importFiles.importId, importId));
  return row;
}

const keyOf = ({ orgId, wrapped }: Sealed, importId: string): NamedKey =>
  unwrapCaseKey([instanceKey()], { caseId: importId, orgId }, keyId, wrapped);

/** The original, byte for byte. Refuses everybody but its author. */
export async function openFile(tx: Tx, importId: string): Promise<Buffer> {
  const row = await readSealed(tx, importId, "sealedFile");
  if (!row) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  return openBytes([keyOf(row, importId)], place(row.orgId, importId, "sealed_file"), row.text);
}

/** What is kept beside the file; null for everybody but its author. */
export async function openTold(tx: Tx, importId: string): Promise<Told | null> {
  const row = await readSealed(tx, importId, "sealedChoices");
  if (!row) {
    return null;
  }
  const at = place(row.orgId, importId, "sealed_choices");
  const told = JSON.parse(openField([keyOf(row, importId)], at, row.text)) as Told;
  return { ...told, choices: { ...noChoices, ...told.choices } };
}

/** Keeps anew what the author of a draft says; says whether there was one. */
export async function keepTold(
  tx: Tx,
  importId: string,
  change: (before: Told) => Told,
): Promise<boolean> {
  const row = await readSealed(tx, importId, "sealedChoices");
  const before = await openTold(tx, importId);
  if (!row || !before) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  const at = place(row.orgId, importId, "sealed_choices");
  const kept = await tx
    .update(importFiles)
    .set({
      sealedChoices: sealField(keyOf(row, importId), at, JSON.stringify(change(before))),
    })
    .where(eq(importFiles.importId, importId))
    .returning({ id: importFiles.importId });
  return kept.length > 0;
}
