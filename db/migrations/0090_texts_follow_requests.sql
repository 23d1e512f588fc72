ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "shown_request_steps" DROP CONSTRAINT "a_known_shown_step";--> statement-breakpoint
ALTER TABLE "shown_request_steps" DROP CONSTRAINT "a_sealed_message";--> statement-breakpoint
ALTER TABLE "shown_requests" ADD COLUMN "of_writing" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "referrals" ADD COLUMN "of_writing" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "support_requests" ADD COLUMN "writing" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'report_ready', 'guest_answered', 'brief_waits', 'letter_waits', 'support_shown', 'support_handed', 'support_answered', 'support_moved', 'support_ended', 'check_in_missed', 'support_due'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'report_ready', 'guest_answered', 'brief_waits', 'letter_waits', 'support_shown', 'support_handed', 'support_answered', 'support_moved', 'support_ended', 'check_in_missed', 'support_due'));--> statement-breakpoint
ALTER TABLE "shown_request_steps" ADD CONSTRAINT "a_known_shown_step" CHECK (step is null or step in ('shown', 'shown_more', 'offered', 'claimed', 'handed_back', 'handed_over', 'closed', 'wrote', 'answered', 'ended'));--> statement-breakpoint
ALTER TABLE "shown_request_steps" ADD CONSTRAINT "a_sealed_message" CHECK (words is null or ((by_partner or step = 'answered') and words ~ '^v1.' and length(words) <= 20000));
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0086. The newest answer about this very request and the newest about the case with this partner: a no or a
-- withdrawal at either closes it; only a yes for this very request that is newer outweighs what was said of the case.
create or replace function app.minds_partner(of_request uuid, partner uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  with here as (
    select not c.is_allowed or c.withdrawn_at is not null as is_no, c.recorded_at as at from referral_consents c
    where c.request_id = of_request and c.support_key = 'partner:' || partner::text
    order by c.recorded_at desc, c.id desc limit 1),
  of_case as (
    select c.answer = 'no' or c.withdrawn_at is not null as is_no, coalesce(c.withdrawn_at, c.recorded_at) as at
    from consents c join support_requests r on r.org_id = c.org_id and r.defender_id = c.defender_id
    where r.id = of_request and c.scope = 'share_with_organisation' and c.target_org_id = partner
    order by c.recorded_at desc, c.id desc limit 1)
  select exists (select 1 from here h where h.is_no)
    or exists (select 1 from of_case c where c.is_no and not exists (select 1 from here h where h.at > c.at))
$$;
--> statement-breakpoint
-- The same for the team of the case, which is told why nothing can be shown.
create function app.minds_our_partner(of_request uuid, partner uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce((select app.minds_partner(r.id, partner) from support_requests r
    where r.id = of_request and r.org_id = app.org() and app.in_team_of(r.case_id)), false)
$$;
--> statement-breakpoint
-- As in 0085, and counts what makes texts of it older.
create or replace function app.guard_support_requests() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  counted constant text[] := '{writing,act_by}';
begin
  if tg_op = 'UPDATE' then
    if (new.org_id, new.case_id, new.id, new.defender_id, new.created_by, new.created_at)
       is distinct from (old.org_id, old.case_id, old.id, old.defender_id, old.created_by, old.created_at) then
      raise exception 'a request stays with whom it is for' using errcode = 'PL004';
    end if;
    if (new.kind, new.nature, new.urgency, new.needed_by, new.sealed)
       is distinct from (old.kind, old.nature, old.urgency, old.needed_by, old.sealed) then
      new.writing := old.writing + 1;
    -- What is generated is not there yet.
    elsif to_jsonb(new) - counted = to_jsonb(old) - counted then
      return new;
    end if;
    new.version := old.version + 1;
    new.changed_at := clock_timestamp();
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- A person's label, or what is sealed of them, stands in texts too: those of open requests are older once it changed.
create function app.rewrite_requests_of_person() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  update support_requests r set writing = r.writing + 1
   where r.closed_at is null and r.org_id = (to_jsonb(coalesce(new, old)) ->> 'org_id')::uuid
     and r.defender_id = (to_jsonb(coalesce(new, old)) ->> case tg_table_name when 'defenders' then 'id' else 'defender_id' end)::uuid;
  return null;
end
$$;
--> statement-breakpoint
-- As in 0085, of the request as it is now.
create or replace function app.guard_referrals() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  kept constant text[] := '{sent_on,sent_by,channel,outcome,answered_on,refusal,answer,follow_up_on,changed_at,version,withdrawn_at}';
  today constant date := (now() at time zone 'Europe/Zurich')::date;
begin
  if tg_op = 'INSERT' then
    perform 1 from support_requests r where r.org_id = new.org_id and r.id = new.request_id and r.closed_at is null
      for update;
    if not found then
      raise exception 'the request is closed' using errcode = 'PL004';
    end if;
    if not exists (select 1 from support_requests r where r.id = new.request_id and r.writing = new.of_writing) then
      raise exception 'the request was changed meanwhile' using errcode = 'PL004';
    end if;
    if not app.referral_allows(new.request_id, new.support_key, new.fields) then
      raise exception 'consent does not cover this referral' using errcode = 'PL001';
    end if;
    if new.sent_on is not null or new.outcome is not null or new.withdrawn_at is not null then
      raise exception 'a referral begins as a text' using errcode = 'PL004';
    end if;
    return new;
  end if;
  if to_jsonb(new) - kept is distinct from to_jsonb(old) - kept
     or (old.withdrawn_at is not null and new.withdrawn_at is distinct from old.withdrawn_at)
     or (old.sent_on is not null
       and (new.sent_on, new.sent_by, new.channel) is distinct from (old.sent_on, old.sent_by, old.channel)) then
    raise exception 'what was put to somebody is never changed' using errcode = 'PL004';
  end if;
  if old.sent_on is null and new.sent_on is not null then
    if new.sent_on > today + 1 or new.sent_on < (old.prepared_at at time zone 'Europe/Zurich')::date - 1 then
      raise exception 'sent on a day since it was prepared' using errcode = 'PL004';
    end if;
    new.sent_by := app.membership();
    -- Also where consent ended meanwhile: what went out is known.
    insert into disclosures (org_id, case_id, kind, audience, recipient, referral_id, channel, naming, rows, person_id)
    values (new.org_id, new.case_id, 'referral', 'support', new.support_name, new.id, new.channel,
      case when 'name' = any (new.fields) then 'person' else 'situation' end, 1, app.person());
  end if;
  if new.answered_on > today + 1 or new.answered_on < new.sent_on then
    raise exception 'answered on a day since it was sent' using errcode = 'PL004';
  end if;
  new.version := old.version + 1;
  new.changed_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
-- As in 0085. A text that was not sent is not read any more once the request was changed: a new one is prepared.
create or replace function app.read_referral(of_referral uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  f referrals%rowtype;
begin
  select x.* into f from referrals x
  where x.id = of_referral and x.org_id = app.org() and app.in_team_of(x.case_id) and x.withdrawn_at is null
    and app.referral_allows(x.request_id, x.support_key, x.fields)
    and (x.sent_on is not null or exists (select 1 from support_requests r
      where r.id = x.request_id and r.writing = x.of_writing));
  if not found then
    return null;
  end if;
  if f.fields && '{name,contact,family}' then
    perform app.record_identity_read(f.case_id, r.defender_id) from support_requests r where r.id = f.request_id;
  end if;
  return jsonb_build_object('sealed', f.sealed, 'orgId', f.org_id, 'caseId', f.case_id);
end
$$;
--> statement-breakpoint
-- As in 0086, of the request as it is now.
create or replace function app.guard_shown_requests() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  kept constant text[] := '{level,region,fields,sealed,of_writing,expires_on,state,state_at,closed_as,opened_at,ended_at,ended_as,changed_at,version}';
begin
  if tg_op = 'UPDATE' then
    if to_jsonb(new) - kept is distinct from to_jsonb(old) - kept or old.ended_at is not null
       or (old.level = 'more' and new.level <> 'more') then
      raise exception 'what a partner was shown stays what it was' using errcode = 'PL004';
    end if;
    new.version := old.version + 1;
    new.changed_at := clock_timestamp();
    if new.ended_at is not null then
      new.ended_at := clock_timestamp();
      new.ended_as := coalesce(new.ended_as, 'taken_back');
      return new;
    end if;
  else
    -- A withdrawal takes the request first, so that the two never pass each other unseen.
    perform 1 from support_requests r where r.org_id = new.org_id and r.id = new.request_id and r.closed_at is null
      for update;
    if not found then
      raise exception 'the request is closed' using errcode = 'PL004';
    end if;
    if new.partner_org_id = new.org_id then
      raise exception 'a request is shown to others' using errcode = 'PL004';
    end if;
    if new.state <> 'shown' or new.opened_at is not null or new.ended_at is not null or new.version <> 1 then
      raise exception 'it begins by being shown' using errcode = 'PL004';
    end if;
    new.shown_at := clock_timestamp();
    new.state_at := new.shown_at;
    -- What lapsed makes room.
    perform app.end_lapsed_shown(new.request_id);
  end if;
  if (tg_op = 'INSERT' or new.expires_on is distinct from old.expires_on) and new.expires_on < current_date then
    raise exception 'the end has passed' using errcode = 'PL004';
  end if;
  if tg_op = 'UPDATE' and new.sealed is not distinct from old.sealed then
    new.of_writing := old.of_writing;
  elsif new.sealed is not null and not exists (select 1 from support_requests r
      where r.id = new.request_id and r.writing = new.of_writing) then
    raise exception 'the request was changed meanwhile' using errcode = 'PL004';
  end if;
  if (tg_op = 'INSERT' or (new.level, new.region, new.fields, new.sealed) is distinct from
      (old.level, old.region, old.fields, old.sealed)) and not app.shown_is_covered(new) then
    raise exception 'consent does not cover what this partner is shown' using errcode = 'PL001';
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- As in 0086; what was handed over or answered is over with it.
create or replace function app.follow_shown_requests() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  what constant text := case when tg_op = 'INSERT' then 'shown' when new.ended_at is not null then 'ended'
    else 'shown_more' end;
begin
  insert into shown_request_steps (org_id, case_id, shown_id, step, by_partner, at)
  values (new.org_id, new.case_id, new.id, what, false, clock_timestamp());
  -- What was told before is over, or is told anew.
  delete from notices n where n.org_id = new.partner_org_id and n.subject_id = new.id and n.kind in ('support_shown', 'support_handed', 'support_answered');
  if what = 'ended' then
    if new.opened_at is not null and new.ended_as = 'withdrawn' then
      perform app.tell_of_support(app.supporters_of(new.partner_org_id), 'consent_withdrawn', new.id, true, new.org_id);
    elsif new.state in ('offered', 'claimed') then
      perform app.tell_of_support(app.supporters_of(new.partner_org_id), 'support_ended', new.id, true, new.org_id);
    end if;
  else
    perform app.tell_of_support(app.supporters_of(new.partner_org_id), 'support_shown', new.id,
      exists (select 1 from support_requests r where r.id = new.request_id and r.urgency = 'today'), new.org_id);
  end if;
  return null;
end
$$;
--> statement-breakpoint
-- Whether the text of what is shown was made before the request was changed: the partner does not act on it any more.
create function app.shown_is_older(s shown_requests) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.level = 'more' and exists (select 1 from support_requests r
    where r.id = s.request_id and r.writing <> s.of_writing)
$$;
--> statement-breakpoint
drop function app.shown_to_us(uuid);
--> statement-breakpoint
-- What a partner sees of requests shown to it, one of them or all: what is needed where in the world, how soon, and where it
-- stands. That somebody else has it is a word; who that is, and to whom else it is shown, is not told. No case, no request
-- and nobody's name is in it.
create function app.shown_to_us(of_shown uuid default null)
  returns table (id uuid, from_org_id uuid, level text, kind text, region text, urgency text, needed_by date,
    act_by date, state text, state_at timestamptz, closed_as text, expires_on date, shown_at timestamptz, is_older boolean)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.id, s.org_id, s.level, r.kind, s.region, r.urgency, r.needed_by, least(r.needed_by, s.shown_at::date
      + case r.urgency when 'today' then 0 when 'this_week' then 7 when 'this_month' then 30 else 90 end),
    case when s.state = 'shown' and exists (select 1 from shown_requests o where o.request_id = s.request_id
      and o.id <> s.id and (o.state in ('offered', 'claimed') or o.closed_as = 'helped') and app.shown_stands(o))
      then 'taken' else s.state end,
    case when s.state = 'shown' then null else s.state_at end, s.closed_as, s.expires_on, s.shown_at, app.shown_is_older(s)
  from shown_requests s join support_requests r on r.org_id = s.org_id and r.id = s.request_id
  where s.partner_org_id = app.org() and s.ended_at is null and (of_shown is null or s.id = of_shown)
    and app.is_shown_to_me(s)
$$;
--> statement-breakpoint
-- As in 0086; a text that is older than the request is closed to the partner until the new one is shown.
create or replace function app.open_shown_text(of_shown uuid) returns jsonb
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  s shown_requests%rowtype;
begin
  -- A withdrawal takes the request first, so that the two never pass each other unseen.
  perform 1 from support_requests r where r.id = (select x.request_id from shown_requests x where x.id = of_shown
    and (app.is_shown_to_me(x) or (x.org_id = app.org() and app.in_team_of(x.case_id)))) for update;
  select x.* into s from shown_requests x where x.id = of_shown and x.level = 'more' for update;
  if not found then
    return null;
  end if;
  if app.is_shown_to_me(s) then
    if app.shown_is_older(s) then
      return null;
    end if;
    if s.opened_at is null then
      update shown_requests x set opened_at = clock_timestamp() where x.id = s.id;
      insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, naming, rows, person_id)
      values (s.org_id, s.case_id, 'referral', 'partner', s.partner_org_id,
        case when 'name' = any (s.fields) then 'person' else 'situation' end, 1, app.person());
    end if;
  elsif s.org_id = app.org() and app.in_team_of(s.case_id) and app.shown_stands(s) then
    if s.fields && '{name,contact,family}' then
      perform app.record_identity_read(s.case_id, r.defender_id) from support_requests r where r.id = s.request_id;
    end if;
  else
    return null;
  end if;
  return jsonb_build_object('sealed', s.sealed, 'wrapped', s.wrapped, 'orgId', s.org_id);
end
$$;
--> statement-breakpoint
-- As in 0086; whoever is handed a request hears that it is handed to them.
create or replace function app.release_shown(of_shown uuid, to_org uuid, said text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  s shown_requests%rowtype := app.take_shown(of_shown);
  next shown_requests%rowtype;
begin
  if s.state not in ('offered', 'claimed') or (to_org is not null and s.state <> 'claimed') then
    raise exception 'who has it gives it back' using errcode = 'PL004';
  end if;
  if to_org is not null then
    select x.* into next from shown_requests x where x.request_id = s.request_id and x.partner_org_id = to_org
      and x.id <> s.id and x.state = 'shown' and app.shown_stands(x) for update;
    if not found then
      raise exception 'not shown to them' using errcode = '42501';
    end if;
  end if;
  update shown_requests x set state = 'shown', state_at = clock_timestamp() where x.id = s.id;
  perform app.note_shown_step(s, case when to_org is null then 'handed_back' else 'handed_over' end, said);
  if to_org is not null then
    update shown_requests x set state = 'offered', state_at = clock_timestamp() where x.id = next.id;
    perform app.note_shown_step(next, 'offered', null);
    delete from notices n where n.org_id = to_org and n.kind in ('support_shown', 'support_handed') and n.subject_id = next.id;
    perform app.tell_of_support(app.supporters_of(to_org), 'support_handed', next.id, true, next.org_id);
  end if;
end
$$;
--> statement-breakpoint
-- Words of whoever shows a request for the partner to which it is shown.
create function app.answer_shown(of_shown uuid, said text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  s shown_requests%rowtype;
begin
  select x.* into s from shown_requests x
  where x.id = of_shown and x.org_id = app.org() and app.writes_all(array[x.case_id]) and app.shown_stands(x);
  if not found then
    raise exception 'not shown' using errcode = '42501';
  end if;
  if said is null then
    raise exception 'nothing is said' using errcode = 'PL004';
  end if;
  insert into shown_request_steps (org_id, case_id, shown_id, step, by_partner, at, words)
  values (s.org_id, s.case_id, s.id, 'answered', false, clock_timestamp(), said);
  delete from notices n where n.org_id = s.partner_org_id and n.kind = 'support_answered' and n.subject_id = s.id;
  perform app.tell_of_support(app.supporters_of(s.partner_org_id), 'support_answered', s.id, false, s.org_id);
end
$$;
--> statement-breakpoint
-- As in 0086, and of what is handed over or answered.
create or replace function app.notices_to_mail(of_person uuid default null)
  returns table (org_id uuid, id uuid, person_id uuid, at_once boolean)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select n.org_id, n.id, m.person_id, n.is_urgent or coalesce(c.mail, 'daily') = 'at_once'
  from notices n
  join memberships m on m.org_id = n.org_id and m.id = n.membership_id and m.status = 'confirmed'
  left join notice_choices c on c.org_id = n.org_id and c.membership_id = n.membership_id and c.kind = n.kind
  where n.mailed_at is null and n.at > now() - interval '14 days' and n.read_at is null
    and (of_person is null or m.person_id = of_person)
    and coalesce(c.mail, 'daily') <> 'none'
    and case case when n.kind in ('support_handed', 'support_answered') then 'support_shown' else n.kind end
      when 'consent_withdrawn' then true
      when 'access_ended' then true
      when 'step_given' then exists (select 1 from session_tasks t where t.org_id = n.org_id and t.id = n.subject_id
        and t.owner_id = n.membership_id and t.done_at is null)
      when 'brief_waits' then app.may_second(n.subject_id, n.membership_id)
      when 'letter_waits' then app.may_second_letter(n.subject_id, n.membership_id)
      when 'guest_answered' then exists (select 1 from guest_replies r
        join guest_links l on l.org_id = r.org_id and l.id = r.link_id
        join briefs b on b.org_id = l.org_id and b.id = l.brief_id
        where r.org_id = n.org_id and r.id = n.subject_id and r.outcome is null
          and not exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
            where not app.member_reads(m.id, m.org_id, mentioned.case_id)))
      when 'support_ended' then true
      when 'support_shown' then m.role in ('administrator', 'advocate') and exists (select 1 from shown_requests s
        where s.id = n.subject_id and s.partner_org_id = n.org_id and app.shown_stands(s))
      when 'support_moved' then exists (select 1 from shown_request_steps t
        join case_readers r on r.case_id = t.case_id and r.audience_id = m.id and r.via = 'team'
        where t.org_id = n.org_id and t.id = n.subject_id)
      when 'support_due' then app.reminder_stands(n.subject_id) and exists (select 1 from support_reminders d
        join case_readers r on r.case_id = d.case_id and r.audience_id = m.id and r.via = 'team'
        where d.org_id = n.org_id and d.id = n.subject_id)
      else app.member_reads(m.id, m.org_id, n.case_id) end
$$;
--> statement-breakpoint
revoke all on function app.minds_our_partner(uuid, uuid), app.rewrite_requests_of_person(), app.shown_is_older(shown_requests),
  app.shown_to_us(uuid), app.answer_shown(uuid, text) from public;
--> statement-breakpoint
grant execute on function app.minds_our_partner(uuid, uuid), app.shown_to_us(uuid), app.answer_shown(uuid, text)
  to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  -- What was changed before anybody counted makes texts of it older, too.
  alter table support_requests disable trigger user;
  set local role plenary_guard;
  update support_requests set writing = version where version > 1;
  execute format('grant execute on function app.rewrite_requests_of_person() to %I', owner);
  execute format('set local role %I', owner);
  alter table support_requests enable trigger user;
  create trigger rewrite_requests after update of public_label, public_labels on defenders
    for each row when ((old.public_label, old.public_labels) is distinct from (new.public_label, new.public_labels))
    execute function app.rewrite_requests_of_person();
  create trigger rewrite_requests after insert or update or delete on defender_identities
    for each row execute function app.rewrite_requests_of_person();
end
$$;
--> statement-breakpoint
grant select (of_writing) on referrals, shown_requests to plenary_app;
--> statement-breakpoint
grant update (of_writing) on shown_requests to plenary_app;
