import "server-only";
import { eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { Forum, Naming, SessionKind } from "@/db/reference/words";
import { cases, organisations, sessions } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { namingsAllowed, noState } from "@/lib/consents/naming-queries";
import { dayInZone, genevaZone } from "@/lib/i18n/format";
import { aheadAndPast } from "@/lib/sessions/session";
import { type ShortTitle, shortTitleOf } from "@/lib/sessions/short-title";
import type { Access, NamedState } from "./commitment";
import { namedStates, type States } from "./named-states";
import { canOpenCommitment } from "./permissions";
import { todayOf } from "./queries";
import { readMembers } from "./row-queries";

export interface AskChoices {
  /** Cases that the actor may contribute to, the latest first. */
  cases: { id: string; reference: string; title: string; countryCode: string }[];
  sessions: {
    id: string;
    title: string;
    short: ShortTitle | null;
    forum: Forum;
    startsOn: string | null;
    isPast: boolean;
  }[];
  states: (NamedState & { group: string })[];
  members: { id: string; name: string }[];
}

const thisYear = (actor: Actor) => todayOf(actor).slice(0, 4);

/** The States that the actor works with, by name in their language, each with its regional group. */
export async function statesToAsk(actor: Actor): Promise<AskChoices["states"]> {
  return [...(await namedStates(actor)).values()]
    .filter(({ state }) => actor.hasExample || !state.isExample)
    .map(({ code, key, name, state }) => ({ code, key, name, group: state.regionalGroup ?? "" }));
}

/** The occasions to ask for, in the order of all lists of sessions. */
export async function sessionsToAskAt(actor: Actor): Promise<AskChoices["sessions"]> {
  const states = await namedStates(actor);
  return asActor(actor, (tx) => readSessionChoices(tx, states, thisYear(actor)), {
    readOnly: true,
  });
}

/** What a new ask may be made of; `caseId` is among the cases even when it is an old one. */
export async function askChoices(actor: Actor, caseId?: string): Promise<AskChoices> {
  const [states, named] = [await statesToAsk(actor), await namedStates(actor)];
  return asActor(
    actor,
    async (tx) => {
      const mine = await tx.execute<{
        id: string;
        reference: string;
        title: string;
        country: string;
      }>(
        sql`select c.id, c.reference, c.title, c.country_code as country from cases c
          where exists (select 1 from case_readers r where r.case_id = c.id
            and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
              or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute')))
          order by ${caseId ? sql`c.id = ${caseId}::uuid desc,` : sql``} c.changed_at desc limit 200`,
      );
      return {
        cases: [...mine].map(({ id, reference, title, country }) => ({
          id,
          reference,
          title,
          countryCode: country,
        })),
        sessions: await readSessionChoices(tx, named, thisYear(actor)),
        states,
        members: await readMembers(tx),
      };
    },
    { readOnly: true },
  );
}

/** What may be asked about a case on an occasion; null when the actor may not ask there. */
export async function findAskPlace(
  actor: Actor,
  caseId: string,
  sessionId: string,
): Promise<{
  case: {
    id: string;
    reference: string;
    title: string;
    countryCode: string;
    /** The organisation whose case it is; null where that is the actor's own. */
    partner: string | null;
  };
  session: { id: string; kind: SessionKind; title: string; forum: Forum; startsOn: string | null };
  mayName: Naming;
} | null> {
  return asActor(
    actor,
    async (tx) => {
      const [theCase] = await tx
        .select({
          id: cases.id,
          reference: cases.reference,
          title: cases.title,
          countryCode: cases.countryCode,
          partner: sql<
            string | null
          >`case when ${cases.orgId} <> app.org() then ${organisations.name} end`,
          access: sql<Access | null>`(select r.level from case_readers r where r.case_id = ${cases.id}
            and (r.audience_id = app.membership() or (r.audience_id = app.org() and r.via = 'partner'))
            order by r.level in ('lead', 'edit', 'contribute') desc limit 1)`,
        })
        .from(cases)
        .innerJoin(organisations, eq(organisations.id, cases.orgId))
        .where(eq(cases.id, caseId));
      const [session] = await tx
        .select({
          id: sessions.id,
          kind: sessions.kind,
          title: sessions.title,
          forum: sessions.forum,
          startsOn: sessions.startsOn,
        })
        .from(sessions)
        .where(eq(sessions.id, sessionId));
      if (!theCase || !session || !canOpenCommitment(actor, theCase.access)) {
        return null;
      }
      const { access: _, ...rest } = theCase;
      const place = { caseId, forum: session.forum, stateCode: noState };
      const mayName = await namingsAllowed(tx, [place]);
      return { case: rest, session, mayName: mayName(place) };
    },
    { readOnly: true },
  );
}

async function readSessionChoices(
  tx: Tx,
  states: States,
  year: string,
): Promise<AskChoices["sessions"]> {
  const found = await tx
    .select({
      id: sessions.id,
      title: sessions.title,
      forum: sessions.forum,
      startsOn: sessions.startsOn,
      endsOn: sessions.endsOn,
      startsAt: sessions.startsAt,
      status: sessions.status,
      orgId: sessions.orgId,
      kind: sessions.kind,
      number: sessions.number,
      statesUnderReview: sessions.statesUnderReview,
      datePrecision: sessions.datePrecision,
    })
    .from(sessions);
  const { ahead, past } = aheadAndPast(found, dayInZone(new Date(), genevaZone));
  return [...ahead, ...past].map((session, at) => {
    const { id, title, forum, startsOn } = session;
    const short = shortTitleOf(session, (code) => states.get(code)?.name, year);
    return { id, title, short, forum, startsOn, isPast: at >= ahead.length };
  });
}
