import "server-only";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { cases } from "@/db/schema/cases";
import { sessions } from "@/db/schema/sessions";
import type { Actor } from "@/lib/auth/actor";
import { namedStates } from "@/lib/commitments/named-states";
import { dayInZone } from "@/lib/i18n/format";
import type { Chart, ChartName, Charts, Scope } from "./chart";
import type { Asked } from "./reading/asked";
import { readLadder, readQuiet } from "./reading/cases";
import { readOutstanding } from "./reading/outstanding";
import { readPromises } from "./reading/promises";
import { readBalance, readTiles } from "./reading/states";
import { countStayingBehind } from "./reading/withheld";

/**
 * The session or the case that an address names; null where it names one that is not there, or not the actor's to read:
 * figures of everything would pass for those of what was asked for.
 */
export async function findScope(
  actor: Actor,
  asked: { sessionId?: string | undefined; caseId?: string | undefined } | null,
): Promise<Scope | null> {
  if (!asked) {
    return null;
  }
  const { sessionId, caseId } = asked;
  if (!sessionId && !caseId) {
    return { session: null, case: null };
  }
  return asActor(
    actor,
    async (tx) => {
      const [session] = sessionId
        ? await tx
            .select({ id: sessions.id, title: sessions.title, startsOn: sessions.startsOn })
            .from(sessions)
            .where(sql`${sessions.id} = ${sessionId}::uuid`)
        : [];
      const [theCase] = caseId
        ? await tx
            .select({ id: cases.id, reference: cases.reference, title: cases.title })
            .from(cases)
            .where(sql`${cases.id} = ${caseId}::uuid`)
        : [];
      return (sessionId && !session) || (caseId && !theCase)
        ? null
        : { session: session ?? null, case: theCase ?? null };
    },
    { readOnly: true },
  );
}

/**
 * The figures of charts, over what the actor reads and nothing else. For a file (`toLeave`) positions that are for a
 * case's team alone are left out for everybody else, as they are from an exported list.
 */
export async function readCharts(
  actor: Actor,
  scope: Scope,
  names: readonly ChartName[],
  { toLeave = false }: { toLeave?: boolean } = {},
): Promise<Chart[]> {
  const states = await namedStates(actor);
  const own = new Set(
    [...states.values()]
      .filter(({ state }) => actor.hasExample || !state.isExample)
      .map(({ code }) => code),
  );
  const today = dayInZone(new Date(), actor.timeZone);
  return asActor(
    actor,
    async (tx) => {
      const asked: Asked = {
        tx,
        audiences: [actor.organisationId, actor.membershipId],
        scope,
        states,
        own,
        today,
        toLeave,
      };
      const charts: Chart[] = [];
      for (const name of names) {
        charts.push({ name, of: await readers[name](asked) } as Chart);
      }
      return charts;
    },
    { readOnly: true },
  );
}

/** How many positions a file leaves out, since they are for a case's team alone; "at least" beyond a bound. */
export async function countWithheld(
  actor: Actor,
  scope: Scope,
): Promise<{ n: number; atLeast: boolean }> {
  return asActor(actor, (tx) => countStayingBehind(tx, actor.membershipId, scope), {
    readOnly: true,
  });
}

const readers: { [Name in ChartName]: (asked: Asked) => Promise<Charts[Name]> } = {
  "promised-raised": readPromises,
  "stage-ladder": readLadder,
  "quiet-cases": readQuiet,
  "regional-balance": readBalance,
  "asks-outstanding": readOutstanding,
  "tile-map": readTiles,
};
