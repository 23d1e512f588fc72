import "server-only";
import { and, asc, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { Forum, Naming, ShownStage, Stage, Word } from "@/db/reference/words";
import {
  cases,
  commitmentEvents,
  commitments,
  memberships,
  organisations,
  people,
  sessions,
} from "@/db/schema";
import { states as statesTable } from "@/db/schema/reference";
import type { Actor } from "@/lib/auth/actor";
import { namingsAllowed, noState } from "@/lib/consents/naming-queries";
import { type DatePrecision, dayInZone } from "@/lib/i18n/format";
import { foldName, stateName } from "@/lib/states/names";
import { listStates, type State, stateMatcher } from "@/lib/states/queries";
import type {
  Access,
  CommitmentDetail,
  CommitmentEvent,
  CommitmentPage,
  CommitmentRow,
  CommitmentView,
  NamedState,
} from "./commitment";
import { lastPage, openStages, waitingStages } from "./commitment";
import { readCursor, writeCursor } from "./cursor";
import {
  countListing,
  type Found,
  findCases,
  type ListingContext,
  orderOf,
  type Search,
  type Totals,
} from "./listing";
import { canChangeCommitment, canOpenCommitment } from "./permissions";
import { readView, type SearchParams, writeQuery } from "./view";

/**
 * A page of the commitments that the actor may read, as `view` filters and orders them. Depth and size cost nothing:
 * see listing.ts. A cursor that does not belong to the order gives the first page.
 */
export async function listCommitments(actor: Actor, view: CommitmentView): Promise<CommitmentPage> {
  const states = await namedStates(actor);
  return asActor(
    actor,
    async (tx) => {
      const context = await listingContext(tx, actor, view, states);
      const stretch = await readStretch(tx, context);
      const [rows, totals, members] = [
        await readRows(
          tx,
          actor,
          stretch.found.map((row) => row.id),
          states,
        ),
        await countListing(tx, context),
        await readMembers(tx),
      ];
      return {
        rows,
        ...pageEnds(stretch, totals),
        total: { n: totals.n, atLeast: totals.atLeast },
        promised: totals.promised,
        raised: totals.raised,
        members,
        query: writeQuery(view, [...states.values()]),
        today: context.today,
      };
    },
    { readOnly: true },
  );
}

/** The view that an address asks for; see `readView`. */
export async function viewFrom(
  actor: Actor,
  params: SearchParams,
  fixed: Partial<CommitmentView> = {},
): Promise<CommitmentView> {
  return readView(params, await listStates(actor), fixed);
}

type States = ReadonlyMap<string, NamedState & { state: State }>;

/**
 * Every State in use, by its name in the reader's language. The invented ones too, wherever the reader comes from: a
 * partner may share the example, and a row whose State had no place in an order would vanish from the list.
 */
async function namedStates(actor: Actor): Promise<States> {
  const named = (await listStates({ ...actor, hasExample: true })).map((state) => ({
    code: state.code,
    key: state.key,
    name: stateName(state, actor.locale),
    state,
  }));
  const order = new Intl.Collator(actor.locale === "qps" ? "en" : actor.locale);
  named.sort((a, b) => order.compare(a.name, b.name));
  return new Map(named.map((state) => [state.code, state]));
}

export async function listingContext(
  tx: Tx,
  actor: Actor,
  view: CommitmentView,
  states: States,
): Promise<ListingContext> {
  return {
    actor,
    view,
    search: view.q ? await resolveSearch(tx, actor, view.q, states) : null,
    statesByName: [...states.keys(), ...(goesByState(view) ? await retiredStates(tx) : [])],
    sessionsByDate: view.group === "session" ? await sessionsByDate(tx) : [],
    today: todayOf(actor),
  };
}

export function todayOf(actor: Pick<Actor, "timeZone">): string {
  return dayInZone(new Date(), actor.timeZone);
}

async function resolveSearch(tx: Tx, actor: Actor, q: string, states: States): Promise<Search> {
  // Invented States too: only commitments that the reader sees are searched.
  const matched = (await stateMatcher({ ...actor, hasExample: true })).match(q);
  const found = new Set(
    matched.kind === "one" ? [matched.code] : matched.kind === "several" ? matched.codes : [],
  );
  const typed = foldName(q);
  if (typed.length >= 2) {
    for (const state of states.values()) {
      if (` ${foldName(state.name)}`.includes(` ${typed}`)) {
        found.add(state.code);
      }
    }
  }
  return { states: [...found].filter((code) => states.has(code)), cases: await findCases(tx, q) };
}

const goesByState = (view: CommitmentView) =>
  view.group === "state" || (!view.group && view.sort === "state");

async function retiredStates(tx: Tx): Promise<string[]> {
  const retired = await tx
    .select({ code: statesTable.code })
    .from(statesTable)
    .where(isNotNull(statesTable.retiredAt))
    .orderBy(asc(statesTable.code));
  return retired.map((state) => state.code);
}

async function sessionsByDate(tx: Tx): Promise<string[]> {
  const found = await tx
    .select({ id: sessions.id })
    .from(sessions)
    .orderBy(sql`${sessions.startsOn} desc nulls last`, asc(sessions.id));
  return found.map((session) => session.id);
}

interface Stretch {
  found: Found[];
  order: ReturnType<typeof orderOf>;
  limit: number;
  from: number | null;
  hasMore: boolean;
  backwards: boolean;
  isBounded: boolean;
}

async function readStretch(tx: Tx, context: ListingContext): Promise<Stretch> {
  const { view } = context;
  const order = orderOf(context);
  const limit = Math.min(Math.max(view.limit, 1), 1_000);
  const backwards = view.before !== undefined;
  const isLast = view.before === lastPage;
  const cursor = isLast ? null : readCursor(view.before ?? view.after, order.name, order.keyCount);
  const read = await order.read(
    tx,
    cursor?.keys.map(String) ?? null,
    backwards && (isLast || cursor !== null),
    limit + 1,
  );
  const turned = backwards && (isLast || cursor !== null);
  const found = read.slice(0, limit);
  if (turned) {
    found.reverse();
  }
  const at = cursor?.position ?? null;
  return {
    found,
    order,
    limit,
    from:
      !cursor && !isLast
        ? 1
        : at === null
          ? null
          : turned
            ? Math.max(1, at - found.length)
            : at + 1,
    hasMore: read.length > limit,
    backwards: turned,
    isBounded: cursor !== null,
  };
}

function pageEnds(
  { found, order, from, hasMore, backwards, isBounded }: Stretch,
  totals: Totals,
): Pick<CommitmentPage, "from" | "next" | "previous"> {
  const first = found[0];
  const last = found.at(-1);
  const start =
    backwards && !isBounded && !totals.atLeast ? Math.max(1, totals.n - found.length + 1) : from;
  const cursor = (row: Found, position: number | null) =>
    writeCursor({ order: order.name, keys: order.keysOf(row), position });
  const hasNext = backwards ? isBounded : hasMore;
  const hasPrevious = backwards ? hasMore : isBounded;
  return {
    from: start,
    next: last && hasNext ? cursor(last, start === null ? null : start + found.length - 1) : null,
    previous: first && hasPrevious ? cursor(first, start) : null,
  };
}

const columns = {
  id: commitments.id,
  version: commitments.version,
  stateCode: commitments.stateCode,
  caseId: commitments.caseId,
  caseReference: cases.reference,
  caseTitle: cases.title,
  sessionId: commitments.sessionId,
  sessionTitle: sessions.title,
  forum: commitments.forum,
  stage: commitments.stage,
  isRaised: commitments.isRaised,
  closedAs: commitments.closedAs,
  withCapital: commitments.withCapital,
  leaning: commitments.leaning,
  word: commitments.word,
  modality: commitments.modality,
  naming: commitments.naming,
  confidentiality: commitments.confidentiality,
  visibility: commitments.visibility,
  delivery: commitments.delivery,
  nextStep: commitments.nextStep,
  dueOn: commitments.dueOn,
  ownerId: commitments.ownerId,
  ownerName: people.name,
  changedAt: commitments.changedAt,
  access: sql<Access | null>`(select r.level from case_readers r where r.case_id = ${commitments.caseId}
    and (r.audience_id = app.membership() or (r.audience_id = app.org() and r.via = 'partner'))
    order by r.level in ('lead', 'edit', 'contribute') desc limit 1)`,
};

/** The rows of these ids, in their order; those that the actor may not read are missing. */
export async function readRows(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  states: States,
): Promise<CommitmentRow[]> {
  if (ids.length === 0) {
    return [];
  }
  const found = await tx
    .select(columns)
    .from(commitments)
    .innerJoin(cases, and(eq(cases.orgId, commitments.orgId), eq(cases.id, commitments.caseId)))
    .innerJoin(sessions, eq(sessions.id, commitments.sessionId))
    .leftJoin(memberships, eq(memberships.id, commitments.ownerId))
    .leftJoin(people, eq(people.id, memberships.personId))
    .where(inArray(commitments.id, [...ids]));
  const mayName = await namingsAllowed(tx, found);
  const byId = new Map(found.map((row) => [row.id, rowOf(actor, row, mayName(row), states)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

type Selected = {
  [K in keyof typeof columns]: (typeof columns)[K] extends {
    _: { data: infer D; notNull: infer N };
  }
    ? N extends true
      ? D
      : D | null
    : unknown;
};
type Row = Omit<Selected, "access" | "ownerName"> & {
  access: Access | null;
  ownerName: string | null;
};

function rowOf(actor: Actor, row: Row, mayName: Naming, states: States): CommitmentRow {
  return {
    id: row.id,
    version: row.version,
    state: plainState(states.get(row.stateCode), row.stateCode),
    case: { id: row.caseId, reference: row.caseReference, title: row.caseTitle },
    session: { id: row.sessionId, title: row.sessionTitle },
    forum: row.forum as Forum,
    stage: row.stage as Stage,
    isRaised: row.isRaised,
    closedAs: row.closedAs as CommitmentRow["closedAs"],
    withCapital: row.withCapital,
    leaning: row.leaning as CommitmentRow["leaning"],
    word: row.word as Word | null,
    modality: row.modality as CommitmentRow["modality"],
    naming: row.naming as Naming,
    mayName,
    confidentiality: row.confidentiality as CommitmentRow["confidentiality"],
    visibility: row.visibility as CommitmentRow["visibility"],
    delivery: row.delivery as CommitmentRow["delivery"],
    nextStep: row.nextStep,
    dueOn: row.dueOn,
    owner: row.ownerId ? { id: row.ownerId, name: row.ownerName ?? "" } : null,
    changedAt: row.changedAt.toISOString(),
    changedOn: dayInZone(row.changedAt, actor.timeZone),
    mayChange: canChangeCommitment(actor, row.access),
  };
}

/** A retired State, or an invented one where the example is gone, keeps its code as its name. */
function plainState(state: NamedState | undefined, code: string): NamedState {
  return state
    ? { code: state.code, key: state.key, name: state.name }
    : { code, key: code.toLowerCase(), name: code };
}

async function readMembers(tx: Tx): Promise<{ id: string; name: string }[]> {
  return tx
    .select({ id: memberships.id, name: people.name })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.orgId, sql`app.org()`), eq(memberships.status, "confirmed")))
    .orderBy(asc(people.name))
    .limit(200);
}

/** One commitment with its history; null when there is none or it is not the actor's to read. */
export async function findCommitment(actor: Actor, id: string): Promise<CommitmentDetail | null> {
  const states = await namedStates(actor);
  return asActor(
    actor,
    async (tx) => {
      const [row] = await readRows(tx, actor, [id], states);
      if (!row) {
        return null;
      }
      const [more] = await tx
        .select({
          caseCountry: cases.countryCode,
          wordOn: commitments.wordOn,
          wordSaidBy: commitments.wordSaidBy,
          wordHeardBy: commitments.wordHeardBy,
          wordText: commitments.wordText,
          wordingAsked: commitments.wordingAsked,
          wordingOffered: commitments.wordingOffered,
          condition: commitments.condition,
          askedOn: commitments.askedOn,
          raisedOn: commitments.raisedOn,
          raisedPrecision: sql<DatePrecision>`coalesce(${commitments.raisedPrecision}, 'unknown')`,
          openedFrom: commitments.openedFrom,
        })
        .from(commitments)
        .innerJoin(cases, and(eq(cases.orgId, commitments.orgId), eq(cases.id, commitments.caseId)))
        .where(eq(commitments.id, id));
      if (!more) {
        return null;
      }
      return {
        ...row,
        ...more,
        members: await readMembers(tx),
        history: await readHistory(tx, row),
      };
    },
    { readOnly: true },
  );
}

async function readHistory(tx: Tx, row: CommitmentRow): Promise<CommitmentEvent[]> {
  const events = await tx
    .select({
      id: commitmentEvents.id,
      kind: commitmentEvents.kind,
      at: commitmentEvents.at,
      changes: commitmentEvents.changes,
      before: commitmentEvents.before,
      undoes: commitmentEvents.undoes,
      by: people.name,
      organisation: organisations.name,
      isOurs: sql<boolean>`${commitmentEvents.actorOrgId} is not distinct from app.org()`,
    })
    .from(commitmentEvents)
    .leftJoin(people, eq(people.id, commitmentEvents.personId))
    .leftJoin(organisations, eq(organisations.id, commitmentEvents.actorOrgId))
    .where(eq(commitmentEvents.commitmentId, row.id))
    .orderBy(desc(commitmentEvents.at), desc(commitmentEvents.id))
    .limit(200);
  const undone = new Set(events.flatMap((event) => event.undoes ?? []));
  return events.map((event) => ({
    id: event.id,
    kind: event.kind,
    at: event.at.toISOString(),
    by: event.by,
    byPartner: event.isOurs ? null : event.organisation,
    changes: Object.entries(event.changes).map(([column, to]) => ({
      field: camel(column),
      from: event.before[column] ?? null,
      to,
    })),
    mayUndo: row.mayChange && event.kind === "changed" && !undone.has(event.id),
  }));
}

const camel = (column: string) =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Asks that wait for a State's answer and have a day for it, the earliest first; closed ones have none. */
export async function listOutstanding(
  actor: Actor,
  { mine, sessionId, limit }: { mine: boolean; sessionId?: string; limit: number },
): Promise<CommitmentRow[]> {
  const states = await namedStates(actor);
  return asActor(
    actor,
    async (tx) => {
      const branches = [actor.organisationId, actor.membershipId].map((audience) => {
        const conditions = [
          sql`r.audience_id = ${audience}::uuid`,
          sql`r.due_on is not null`,
          sql`r.stage = any(${`{${waitingStages.join(",")}}`}::text[])`,
          ...(mine ? [sql`r.owner_id = ${actor.membershipId}::uuid`] : []),
          ...(sessionId ? [sql`r.session_id = ${sessionId}::uuid`] : []),
        ];
        return sql`(select r.commitment_id, r.due_on from commitment_readers r
          where ${sql.join(conditions, sql` and `)} order by r.due_on, r.commitment_id limit ${limit})`;
      });
      const found = await tx.execute<{ id: string }>(
        sql`select u.commitment_id as id from (${sql.join(branches, sql` union all `)}) u
          order by u.due_on, u.commitment_id limit ${limit}`,
      );
      return readRows(
        tx,
        actor,
        [...found].map((row) => row.id),
        states,
      );
    },
    { readOnly: true },
  );
}

/** How many commitments stand at each shown stage: of a session, of a case, or of all that the actor reads. */
export async function countStages(
  actor: Actor,
  { sessionId, caseId }: { sessionId?: string; caseId?: string } = {},
): Promise<Record<ShownStage, number>> {
  const audiences = sql`r.audience_id in (${actor.organisationId}::uuid, ${actor.membershipId}::uuid)`;
  const counted = await asActor(
    actor,
    (tx) =>
      tx.execute<{ stage: ShownStage; n: number }>(
        sessionId || caseId
          ? sql`select r.stage, count(*)::int as n from commitment_readers r where ${audiences}
              and ${sessionId ? sql`r.session_id = ${sessionId}::uuid` : sql`r.case_id = ${caseId}::uuid`}
              group by r.stage`
          : sql`select r.stage, sum(r.n)::int as n from commitment_tallies r where ${audiences} group by r.stage`,
      ),
    { readOnly: true },
  );
  const counts = {
    not_approached: 0,
    planned: 0,
    asked: 0,
    considering: 0,
    agreed: 0,
    raised: 0,
    declined: 0,
    no_answer: 0,
  } satisfies Record<ShownStage, number>;
  for (const { stage, n } of counted) {
    counts[stage] = n;
  }
  return counts;
}

/** How many open asks wait for the actor: the number beside "Commitments". */
export async function countMine(actor: Actor): Promise<number> {
  const [counted] = await asActor(
    actor,
    (tx) =>
      tx.execute<{ n: number }>(sql`select count(*)::int as n from (
        select 1 from commitment_readers r
        where r.audience_id in (${actor.organisationId}::uuid, ${actor.membershipId}::uuid)
          and r.owner_id = ${actor.membershipId}::uuid
          and r.stage = any(${`{${openStages.join(",")}}`}::text[]) limit 1000) c`),
    { readOnly: true },
  );
  return counted?.n ?? 0;
}

export interface AskChoices {
  /** Cases that the actor may contribute to, the latest first. */
  cases: { id: string; reference: string; title: string; countryCode: string }[];
  sessions: { id: string; title: string; forum: Forum; startsOn: string | null }[];
  states: (NamedState & { group: string })[];
  members: { id: string; name: string }[];
}

/** The States that the actor works with, by name in their language, each with its regional group. */
export async function statesToAsk(actor: Actor): Promise<AskChoices["states"]> {
  return [...(await namedStates(actor)).values()]
    .filter(({ state }) => actor.hasExample || !state.isExample)
    .map(({ code, key, name, state }) => ({ code, key, name, group: state.regionalGroup ?? "" }));
}

/** The occasions to ask for: those to come first, the nearest on top, then the past, the latest on top. */
export async function sessionsToAskAt(actor: Actor): Promise<AskChoices["sessions"]> {
  return asActor(actor, (tx) => readSessionChoices(tx, todayOf(actor)), { readOnly: true });
}

/** What a new ask may be made of; `caseId` is among the cases even when it is an old one. */
export async function askChoices(actor: Actor, caseId?: string): Promise<AskChoices> {
  const states = await statesToAsk(actor);
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
        sessions: await readSessionChoices(tx, todayOf(actor)),
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
  case: { id: string; reference: string; title: string; countryCode: string };
  session: { id: string; title: string; forum: Forum; startsOn: string | null };
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
          access: sql<Access | null>`(select r.level from case_readers r where r.case_id = ${cases.id}
            and (r.audience_id = app.membership() or (r.audience_id = app.org() and r.via = 'partner'))
            order by r.level in ('lead', 'edit', 'contribute') desc limit 1)`,
        })
        .from(cases)
        .where(eq(cases.id, caseId));
      const [session] = await tx
        .select({
          id: sessions.id,
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

async function readSessionChoices(tx: Tx, today: string): Promise<AskChoices["sessions"]> {
  const found = await tx
    .select({
      id: sessions.id,
      title: sessions.title,
      forum: sessions.forum,
      startsOn: sessions.startsOn,
      endsOn: sessions.endsOn,
    })
    .from(sessions);
  const isPast = (session: (typeof found)[0]) => {
    const end = session.endsOn ?? session.startsOn;
    return end !== null && end < today;
  };
  const day = (session: (typeof found)[0]) => session.startsOn ?? "9999";
  return found
    .sort((a, b) =>
      isPast(a) !== isPast(b)
        ? Number(isPast(a)) - Number(isPast(b))
        : (isPast(a) ? day(b).localeCompare(day(a)) : day(a).localeCompare(day(b))) ||
          a.title.localeCompare(b.title),
    )
    .map(({ id, title, forum, startsOn }) => ({ id, title, forum, startsOn }));
}

export { namedStates, plainState, readMembers };
