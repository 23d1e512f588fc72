-- Some States are asked far more than others, and so it is with occasions and cases.
create temp table the_sessions as
select id, forum, row_number() over (order by abs(starts_on - current_date), id)::int as place
from sessions where org_id is null and forum <> 'bilateral' and starts_on is not null order by 3 limit 28;
--> statement-breakpoint
create temp table drawn as
with raw as (
  select nr, 1 + floor(20000 * pg_temp.chance(nr, 40))::bigint as case_row,
    1 + floor(195 * power(pg_temp.chance(nr, 41), 1.6))::int as state_place,
    case when pg_temp.chance(nr, 42) < 0.25 then 0
      else 1 + floor(28 * power(pg_temp.chance(nr, 43), 1.8))::int end as session_place
  from generate_series(1, (:rows * 1.15)::bigint) nr)
select min(nr) as nr, case_row, state_place, session_place from raw group by 2, 3, 4;
--> statement-breakpoint
create temp table the_commitments as
with placed as (
  select d.nr, d.case_row, s.code as state_code, c.org_id, c.org, c.id as case_id, c.lead, c.second, c.is_shared,
    case when d.session_place = 0 then (select id from sessions where reference_key = 'bilateral') else o.id end as session_id,
    case when d.session_place = 0 then 'bilateral' else o.forum end as forum,
    -- Most of the work is of late.
    greatest(c.created_at + interval '1 hour', now() - interval '10 minutes'
      - power(pg_temp.chance(d.nr, 44), 2) * interval '1200 days') as created_at
  from drawn d
  join the_cases c on c.nr = d.case_row
  join the_states s on s.place = d.state_place and s.code <> c.country_code
  left join the_sessions o on o.place = d.session_place
  order by d.nr limit :rows)
select p.*, pg_temp.made_id(p.created_at, 'commitment', p.nr) as id,
  p.created_at + (now() - p.created_at) * power(pg_temp.chance(p.nr, 45), 2) as changed_at,
  pg_temp.chance(p.nr, 46) as luck,
  exists (select 1 from consents k where k.case_id = p.case_id
    and k.scope = case p.forum when 'bilateral' then 'bilateral' else 'public_statement' end
    and k.answer <> 'no') as may_name_situation
from placed p;
--> statement-breakpoint
alter table the_commitments add stage text, add is_raised boolean;
--> statement-breakpoint
update the_commitments set
  stage = case when luck < 0.1 then 'not_approached' when luck < 0.24 then 'planned' when luck < 0.50 then 'asked'
    when luck < 0.62 then 'considering' when luck < 0.80 then 'agreed' when luck < 0.88 then 'declined'
    else 'no_answer' end,
  is_raised = luck >= 0.74 and luck < 0.80;
--> statement-breakpoint
insert into commitments (org_id, id, case_id, state_code, session_id, forum, stage, with_capital, leaning, closed_as,
  word, word_on, word_said_by, word_text, modality, naming, wording_asked, confidentiality, delivery, raised_on,
  is_raised, visibility, owner_id, next_step, due_on, asked_on, recorded_org_id, version, created_at, changed_at)
select org_id, id, case_id, state_code, session_id, forum, stage, stage = 'considering' and pg_temp.chance(nr, 47) < 0.3,
  case when stage = 'considering' and pg_temp.chance(nr, 48) < 0.4 then 'yes' end,
  case when stage in ('asked', 'no_answer') and pg_temp.chance(nr, 49) < 0.08 then 'lapsed' end,
  case when stage in ('agreed', 'declined', 'considering') then 1 + pg_temp.pick(nr, 50, 5) end,
  case when stage in ('agreed', 'declined', 'considering') then changed_at::date end,
  case when stage = 'agreed' then 'An officer' else '' end,
  case when stage = 'agreed' then 'They will speak of it in their statement.' else '' end,
  case forum when 'bilateral' then 'meeting' when 'upr' then 'recommendation' when 'hrc' then 'general_debate'
    else 'general_discussion' end,
  case when may_name_situation and pg_temp.chance(nr, 51) < 0.6 then 'situation'
    when pg_temp.chance(nr, 52) < 0.5 then 'country' else 'theme' end,
  case when pg_temp.chance(nr, 53) < 0.5 then 'Please speak of the reprisals against defenders in this country.' else '' end,
  case when pg_temp.chance(nr, 54) < 0.1 then 'team' else 'coalition' end,
  case when is_raised then 'as_agreed' end, case when is_raised then changed_at::date end, is_raised,
  case when pg_temp.chance(nr, 55) < case when is_shared then 0.7 else 0.1 end then 'partners'
    when pg_temp.chance(nr, 56) < 0.15 then 'team' else 'organisation' end,
  case when pg_temp.chance(nr, 57) < 0.6 then case when pg_temp.chance(nr, 58) < 0.7 then lead
    else coalesce(second, lead) end end,
  case when pg_temp.chance(nr, 59) < 0.4 then 'Write again before the meeting' else '' end,
  case when stage in ('planned', 'asked', 'considering', 'no_answer') and pg_temp.chance(nr, 60) < 0.7
    then current_date - 60 + pg_temp.pick(nr, 61, 150) end,
  case when stage not in ('not_approached', 'planned') then created_at::date end,
  org_id, case when is_raised then 3 else 1 + pg_temp.pick(nr, 62, 3) end, created_at, changed_at
from the_commitments order by nr;
--> statement-breakpoint
insert into commitment_events (org_id, id, commitment_id, case_id, kind, changes, person_id, actor_org_id, at)
select c.org_id, pg_temp.made_id(t.created_at, 'event', t.nr), c.id, c.case_id, 'opened',
  jsonb_build_object('stage', c.stage, 'naming', c.naming), m.person_id, c.org_id, t.created_at
from the_commitments t join commitments c on c.id = t.id join members m on m.id = t.lead
order by t.nr;
--> statement-breakpoint
-- The trail keeps all harmless columns; here only the stage, for a table as long and nearly as wide.
insert into audit_log (id, org_id, at, person_id, actor_org_id, action, subject, subject_id, case_id, commitment_id,
  columns, details)
select pg_temp.made_id(t.created_at, 'audit', t.nr), t.org_id, t.created_at, m.person_id, t.org_id, 'insert', 'commitments', t.id::text,
  t.case_id, t.id, '{}', jsonb_build_object('stage', jsonb_build_array(null, t.stage))
from the_commitments t join members m on m.id = t.lead
order by t.nr;
--> statement-breakpoint
insert into interventions (org_id, id, session_id, forum, delivered_by, said_on, said_precision, naming, summary,
  recorded_by, recorded_org_id, created_at)
select c.org_id, pg_temp.made_id(c.changed_at, 'intervention', t.nr), c.session_id, c.forum, c.state_code, c.raised_on, 'day',
  'country', 'Spoke of reprisals.', t.lead, c.org_id, c.changed_at
from the_commitments t join commitments c on c.id = t.id where t.is_raised;
--> statement-breakpoint
insert into intervention_states (org_id, intervention_id, state_code)
select org_id, pg_temp.made_id(changed_at, 'intervention', nr), state_code from the_commitments where is_raised;
--> statement-breakpoint
insert into intervention_cases (org_id, intervention_id, case_id)
select org_id, pg_temp.made_id(changed_at, 'intervention', nr), case_id from the_commitments where is_raised;
--> statement-breakpoint
insert into intervention_commitments (org_id, intervention_id, commitment_id)
select org_id, pg_temp.made_id(changed_at, 'intervention', nr), id from the_commitments where is_raised;
--> statement-breakpoint
insert into evidence (org_id, id, intervention_id, kind, grade, quote, source, recorded_by, created_at)
select org_id, pg_temp.made_id(changed_at, 'evidence', nr), pg_temp.made_id(changed_at, 'intervention', nr), 'webcast',
  'B', 'We are concerned about acts of intimidation.', 'The webcast of the meeting', lead, changed_at
from the_commitments where is_raised;
