-- Withdrawn consent closes what speaks of its giver, and no edition that names others only. Decision 34.
set local role plenary_guard;
--> statement-breakpoint
-- Whether an edition speaks of somebody: their mark stands in the text of its language, also where its audience does not
-- read that passage; or how they are called stands in its words; or nobody's mark does, and the text is about everybody
-- of the case.
create function app.edition_speaks_of(edition editions, of_defender uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce((
    select marked.people = '{}' or of_defender = any (marked.people)
    from alert_versions v
    cross join lateral (select app.people_in(v.content -> edition.language) as people) marked
    where v.org_id = edition.org_id and v.id = edition.version_id), true)
  or exists (
    select 1 from defenders d
    cross join lateral (select d.public_label as label union all select l.value from jsonb_each_text(d.public_labels) l) called
    where d.case_id = edition.case_id and d.id = of_defender
      and position(app.fold_words(called.label) in app.fold_words(edition.plain)) > 0)
$$;
--> statement-breakpoint
revoke all on function app.edition_speaks_of(editions, uuid) from public;
--> statement-breakpoint
create or replace function app.edition_is_covered(of_edition uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select e.audience = 'internal' or not exists (
    select 1 from jsonb_array_elements(e.shown) was
    left join app.shown_people(e.case_id, e.audience) s on s.defender_id = (was.value ->> 'defenderId')::uuid
    where (coalesce(s.shown, 'missing') = 'missing' or (was.value ->> 'shown' = 'name' and s.shown <> 'name'))
      and app.edition_speaks_of(e, (was.value ->> 'defenderId')::uuid))
  from editions e where e.id = of_edition
$$;
--> statement-breakpoint
set local role none;
