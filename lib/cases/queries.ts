import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { CaseStatus, ReprisalType, ShownStage } from "@/db/reference/words";
import { cases } from "@/db/schema/cases";
import { commitments } from "@/db/schema/commitments";
import { organisations } from "@/db/schema/people";
import { states } from "@/db/schema/reference";
import { sessions } from "@/db/schema/sessions";
import type { Actor } from "@/lib/auth/actor";
import { namingsAllowed, noState } from "@/lib/consents/naming-queries";
import { isDay, isMoment } from "@/lib/dates/readable";
import { cleanText } from "@/lib/text/clean-text";
import { type CaseAccess, looksLikeId, type MayBeNamed, type NamingAllowed } from "./case";
import type { CaseRow, FullCase } from "./shown";

export type CaseSort = "changed" | "title" | "date";

export interface CaseView {
  status?: CaseStatus | undefined;
  /** The code of the State concerned. */
  country?: string | undefined;
  type?: ReprisalType | undefined;
  q?: string | undefined;
  /** Only cases whose team the actor is in. */
  mine?: boolean | undefined;
  sort?: CaseSort | undefined;
  /** The `next` of the page before. */
  after?: string | undefined;
  limit?: number | undefined;
}

const pageSize = 50;
const countUpTo = 1000;
const searchUpTo = 500;

/** What each order sorts by: never null, as text for the cursor, and back. `id` breaks ties. */
const sorts: Record<
  CaseSort,
  {
    key: SQL;
    direction: "asc" | "desc";
    value: (text: string) => SQL;
    fits: (text: string) => boolean;
  }
> = {
  changed: {
    key: sql`cases.changed_at`,
    direction: "desc",
    value: (text) => sql`${text}::timestamptz`,
    fits: isMoment,
  },
  title: {
    key: sql`cases.title`,
    direction: "asc",
    value: (text) => sql`${text}`,
    fits: () => true,
  },
  date: {
    key: sql`coalesce(cases.reprisal_on, '0001-01-01')`,
    direction: "desc",
    value: (text) => sql`${text}::date`,
    fits: isDay,
  },
};

/**
 * A page of the cases that the actor may read, with what stands beside each in the list. `total` is counted up to a
 * thousand. Counts of States are worked out for the listed rows only.
 */
export async function listCases(actor: Actor, view: CaseView = {}): Promise<CasePage> {
  const sort = sorts[view.sort ?? "changed"];
  const limit = view.limit ?? pageSize;
  const filters = filtersOf(view);
  const after = readCursor(view.after, sort.fits);
  const order = sort.direction === "asc" ? asc : desc;
  const beyond =
    after &&
    (sort.direction === "asc"
      ? sql`(${sort.key}, cases.id) > (${sort.value(after.value)}, ${after.id}::uuid)`
      : sql`(${sort.key}, cases.id) < (${sort.value(after.value)}, ${after.id}::uuid)`);
  return asActor(actor, async (tx) => {
    const found = await tx
      .select({
        id: cases.id,
        orgId: cases.orgId,
        reference: cases.reference,
        title: cases.title,
        countryCode: cases.countryCode,
        countryKey: states.key,
        countryNames: states.names,
        status: cases.status,
        visibility: cases.visibility,
        securityLevel: cases.securityLevel,
        isExample: cases.isExample,
        changedAt: cases.changedAt,
        reprisalOn: cases.reprisalOn,
        reprisalUntil: cases.reprisalUntil,
        reprisalPrecision: cases.reprisalPrecision,
        organisation: organisations.name,
        position: sql<string>`${sort.key}::text`,
      })
      .from(cases)
      .innerJoin(states, eq(states.code, cases.countryCode))
      .innerJoin(organisations, eq(organisations.id, cases.orgId))
      .where(and(...filters, beyond || undefined))
      .orderBy(order(sort.key), order(cases.id))
      .limit(limit + 1);
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    const [counted] = await tx.execute<{ n: number }>(
      sql`select count(*)::int as n from (
        select 1 from cases where ${filters.length > 0 ? and(...filters) : sql`true`}
        limit ${countUpTo + 1}) as bounded`,
    );
    const n = counted?.n ?? 0;
    const beside = await besideRows(
      tx,
      rows.map((row) => row.id),
    );
    return {
      rows: rows.map(({ orgId, position: _, ...row }) => ({
        ...row,
        isPartners: orgId !== actor.organisationId,
        ...(beside.get(row.id) ?? nothingBeside),
      })),
      next: found.length > limit && last ? writeCursor(last.position, last.id) : null,
      total: { n: Math.min(n, countUpTo), atLeast: n > countUpTo },
    };
  });
}

export interface CasePage {
  rows: CaseRow[];
  /** For `after`, where there is a next page. */
  next: string | null;
  total: { n: number; atLeast: boolean };
}

function filtersOf(view: CaseView): SQL[] {
  const q = cleanText(view.q ?? "").trim();
  return [
    view.status && sql`cases.status = ${view.status}`,
    view.country && sql`cases.country_code = ${view.country}`,
    view.type && sql`${view.type} = any (cases.reprisal_types)`,
    view.mine &&
      sql`exists (select 1 from case_readers mine where mine.case_id = cases.id
        and mine.audience_id = app.membership() and mine.via = 'team')`,
    q && sql`cases.id in (select case_id from app.search_cases(${q}, ${searchUpTo}))`,
  ].filter((filter): filter is SQL => Boolean(filter));
}

function writeCursor(value: string, id: string): string {
  return Buffer.from(JSON.stringify([value, id])).toString("base64url");
}

/** A cursor comes from the address: anything that is not one of this order starts at the beginning. */
function readCursor(
  text: string | undefined,
  fits: (value: string) => boolean,
): { value: string; id: string } | null {
  try {
    const [value, id] = JSON.parse(Buffer.from(text ?? "", "base64url").toString());
    return typeof value === "string" && fits(value) && looksLikeId(id)
      ? { value: cleanText(value), id }
      : null;
  } catch {
    return null;
  }
}

interface Beside {
  inPublic: NamingAllowed;
  bilaterally: NamingAllowed;
  defenders: number;
  agreed: number;
  raised: number;
  team: string[];
}

const nothingBeside: Beside = {
  inPublic: "country",
  bilaterally: "country",
  defenders: 0,
  agreed: 0,
  raised: 0,
  team: [],
};

const inPublic = (caseId: string) => ({ caseId, forum: "upr", stateCode: noState });
const bilaterally = (caseId: string) => ({ caseId, forum: "bilateral", stateCode: noState });
const bothPlaces = (caseId: string) => [inPublic(caseId), bilaterally(caseId)];

const namedIn = (mayName: Awaited<ReturnType<typeof namingsAllowed>>, caseId: string) => ({
  inPublic: mayName(inPublic(caseId)),
  bilaterally: mayName(bilaterally(caseId)),
});

/** Consent, States and team of the listed cases, in statements that touch no other case. */
async function besideRows(tx: Tx, ids: string[]): Promise<Map<string, Beside>> {
  if (ids.length === 0) {
    return new Map();
  }
  const listed = sql`(${sql.join(
    ids.map((id) => sql`${id}::uuid`),
    sql`, `,
  )})`;
  const rows = await tx.execute<{
    id: string;
    defenders: number;
    agreed: number;
    raised: number;
    team: string[] | null;
  }>(sql`
    select c.id,
      (select count(*)::int from defenders d where d.case_id = c.id) as defenders,
      coalesce(asked.agreed, 0) as agreed,
      greatest(coalesce(asked.raised, 0), coalesce(spoken.raised, 0)) as raised,
      people.team
    from cases c
    left join lateral (
      select count(distinct cr.state_code) filter (where cr.stage = 'agreed')::int as agreed,
        count(distinct cr.state_code) filter (where cr.stage = 'raised')::int as raised
      from commitment_readers cr
      where cr.audience_id in (app.org(), app.membership()) and cr.case_id = c.id
        and (cr.valid_until is null or cr.valid_until >= current_date)
    ) asked on true
    left join lateral (
      select count(distinct s.state_code)::int as raised
      from intervention_cases ic
      join intervention_states s on s.org_id = ic.org_id and s.intervention_id = ic.intervention_id
      where ic.case_id = c.id
    ) spoken on true
    left join lateral (
      select array_agg(p.name order by t.role = 'lead' desc, p.name) as team
      from case_team t
      join memberships m on m.id = t.membership_id
      join people p on p.id = m.person_id
      where t.org_id = c.org_id and t.case_id = c.id
    ) people on true
    where c.id in ${listed}`);
  const mayName = await namingsAllowed(tx, ids.flatMap(bothPlaces));
  return new Map(
    [...rows].map((row) => [
      row.id,
      {
        ...namedIn(mayName, row.id),
        defenders: row.defenders,
        agreed: row.agreed,
        raised: row.raised,
        team: row.team ?? [],
      },
    ]),
  );
}

/** One case with what every page of it shows above its content; null when there is none for this actor. */
export async function findCase(actor: Actor, id: string): Promise<FullCase | null> {
  if (!looksLikeId(id)) {
    return null;
  }
  return asActor(actor, async (tx) => {
    const [found] = await tx
      .select({
        id: cases.id,
        orgId: cases.orgId,
        organisation: organisations.name,
        reference: cases.reference,
        title: cases.title,
        countryCode: cases.countryCode,
        countryKey: states.key,
        countryNames: states.names,
        status: cases.status,
        visibility: cases.visibility,
        securityLevel: cases.securityLevel,
        summary: cases.summary,
        reprisalTypes: cases.reprisalTypes,
        perpetratorKinds: cases.perpetratorKinds,
        reprisalOn: cases.reprisalOn,
        reprisalUntil: cases.reprisalUntil,
        reprisalPrecision: cases.reprisalPrecision,
        engagementKind: cases.engagementKind,
        engagementNote: cases.engagementNote,
        engagementOn: cases.engagementOn,
        engagementUntil: cases.engagementUntil,
        engagementPrecision: cases.engagementPrecision,
        linkNote: cases.linkNote,
        trigger: cases.trigger,
        currentSituation: cases.currentSituation,
        verification: cases.verification,
        verifiedOn: cases.verifiedOn,
        sourcesNote: cases.sourcesNote,
        governmentResponse: cases.governmentResponse,
        sgReportReference: cases.sgReportReference,
        doNotMention: cases.doNotMention,
        isExample: cases.isExample,
        createdAt: cases.createdAt,
        changedAt: cases.changedAt,
      })
      .from(cases)
      .innerJoin(states, eq(states.code, cases.countryCode))
      .innerJoin(organisations, eq(organisations.id, cases.orgId))
      .where(eq(cases.id, id));
    if (!found) {
      return null;
    }
    const { orgId, ...shown } = found;
    const isPartners = orgId !== actor.organisationId;
    return {
      ...shown,
      // Who told us what is not for another organisation, however much of the case it reads.
      sourcesNote: isPartners ? "" : shown.sourcesNote,
      isPartners,
      access: await accessTo(tx, id),
      ...(await numbersOf(tx, id)),
      mayBeNamed: await mayBeNamed(tx, id),
    };
  });
}

/** The widest of the actor's own ways to a case that was found, so there is one. */
async function accessTo(tx: Tx, id: string): Promise<CaseAccess> {
  const [widest] = await tx.execute<{ via: CaseAccess["via"]; level: CaseAccess["level"] }>(sql`
    select via, level from case_readers
    where case_id = ${id} and audience_id in (app.org(), app.membership())
    order by case level when 'lead' then 1 when 'edit' then 2 when 'contribute' then 3
      when 'comment' then 4 else 5 end,
      via = 'team' desc
    limit 1`);
  return widest ? { via: widest.via, level: widest.level } : { via: "organisation", level: "read" };
}

async function numbersOf(tx: Tx, id: string) {
  const [numbers] = await tx.execute<{
    defenders: number;
    alerts: number;
    commitments: number;
    events: number;
    team: number;
    partners: number;
  }>(sql`
    select (select count(*)::int from defenders where case_id = ${id}) as defenders,
      (select count(*)::int from alerts where case_id = ${id}) as alerts,
      (select count(*)::int from (select 1 from commitment_readers cr
        where cr.audience_id in (app.org(), app.membership()) and cr.case_id = ${id}
          and (cr.valid_until is null or cr.valid_until >= current_date) limit 1000) b) as commitments,
      (select count(*)::int from case_events where case_id = ${id}) as events,
      (select count(*)::int from case_team where case_id = ${id}) as team,
      app.partners_reading(${id}::uuid) as partners`);
  return {
    numbers: {
      defenders: numbers?.defenders ?? 0,
      alerts: numbers?.alerts ?? 0,
      commitments: numbers?.commitments ?? 0,
      events: numbers?.events ?? 0,
      team: numbers?.team ?? 0,
      partners: numbers?.partners ?? 0,
    },
  };
}

/** What may be named where, from the consent summary that every reader of the case may see. */
async function mayBeNamed(tx: Tx, id: string): Promise<MayBeNamed> {
  const mayName = await namingsAllowed(tx, bothPlaces(id));
  const [found] = await tx.execute<{ has_defenders: boolean }>(
    sql`select exists (select 1 from defenders where case_id = ${id}) as has_defenders`,
  );
  const summary = await tx.execute<{ scope: string; level: number }>(
    sql`select scope, level from app.consent_summary(${id}) where scope in ('public_statement', 'bilateral')`,
  );
  const everybody = (scope: string) =>
    [...summary].some((row) => row.scope === scope && row.level === 2);
  return {
    ...namedIn(mayName, id),
    everybodyInPublic: everybody("public_statement"),
    everybodyBilaterally: everybody("bilateral"),
    hasDefenders: found?.has_defenders ?? false,
  };
}

/** The case of the example that stands on the public record: the one that no Example State is responsible for. */
export async function findExampleOnRecord(
  actor: Actor,
): Promise<{ id: string; title: string } | null> {
  if (!actor.hasExample) {
    return null;
  }
  const [found] = await asActor(actor, (tx) =>
    tx
      .select({ id: cases.id, title: cases.title })
      .from(cases)
      .innerJoin(states, eq(states.code, cases.countryCode))
      .where(and(eq(cases.isExample, true), eq(states.isExample, false)))
      .limit(1),
  );
  return found ?? null;
}

export interface CaseOption {
  id: string;
  reference: string;
  title: string;
  countryCode: string;
}

/** Cases to choose from, the latest changed first; `q` narrows by title or reference. */
export async function caseOptions(actor: Actor, q = "", limit = 200): Promise<CaseOption[]> {
  const filters = filtersOf({ q });
  return asActor(actor, (tx) =>
    tx
      .select({
        id: cases.id,
        reference: cases.reference,
        title: cases.title,
        countryCode: cases.countryCode,
      })
      .from(cases)
      .where(and(sql`cases.status <> 'closed'`, ...filters))
      .orderBy(desc(cases.changedAt), desc(cases.id))
      .limit(limit),
  );
}

/** Every commitment of a case as its coverage needs it: State, forum, shown stage, word and occasion. */
export async function listAsked(actor: Actor, caseId: string) {
  return asActor(actor, (tx) =>
    tx
      .select({
        stateCode: commitments.stateCode,
        stateKey: states.key,
        stateNames: states.names,
        forum: commitments.forum,
        stage: sql<ShownStage>`case when ${commitments.isRaised} then 'raised' else ${commitments.stage} end`,
        word: commitments.word,
        session: sessions.title,
        closedAs: commitments.closedAs,
      })
      .from(commitments)
      .innerJoin(states, eq(states.code, commitments.stateCode))
      .innerJoin(sessions, eq(sessions.id, commitments.sessionId))
      .where(eq(commitments.caseId, caseId))
      .orderBy(asc(commitments.stateCode), desc(sessions.startsOn))
      .limit(askedUpTo),
  );
}

const askedUpTo = 800;
