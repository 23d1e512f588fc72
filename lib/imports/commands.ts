import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { imports } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { Refusal } from "@/lib/refusal";
import { keepFile, keepTold } from "./files";
import { type Choices, type ImportEvent, noChoices } from "./import";
import { openingFor, readDraft } from "./queries";
import { withSpreadsheet } from "./read-spreadsheet";

/** Keeps a sheet as a draft; gives its id. What can't be read is refused with its reason, and not kept. */
export async function bringSheet(
  actor: Actor,
  brought: { source: ImportEvent["source"]; fileName: string; bytes: Uint8Array },
  signal?: AbortSignal,
): Promise<string> {
  const { source, bytes } = brought;
  const opening = await openingFor(actor, {
    kind: source,
    ...{ sheet: null, roles: {}, dayOrder: null },
  });
  await withSpreadsheet(bytes, opening, async () => undefined, { signal });
  const id = uuidv7();
  await asActor(actor, async (tx) => {
    await tx.insert(imports).values({
      orgId: actor.organisationId,
      id,
      source,
      createdBy: actor.membershipId,
    });
    await keepFile(tx, actor, id, bytes, {
      fileName: brought.fileName.slice(0, 200),
      choices: noChoices,
    });
  });
  return id;
}

/** Keeps what its author says of a draft. Another sheet is another table: what was said of its columns and days is forgotten. */
export async function chooseMeanings(actor: Actor, id: string, choices: Choices): Promise<void> {
  await asActor(actor, async (tx) => {
    const kept = await keepTold(tx, id, (before) => {
      const isOther = before.choices.sheet !== choices.sheet && before.choices.sheet !== null;
      return { ...before, choices: isOther ? { ...choices, roles: {}, dayOrder: null } : choices };
    });
    if (!kept) {
      throw new Refusal("conflict", "imports.over");
    }
  });
}

export async function dropImport(actor: Actor, id: string): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .delete(imports)
        .where(and(eq(imports.id, id), eq(imports.status, "draft")))
        .returning({ id: imports.id }),
    ),
  );
}

export interface Imported {
  set: number;
  changed: number;
  /** Somebody else changed it between the look and the import. */
  left: number;
}

/**
 * Carries a draft out: everything that its preview showed, in one transaction, or nothing. Refuses as a conflict when it
 * would do something else by now than what `seen` (the preview's digest) stands for. `onProgress` hears how many rows
 * are done; when `signal` ends, nothing was imported.
 */
export async function carryOutImport(
  actor: Actor,
  id: string,
  seen: string,
  {
    signal,
    onProgress,
  }: { signal?: AbortSignal | undefined; onProgress?: (done: number, of: number) => void } = {},
): Promise<Imported> {
  const { preview, told } = await readDraft(actor, id, { rows: 0, wantsPieces: true, signal });
  if (preview.digest !== seen) {
    throw new Refusal("conflict", "imports.changedSince");
  }
  const size = preview.set + preview.changed;
  if (size === 0) {
    throw new Refusal("rule", "imports.nothingToSet");
  }
  const whole: Imported = { set: 0, changed: 0, left: 0 };
  let sent = 0;
  onProgress?.(0, size);
  await asActor(actor, async (tx) => {
    for (const piece of preview.pieces) {
      signal?.throwIfAborted();
      const skipped = sent === 0 ? preview.skipped : 0;
      const [done] = await tx.execute<{ set_now: number; changed_now: number; left_now: number }>(
        sql`select * from app.carry_out_import(${id}::uuid, ${piece.cells}::jsonb,
          ${told.choices.visibility}, ${skipped})`,
      );
      whole.set += done?.set_now ?? 0;
      whole.changed += done?.changed_now ?? 0;
      whole.left += done?.left_now ?? 0;
      sent += piece.size;
      onProgress?.(sent, size);
    }
    const undated = Object.values(preview.undated).reduce<number>((sum, n) => sum + n, 0);
    await tx.execute(
      sql`select app.count_left_out(${id}::uuid, ${preview.same}::integer, ${undated}::integer)`,
    );
    signal?.throwIfAborted();
  });
  // It stands, whatever becomes of this: the database's own housekeeping comes later.
  await asActor(actor, (tx) =>
    tx.execute(sql`select app.look_over_import(${size}::integer)`),
  ).catch(() => undefined);
  return whole;
}

/** Takes an import back as one; what somebody went on from stays, and is counted. */
export async function undoImport(
  actor: Actor,
  id: string,
): Promise<{ takenBack: number; kept: number }> {
  return asActor(actor, async (tx) => {
    // One statement for all of it: ten thousand rows may take longer than any other statement has.
    await tx.execute(sql`set local statement_timeout = '120s'`);
    const [done] = await tx.execute<{ taken_back: number; kept: number }>(
      sql`select * from app.undo_import(${id}::uuid)`,
    );
    return { takenBack: done?.taken_back ?? 0, kept: done?.kept ?? 0 };
  });
}
