-- Twenty organisations: 0 owns most, 1 is the partner that is shown fifty of its cases.
create temp table orgs as
select k, pg_temp.made_id(current_date - interval '4 years' + k * interval '1 day', 'org', k) as id
from generate_series(0, 19) k;
--> statement-breakpoint
insert into organisations (id, name, created_at)
select id, 'Organisation ' || (k + 1), current_date - interval '4 years' from orgs;
--> statement-breakpoint
-- Member 0 of organisations 0 and 1 are the two people whose work is measured.
create temp table members as
select o.k as org, n, row_number() over (order by o.k, n) as nr, o.id as org_id,
  pg_temp.made_id(current_date - interval '4 years', 'person', o.k * 1000 + n) as person_id,
  pg_temp.made_id(current_date - interval '4 years', 'member', o.k * 1000 + n) as id,
  case when n = 0 and o.k = 0 then 'worker' when n = 0 and o.k = 1 then 'partner' else 'person-' || o.k || '-' || n end
    || '@example.org' as email,
  case when n = 1 then 'administrator' when n % 10 = 9 then 'reader' else 'advocate' end as role
from orgs o, generate_series(0, case when o.k = 0 then 59 else 7 end) n;
--> statement-breakpoint
insert into people (id, name, email, created_at)
select person_id, 'Person ' || nr, email, current_date - interval '4 years' from members;
--> statement-breakpoint
insert into memberships (org_id, id, person_id, role, status, created_at)
select org_id, id, person_id, role, 'confirmed', current_date - interval '4 years' from members;
--> statement-breakpoint
insert into sessions (id, org_id, forum, kind, title, starts_on, date_precision, created_at)
select pg_temp.made_id(now() - interval '2 years', 'session', o.k * 100 + s), o.id, 'upr', 'upr_pre_session',
  'Meeting of our own ' || s, current_date - 700 + s * 150, 'day', now() - interval '2 years'
from orgs o, generate_series(1, 5) s;
--> statement-breakpoint
insert into mission_contacts (org_id, state_code, role, place, channel, language, recorded_by)
select m.org_id, s.code, r, 'Geneva', 'office@example.org', 'English', m.id
from members m, states s, unnest(array['human_rights_officer', 'deputy_permanent_representative']) r
where m.org = 0 and m.n = 0 and not s.is_example;
--> statement-breakpoint
insert into cautions (org_id, state_code, kind, note, source, noted_on, recorded_by)
select m.org_id, s.code, 'capacity', 'A small mission: write early.', 'A colleague', current_date - 90, m.id
from members m, states s
where m.org = 0 and m.n = 0 and not s.is_example and pg_temp.chance(hashtext(s.code), 3) < 0.3;
