import "server-only";
import { sql } from "drizzle-orm";
import { type Asked, all, list, once, toAudience } from "./asked";

/** The States that spoke, whoever reads what they had promised: an intervention is as open as its case. */
export const listSpeaking = once(async (asked: Asked): Promise<ReadonlySet<string>> => {
  const { session, case: theCase } = asked.scope;
  if (theCase) {
    return codes(await listInInterventions(asked));
  }
  if (!session) {
    return codes(
      await asked.tx.execute<Coded>(
        sql`select s.code from states s
          where exists (select 1 from intervention_states i where i.state_code = s.code)`,
      ),
    );
  }
  const { raised, others } = await listRaising(asked, session.id);
  return codes([...raised, ...(await listInInterventions(asked, others))]);
});

type Coded = { code: string };

const codes = (rows: Iterable<Coded>) => new Set([...rows].map(({ code }) => code));

/**
 * Which States raised something at a session that the actor reads: they have spoken, so that their interventions, by
 * the thousand and each with rights of its own, need not be looked at.
 */
async function listRaising(asked: Asked, sessionId: string) {
  const rows = await asked.tx.execute<Coded & { raised: boolean }>(
    sql`select s.code, exists (select 1 from commitment_readers r where ${toAudience(asked)}
      and r.session_id = ${sessionId}::uuid and r.state_code = s.code and r.stage = 'raised' offset 0) as raised
      from states s`,
  );
  return {
    raised: [...rows].filter(({ raised }) => raised),
    others: [...rows].filter(({ raised }) => !raised),
  };
}

async function listInInterventions(
  { tx, scope }: Asked,
  among?: readonly Coded[],
): Promise<Iterable<Coded>> {
  const states = among
    ? list(
        among.map(({ code }) => code),
        "text",
      )
    : null;
  return tx.execute<Coded>(
    sql`select distinct x.state_code as code from interventions i
      join intervention_states x on x.org_id = i.org_id and x.intervention_id = i.id
      where ${all([
        ...(scope.session ? [sql`i.session_id = ${scope.session.id}::uuid`] : []),
        ...(states ? [sql`x.state_code = any(${states})`] : []),
        ...(scope.case
          ? [
              sql`exists (select 1 from intervention_cases c where c.org_id = i.org_id
                and c.intervention_id = i.id and c.case_id = ${scope.case.id}::uuid)`,
            ]
          : []),
      ])}`,
  );
}
