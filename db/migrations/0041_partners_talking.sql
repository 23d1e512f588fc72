ALTER TABLE "organisations" ADD COLUMN "tells_of_talks" text DEFAULT 'no' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "a_known_telling" CHECK (tells_of_talks is null or tells_of_talks in ('no', 'unnamed', 'named'));--> statement-breakpoint
-- Which organisation tells what is known to itself alone: a list of the few that keep their name back would name them.
revoke select on organisations from plenary_app;
--> statement-breakpoint
grant select (id, name, is_example, has_example, created_at) on organisations to plenary_app;
--> statement-breakpoint
grant update (tells_of_talks) on organisations to plenary_app;
--> statement-breakpoint
create function app.tells_of_talks() returns text
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select o.tells_of_talks from organisations o where o.id = app.org()
$$;
--> statement-breakpoint
-- With which States partners are already talking about another case in the country of this one: the State, and the
-- partner's name only where it lets itself be named. Decision 20 says why each line is there.
create function app.partners_talking(of_case uuid) returns table (state_code text, partner text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  with asking as (
    -- Whoever may ask about the case, of an organisation that tells as well.
    select k.id, k.country_code from cases k
    join organisations mine on mine.id = app.org() and mine.tells_of_talks <> 'no'
    where k.id = of_case and app.role() in ('administrator', 'advocate')
      and exists (select from case_readers r where r.case_id = k.id
        and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
          or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
            and (r.valid_until is null or r.valid_until >= current_date))))
  ), tellers as (
    -- A partner is one that keeps a case open to the asking organisation: its own act, which nobody can bring about
    -- from outside by sharing something with it.
    select o.id, o.name, o.tells_of_talks as tells from organisations o
    where o.id <> app.org()
      and exists (select from case_readers r where r.org_id = o.id and r.audience_id = app.org() and r.via = 'partner'
        and (r.valid_until is null or r.valid_until >= current_date))
  ), theirs as (
    select k.org_id, k.id, a.country_code, t.name, t.tells
    from asking a
    join cases k on k.country_code = a.country_code and k.id <> a.id and k.security_level = 'standard'
      and k.status <> 'closed'
    join tellers t on t.id = k.org_id
  ), asks as (
    -- What is still to be said, as far as the State's position isn't kept closer than the coalition.
    select c.id, c.state_code, c.stage, c.opened_from, t.name, t.tells
    from theirs t
    join commitments c on c.org_id = t.org_id and c.case_id = t.id
    join sessions s on s.id = c.session_id
    where c.recorded_org_id = t.org_id and c.closed_as is null
      and c.confidentiality in ('public', 'coalition')
      and c.state_code <> t.country_code
      and (coalesce(s.ends_on, s.starts_on) is null or coalesce(s.ends_on, s.starts_on) >= current_date
        - case s.date_precision when 'month' then 31 when 'year' then 366 else 0 end)
  ), talks as (
    select c.state_code, c.name, c.tells
    from asks c
    -- Every stage that follows contact, so that nothing shows what the State answered.
    where c.opened_from = 'ask' and c.stage in ('asked', 'considering', 'agreed', 'declined', 'no_answer')
      -- Some partner reads this very ask by consent that stands: it has left its organisation already.
      and exists (select from commitment_readers r
        join case_readers p on p.case_id = r.case_id and p.audience_id = r.audience_id and p.via = 'partner'
        where r.commitment_id = c.id and (r.valid_until is null or r.valid_until >= current_date))
      -- What the asking organisation reads itself stands among its own facts.
      and not exists (select from commitment_readers r where r.commitment_id = c.id
        and r.audience_id in (app.org(), app.membership()) and (r.valid_until is null or r.valid_until >= current_date))
    union
    select v.state_code, t.name, t.tells
    from theirs t
    join conversation_cases l on l.org_id = t.org_id and l.case_id = t.id
    join conversations v on v.org_id = l.org_id and v.id = l.conversation_id
    -- The partners that read the whole conversation, each of its cases and asks; none of whose asks is kept closer.
    cross join lateral (select bool_or(p.audience_id = app.org()) as by_us from case_readers p
      where p.case_id = t.id and p.via = 'partner' and (p.valid_until is null or p.valid_until >= current_date)
        and not exists (select from conversation_cases o
          left join commitments c on c.org_id = o.case_org_id and c.id = o.commitment_id
          where o.org_id = v.org_id and o.conversation_id = v.id
            and (c.confidentiality not in ('public', 'coalition')
              or not exists (select from case_readers q where q.case_id = o.case_id and q.audience_id = p.audience_id
                and (q.valid_until is null or q.valid_until >= current_date))
              or (o.commitment_id is not null and not exists (select from commitment_readers q
                where q.commitment_id = o.commitment_id and q.audience_id = p.audience_id
                  and (q.valid_until is null or q.valid_until >= current_date)))))) as reading
    where v.taken_back_at is null and v.visibility = 'partners'
      and v.state_code <> t.country_code
      and (l.commitment_id is null or l.commitment_id in (select c.id from asks c))
      -- What was said in the last three months is said for what comes next; after that it is a memory.
      and coalesce(v.had_until, v.had_on, v.created_at::date) >= current_date - 92
        - case v.had_precision when 'month' then 31 when 'year' then 366 else 0 end
      -- By some partner, and not by the asking organisation, among whose own facts it would stand.
      and not reading.by_us
  )
  select t.state_code, t.name from talks t where t.tells = 'named'
  union
  select t.state_code, null from talks t
  where t.tells = 'unnamed' and (select count(*) from tellers where tells = 'unnamed') >= 3
$$;
--> statement-breakpoint
revoke all on function app.tells_of_talks(), app.partners_talking(uuid) from public;
--> statement-breakpoint
grant execute on function app.tells_of_talks(), app.partners_talking(uuid) to plenary_app;
--> statement-breakpoint
alter function app.tells_of_talks() owner to plenary_guard;
--> statement-breakpoint
alter function app.partners_talking(uuid) owner to plenary_guard;
