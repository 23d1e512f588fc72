import "server-only";
import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { commitments } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { changeInside } from "@/lib/commitments/commands";
import { readRows } from "@/lib/commitments/row-queries";
import { creditedStates } from "@/lib/interventions/intervention";

/** Marks the open promises of a line as cut, or takes that mark off, as far as the actor may; what somebody said stays. */
export async function markCutPromises(
  tx: Tx,
  actor: Actor,
  sessionId: string,
  line: { stateCode: string | null; members: string[] },
  isCut: boolean,
): Promise<void> {
  const open = await tx
    .select({ id: commitments.id })
    .from(commitments)
    .where(
      and(
        eq(commitments.sessionId, sessionId),
        inArray(commitments.stateCode, creditedStates(line.stateCode ?? "", line.members)),
        eq(commitments.stage, "agreed"),
        eq(commitments.isRaised, false),
        isCut ? isNull(commitments.delivery) : eq(commitments.delivery, "cut"),
      ),
    );
  const ids = open.map((row) => row.id);
  // Nobody reads a name here.
  for (const row of await readRows(tx, actor, ids, new Map())) {
    if (row.mayChange) {
      await changeInside(tx, row.id, { delivery: isCut ? "cut" : null });
    }
  }
}
