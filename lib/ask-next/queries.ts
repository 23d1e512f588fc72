import "server-only";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { ShownStage, Telling } from "@/db/reference/words";
import type { Actor } from "@/lib/auth/actor";
import { namedStates } from "@/lib/commitments/named-states";
import type { Contact, NotedCaution, StateFacts } from "./ask-next";

/** What there is to know for asking, and whether the actor's organisation is told of partners' talks at all. */
export interface AskNextFacts {
  states: StateFacts[];
  telling: Telling;
}

interface Row extends Record<string, unknown> {
  code: string;
  guidelines: StateFacts["guidelines"];
  own_years: number[] | null;
  joint_years: number[] | null;
  undated: "own" | "joint" | null;
  own_words: number;
  joint_words: number;
  is_member: boolean;
  heard: number;
  spoke: boolean;
  agreed_here: boolean;
  carried: number;
  carried_others: number;
  declined: boolean;
  here: ShownStage | null;
  here_id: string | null;
  contact: Contact | null;
  cautions: NotedCaution[] | null;
  partners_read: string[] | null;
  partners: (string | null)[] | null;
  year_is_known: boolean;
  telling: Telling;
}

const open = sql`(r.valid_until is null or r.valid_until >= current_date)`;
const mine = sql`r.audience_id in (app.org(), app.membership()) and ${open}`;

/** How long what was said counts as talking; as in `app.partners_talking`, which a test holds to it. */
export const talkingDays = 92;

/** The last asks of one State that moved, from the narrow rows that are in that order already. */
const lately = (audience: "org" | "membership") => sql`(
  select r.commitment_id from commitment_readers r
  where r.audience_id = ${sql.raw(`app.${audience}()`)} and r.state_code = s.code and ${open}
    and r.stage not in ('not_approached', 'planned')
  order by r.changed_at desc limit 5)`;

/**
 * The facts of all States that may be asked about a case on an occasion, from shipped reference data and from what the
 * actor may read, in one statement. `on` is the day by which membership of the Council is looked up.
 */
export async function findAskNextFacts(
  actor: Actor,
  place: { caseId: string; countryCode: string; sessionId: string; on: string },
): Promise<AskNextFacts> {
  const { caseId, countryCode, sessionId, on } = place;
  const names = await namedStates(actor);
  const rows = await asActor(
    actor,
    (tx) =>
      tx.execute<Row>(sql`
        with record as (
          select e.state_code,
            array_agg(distinct extract(year from e.date)::int order by extract(year from e.date)::int)
              filter (where here and not joint and e.date is not null) as own_years,
            array_agg(distinct extract(year from e.date)::int order by extract(year from e.date)::int)
              filter (where here and joint and e.date is not null) as joint_years,
            case when bool_or(here and not joint and e.date is null) then 'own'
              when bool_or(here and joint and e.date is null) then 'joint' end as undated,
            (count(*) filter (where not joint))::int as own_words,
            (count(*) filter (where joint))::int as joint_words
          from record_entries e
          cross join lateral (select ${countryCode} = any (e.countries_concerned) as here,
            e.type not in ('individual_statement', 'recommendation') as joint) as about
          -- Who took its name back did not speak.
          where e.retired_at is null and e.type <> 'sponsorship_withdrawn'
          group by 1
        ), said as (
          select t.state_code, bool_or(i.session_id = ${sessionId}) as here,
            (count(distinct i.id) filter (where c.intervention_id is not null))::int as heard
          from interventions i
          join intervention_states t on t.org_id = i.org_id and t.intervention_id = i.id
          left join lateral (select ic.intervention_id from intervention_cases ic join cases k on k.id = ic.case_id
            where ic.intervention_id = i.id and k.country_code = ${countryCode} limit 1) c on true
          where i.session_id = ${sessionId} or i.id in (select ic.intervention_id from intervention_cases ic
            join cases k on k.id = ic.case_id where k.country_code = ${countryCode})
          group by 1
        ), of_case as (
          select r.state_code,
            min(r.stage) filter (where r.session_id = ${sessionId}) as here,
            min(r.commitment_id::text) filter (where r.session_id = ${sessionId}) as here_id,
            (count(*) filter (where r.stage in ('agreed', 'raised')))::int as carried,
            (count(*) filter (where r.stage in ('agreed', 'raised') and r.session_id <> ${sessionId}))::int
              as carried_elsewhere,
            bool_or(r.stage = 'declined' and r.session_id <> ${sessionId}) as declined
          from commitment_readers r where ${mine} and r.case_id = ${caseId}
          group by 1
        ), of_session as (
          select distinct r.state_code from commitment_readers r
          where ${mine} and r.session_id = ${sessionId} and r.case_id <> ${caseId} and r.stage in ('agreed', 'raised')
        ), counted as (
          select t.state_code, sum(t.n)::int as n from commitment_tallies t
          where t.audience_id in (app.org(), app.membership()) and t.stage in ('agreed', 'raised')
          group by 1
        ), noted as (
          select c.state_code, json_agg(json_build_object('kind', c.kind, 'note', c.note,
            'safer', c.safer_alternative) order by c.kind = 'capacity', c.kind, c.noted_on desc) as cautions
          from cautions c
          where c.ended_at is null group by 1
        ), talking as (
          select p.state_code, array_agg(p.partner order by p.partner) as partners
          from app.partners_talking(${caseId}) p group by 1
        ), talking_openly as (
          select k.state_code, array_agg(distinct o.name order by o.name) as partners from (
            select c.state_code, c.recorded_org_id as org_id
            from cases k
            join commitment_readers r on r.case_id = k.id and ${mine}
            join commitments c on c.id = r.commitment_id and c.opened_from = 'ask' and c.closed_as is null
            join sessions s on s.id = c.session_id
            where k.country_code = ${countryCode} and r.stage not in ('not_approached', 'planned')
              and coalesce(s.ends_on, s.starts_on, current_date) >= current_date
            union
            select v.state_code, v.org_id
            from cases k
            join conversation_cases l on l.case_id = k.id
            join conversations v on v.org_id = l.org_id and v.id = l.conversation_id
            where k.country_code = ${countryCode} and v.taken_back_at is null
              and coalesce(v.had_until, v.had_on, v.created_at::date) >= current_date - ${talkingDays}::int
          ) as k
          join organisations o on o.id = k.org_id and o.id <> app.org()
          group by 1
        )
        select s.code,
          case when exists (select from guidelines g where g.state_code = s.code and g.retired_at is null) then 'own'
            when s.eu_member and exists (select from guidelines g where g.applies_to_eu_members
              and g.retired_at is null) then 'eu' end as guidelines,
          record.own_years, record.joint_years, record.undated,
          coalesce(record.own_words, 0) as own_words, coalesce(record.joint_words, 0) as joint_words,
          exists (select from council_terms t where t.state_code = s.code and t.retired_at is null
            and ${on}::date between t.starts_on and t.ends_on) as is_member,
          coalesce(said.heard, 0) as heard, coalesce(said.here, false) as spoke,
          of_session.state_code is not null as agreed_here,
          coalesce(of_case.carried_elsewhere, 0) as carried,
          greatest(coalesce(counted.n, 0) - coalesce(of_case.carried, 0), 0) as carried_others,
          coalesce(of_case.declined, false) as declined, of_case.here, of_case.here_id,
          contact.latest as contact, noted.cautions,
          talking_openly.partners as partners_read, talking.partners,
          coalesce((select y.complete from council_years y where y.retired_at is null
            and y.year = extract(year from ${on}::date)), false) as year_is_known,
          app.tells_of_talks() as telling
        from states s
        left join record on record.state_code = s.code
        left join said on said.state_code = s.code
        left join of_case on of_case.state_code = s.code
        left join of_session on of_session.state_code = s.code
        left join counted on counted.state_code = s.code
        left join noted on noted.state_code = s.code
        left join talking on talking.state_code = s.code
        left join talking_openly on talking_openly.state_code = s.code
        left join lateral (
          select json_build_object('had', json_build_object('on', one.on, 'until', one.until,
            'precision', one.precision), 'by', one.by) as latest
          from (
            (select greatest(c.word_on, c.asked_on) as on, null::date as until,
                case when c.word_on is null and c.asked_on is null then 'unknown' else 'day' end as precision,
                'ask' as by
              from (${lately("org")} union ${lately("membership")}) as moved
              join commitments c on c.id = moved.commitment_id and c.opened_from = 'ask'
              where c.recorded_org_id = app.org()
              order by 1 desc nulls last limit 1)
            union all
            (select v.had_on, v.had_until, v.had_precision, 'conversation'
              from conversations v
              where v.state_code = s.code and v.org_id = app.org() and v.taken_back_at is null
              order by v.had_on desc nulls last, v.created_at desc limit 1)
          ) as one
          -- A conversation of the same day tells more.
          order by coalesce(one.until, one.on) desc nulls last, one.by = 'ask' limit 1
        ) contact on true
        where s.retired_at is null and s.code <> ${countryCode}`),
    { readOnly: true },
  );
  const states = [...rows].flatMap((row): StateFacts[] => {
    const named = names.get(row.code);
    const mayBeAsked = named && (actor.hasExample || !named.state.isExample);
    return mayBeAsked
      ? [
          {
            code: row.code,
            key: named.key,
            name: named.name,
            group: named.state.regionalGroup,
            isExample: named.state.isExample,
            guidelines: row.guidelines,
            onCountry: {
              own: row.own_years ?? [],
              joint: row.joint_years ?? [],
              undated: row.undated,
            },
            heardOnCountry: row.heard,
            onReprisals: { own: row.own_words, joint: row.joint_words },
            onCouncil: row.is_member ? true : row.year_is_known ? false : null,
            speaks: row.spoke ? "spoke" : row.agreed_here ? "agreed" : null,
            agreed: { thisCase: row.carried, others: row.carried_others },
            declinedElsewhere: row.declined,
            contact: row.contact,
            cautions: row.cautions ?? [],
            here: row.here && row.here_id ? { stage: row.here, commitmentId: row.here_id } : null,
            partners: {
              read: row.partners_read ?? [],
              named: (row.partners ?? []).filter(
                (name): name is string => name !== null && !row.partners_read?.includes(name),
              ),
              unnamed: row.partners?.includes(null) ?? false,
            },
          },
        ]
      : [];
  });
  return { states, telling: rows[0]?.telling ?? "no" };
}
