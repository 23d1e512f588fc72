-- What the database itself holds true. Every function that looks over the wall is SECURITY DEFINER, pins its
-- search_path and will belong to plenary_guard (migration 0004), a role that nobody logs in as.
-- Errors that a rule raises have the class PL, so that the program can tell a refusal from a fault:
--   PL001 consent does not allow it     PL002 the State concerned is not asked about itself
--   PL003 somebody else changed it      PL004 not a thing that can be changed so
--   PL005 an organisation keeps an administrator, a case keeps a lead

-- ---------------------------------------------------------------------------------------------- who is asking
create function app.begin_session(secret text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public
as $$
declare
  signed record;
begin
  select s.id, s.person_id, s.last_seen_at, p.time_zone, m.org_id, m.id as membership_id, m.role
    into signed
    from sign_ins s
    join people p on p.id = s.person_id
    left join memberships m
      on m.person_id = s.person_id and m.org_id = s.active_org_id and m.status = 'confirmed'
   where s.secret_hash = sha256(convert_to(secret, 'UTF8'))
     and s.revoked_at is null
     and s.expires_at > now()
     and s.last_seen_at > now() - interval '30 minutes';
  if not found then
    raise exception 'signed out' using errcode = '28000';
  end if;
  -- Rounded to five minutes; skipped when another request of the same browser is just doing it.
  if signed.last_seen_at < now() - interval '5 minutes' then
    update sign_ins set last_seen_at = now()
     where id = (select id from sign_ins where id = signed.id for update skip locked);
  end if;
  perform set_config('app.sign_in_id', signed.id::text, true),
          set_config('app.person_id', signed.person_id::text, true),
          set_config('app.org_id', coalesce(signed.org_id::text, ''), true),
          set_config('app.membership_id', coalesce(signed.membership_id::text, ''), true),
          set_config('app.role', coalesce(signed.role, ''), true),
          set_config('app.time_zone', signed.time_zone, true);
end
$$;
--> statement-breakpoint
create function app.switch_organisation(wanted uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  update sign_ins s set active_org_id = wanted
   where s.id = app.sign_in()
     and exists (select 1 from memberships m
                  where m.org_id = wanted and m.person_id = s.person_id and m.status = 'confirmed');
  return found;
end
$$;
--> statement-breakpoint
create function app.guard_memberships() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  -- One row lock on the organisation makes two administrators who leave at once wait for each other.
  perform 1 from organisations where id = old.org_id for update;
  if old.role = 'administrator' and old.status = 'confirmed'
     and (new.role <> 'administrator' or new.status <> 'confirmed')
     and not exists (select 1 from memberships m where m.org_id = old.org_id and m.id <> old.id
                      and m.role = 'administrator' and m.status = 'confirmed') then
    raise exception 'an organisation keeps an administrator' using errcode = 'PL005';
  end if;
  if new.person_id <> old.person_id or new.org_id <> old.org_id or new.id <> old.id then
    raise exception 'a membership does not change hands' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_memberships before update on memberships
  for each row execute function app.guard_memberships();
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- consent
-- What one case's defenders allow for one scope today: 0 nothing, 1 without names, 2 by name. The least willing
-- defender decides; silence, a withdrawal and an expired answer are a no (domain, rule 2). Source: domain, Consent.
create function app.consent_level(of_case uuid, of_scope text, of_org uuid default null,
  of_state text default null, kinds text[] default null) returns integer
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select coalesce(min(coalesce((
    select case when c.withdrawn_at is not null or c.valid_until < current_date then 0
                else case c.answer when 'yes' then 2 when 'anonymous' then 1 else 0 end end
      from consents c
     where c.case_id = of_case and c.defender_id = d.id and c.scope = of_scope
       and c.target_org_id is not distinct from of_org
       and c.target_state_code is not distinct from of_state
     order by c.recorded_at desc, c.id desc
     limit 1), 0)), 0)
  from defenders d
  where d.case_id = of_case and (kinds is null or d.kind = any (kinds))
$$;
--> statement-breakpoint
create function app.consent_valid_until(of_case uuid, of_scope text, of_org uuid) returns date
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select min(latest.valid_until)
  from defenders d
  cross join lateral (
    select c.valid_until from consents c
     where c.case_id = of_case and c.defender_id = d.id and c.scope = of_scope and c.target_org_id = of_org
     order by c.recorded_at desc, c.id desc limit 1) latest
  where d.case_id = of_case
$$;
--> statement-breakpoint
-- How far everybody, the persons and the bodies (organisations and groups) of a case let it be told to one State in
-- one forum, as consent_level counts: for many places at once, since a list asks for fifty. Multilateral forums are
-- public, so they need the consent for public statements; a bilateral ask needs the bilateral consent or the one for
-- this State's mission (decision 5).
create function app.consent_reach(of_cases uuid[], in_forums text[], by_states text[])
  returns table (place bigint, everyone integer, persons integer, bodies integer)
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select p.place,
    greatest(coalesce(min(l.wide), 0), coalesce(min(l.mission), 0)),
    greatest(coalesce(min(l.wide) filter (where l.kind = 'person'), 0),
      coalesce(min(l.mission) filter (where l.kind = 'person'), 0)),
    greatest(coalesce(min(l.wide) filter (where l.kind <> 'person'), 0),
      coalesce(min(l.mission) filter (where l.kind <> 'person'), 0))
  from unnest(of_cases, in_forums, by_states) with ordinality as p(case_id, forum, state_code, place)
  left join lateral (
    select d.kind,
      coalesce((select case when c.withdrawn_at is not null or c.valid_until < current_date then 0
            else case c.answer when 'yes' then 2 when 'anonymous' then 1 else 0 end end
          from consents c
         where c.case_id = p.case_id and c.defender_id = d.id
           and c.scope = case p.forum when 'bilateral' then 'bilateral' else 'public_statement' end
         order by c.recorded_at desc, c.id desc limit 1), 0) as wide,
      case when p.forum = 'bilateral' then coalesce((
          select case when c.withdrawn_at is not null or c.valid_until < current_date then 0
            else case c.answer when 'yes' then 2 when 'anonymous' then 1 else 0 end end
          from consents c
         where c.case_id = p.case_id and c.defender_id = d.id and c.scope = 'share_with_mission'
           and c.target_state_code = p.state_code
         order by c.recorded_at desc, c.id desc limit 1), 0) else 0 end as mission
    from defenders d where d.case_id = p.case_id) l on true
  group by p.place
$$;
--> statement-breakpoint
-- May a State be asked to speak at this level of naming?
create function app.may_name(of_case uuid, at_level text, in_forum text, by_state text) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select at_level in ('country', 'theme') or (
    select r.everyone >= 1 and case at_level
      when 'situation' then true
      when 'person' then r.persons = 2
      when 'organisation' then r.bodies = 2
      else false end
    from app.consent_reach(array[of_case], array[in_forum], array[by_state]) r)
$$;
--> statement-breakpoint
-- The widest naming that consent allows, for whoever may read the cases, as headers and lists show it; a case that one
-- may not read gives no row.
create function app.namings_allowed(of_cases uuid[], in_forums text[], by_states text[])
  returns table (place bigint, naming text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select r.place, case
    when r.everyone >= 1 and r.persons = 2 then 'person'
    when r.everyone >= 1 and r.bodies = 2 then 'organisation'
    when r.everyone >= 1 then 'situation'
    else 'country' end
  from app.consent_reach(of_cases, in_forums, by_states) r
  where exists (select 1 from case_readers cr where cr.case_id = of_cases[r.place]
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date))
$$;
--> statement-breakpoint
-- The scopes of one case with what they allow today, for the header of the case.
create function app.consent_summary(of_case uuid)
  returns table (scope text, level integer, named_persons boolean)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.scope, app.consent_level(of_case, s.scope, null, null, null),
    app.consent_level(of_case, s.scope, null, null, array['person']) = 2
  from unnest(array['contact_ohchr', 'letter_to_government', 'public_un_report', 'bilateral',
    'public_statement', 'media']) as s(scope)
  where exists (select 1 from case_readers r where r.case_id = of_case
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- who may read
-- An audience reads a commitment when it reads the case and the commitment is open to its kind. A team row is left
-- out where the whole organisation reads anyway, so that no member meets a commitment twice.
create function app.refresh_commitment_readers(of_case uuid, of_commitment uuid default null)
returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
  with wanted as (
    select r.audience_id, c.id as commitment_id, c.org_id, c.case_id, c.state_code, c.session_id, c.forum,
      case when c.is_raised then 'raised' else c.stage end as stage,
      c.owner_id, case when c.closed_as is null then c.due_on end as due_on, c.changed_at, r.valid_until
    from commitments c
    join case_readers r on r.case_id = c.case_id
    where c.case_id = of_case and (of_commitment is null or c.id = of_commitment)
      and case r.via
        when 'team' then c.visibility = 'team' or not exists (
          select 1 from case_readers o where o.case_id = c.case_id and o.via = 'organisation')
        when 'organisation' then c.visibility <> 'team'
        else c.visibility = 'partners' end
  ), gone as (
    delete from commitment_readers old
     where old.commitment_id in (select c.id from commitments c where c.case_id = of_case
             and (of_commitment is null or c.id = of_commitment))
       and not exists (select 1 from wanted w
                        where w.commitment_id = old.commitment_id and w.audience_id = old.audience_id)
  )
  insert into commitment_readers as r (audience_id, commitment_id, org_id, case_id, state_code, session_id,
    forum, stage, owner_id, due_on, changed_at, valid_until)
  select * from wanted
  on conflict (commitment_id, audience_id) do update
    set stage = excluded.stage, owner_id = excluded.owner_id, due_on = excluded.due_on,
        changed_at = excluded.changed_at, valid_until = excluded.valid_until
    where (r.stage, r.owner_id, r.due_on, r.changed_at, r.valid_until)
      is distinct from (excluded.stage, excluded.owner_id, excluded.due_on, excluded.changed_at,
        excluded.valid_until)
$$;
--> statement-breakpoint
create function app.refresh_case_readers(of_case uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  -- Two colleagues who change team and consent at once must not each miss the other's row.
  perform 1 from cases where id = of_case for update;
  with wanted as (
    select t.org_id, t.case_id, t.membership_id as audience_id, 'team' as via,
      case t.role when 'lead' then 'lead' when 'editor' then 'edit' else 'read' end as level,
      null::date as valid_until
    from case_team t where t.case_id = of_case
    union all
    select c.org_id, c.id, c.org_id, 'organisation', 'read', null
    from cases c where c.id = of_case and c.visibility = 'organisation'
    union all
    select s.org_id, s.case_id, s.partner_org_id, 'partner', s.level,
      app.consent_valid_until(s.case_id, 'share_with_organisation', s.partner_org_id)
    from case_shares s
    where s.case_id = of_case and s.revoked_at is null
      and app.consent_level(s.case_id, 'share_with_organisation', s.partner_org_id) >= 1
  ), gone as (
    delete from case_readers old where old.case_id = of_case
      and not exists (select 1 from wanted w where w.audience_id = old.audience_id)
  )
  insert into case_readers as r (org_id, case_id, audience_id, via, level, valid_until)
  select * from wanted
  on conflict (case_id, audience_id) do update
    set via = excluded.via, level = excluded.level, valid_until = excluded.valid_until;
  perform app.refresh_commitment_readers(of_case);
end
$$;
--> statement-breakpoint
-- Consent changed: partners without it lose the case now, and asks that name too much are lowered, as events.
create function app.apply_consent(of_case uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.refresh_case_readers(of_case);
  insert into commitment_events (org_id, commitment_id, case_id, kind, changes)
  select c.org_id, c.id, c.case_id, 'consent', jsonb_build_object('naming',
    case when app.may_name(c.case_id, 'situation', c.forum, c.state_code) then 'situation' else 'country' end)
  from commitments c
  where c.case_id = of_case and not app.may_name(c.case_id, c.naming, c.forum, c.state_code);
end
$$;
--> statement-breakpoint
-- A share whose consent ran out closes by itself (the policies look at the day); here it leaves lists and totals too.
create function app.close_expired() returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  closed integer := 0;
  expired uuid;
begin
  for expired in select distinct r.case_id from case_readers r where r.valid_until < current_date loop
    perform app.apply_consent(expired);
    closed := closed + 1;
  end loop;
  return closed;
end
$$;
--> statement-breakpoint
create function app.case_opened() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  insert into case_team (org_id, case_id, membership_id, role) values (new.org_id, new.id, new.created_by, 'lead');
  return null;
end
$$;
--> statement-breakpoint
create trigger case_opened after insert on cases for each row execute function app.case_opened();
--> statement-breakpoint
-- References are drawn by lot, so that one tells nothing of how many there are; without vowels, so that none is a word.
create function app.draw_case_reference() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
declare
  letters constant text := '23456789BCDFGHJKLMNPQRSTVWXZ';
begin
  if new.reference <> '' then
    return new;
  end if;
  for attempt in 1 .. 200 loop
    new.reference := 'PL-' || to_char(coalesce(new.reprisal_on, current_date), 'YYYY') || '-' || (
      select string_agg(substr(letters, 1 + floor(random() * length(letters))::int, 1), '')
      from generate_series(1, case when attempt < 100 then 3 else 5 end));
    exit when not exists (select 1 from cases c where c.org_id = new.org_id and c.reference = new.reference);
  end loop;
  return new;
end
$$;
--> statement-breakpoint
create trigger draw_case_reference before insert on cases
  for each row execute function app.draw_case_reference();
--> statement-breakpoint
create function app.guard_cases() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if (new.org_id, new.id, new.reference, new.created_by, new.created_at, new.is_example)
     is distinct from (old.org_id, old.id, old.reference, old.created_by, old.created_at, old.is_example) then
    raise exception 'a case keeps its identity' using errcode = 'PL004';
  end if;
  if new.visibility <> old.visibility and app.person() is not null and not exists (select 1 from case_readers r
      where r.case_id = new.id and r.audience_id = app.membership() and r.level = 'lead') then
    raise exception 'only the lead opens a case' using errcode = '42501';
  end if;
  if new.country_code <> old.country_code and exists (
      select 1 from commitments c where c.case_id = new.id and c.state_code = new.country_code) then
    raise exception 'the State concerned has been asked' using errcode = 'PL002';
  end if;
  new.changed_at := now();
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_cases before update on cases for each row execute function app.guard_cases();
--> statement-breakpoint
create function app.case_access_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if tg_table_name = 'cases' then
    perform app.refresh_case_readers(new.id);
  elsif tg_op = 'DELETE' then
    if exists (select 1 from cases where id = old.case_id) then
      perform app.refresh_case_readers(old.case_id);
    end if;
  else
    perform app.refresh_case_readers(new.case_id);
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger case_visibility_changed after update of visibility on cases
  for each row when (old.visibility is distinct from new.visibility)
  execute function app.case_access_changed();
--> statement-breakpoint
create trigger case_team_changed after insert or update or delete on case_team
  for each row execute function app.case_access_changed();
--> statement-breakpoint
create trigger case_shares_changed after insert or update on case_shares
  for each row execute function app.case_access_changed();
--> statement-breakpoint
create function app.guard_case_team() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if tg_op in ('UPDATE', 'DELETE') then
    if old.role = 'lead' and (tg_op = 'DELETE' or new.role <> 'lead')
       and exists (select 1 from cases where id = old.case_id)
       and exists (select 1 from memberships where id = old.membership_id)
       and not exists (select 1 from case_team t where t.case_id = old.case_id
                        and t.membership_id <> old.membership_id and t.role = 'lead') then
      raise exception 'a case keeps a lead' using errcode = 'PL005';
    end if;
  end if;
  if tg_op = 'DELETE' then
    return old;
  end if;
  -- A reader of the organisation reads in a team too, whatever the lead had in mind.
  if new.role <> 'reader' and exists (select 1 from memberships m
      where m.org_id = new.org_id and m.id = new.membership_id and m.role = 'reader') then
    raise exception 'a reader does not edit' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_case_team before insert or update or delete on case_team
  for each row execute function app.guard_case_team();
--> statement-breakpoint
-- Nothing is shown to a partner without consent for that partner. A share that consent no longer carries stays as a
-- row, and opens nothing (refresh_case_readers).
create function app.guard_case_shares() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if new.partner_org_id = new.org_id then
    raise exception 'a case is shared with others' using errcode = 'PL004';
  end if;
  if tg_op = 'UPDATE' and (new.org_id, new.case_id, new.id, new.partner_org_id, new.shared_by)
     is distinct from (old.org_id, old.case_id, old.id, old.partner_org_id, old.shared_by) then
    raise exception 'a share keeps its identity' using errcode = 'PL004';
  end if;
  if new.revoked_at is null
     and app.consent_level(new.case_id, 'share_with_organisation', new.partner_org_id) < 1 then
    raise exception 'consent does not cover this partner' using errcode = 'PL001';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_case_shares before insert or update on case_shares
  for each row execute function app.guard_case_shares();
--> statement-breakpoint
create function app.disclose_share() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if tg_op = 'INSERT' or (old.revoked_at is not null and new.revoked_at is null) then
    insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, naming, person_id)
    values (new.org_id, new.case_id, 'share', new.level, new.partner_org_id, 'situation', app.person());
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger disclose_share after insert or update on case_shares
  for each row execute function app.disclose_share();
--> statement-breakpoint
create function app.guard_consents() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if tg_op = 'INSERT' then
    new.recorded_at := clock_timestamp();
    if (new.scope = 'share_with_organisation') <> (new.target_org_id is not null)
       or (new.scope = 'share_with_mission') <> (new.target_state_code is not null) then
      raise exception 'a scope and its recipient belong together' using errcode = 'PL004';
    end if;
    -- One day more than here: elsewhere it has begun.
    if new.obtained_on > current_date + 1 then
      raise exception 'an answer is not given tomorrow' using errcode = 'PL004';
    end if;
    return new;
  end if;
  if old.withdrawn_at is not null
     or (to_jsonb(new) - 'withdrawn_at' - 'withdrawn_by') <> (to_jsonb(old) - 'withdrawn_at' - 'withdrawn_by')
     or new.withdrawn_at is null then
    raise exception 'an answer is never changed; it is withdrawn or followed by another' using errcode = 'PL004';
  end if;
  new.withdrawn_at := clock_timestamp();
  new.withdrawn_by := app.membership();
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_consents before insert or update on consents
  for each row execute function app.guard_consents();
--> statement-breakpoint
create function app.consent_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.apply_consent(new.case_id);
  return null;
end
$$;
--> statement-breakpoint
create trigger consent_changed after insert or update on consents
  for each row execute function app.consent_changed();
--> statement-breakpoint
-- A further defender has not been asked yet: what leaves the team goes back to what they allow.
create trigger defender_added after insert or update of kind on defenders
  for each row execute function app.consent_changed();
--> statement-breakpoint
-- What a case's consent no longer covers, and what went out while it did: shown after a withdrawal.
create function app.touched_by_consent(of_case uuid)
  returns table (kind text, id uuid, at timestamptz, recipient_org_id uuid, detail text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select t.* from (
    select 'share_closed', s.id, s.shared_at, s.partner_org_id, s.level
    from case_shares s where s.case_id = of_case and s.revoked_at is null
      and app.consent_level(s.case_id, 'share_with_organisation', s.partner_org_id) < 1
    union all
    select 'ask_lowered', e.commitment_id, e.at, null, e.before ->> 'naming'
    from commitment_events e where e.case_id = of_case and e.kind = 'consent'
    union all
    select 'went_out', d.id, d.at, d.recipient_org_id, d.kind
    from disclosures d where d.case_id = of_case
  ) as t(kind, id, at, recipient_org_id, detail)
  where exists (select 1 from case_readers r where r.case_id = of_case
    and r.audience_id = app.membership() and r.via = 'team')
  order by t.at desc
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- commitments
create function app.contributes(to_case uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select app.role() in ('administrator', 'advocate') and exists (
    select 1 from case_readers r where r.case_id = to_case
      and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
        or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
          and (r.valid_until is null or r.valid_until >= current_date))))
$$;
--> statement-breakpoint
create function app.guard_commitments() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  the_case record;
  the_session record;
begin
  -- Said in the words of the policy, so that a case one may not touch and a case that is not there look the same.
  if app.person() is not null and not app.contributes(new.case_id) then
    raise exception 'new row violates row-level security policy for table "commitments"' using errcode = '42501';
  end if;
  select c.country_code, c.org_id into the_case from cases c where c.org_id = new.org_id and c.id = new.case_id;
  select s.forum into the_session from sessions s where s.id = new.session_id;
  if the_case.org_id is null or the_session.forum is null then
    raise exception 'new row violates row-level security policy for table "commitments"' using errcode = '42501';
  end if;
  if new.state_code = the_case.country_code then
    raise exception 'the State concerned is not asked about itself' using errcode = 'PL002';
  end if;
  new.forum := the_session.forum;
  new.is_raised := false;
  new.raised_on := null;
  new.raised_precision := null;
  new.version := 1;
  new.created_at := clock_timestamp();
  new.changed_at := new.created_at;
  if new.recorded_org_id <> new.org_id then
    new.visibility := 'partners';
  end if;
  if new.stage = 'asked' and new.asked_on is null then
    new.asked_on := app.today();
  end if;
  if not app.may_name(new.case_id, new.naming, new.forum, new.state_code) then
    raise exception 'consent does not cover this naming' using errcode = 'PL001';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_commitments before insert on commitments
  for each row execute function app.guard_commitments();
--> statement-breakpoint
create function app.commitment_opened() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  insert into commitment_events (org_id, commitment_id, case_id, kind, changes, person_id, actor_org_id)
  values (new.org_id, new.id, new.case_id, 'opened',
    jsonb_build_object('stage', new.stage, 'naming', new.naming), app.person(), app.org());
  perform app.refresh_commitment_readers(new.case_id, new.id);
  -- The State may have spoken already, asked or not.
  insert into intervention_commitments (org_id, intervention_id, commitment_id)
  select new.org_id, i.id, new.id
  from intervention_cases ic
  join interventions i on i.org_id = ic.org_id and i.id = ic.intervention_id
  join intervention_states s on s.org_id = i.org_id and s.intervention_id = i.id
  where ic.case_id = new.case_id and i.session_id = new.session_id and s.state_code = new.state_code
  on conflict do nothing;
  return null;
end
$$;
--> statement-breakpoint
create trigger commitment_opened after insert on commitments
  for each row execute function app.commitment_opened();
--> statement-breakpoint
create function app.commitment_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.refresh_commitment_readers(new.case_id, new.id);
  return null;
end
$$;
--> statement-breakpoint
create trigger commitment_changed after update on commitments
  for each row execute function app.commitment_changed();
--> statement-breakpoint
-- An event is the only way to change a commitment: it is checked, keeps what it replaces, and is carried out.
create function app.carry_out_event() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  settable constant text[] := array['stage', 'with_capital', 'leaning', 'closed_as', 'word', 'word_on',
    'word_said_by', 'word_heard_by', 'word_text', 'modality', 'naming', 'wording_asked', 'wording_offered',
    'condition', 'confidentiality', 'delivery', 'visibility', 'owner_id', 'next_step', 'due_on', 'asked_on'];
  standing commitments;
  wanted commitments;
  stood jsonb;
begin
  if new.kind = 'opened' then
    return new;
  end if;
  select * into standing from commitments c
   where c.org_id = new.org_id and c.id = new.commitment_id and c.case_id = new.case_id for update;
  if not found or (new.kind <> 'consent' and app.person() is not null and not (app.contributes(new.case_id)
      and exists (select 1 from commitment_readers r where r.commitment_id = new.commitment_id
        and r.audience_id in (app.org(), app.membership())
        and (r.valid_until is null or r.valid_until >= current_date)))) then
    raise exception 'new row violates row-level security policy for table "commitment_events"'
      using errcode = '42501';
  end if;
  new.person_id := app.person();
  new.actor_org_id := app.org();
  new.at := clock_timestamp();
  if new.expected_version is not null and new.expected_version <> standing.version then
    raise exception 'somebody else changed it' using errcode = 'PL003', detail = standing.version::text;
  end if;
  if exists (select 1 from jsonb_object_keys(new.changes) as k where k <> all (settable)) then
    raise exception 'no such thing to change' using errcode = 'PL004';
  end if;
  if new.changes ->> 'stage' = 'asked' and standing.asked_on is null and not new.changes ? 'asked_on' then
    new.changes := new.changes || jsonb_build_object('asked_on', app.today());
  end if;
  wanted := jsonb_populate_record(standing, new.changes);
  if standing.recorded_org_id <> standing.org_id then
    wanted.visibility := 'partners';
  end if;
  if new.kind <> 'consent' and not app.may_name(standing.case_id, wanted.naming, standing.forum, standing.state_code)
  then
    raise exception 'consent does not cover this naming' using errcode = 'PL001';
  end if;
  if wanted.owner_id is not null and not exists (select 1 from memberships m where m.id = wanted.owner_id
      and m.org_id in (standing.org_id, standing.recorded_org_id)) then
    raise exception 'an ask belongs to a member' using errcode = 'PL004';
  end if;
  stood := to_jsonb(standing);
  new.before := (select coalesce(jsonb_object_agg(k, stood -> k), '{}') from jsonb_object_keys(new.changes) as k);
  update commitments c set
    stage = wanted.stage, with_capital = wanted.with_capital, leaning = wanted.leaning,
    closed_as = wanted.closed_as, word = wanted.word, word_on = wanted.word_on,
    word_said_by = wanted.word_said_by, word_heard_by = wanted.word_heard_by, word_text = wanted.word_text,
    modality = wanted.modality, naming = wanted.naming, wording_asked = wanted.wording_asked,
    wording_offered = wanted.wording_offered, condition = wanted.condition,
    confidentiality = wanted.confidentiality, delivery = wanted.delivery, visibility = wanted.visibility,
    owner_id = wanted.owner_id, next_step = wanted.next_step, due_on = wanted.due_on,
    asked_on = wanted.asked_on, version = c.version + 1, changed_at = new.at
  where c.org_id = standing.org_id and c.id = standing.id;
  return new;
end
$$;
--> statement-breakpoint
create trigger carry_out_event before insert on commitment_events
  for each row execute function app.carry_out_event();
--> statement-breakpoint
create function app.commitment_raised() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  link record;
begin
  link := case when tg_op = 'DELETE' then old else new end;
  update commitments c set
    is_raised = exists (select 1 from intervention_commitments l where l.commitment_id = c.id),
    (raised_on, raised_precision) = (select i.said_on, i.said_precision from intervention_commitments l
      join interventions i on i.org_id = l.org_id and i.id = l.intervention_id
      where l.commitment_id = c.id order by i.said_on nulls last limit 1),
    version = c.version + 1, changed_at = clock_timestamp()
  where c.org_id = link.org_id and c.id = link.commitment_id;
  return null;
end
$$;
--> statement-breakpoint
-- What a State said on a case at a session keeps the commitment of that State, case and session, also one that whoever
-- recorded it may not read.
create function app.commitments_kept() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  insert into intervention_commitments (org_id, intervention_id, commitment_id)
  select i.org_id, i.id, c.id
  from interventions i
  join intervention_cases ic on ic.org_id = i.org_id and ic.intervention_id = i.id
  join intervention_states s on s.org_id = i.org_id and s.intervention_id = i.id
  join commitments c on c.org_id = i.org_id and c.case_id = ic.case_id and c.session_id = i.session_id
    and c.state_code = s.state_code
  where i.org_id = new.org_id and i.id = new.intervention_id
  on conflict do nothing;
  return null;
end
$$;
--> statement-breakpoint
create function app.guard_intervention_day() returns trigger
language plpgsql
set search_path = pg_catalog, public, app
as $$
begin
  if new.said_on > current_date + 1 then
    raise exception 'nothing was said tomorrow' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_intervention_day before insert or update of said_on on interventions
  for each row execute function app.guard_intervention_day();
--> statement-breakpoint
create trigger commitments_kept after insert on intervention_cases
  for each row execute function app.commitments_kept();
--> statement-breakpoint
create trigger commitments_kept after insert on intervention_states
  for each row execute function app.commitments_kept();
--> statement-breakpoint
-- The one who records an intervention says what it was about; a policy can't look there itself (it would go round).
create function app.recorded_by_me(of_org uuid, of_intervention uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from interventions i
    where i.org_id = of_org and i.id = of_intervention and i.recorded_by = app.membership())
$$;
--> statement-breakpoint
create trigger commitment_raised after insert or delete on intervention_commitments
  for each row execute function app.commitment_raised();
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- totals
-- Counters are appended, so that writers never wait for one another. About once in fifty, what was appended for the
-- audiences at hand is folded together: only the keys that have become many rows, since a fold rewrites what it folds.
create function app.count_readers() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
declare
  touched uuid[];
begin
  if tg_op = 'INSERT' then
    with counted as (
      insert into commitment_tallies (audience_id, state_code, stage, n)
      select audience_id, state_code, stage, count(*) from added group by 1, 2, 3
      returning audience_id)
    select array_agg(distinct audience_id) into touched from counted;
  elsif tg_op = 'DELETE' then
    with counted as (
      insert into commitment_tallies (audience_id, state_code, stage, n)
      select audience_id, state_code, stage, -count(*) from removed group by 1, 2, 3
      returning audience_id)
    select array_agg(distinct audience_id) into touched from counted;
  else
    with counted as (
      insert into commitment_tallies (audience_id, state_code, stage, n)
      select audience_id, state_code, stage, sum(n) from (
        select audience_id, state_code, stage, 1 as n from added
        union all
        select audience_id, state_code, stage, -1 from removed) as moved
      group by 1, 2, 3 having sum(n) <> 0
      returning audience_id)
    select array_agg(distinct audience_id) into touched from counted;
  end if;
  if random() < 0.02 and touched is not null and pg_try_advisory_xact_lock(hashtext('plenary.tallies')) then
    with crowded as (
      select audience_id, state_code, stage from commitment_tallies
      where audience_id = any (touched) group by 1, 2, 3 having count(*) > 8
    ), folded as (
      delete from commitment_tallies t using crowded c
       where t.audience_id = c.audience_id and t.state_code = c.state_code and t.stage = c.stage
      returning t.audience_id, t.state_code, t.stage, t.n)
    insert into commitment_tallies (audience_id, state_code, stage, n)
    select audience_id, state_code, stage, sum(n) from folded group by 1, 2, 3 having sum(n) <> 0;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger count_added_readers after insert on commitment_readers
  referencing new table as added for each statement execute function app.count_readers();
--> statement-breakpoint
create trigger count_removed_readers after delete on commitment_readers
  referencing old table as removed for each statement execute function app.count_readers();
--> statement-breakpoint
create trigger count_moved_readers after update on commitment_readers
  referencing old table as removed new table as added for each statement execute function app.count_readers();
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- search
-- Trigram operators are not leakproof, so under row security they may not use an index. This function may, and
-- carries the same rule as the policy on cases in plain sight: only what this actor's audiences read.
create index cases_by_title on cases using gin (title gin_trgm_ops);
--> statement-breakpoint
create index cases_by_reference on cases using gin (reference gin_trgm_ops);
--> statement-breakpoint
create function app.search_cases(sought text, at_most integer) returns table (case_id uuid)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select c.id from cases c
  where length(sought) >= 1
    and (c.title ilike '%' || replace(replace(replace(sought, '\', '\\'), '%', '\%'), '_', '\_') || '%'
      or c.reference ilike '%' || replace(replace(replace(sought, '\', '\\'), '%', '\%'), '_', '\_') || '%')
    and exists (select 1 from case_readers r where r.case_id = c.id
      and r.audience_id in (app.org(), app.membership())
      and (r.valid_until is null or r.valid_until >= current_date))
  limit at_most
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- audit
-- One row for each change. The first argument lists the columns whose values may be kept; of all others only the
-- name of the column is. Never a title, a text, a name.
create function app.audit() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  harmless constant text[] := string_to_array(coalesce(tg_argv[0], ''), ',');
  key_column constant text := coalesce(tg_argv[1], 'id');
  was jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end;
  is_now jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end;
  whole jsonb := case when tg_op = 'DELETE' then was else is_now end;
  touched text[];
begin
  select coalesce(array_agg(k order by k), '{}') into touched
  from (select jsonb_object_keys(was || is_now) as k) as keys
  where (was -> k) is distinct from (is_now -> k)
    and k not in ('changed_at', 'version', 'last_visit_at', 'created_at');
  if (tg_op = 'UPDATE' and cardinality(touched) = 0)
     -- Shipped sessions are nobody's doing.
     or (tg_table_name = 'sessions' and whole ->> 'org_id' is null) then
    return null;
  end if;
  insert into audit_log (org_id, person_id, actor_org_id, action, subject, subject_id, case_id, commitment_id,
    columns, details)
  values (
    coalesce(whole ->> 'org_id', case when tg_table_name = 'organisations' then whole ->> 'id' end)::uuid,
    app.person(), app.org(), lower(tg_op), tg_table_name, coalesce(whole ->> key_column, ''),
    case when tg_table_name = 'cases' then (whole ->> 'id')::uuid else (whole ->> 'case_id')::uuid end,
    case when tg_table_name = 'commitments' then (whole ->> 'id')::uuid else (whole ->> 'commitment_id')::uuid end,
    case when tg_op = 'UPDATE' then touched else '{}' end,
    (select coalesce(jsonb_object_agg(k, jsonb_build_array(was -> k, is_now -> k)), '{}')
       from unnest(touched) as k where k = any (harmless)));
  return null;
end
$$;
--> statement-breakpoint
-- A look at an identity changes nothing and is recorded all the same: who, which, when.
create function app.record_identity_read(of_case uuid, of_defender uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  insert into audit_log (org_id, person_id, actor_org_id, action, subject, subject_id, case_id)
  select r.org_id, app.person(), app.org(), 'read', 'defender_identities', of_defender::text, r.case_id
  from case_readers r
  where r.case_id = of_case and r.audience_id = app.membership() and r.via = 'team'
$$;
--> statement-breakpoint
create function app.refuse_change() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  raise exception 'history is never overwritten' using errcode = 'PL004';
end
$$;
--> statement-breakpoint
create trigger audit_is_append_only before update or delete or truncate on audit_log
  for each statement execute function app.refuse_change();
--> statement-breakpoint
do $$
declare
  audited record;
begin
  for audited in select * from (values
    ('organisations', '', 'id'),
    ('memberships', 'role,status', 'id'),
    ('invitations', 'role', 'id'),
    ('cases', 'status,visibility,security_level,verification,government_response', 'id'),
    ('case_team', 'role,membership_id', 'membership_id'),
    ('case_shares', 'level,partner_org_id,revoked_at', 'id'),
    ('case_keys', 'version', 'version'),
    ('case_events', 'kind,happened_on,happened_precision', 'id'),
    ('defenders', 'kind', 'id'),
    ('defender_identities', '', 'defender_id'),
    ('consents', 'scope,answer,given_by,valid_until,withdrawn_at', 'id'),
    ('commitments', 'state_code,session_id,stage,with_capital,leaning,closed_as,word,modality,naming,'
      || 'confidentiality,delivery,visibility,owner_id,due_on,asked_on,is_raised,raised_on', 'id'),
    ('sessions', 'kind,starts_on,ends_on,status', 'id'),
    ('interventions', 'delivered_by,session_id,naming,said_on,said_precision', 'id'),
    ('intervention_cases', 'intervention_id', 'intervention_id'),
    ('intervention_states', 'state_code', 'intervention_id'),
    ('intervention_commitments', 'intervention_id', 'intervention_id'),
    ('evidence', 'kind,grade,intervention_id', 'id'),
    ('cautions', 'kind,state_code,noted_on', 'id'),
    ('mission_contacts', 'role,state_code', 'id'),
    ('disclosures', 'kind,audience,recipient_org_id', 'id')
  ) as t(name, harmless, key_column) loop
    execute format('create trigger audit after insert or update or delete on %I for each row '
      || 'execute function app.audit(%L, %L)', audited.name, audited.harmless, audited.key_column);
  end loop;
end
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- the example
-- Takes the example away from the administrator's own organisation, with the organisations and people that came
-- with it; what people wrote themselves stays.
create function app.remove_example() returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  mine constant uuid := app.org();
  -- The demonstration's own people stay on in an emptied organisation; colleagues lent to a real one go.
  is_demonstration boolean;
begin
  select is_example into is_demonstration from organisations where id = mine;
  if mine is null or app.role() is distinct from 'administrator' then
    raise exception 'administrators remove the example' using errcode = '42501';
  end if;
  delete from interventions where org_id = mine and is_example;
  delete from cases where org_id = mine and is_example;
  delete from cautions where org_id = mine and is_example;
  delete from mission_contacts where org_id = mine and is_example;
  delete from sessions s where s.org_id = mine and s.is_example
    and not exists (select 1 from commitments c where c.session_id = s.id)
    and not exists (select 1 from interventions i where i.session_id = s.id);
  update organisations set has_example = false, is_example = false where id = mine;
  if not exists (select 1 from organisations where has_example) then
    delete from interventions where org_id in (select id from organisations where is_example);
    delete from cases where org_id in (select id from organisations where is_example);
    delete from organisations where is_example;
    delete from people p where p.is_example and p.id <> app.person()
      and not (is_demonstration and exists (
        select 1 from memberships m where m.person_id = p.id and m.org_id = mine));
  end if;
end
$$;
