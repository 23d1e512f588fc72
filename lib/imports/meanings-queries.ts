import "server-only";
import { and, inArray, sql } from "drizzle-orm";
import { createTranslator } from "next-intl";
import { asActor } from "@/db/client";
import type { ShownStage } from "@/db/reference/words";
import { commitments } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { sessionsToAskAt } from "@/lib/commitments/choice-queries";
import { todayOf } from "@/lib/commitments/queries";
import { readMembers } from "@/lib/commitments/row-queries";
import { catalogueFor } from "@/lib/i18n/catalogue";
import { availableLocales, localeDetails } from "@/lib/i18n/locales";
import { sessionNameBy } from "@/lib/sessions/short-title";
import {
  type CaseChoice,
  type Choices,
  type Draft,
  matchCases,
  matchOwners,
  matchSessions,
  nearestCases,
  occasionFor,
  type SessionChoice,
  unnamed,
} from "./import";
import { standingKey } from "./plan";
import type { Asking, Facts } from "./sheet";

export type Meant = Pick<
  Draft,
  "meant" | "asked" | "cases" | "nearCases" | "sessions" | "members"
> & {
  asking: Omit<Asking, "rows" | "wantsPieces">;
};

/** As many names are looked for by likeness; a longer list of unknown cases is another kind of sheet. */
const mostLikened = 60;

/** What the sheet means: what its author said, and what is certain. Read as they may read. */
export async function readMeanings(actor: Actor, facts: Facts, choices: Choices): Promise<Meant> {
  const sessions = await knownSessions(actor);
  const today = todayOf(actor);
  return asActor(
    actor,
    async (tx) => {
      const cases = await readCases(tx);
      const members = await readMembers(tx);
      const byId = new Map(cases.map((one) => [one.id, one]));
      const certain = {
        case: matchCases(cases),
        session: matchSessions(sessions),
        owner: matchOwners(members),
      };
      const meant: Meant["meant"] = {
        states: meaningsOf(facts.states, choices.states, ({ code }) => code),
        cases: meaningsOf(facts.cases, choices.cases, ({ key }) => certain.case(key)?.id ?? null),
        owners: meaningsOf(
          facts.owners,
          choices.owners,
          ({ key }) => certain.owner(key)?.id ?? null,
        ),
        named: meaningsOf(
          facts.sessions,
          choices.named,
          ({ key }) => certain.session(key)?.id ?? null,
        ),
        sessions: meaningsOf(
          facts.forums.map(({ forum }) => ({ key: forum ?? unnamed, forum })),
          choices.sessions,
          ({ forum }) => occasionFor(sessions, forum, today)?.id ?? null,
        ),
        fills: meaningsOf(
          facts.fills.map(({ fill, said }) => ({ key: fill ?? unnamed, said })),
          choices.fills,
          ({ said }) => said,
        ) as Record<string, ShownStage | null>,
        dates: choices.dates ?? facts.dates ?? "said",
      };
      const asked = {
        cases: facts.cases.flatMap(({ key }) => (certain.case(key) ? [] : [key])),
        named: facts.sessions.flatMap(({ key }) => (certain.session(key) ? [] : [key])),
      };
      const left = (said: Record<string, string>, key: string) => said[key] === "";
      const asking: Meant["asking"] = {
        states: entriesOf(meant.states, (key) => left(choices.states, key)),
        cases: Object.entries(meant.cases).flatMap(([key, id]): Asking["cases"] => {
          const found = id ? byId.get(id) : undefined;
          return found
            ? [[key, { id: found.id, ownState: found.countryCode, isReadOnly: found.isReadOnly }]]
            : left(choices.cases, key)
              ? [[key, null]]
              : [];
        }),
        named: entriesOf(meant.named, (key) => left(choices.named, key)),
        sessions: entriesOf(meant.sessions, (key) => left(choices.sessions, key)).map(
          ([key, id]) => [key === unnamed ? null : (key as never), id],
        ),
        owners: Object.entries(meant.owners).flatMap(([key, id]): Asking["owners"] =>
          id ? [[key, id]] : [],
        ),
        fills: facts.fills.flatMap(({ fill }): Asking["fills"] => {
          const stage = meant.fills[fill ?? unnamed] ?? null;
          return stage || left(choices.fills, fill ?? unnamed) ? [[fill, stage]] : [];
        }),
        dates: meant.dates,
        today,
        standing: [],
      };
      asking.standing = await readStanding(tx, asking);
      return {
        meant,
        asked,
        cases,
        nearCases: nearOnes(
          asked.cases,
          cases.filter(({ isReadOnly }) => !isReadOnly),
        ),
        sessions,
        members,
        asking,
      };
    },
    { readOnly: true },
  );
}

/** The sessions of the tracker, with what they are called in the reader's language. */
async function knownSessions(actor: Actor): Promise<SessionChoice[]> {
  const code = availableLocales().find((one) => one.code === actor.locale)?.code ?? "en";
  const t = createTranslator({
    locale: localeDetails(code).tag,
    messages: catalogueFor(code),
    namespace: "sessions.short",
  });
  const nameOf = sessionNameBy(t);
  return (await sessionsToAskAt(actor)).map(({ short, ...one }) => ({
    ...one,
    shortName: nameOf({ title: one.title, short }),
  }));
}

function meaningsOf<Known extends { key: string }>(
  known: readonly Known[],
  said: Readonly<Record<string, string>>,
  certain: (one: Known) => string | null,
): Record<string, string | null> {
  return Object.fromEntries(
    known.map((one) => [
      one.key,
      said[one.key] === undefined ? certain(one) : said[one.key] || null,
    ]),
  );
}

function entriesOf(
  meant: Record<string, string | null>,
  isLeft: (key: string) => boolean,
): [string, string | null][] {
  return Object.entries(meant).filter(([key, value]) => value !== null || isLeft(key));
}

function nearOnes(asked: readonly string[], cases: CaseChoice[]) {
  const named = asked.filter((key) => key !== "").slice(0, mostLikened);
  return Object.fromEntries(
    named.map((key) => [key, nearestCases(cases, key).map(({ id }) => id)]),
  );
}

type Reading = Parameters<Parameters<typeof asActor>[1]>[0];

/** The cases that the actor reads, those whose commitments they may set before the others. */
async function readCases(tx: Reading): Promise<CaseChoice[]> {
  const rows = await tx.execute<Omit<CaseChoice, "countryCode"> & { country: string }>(
    sql`select c.id, c.reference, c.title, c.country_code as country, not (
        app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r where r.case_id = c.id
          and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
            or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
              and (r.valid_until is null or r.valid_until >= current_date))))) as "isReadOnly"
      from cases c
      order by "isReadOnly", c.changed_at desc limit 10000`,
  );
  return [...rows].map(({ country, ...one }) => ({ ...one, countryCode: country }));
}

async function readStanding(tx: Reading, asking: Meant["asking"]): Promise<Asking["standing"]> {
  const caseIds = [...new Set(asking.cases.flatMap(([, found]) => (found ? [found.id] : [])))];
  const sessionIds = [
    ...new Set([...asking.named, ...asking.sessions].flatMap(([, id]) => (id ? [id] : []))),
  ];
  if (caseIds.length === 0 || sessionIds.length === 0) {
    return [];
  }
  const rows = await tx
    .select({
      stateCode: commitments.stateCode,
      caseId: commitments.caseId,
      sessionId: commitments.sessionId,
      stage: commitments.stage,
      isRaised: commitments.isRaised,
      word: commitments.word,
      wordOn: commitments.wordOn,
      askedOn: commitments.askedOn,
      note: commitments.wordText,
      nextStep: commitments.nextStep,
      dueOn: commitments.dueOn,
      ownerId: commitments.ownerId,
      stepGoneWith: sql<
        ShownStage[]
      >`case when ${commitments.nextStep} = '' and ${commitments.dueOn} is null then '{}'
        else array(select s from unnest(array['agreed', 'declined', 'raised']) s
          where app.step_gone_with(commitments, s) <> '{}') end`,
      heard: sql<string[]>`case when ${commitments.isRaised} then array(
        select i.summary from intervention_commitments l,
          lateral (select * from interventions k where k.org_id = l.org_id and k.id = l.intervention_id limit 1) i
        where l.commitment_id = ${commitments.id}) else '{}' end`,
      version: commitments.version,
    })
    .from(commitments)
    .where(and(inArray(commitments.caseId, caseIds), inArray(commitments.sessionId, sessionIds)));
  return rows.map(({ stateCode, caseId, sessionId, word, ...one }) => [
    standingKey(stateCode, caseId, sessionId),
    { ...one, word: word as never },
  ]);
}
