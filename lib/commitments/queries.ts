import "server-only";
import { asc, isNotNull, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { regionalGroups } from "@/db/reference/regional-groups";
import type { ShownStage } from "@/db/reference/words";
import { sessions } from "@/db/schema";
import { states as statesTable } from "@/db/schema/reference";
import type { Actor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import { foldName } from "@/lib/states/names";
import { listStates, stateMatcher } from "@/lib/states/queries";
import type { CommitmentPage, CommitmentRow, CommitmentView, Selectable } from "./commitment";
import { lastPage, mostSelected, openStages, waitingStages } from "./commitment";
import { countConditions } from "./condition-count";
import { readCursor, writeCursor } from "./cursor";
import { countGroups } from "./group-count";
import { orderOf } from "./listing";
import { countListing, type Totals } from "./listing-count";
import { findCases, type ListingContext } from "./listing-filters";
import type { Found } from "./listing-keys";
import { namedStates, regionOf, type States } from "./named-states";
import { readMembers, readRows } from "./row-queries";
import { readView, type SearchParams, writeQuery } from "./view";

/**
 * A page of the commitments that the actor may read, as `view` filters and orders them. Depth and size cost nothing:
 * see listing.ts. A cursor that does not belong to the order gives the first page.
 */
export async function listCommitments(actor: Actor, view: CommitmentView): Promise<CommitmentPage> {
  const asOf = new Date().toISOString();
  const names = await listingNames(actor, view);
  const { states } = names;
  return asActor(
    actor,
    async (tx) => {
      const context = await listingContext(tx, actor, view, names);
      const stretch = await readStretch(tx, context);
      const rows = await readRows(
        tx,
        actor,
        stretch.found.map((row) => row.id),
        states,
      );
      const totals = await countListing(tx, context);
      return {
        rows,
        ...pageEnds(stretch, totals),
        total: { n: totals.n, atLeast: totals.atLeast },
        toCome: totals.toCome,
        raised: totals.raised,
        groups: await countGroups(tx, context, rows, states),
        counts: await countConditions(tx, context),
        members: await readMembers(tx),
        query: writeQuery(view, [...states.values()]),
        today: context.today,
        asOf,
      };
    },
    { readOnly: true },
  );
}

/**
 * What of a list may be selected at once: the first of all its pages, up to `mostSelected`, that the actor may change.
 */
export async function listSelectable(actor: Actor, view: CommitmentView): Promise<Selectable> {
  const names = await listingNames(actor, view);
  return asActor(
    actor,
    async (tx) => {
      const { after: _, before: __, ...whole } = view;
      const context = await listingContext(tx, actor, { ...whole, limit: mostSelected }, names);
      const { found, hasMore } = await readStretch(tx, context);
      const rows = await readRows(
        tx,
        actor,
        found.map(({ id }) => id),
        names.states,
      );
      const mine = rows.filter((row) => row.mayChange);
      return { rows: mine, others: rows.length - mine.length, hasMore };
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

/** What a listing needs of the States; asked for before its transaction, since it may need one of its own. */
export interface ListingNames {
  states: States;
  /** The States that the words of the search mean; invented ones too, since only what the reader sees is searched. */
  meant: readonly string[];
}

export async function listingNames(actor: Actor, view: CommitmentView): Promise<ListingNames> {
  const states = await namedStates(actor);
  return { states, meant: view.q ? await statesMeant(actor, view.q, states) : [] };
}

export async function listingContext(
  tx: Tx,
  actor: Actor,
  view: CommitmentView,
  { states, meant }: ListingNames,
): Promise<ListingContext> {
  const retired = goesByState(view) ? await retiredStates(tx) : [];
  return {
    actor,
    view,
    search: view.q ? { states: meant, cases: await findCases(tx, view.q) } : null,
    statesByName: [...states.keys(), ...retired],
    regions: view.group === "region" ? byRegion(states, retired) : [],
    sessionsByDate: view.group === "session" ? await sessionsByDate(tx) : [],
    today: todayOf(actor),
  };
}

export function todayOf(actor: Pick<Actor, "timeZone">): string {
  return dayInZone(new Date(), actor.timeZone);
}

async function statesMeant(actor: Actor, q: string, states: States): Promise<string[]> {
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
  return [...found].filter((code) => states.has(code));
}

/** Codes by regional group in the UN's order, those of none last. */
function byRegion(states: States, retired: readonly string[]): ListingContext["regions"] {
  const codes = [...states.keys(), ...retired];
  return [...regionalGroups, ""].map((region) => ({
    region,
    codes: codes.filter((code) => regionOf(states, code) === region),
  }));
}

const goesByState = (view: CommitmentView) =>
  view.group === "state" || view.group === "region" || view.sort === "state";

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
  const limit = Math.min(Math.max(view.limit, 1), mostSelected);
  const backwards = view.before !== undefined;
  const isLast = view.before === lastPage;
  const cursor = isLast ? null : readCursor(view.before ?? view.after, order.name, order.fits);
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

/** How many different States have agreed to raise a case at a session, and not raised that case yet. */
export async function countPromising(actor: Actor, sessionId: string): Promise<number> {
  const [counted] = await asActor(
    actor,
    (tx) =>
      tx.execute<{ n: number }>(sql`select count(distinct r.state_code)::int as n
        from commitment_readers r
        where r.audience_id in (${actor.organisationId}::uuid, ${actor.membershipId}::uuid)
          and r.session_id = ${sessionId}::uuid and r.stage = 'agreed'`),
    { readOnly: true },
  );
  return counted?.n ?? 0;
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
