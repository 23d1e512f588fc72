import "server-only";
import { and, eq, isNull, or, type SQL } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor } from "@/db/client";
import { chartTexts } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { TellChart, UntellChart } from "./input";

const isOrNull = (column: typeof chartTexts.sessionId | typeof chartTexts.caseId, id?: string) =>
  id ? eq(column, id) : isNull(column);

function scoped({ chart, sessionId, caseId }: UntellChart): SQL | undefined {
  return and(
    eq(chartTexts.chart, chart),
    isOrNull(chartTexts.sessionId, sessionId),
    isOrNull(chartTexts.caseId, caseId),
  );
}

/** Keeps how a chart is told, in the place of what was kept for these figures and of what the author wrote before. */
export async function keepChartText(actor: Actor, input: TellChart): Promise<void> {
  const { sessionId, caseId, ...rest } = input;
  await asActor(actor, async (tx) => {
    await tx
      .delete(chartTexts)
      .where(
        and(
          scoped(input),
          or(eq(chartTexts.facts, input.facts), eq(chartTexts.writtenBy, actor.membershipId)),
        ),
      );
    await tx.insert(chartTexts).values({
      ...rest,
      id: uuidv7(),
      orgId: actor.organisationId,
      sessionId: sessionId ?? null,
      caseId: caseId ?? null,
      writtenBy: actor.membershipId,
    });
  });
}

/** Takes back what was kept for these figures; what is gone already stays gone. */
export async function dropChartText(actor: Actor, input: UntellChart): Promise<void> {
  await asActor(actor, (tx) =>
    tx.delete(chartTexts).where(and(scoped(input), eq(chartTexts.facts, input.facts))),
  );
}
