create temp table the_states as
select code, row_number() over (order by code)::int as place from states where not is_example and retired_at is null;
--> statement-breakpoint
-- Nine in ten belong to organisation 0. Titles are made of words, one of them common, one rare.
create temp table the_cases as
with drawn as (
  select nr, case when pg_temp.chance(nr, 10) < 0.9 then 0 else 1 + pg_temp.pick(nr, 11, 19) end as org,
    current_date - interval '4 years' + nr * interval '100 minutes' as created_at
  from generate_series(1, 20000) nr)
select d.nr, d.org, o.id as org_id, d.created_at, pg_temp.made_id(d.created_at, 'case', d.nr) as id,
  case when pg_temp.chance(d.nr, 12) < 0.5 then 'organisation' else 'team' end as visibility,
  (select code from the_states where place = 1 + pg_temp.pick(d.nr, 13, 195)) as country_code
from drawn d join orgs o on o.k = d.org;
--> statement-breakpoint
-- Cases that are looked for: open to their organisation, in the worker's own.
alter table the_cases add is_rare boolean, add of_worker integer, add is_shared boolean;
--> statement-breakpoint
update the_cases c set is_rare = r.place <= 16 from (
  select nr, row_number() over (order by pg_temp.chance(nr, 14)) as place
  from the_cases where org = 0 and visibility = 'organisation') r where r.nr = c.nr;
--> statement-breakpoint
update the_cases c set of_worker = r.place from (
  select nr, row_number() over (order by pg_temp.chance(nr, 15)) as place from the_cases where org = 0) r
where r.nr = c.nr and r.place <= 200;
--> statement-breakpoint
update the_cases c set is_shared = true from (
  select nr, row_number() over (order by pg_temp.chance(nr, 16)) as place from the_cases where org = 0) r
where r.nr = c.nr and r.place <= 50;
--> statement-breakpoint
-- Who leads; the worker's cases are led by the worker in one of four.
alter table the_cases add lead uuid, add second uuid, add third uuid;
--> statement-breakpoint
update the_cases c set
  lead = case when c.of_worker <= 50 then (select id from members where org = 0 and n = 0)
    else (select id from members where org = c.org and n = 1 + pg_temp.pick(c.nr, 17, 4)) end,
  second = case when c.of_worker > 50 then (select id from members where org = 0 and n = 0)
    when pg_temp.chance(c.nr, 18) < 0.6 then (select m.id from members m where m.org = c.org
      and m.n = case when c.org = 0 then 10 + pg_temp.pick(c.nr, 19, 40) else 5 + pg_temp.pick(c.nr, 19, 2) end) end,
  third = case when pg_temp.chance(c.nr, 20) < 0.25 then (select m.id from members m where m.org = c.org
      and m.n = case when c.org = 0 then 50 + pg_temp.pick(c.nr, 21, 9) else 7 end) end;
--> statement-breakpoint
insert into cases (org_id, id, reference, title, country_code, status, visibility, summary, reprisal_types, reprisal_on,
  reprisal_precision, engagement_kind, engagement_precision, current_situation, created_by, created_at, changed_at)
select org_id, id, 'PL-' || to_char(created_at, 'YYYY') || '-' || translate(upper(to_hex(100000 + nr)), '01AEIOU', 'GHJKLMN'),
  case when is_rare then 'Lighthouse ' || (array['keepers', 'school', 'press', 'clinic'])[1 + pg_temp.pick(nr, 22, 4)]
    when pg_temp.chance(nr, 23) < 0.4 then 'Detention after ' else (array['Threats after ', 'Travel ban after ',
      'Smears after ', 'Search after ', 'Dismissal after '])[1 + pg_temp.pick(nr, 24, 5)] end
    || case when is_rare then '' else (array['a hearing', 'a review', 'a private meeting', 'a side event', 'a report',
      'a letter', 'a visit of experts', 'an interview'])[1 + pg_temp.pick(nr, 25, 8)] || ', '
      || (array['north', 'coast', 'capital', 'border', 'islands', 'delta', 'valley', 'south'])[1 + pg_temp.pick(nr, 26, 8)]
      || ' ' || (nr % 97) end,
  country_code, case when pg_temp.chance(nr, 27) < 0.7 then 'open' else 'monitoring' end, visibility,
  repeat('What was reported, by whom, and what is known of it today. ', 4),
  array[(array['detention', 'threats', 'travel_restriction', 'smear_campaign'])[1 + pg_temp.pick(nr, 28, 4)]],
  (created_at - interval '20 days')::date, 'month', 'upr', 'unknown', 'As last heard.', lead, created_at,
  created_at + (now() - created_at) * pg_temp.chance(nr, 29)
from the_cases;
--> statement-breakpoint
insert into case_team (org_id, case_id, membership_id, role, added_at)
select org_id, id, lead, 'lead', created_at from the_cases
union all
select org_id, id, second, case when second = (select id from members where org = 0 and n = 0)
  or pg_temp.chance(nr, 30) < 0.7 then 'editor' else 'reader' end, created_at
from the_cases where second is not null and second <> lead
union all
select org_id, id, third, 'reader', created_at from the_cases
where third is not null and third <> lead and third is distinct from second;
--> statement-breakpoint
create temp table the_defenders as
select c.nr * 2 + d as nr, c.nr as case_row, c.org_id, c.id as case_id, c.created_at, c.lead,
  pg_temp.made_id(c.created_at, 'defender', c.nr * 2 + d) as id,
  case when pg_temp.chance(c.nr * 2 + d, 31) < 0.8 then 'person' else 'organisation' end as kind
from the_cases c, generate_series(0, 1) d where d = 0 or pg_temp.chance(c.nr, 32) < 0.3;
--> statement-breakpoint
insert into defenders (org_id, case_id, id, kind, public_label, created_at)
select org_id, case_id, id, kind, 'A defender ' || nr, created_at from the_defenders;
--> statement-breakpoint
-- Consent is of the whole case here: what all of its defenders say. Half agree to be spoken of in public.
insert into consents (org_id, case_id, id, defender_id, scope, answer, given_by, language, risks_explained, channel,
  obtained_by, obtained_on, obtained_precision, recorded_at)
select d.org_id, d.case_id, pg_temp.made_id(d.created_at, 'consent' || s.scope, d.nr), d.id, s.scope,
  case when pg_temp.chance(d.case_row, s.purpose) < 0.3 then 'yes'
    when pg_temp.chance(d.case_row, s.purpose) < 0.55 then 'anonymous' else 'no' end,
  'defender', 'English', true, 'call', d.lead, d.created_at::date, 'day', d.created_at
from the_defenders d, (values ('bilateral', 33), ('public_statement', 34), ('contact_ohchr', 35)) s(scope, purpose);
--> statement-breakpoint
insert into consents (org_id, case_id, id, defender_id, scope, target_org_id, answer, given_by, language,
  risks_explained, channel, obtained_by, obtained_on, obtained_precision, valid_until, recorded_at)
select d.org_id, d.case_id, pg_temp.made_id(d.created_at, 'consent share', d.nr), d.id, 'share_with_organisation',
  (select id from orgs where k = 1), 'anonymous', 'defender', 'English', true, 'call', d.lead, d.created_at::date, 'day',
  case when pg_temp.chance(d.case_row, 36) < 0.3 then current_date + 200 end, d.created_at
from the_defenders d join the_cases c on c.nr = d.case_row where c.is_shared;
--> statement-breakpoint
insert into case_shares (org_id, case_id, id, partner_org_id, level, shared_by, shared_at)
select org_id, id, pg_temp.made_id(created_at, 'share', nr), (select id from orgs where k = 1),
  case when pg_temp.chance(nr, 37) < 0.5 then 'read' else 'contribute' end, lead, created_at + interval '1 hour'
from the_cases where is_shared;
