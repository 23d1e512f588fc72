import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { exampleRegionalGroups, unRegionalGroups } from "@/db/reference/regional-groups";
import type { Forum, Stage, Word } from "@/db/reference/words";
import type { Actor } from "@/lib/auth/actor";
import { namingsAllowed, noState } from "@/lib/consents/naming-queries";
import {
  type Access,
  type CommitmentView,
  type Matrix,
  type MatrixCell,
  type MatrixColumn,
  type MatrixRow,
  matrixColumns,
  overlayOf,
  shownStage,
} from "./commitment";
import { type ListingContext, list, sourcesOf } from "./listing-filters";
import { canOpenCommitment } from "./permissions";
import { listingContext, listingNames, todayOf } from "./queries";
import { readMembers } from "./row-queries";

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** More rows of one session than this are not gathered to find its cases; the cases are walked instead. */
const gathered = 3_000;

/**
 * All States against up to 15 cases, the newest first: the cases asked about at the view's session, or its case, or
 * simply the latest. Without a session a cell shows what was raised, else what was agreed, else what changed last. Its other filters leave out rows
 * and never cells: what stands at a place is shown wherever it can be set. `page` is a previous matrix's `next`.
 */
export async function findMatrix(actor: Actor, view: MatrixView, page?: string): Promise<Matrix> {
  const asOf = new Date().toISOString();
  const { sessionId } = view;
  const caseIds = view.caseId ? [view.caseId] : undefined;
  const names = await listingNames(actor, whole(view));
  const { states } = names;
  const today = todayOf(actor);
  return asActor(
    actor,
    async (tx) => {
      const audiences = sql`in (${actor.organisationId}::uuid, ${actor.membershipId}::uuid)`;
      const before = page && uuid.test(page) ? page : null;
      const ids = await columnsOf(tx, actor, { sessionId, caseIds, before });
      const shown = ids.slice(0, matrixColumns);
      const session = sessionId ? await sessionOf(tx, sessionId) : null;
      const columns = await readColumns(tx, actor, shown, session?.forum ?? "hrc");
      const rows = await readCells(tx, audiences, columns, sessionId);
      const context = await listingContext(tx, actor, whole(view), names);
      const fitting = narrowsRows(view) ? await fittingStates(tx, context, shown) : null;
      count(columns, rows);
      const regions = [...unRegionalGroups, ...exampleRegionalGroups, ""].map((group) => ({
        group,
        rows: [...states.values()]
          .filter(({ code, state }) => {
            const stands = rows.has(code);
            return (
              (state.regionalGroup ?? "") === group &&
              (view.state?.includes(code) ?? true) &&
              (fitting?.has(code) ?? true) &&
              (stands || actor.hasExample || !state.isExample)
            );
          })
          .map(({ code, key, name }) =>
            rowOf({ code, key, name }, columns, rows.get(code) ?? [], today),
          ),
      }));
      return {
        session,
        columns,
        regions: regions.filter((region) => region.rows.length > 0),
        next: ids.length > matrixColumns ? (shown.at(-1) ?? null) : null,
        isFirst: before === null,
        members: await readMembers(tx),
        today,
        asOf,
      };
    },
    { readOnly: true },
  );
}

/** What a matrix is asked for: the filters of a list, without its order. */
export type MatrixView = Partial<
  Omit<CommitmentView, "sort" | "direction" | "group" | "counts" | "after" | "before" | "limit">
>;

const whole = (view: MatrixView): CommitmentView => ({
  ...view,
  sort: "changed",
  direction: "desc",
  limit: 1,
});

const narrowsRows = ({ stage, forum, ownerId, needsMe, due, q }: MatrixView) =>
  Boolean(stage || forum || ownerId || needsMe || due || q);

/** The States of which something in these columns fits the filters. */
async function fittingStates(
  tx: Tx,
  context: ListingContext,
  caseIds: readonly string[],
): Promise<Set<string>> {
  const { prefix, sources } = sourcesOf(context);
  const branches = sources.map(
    (conditions) =>
      sql`(select r.state_code from commitment_readers r where ${sql.join(
        [
          sql`r.audience_id in (${context.actor.organisationId}::uuid, ${context.actor.membershipId}::uuid)`,
          sql`r.case_id = any(${list(caseIds)}::uuid[])`,
          ...conditions,
        ],
        sql` and `,
      )})`,
  );
  if (branches.length === 0) {
    return new Set();
  }
  const found = await tx.execute<{ state_code: string }>(
    sql`${prefix}${sql.join(branches, sql` union `)}`,
  );
  return new Set([...found].map((row) => row.state_code));
}

async function columnsOf(
  tx: Tx,
  actor: Actor,
  wanted: {
    sessionId: string | undefined;
    caseIds: readonly string[] | undefined;
    before: string | null;
  },
): Promise<string[]> {
  const { sessionId, caseIds, before } = wanted;
  if (caseIds) {
    return caseIds.filter((id) => uuid.test(id)).slice(0, matrixColumns);
  }
  const mine = [actor.organisationId, actor.membershipId];
  if (sessionId) {
    const found = await tx.execute<{ case_id: string; n: number }>(sql`
      with probe as materialized (${sql.join(
        mine.map(
          (audience) => sql`(select r.case_id from commitment_readers r
          where r.audience_id = ${audience}::uuid and r.session_id = ${sessionId}::uuid limit ${gathered + 1})`,
        ),
        sql` union all `,
      )}) select p.case_id, (select count(*)::int from probe) as n from probe p group by p.case_id
        order by p.case_id desc`);
    if ((found[0]?.n ?? 0) <= gathered) {
      return [...found]
        .map((row) => row.case_id)
        .filter((id) => !before || id < before)
        .slice(0, matrixColumns + 1);
    }
  }
  const walk = (audience: string): SQL => {
    const conditions = [sql`cr.audience_id = ${audience}::uuid`];
    if (before) {
      conditions.push(sql`cr.case_id < ${before}::uuid`);
    }
    if (sessionId) {
      // "offset 0" keeps this a look-up for each case in turn, so that the walk ends at the fifteenth.
      conditions.push(sql`exists (select 1 from commitment_readers r
        where r.audience_id in (${actor.organisationId}::uuid, ${actor.membershipId}::uuid)
          and r.case_id = cr.case_id and r.session_id = ${sessionId}::uuid offset 0)`);
    }
    return sql`(select cr.case_id from case_readers cr where ${sql.join(conditions, sql` and `)}
      order by cr.case_id desc limit ${matrixColumns + 1})`;
  };
  const found = await tx.execute<{ case_id: string }>(sql`
    select u.case_id from (${sql.join(mine.map(walk), sql` union `)}) u
    order by u.case_id desc limit ${matrixColumns + 1}`);
  return [...found].map((row) => row.case_id);
}

async function sessionOf(tx: Tx, id: string): Promise<Matrix["session"]> {
  const [found] = await tx.execute<{ id: string; title: string; forum: Forum }>(
    sql`select s.id, s.title, s.forum from sessions s where s.id = ${id}::uuid`,
  );
  return found ?? null;
}

async function readColumns(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  forum: Forum,
): Promise<MatrixColumn[]> {
  const found = await tx.execute<{
    id: string;
    reference: string;
    title: string;
    country: string;
    access: Access | null;
  }>(sql`select c.id, c.reference, c.title, c.country_code as country, (
      select r.level from case_readers r where r.case_id = c.id
        and (r.audience_id = app.membership() or (r.audience_id = app.org() and r.via = 'partner'))
      order by r.level in ('lead', 'edit', 'contribute') desc limit 1) as access
    from cases c where c.id = any(${list(ids)}::uuid[]) order by c.id desc`);
  const place = (caseId: string) => ({ caseId, forum, stateCode: noState });
  const mayName = await namingsAllowed(
    tx,
    [...found].map((row) => place(row.id)),
  );
  return [...found].map((row) => ({
    id: row.id,
    reference: row.reference,
    title: row.title,
    ownState: row.country,
    mayChange: canOpenCommitment(actor, row.access),
    mayName: mayName(place(row.id)),
    toCome: 0,
    raised: 0,
  }));
}

interface Cell extends Record<string, unknown> {
  case_id: string;
  state_code: string;
  stage: Stage;
  is_raised: boolean;
  closed_as: "lapsed" | "withdrawn" | null;
  version: number;
  word: Word | null;
  due_on: string | null;
  next_step: string;
  confidentiality: "public" | "coalition" | "not_for_attribution" | "team";
  visibility: "team" | "organisation" | "partners";
}

async function readCells(
  tx: Tx,
  audiences: SQL,
  columns: readonly MatrixColumn[],
  sessionId: string | undefined,
): Promise<Map<string, Cell[]>> {
  const rows = new Map<string, Cell[]>();
  if (columns.length === 0) {
    return rows;
  }
  // One look-up for each row: for thousands at once the planner would rather read the whole readers' table.
  const found = await tx.execute<Cell>(sql`
    select x.* from (
      select r.org_id, r.commitment_id, r.changed_at from commitment_readers r
      where r.audience_id ${audiences} and r.case_id = any(${list(columns.map((column) => column.id))}::uuid[])
        ${sessionId ? sql`and r.session_id = ${sessionId}::uuid` : sql``} limit 10000) r
    cross join lateral (
      select c.case_id, c.state_code, c.stage, c.is_raised, c.closed_as, c.version, c.word,
        c.due_on::text as due_on, c.next_step, c.confidentiality, c.visibility
      from commitments c where c.org_id = r.org_id and c.id = r.commitment_id offset 0) x
    order by r.changed_at desc`);
  for (const cell of found) {
    const standing = rows.get(cell.state_code);
    if (standing) {
      standing.push(cell);
    } else {
      rows.set(cell.state_code, [cell]);
    }
  }
  return rows;
}

const plainly = (cell: Cell) => ({
  stage: cell.stage,
  isRaised: cell.is_raised,
  closedAs: cell.closed_as,
  dueOn: cell.due_on,
  word: cell.word,
  confidentiality: cell.confidentiality,
  visibility: cell.visibility,
});

/** As the foot of the table counts: promised and still to come, and raised, each State, case and session once. */
function count(columns: MatrixColumn[], rows: ReadonlyMap<string, Cell[]>) {
  const byId = new Map(columns.map((column) => [column.id, column]));
  for (const cells of rows.values()) {
    for (const [id, column] of byId) {
      const stages = cells
        .filter((cell) => cell.case_id === id)
        .map((cell) => shownStage(plainly(cell)));
      column.raised += stages.filter((stage) => stage === "raised").length;
      column.toCome += stages.filter((stage) => stage === "agreed").length;
    }
  }
}

function rowOf(
  state: { code: string; key: string; name: string },
  columns: readonly MatrixColumn[],
  cells: readonly Cell[],
  today: string,
): MatrixRow {
  const byDue = cells
    .filter((cell) => cell.next_step !== "" && !cell.closed_as)
    .sort((a, b) => (a.due_on ?? "9").localeCompare(b.due_on ?? "9"));
  return {
    ...state,
    cells: columns.map((column) => {
      const standing = cells.filter((cell) => cell.case_id === column.id);
      // Sorted by the last change. Without a session, what was said or promised at one says more than a later plan.
      const top =
        standing.find((cell) => cell.is_raised) ??
        standing.find((cell) => shownStage(plainly(cell)) === "agreed") ??
        standing[0];
      return top ? cellOf(top, standing.length, today) : null;
    }),
    nextStep: byDue[0]?.next_step ?? "",
    nextDue: byDue[0]?.due_on ?? null,
  };
}

function cellOf(cell: Cell, standing: number, today: string): MatrixCell {
  const plain = plainly(cell);
  return [shownStage(plain), cell.version, cell.word ?? 0, overlayOf(plain, today) ?? "", standing];
}
