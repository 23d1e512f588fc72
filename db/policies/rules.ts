import { type SQL, sql } from "drizzle-orm";
import { pgRole } from "drizzle-orm/pg-core";

/** The role that a signed-in request works as; it has grants and no way round the policies. */
export const app = pgRole("plenary_app").existing();

/*
 * The sentences from which every policy is made. They compare with settings that app.begin_session derived from the
 * sign-in's secret; with nobody signed in the settings are empty, the comparisons are null, and nothing is readable.
 * They are spelled out instead of being functions, since a function with a sub-select is not inlined and would then
 * run once a row.
 */
export const inMyOrganisation = (column = "org_id") => sql.raw(`${column} = app.org()`);

export const isMine = (column: string) => sql.raw(`${column} = app.membership()`);

export const isMe = (column: string) => sql.raw(`${column} = app.person()`);

export const isAdministrator = sql.raw("app.role() = 'administrator'");

export const mayWrite = sql.raw("app.role() in ('administrator', 'advocate')");

export const readsCase = (caseId: string) =>
  sql.raw(`exists (select 1 from case_readers r where r.case_id = ${caseId}
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))`);

export const inCaseTeam = (caseId: string) =>
  sql.raw(`exists (select 1 from case_readers r where r.case_id = ${caseId}
    and r.audience_id = app.membership() and r.via = 'team')`);

export const editsCase = (caseId: string) =>
  sql.raw(`app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = ${caseId} and r.audience_id = app.membership() and r.level in ('lead', 'edit'))`);

export const leadsCase = (caseId: string) =>
  sql.raw(`app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = ${caseId} and r.audience_id = app.membership() and r.level = 'lead')`);

/** Editors of the case, and advocates of a partner to which it is shared for contributing. */
export const contributesToCase = (caseId: string) =>
  sql.raw(`app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = ${caseId}
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date))))`);

/** Whoever contributes, and whoever the text is open to for comments: the team, and partners who were asked to. */
export const discussesCase = (caseId: string) =>
  sql.raw(`app.alert_right(${caseId}) in ('comment', 'write')`);

/** `offset 0` keeps the planner from reading the audience's whole list to look up a page's worth of it. */
const inList = (column: string, value: string) =>
  sql.raw(`exists (select 1 from commitment_readers cr where cr.${column} = ${value}
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)`);

export const readsCommitment = (commitmentId: string) => inList("commitment_id", commitmentId);

export const readsCommitmentOfSession = (sessionId: string) => inList("session_id", sessionId);

export const both = (...rules: SQL[]) => sql`${sql.join(rules, sql.raw(" and "))}`;

export const either = (...rules: SQL[]) =>
  sql`${sql.join(
    rules.map((rule) => sql`(${rule})`),
    sql.raw(" or "),
  )}`;
