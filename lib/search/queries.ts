import "server-only";
import { inArray, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import { cases, sessions } from "@/db/schema";
import type { PartName } from "@/lib/alerts/part-names";
import type { Actor } from "@/lib/auth/actor";
import { rankStates } from "@/lib/states/find-states";
import { stateName } from "@/lib/states/names";
import { foldedNames, listStates } from "@/lib/states/queries";
import { cleanText } from "@/lib/text/clean-text";

/** What was found of one kind. It says nothing of how much there is besides, nor of what one may not see. */
export type Found = {
  states: { key: string; name: string }[];
  cases: { id: string; reference: string; title: string }[];
  sessions: { id: string; title: string }[];
  alerts: {
    id: string;
    caseId: string;
    caseReference: string;
    number: number;
    /** In the language in which the words were found; empty where nobody has written one. */
    title: string;
    language: AlertLanguage;
    section: PartName;
  }[];
};

const most = 6;
const longest = 100;

/**
 * Searches States by any of their names, cases by title and reference, sessions by title, alerts by every word that the
 * actor reads in them.
 */
export async function search(actor: Actor, typed: string): Promise<Found> {
  // Cut first: a cut may go through the middle of a character.
  const sought = cleanText(typed.trim().slice(0, longest)).trim();
  if (!sought) {
    return { states: [], cases: [], sessions: [], alerts: [] };
  }
  const states = rankStates(await listStates(actor), await foldedNames(actor), sought);
  const found = await asActor(
    actor,
    async (tx) => ({
      cases: await findCases(tx, sought),
      sessions: await findSessions(tx, sought),
      alerts: await findAlerts(tx, sought),
    }),
    { readOnly: true },
  );
  return {
    states: states
      .slice(0, most)
      .map((state) => ({ key: state.key, name: stateName(state, actor.locale) })),
    ...found,
  };
}

function findCases(tx: Tx, sought: string) {
  return tx
    .select({ id: cases.id, reference: cases.reference, title: cases.title })
    .from(cases)
    .where(inArray(cases.id, sql`(select case_id from app.search_cases(${sought}, ${most}))`))
    .limit(most);
}

/** The case and the title are read through the actor's own rights again. */
async function findAlerts(tx: Tx, sought: string): Promise<Found["alerts"]> {
  const rows = await tx.execute<Found["alerts"][number]>(sql`
    select a.id, a.case_id as "caseId", c.reference as "caseReference", a.number, t.language, f.section,
      coalesce(app.read_words(t.id, 'title'), '') as title
    from app.search_alerts(${sought}, ${most}) with ordinality f
    join alerts a on a.id = f.alert_id
    join alert_texts t on t.id = f.text_id
    join cases c on c.org_id = a.org_id and c.id = a.case_id
    order by f.ordinality`);
  return [...rows];
}

/** Few enough to look at each: the calendar of the United Nations and one's own. */
function findSessions(tx: Tx, sought: string) {
  const pattern = `%${sought.replace(/[\\%_]/g, "\\$&")}%`;
  const short = /^(hrc|upr|ga)\s*-?\s*(\d{1,3})$/i.exec(sought);
  return tx
    .select({ id: sessions.id, title: sessions.title })
    .from(sessions)
    .where(
      sql`${sessions.status} <> 'retired' and (${sessions.title} ilike ${pattern}
        or (${sessions.forum} = ${short?.[1]?.toLowerCase() ?? ""} and ${sessions.number} = ${Number(short?.[2] ?? -1)}))`,
    )
    .orderBy(sql`${sessions.startsOn} desc nulls last`)
    .limit(most);
}
