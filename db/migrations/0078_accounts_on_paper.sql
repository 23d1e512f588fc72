-- The account of a session leaves on paper too; the note with each case says as what.
set local role plenary_guard;
--> statement-breakpoint
create or replace function app.take_out(wanted uuid[], as_kind text)
  returns table (id uuid, case_id uuid, state_code text, case_reference text, case_title text, session_title text,
    forum text, stage text, is_raised boolean, closed_as text, word smallint, naming text, modality text,
    confidentiality text, next_step text, due_on date, owner_name text, wording_asked text, wording_offered text,
    changed_at timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
#variable_conflict use_column
begin
  if as_kind is null or as_kind not in ('csv', 'xlsx', 'pdf', 'docx', 'html', 'txt') then
    raise exception 'a list leaves as lines, as a workbook or on paper' using errcode = 'PL004';
  end if;
  return query
  with readable as materialized (
    select w.place, c.*, case when c.forum = 'bilateral' then c.state_code end as mission
    from unnest(wanted) with ordinality as w(id, place)
    join commitments c on c.id = w.id
    where exists (select 1 from commitment_readers cr where cr.commitment_id = c.id
        and cr.audience_id in (app.org(), app.membership())
        and (cr.valid_until is null or cr.valid_until >= current_date))
      and (c.confidentiality <> 'team' or exists (select 1 from case_readers r where r.case_id = c.case_id
        and r.audience_id = app.membership() and r.via = 'team'))
  ), places as (
    select row_number() over () as n, p.case_id, p.forum, p.mission
    from (select distinct r.case_id, r.forum, r.mission from readable r) p
  ), listed as (
    select array_agg(p.case_id order by p.n) as cases, array_agg(p.forum order by p.n) as forums,
      array_agg(p.mission order by p.n) as missions
    from places p
  ), told as materialized (
    select p.case_id, p.forum, p.mission, reach.everyone >= 1 as situation,
      reach.everyone >= 1 and reach.persons = 2 as person
    from listed
    cross join lateral app.consent_reach(listed.cases, listed.forums, listed.missions) reach
    join places p on p.n = reach.place
  ), reduced as materialized (
    select r.*, t.situation, t.person
    from readable r
    join told t on t.case_id = r.case_id and t.forum = r.forum and t.mission is not distinct from r.mission
  ), noted as (
    insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, naming, rows, person_id)
    select r.org_id, r.case_id, 'export', as_kind, app.org(),
      case when bool_or(r.person) then 'person' when bool_or(r.situation) then 'situation' else 'country' end,
      count(*)::integer, app.person()
    from reduced r group by r.org_id, r.case_id
  )
  select r.id, r.case_id, r.state_code, k.reference, case when r.situation then k.title end, s.title, r.forum, r.stage,
    r.is_raised, r.closed_as, r.word, r.naming, r.modality, r.confidentiality,
    case when r.person then r.next_step else '' end, r.due_on, p.name,
    case when r.person then r.wording_asked else '' end, case when r.person then r.wording_offered else '' end,
    r.changed_at
  from reduced r
  join cases k on k.org_id = r.org_id and k.id = r.case_id
  join sessions s on s.id = r.session_id
  -- Whose colleague the owner is not, does not learn the owner's name.
  left join memberships m on m.id = r.owner_id and m.org_id = app.org()
  left join people p on p.id = m.person_id
  order by r.place;
end
$$;
--> statement-breakpoint
set local role none;
