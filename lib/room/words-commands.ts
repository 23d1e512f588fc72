import "server-only";
import { and, asc, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { evidence, interventions } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import type { StepOf } from "./input";
import { lockLine } from "./lines";
import { contributes } from "./queries";
import { type RoomPlace, takeOnce } from "./take-once";

/**
 * Keeps the actor's own note of the exact words, on all that is recorded of this speaker and theirs to record; what they
 * had noted before stays in its history.
 */
export async function noteWords(
  actor: Actor,
  room: RoomPlace,
  { id, quote, quoteLanguage }: Pick<StepOf<"words">, "id" | "quote" | "quoteLanguage">,
  source: string,
): Promise<void> {
  await takeOnce(actor, room, async (tx) => {
    // Two sendings of one person's words must not become two notes.
    await lockLine(tx, room.sessionId, id);
    const recorded = await tx
      .select({ orgId: interventions.orgId, interventionId: interventions.id })
      .from(interventions)
      .where(
        and(
          eq(interventions.recordedOrgId, actor.organisationId),
          eq(interventions.speakerId, id),
          sql`exists (select 1 from intervention_cases c where c.intervention_id = ${interventions.id}
            and ${contributes(sql`c.case_id`)})`,
        ),
      );
    if (recorded.length === 0) {
      throw new Refusal("conflict", "room.nothingHeard");
    }
    for (const of of recorded) {
      await noteOn(tx, actor, of, { quote, quoteLanguage, source });
    }
  });
}

async function noteOn(
  tx: Tx,
  actor: Actor,
  of: { orgId: string; interventionId: string },
  { quote, quoteLanguage, source }: { quote: string; quoteLanguage: string; source: string },
): Promise<void> {
  const [mine] = await tx
    .select({ id: evidence.id })
    .from(evidence)
    .where(
      and(
        eq(evidence.interventionId, of.interventionId),
        eq(evidence.recordedBy, actor.membershipId),
        eq(evidence.kind, "first_hand_note"),
      ),
    )
    .orderBy(asc(evidence.id))
    .limit(1);
  if (mine) {
    await tx.execute(sql`select app.correct_words(${mine.id}::uuid, ${quote}, ${quoteLanguage})`);
  } else if (quote !== "") {
    await tx.insert(evidence).values({
      ...of,
      id: uuidv7(),
      kind: "first_hand_note",
      grade: "D",
      quote,
      quoteLanguage,
      source,
      recordedBy: actor.membershipId,
    });
  }
}
