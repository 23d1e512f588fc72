import "server-only";
import { inArray, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { cases, sessions } from "@/db/schema";
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
};

const most = 6;
const longest = 100;

/** Searches States by any of their names, cases by title and reference, sessions by title. */
export async function search(actor: Actor, typed: string): Promise<Found> {
  // Cut first: a cut may go through the middle of a character.
  const sought = cleanText(typed.trim().slice(0, longest)).trim();
  if (!sought) {
    return { states: [], cases: [], sessions: [] };
  }
  const states = rankStates(await listStates(actor), await foldedNames(actor), sought);
  const found = await asActor(
    actor,
    async (tx) => ({
      cases: await findCases(tx, sought),
      sessions: await findSessions(tx, sought),
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
