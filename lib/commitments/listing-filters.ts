import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Actor } from "@/lib/auth/actor";
import { addDays, type CommitmentView, openStages } from "./commitment";

/** A search, resolved: States by their names, cases by reference or title. */
export interface Search {
  states: readonly string[];
  /** The matching cases; `many` when there are more than are worth listing, and the text then stands for them. */
  cases: { ids: string[] } | { many: string; some: string[] };
}

export interface ListingContext {
  actor: Actor;
  view: CommitmentView;
  search: Search | null;
  /** States in the order of their names in the reader's language. */
  statesByName: readonly string[];
  /** The regional groups in their order, with their States. */
  regions: readonly { region: string; codes: readonly string[] }[];
  /** Sessions, the latest first. */
  sessionsByDate: readonly string[];
  today: string;
}

export const manyCases = 200;

/** Up to 200 matching cases are looked up one by one; more make a set that the ordered walk is filtered by. */
export async function findCases(tx: Tx, sought: string): Promise<Search["cases"]> {
  const found = await tx.execute<{ case_id: string }>(
    sql`select case_id from app.search_cases(${sought}, ${manyCases + 1})`,
  );
  const ids = [...found].map((row) => row.case_id);
  return ids.length > manyCases ? { many: sought, some: ids } : { ids };
}

/** Values as the text of an array. */
export const list = (values: readonly string[]) => `{${values.join(",")}}`;
/** The filters of a view as conditions on `r`, without the search. */
export function filtersOf({ view, actor, today }: ListingContext): SQL[] {
  const conditions: SQL[] = [];
  if (view.state) {
    conditions.push(among("state_code", view.state));
  }
  if (view.stage) {
    conditions.push(among("stage", view.stage));
  }
  if (view.caseId) {
    conditions.push(sql`r.case_id = ${view.caseId}::uuid`);
  }
  if (view.sessionId) {
    conditions.push(sql`r.session_id = ${view.sessionId}::uuid`);
  }
  if (view.forum) {
    conditions.push(sql`r.forum = ${view.forum}`);
  }
  if (view.ownerId) {
    conditions.push(sql`r.owner_id = ${view.ownerId}::uuid`);
  }
  if (view.needsMe) {
    conditions.push(sql`r.owner_id = ${actor.membershipId}::uuid`, among("stage", openStages));
  }
  if (view.due === "late") {
    conditions.push(sql`r.due_on < ${today}::date`, sql`r.stage <> 'raised'`);
  } else if (view.due === "week") {
    conditions.push(
      sql`r.due_on between ${today}::date and ${addDays(today, 7)}::date`,
      sql`r.stage <> 'raised'`,
    );
  } else if (view.due === "any") {
    conditions.push(sql`r.due_on is not null`);
  }
  if (view.importId) {
    // As an array that is read once: the planner then looks each of them up, where a join would walk everything.
    conditions.push(sql`r.commitment_id = any(array(select i.commitment_id from import_rows i
      where i.org_id = ${actor.organisationId}::uuid and i.import_id = ${view.importId}::uuid
        and i.outcome <> 'left' and not i.is_taken_back))`);
  }
  return conditions;
}

/** A column that has one of these values. */
export function among(column: "state_code" | "stage", values: readonly string[]): SQL {
  const name = sql.raw(`r.${column}`);
  return values.length === 1
    ? sql`${name} = ${values[0]}`
    : sql`${name} = any(${list(values)}::text[])`;
}

/** A view that a search splits: what its States and what its cases give, each with conditions of its own. */
export function sourcesOf(context: ListingContext): { prefix: SQL; sources: SQL[][] } {
  const { search } = context;
  const filters = filtersOf(context);
  if (!search) {
    return { prefix: sql``, sources: [filters] };
  }
  const sources: SQL[][] = [];
  let prefix = sql``;
  if (search.states.length > 0) {
    sources.push([...filters, among("state_code", search.states)]);
  }
  if ("many" in search.cases) {
    prefix = sql`with matched as materialized (select case_id from app.search_cases(${search.cases.many}, 100000)) `;
    // "or false" keeps the planner from turning the set into a join, which would read every row of every case before
    // sorting; as a hashed set it only filters the walk.
    sources.push([...filters, sql`(r.case_id in (select m.case_id from matched m) or false)`]);
  } else if (search.cases.ids.length > 0) {
    sources.push([...filters, sql`r.case_id = any(${list(search.cases.ids)}::uuid[])`]);
  }
  return { prefix, sources };
}
