import "server-only";
import { sql } from "drizzle-orm";
import { sessions } from "@/db/schema/sessions";
import { datesOf, type SessionDates, standingOf } from "@/lib/sessions/session";
import type { PromisedRaised } from "../chart";
import { countsOfSessions, type Outcome } from "../count";
import { type Asked, counted, toAudience } from "./asked";
import { listSpeaking } from "./speaking";
import { staysBehind } from "./withheld";

type Row = { sessionId: string; outcome: Outcome; n: number };

const outcome = sql`case when r.stage = 'agreed' then 'open' when r.promised then 'kept' else 'unasked' end`;

/** Sessions are looked at from the latest, up to this many. */
export const sessionsLookedAt = 200;

/** What became of promises at each session, the latest first. */
export async function readPromises(asked: Asked): Promise<PromisedRaised> {
  const { tx, scope } = asked;
  const counts = countsOfSessions(
    scope.case ? await countRows(asked) : await readTotals(asked),
    asked.toLeave && !scope.case ? await countBehind(asked) : [],
  );
  const known = counts.size
    ? await tx
        .select({
          id: sessions.id,
          title: sessions.title,
          kind: sessions.kind,
          status: sessions.status,
          startsOn: sessions.startsOn,
          endsOn: sessions.endsOn,
          startsAt: sessions.startsAt,
          datePrecision: sessions.datePrecision,
        })
        .from(sessions)
        .where(sql`${sessions.id} = any(${`{${[...counts.keys()].join(",")}}`}::uuid[])`)
        .orderBy(sql`${sessions.startsOn} desc nulls last`, sessions.id)
        .limit(sessionsLookedAt + 1)
    : [];
  return {
    ...(known.length > sessionsLookedAt && { isPart: true as const }),
    sessions: known.slice(0, sessionsLookedAt).map((session) => {
      const count = counts.get(session.id) ?? { open: 0, kept: 0, unasked: 0 };
      return {
        session: {
          id: session.id,
          title: session.title,
          on: session.status === "open" ? null : datesOf(session),
        },
        ...(isToCome(session, asked.today, count) && { isToCome: true as const }),
        ...count,
      };
    }),
    spoke: scope.session || scope.case ? (await listSpeaking(asked)).size : null,
  };
}

/**
 * Whether what was promised for a session can still be raised there: it has not begun, and nobody has spoken at it; or it
 * is one that never ends.
 */
const isToCome = (
  session: SessionDates,
  today: string,
  { kept, unasked }: { kept: number; unasked: number },
): boolean => {
  const standing = standingOf(session, today);
  return (
    standing === "open" || (["upcoming", "undated"].includes(standing) && kept + unasked === 0)
  );
};

/** A case is small enough to be counted. */
async function countRows(asked: Asked): Promise<Row[]> {
  const rows = await asked.tx.execute<Row>(
    sql`select r.session_id as "sessionId", ${outcome} as outcome, count(*)::int as n from commitment_readers r
      where ${counted(asked)} and r.stage in ('agreed', 'raised') group by 1, 2`,
  );
  return [...rows];
}

/** Of sessions alone the kept totals know. */
async function readTotals(asked: Asked): Promise<Row[]> {
  const { session } = asked.scope;
  const rows = await asked.tx.execute<Row>(
    sql`select r.session_id as "sessionId", r.outcome, sum(r.n)::int as n from promise_tallies r
      where ${toAudience(asked)} ${session ? sql`and r.session_id = ${session.id}::uuid` : sql``}
      group by 1, 2`,
  );
  return [...rows];
}

/** What the kept totals hold and a file may not. */
async function countBehind(asked: Asked): Promise<Row[]> {
  const { session } = asked.scope;
  const rows = await asked.tx.execute<Row>(
    sql`select r.session_id as "sessionId", ${outcome} as outcome, count(*)::int as n
      from commitments c
      join commitment_readers r on r.commitment_id = c.id and ${toAudience(asked)}
      where ${staysBehind(asked.audiences[1])} and (c.stage = 'agreed' or c.is_raised)
        and r.stage in ('agreed', 'raised')
        ${session ? sql`and c.session_id = ${session.id}::uuid` : sql``}
      group by 1, 2`,
  );
  return [...rows];
}
