ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'guest_answered', 'brief_waits', 'letter_waits'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'guest_answered', 'brief_waits', 'letter_waits'));
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Whether a letter waits for a second person, and a member may be that: somebody else who edits its case.
create function app.may_second_letter(of_submission uuid, by_member uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from submissions s
    join memberships m on m.org_id = s.org_id and m.id = by_member
    join case_readers r on r.case_id = s.case_id and r.audience_id = m.id and r.level in ('lead', 'edit')
    where s.id = of_submission and s.withdrawn_at is null and app.submission_waits(s) and app.submission_is_covered(s)
      and m.id <> s.made_by and m.status = 'confirmed' and m.role in ('administrator', 'advocate'))
$$;
--> statement-breakpoint
-- Tells members that a brief or a letter waits for one of them. No case stands in it: what it leads to is looked for when
-- it is read, and is nothing once somebody agreed or it was closed.
create function app.ask_to_agree(members uuid[], what text, about uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
  insert into notices (org_id, membership_id, kind, subject_id)
  select m.org_id, m.id, what, about
  from memberships m
  left join notice_choices c on c.org_id = m.org_id and c.membership_id = m.id and c.kind = what
  where m.id = any (members) and coalesce(c.in_application, true)
  on conflict (membership_id, kind, subject_id) do nothing
$$;
--> statement-breakpoint
create function app.tell_of_waiting_letter() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.ask_to_agree(
    array(select m.id from memberships m where m.org_id = new.org_id and app.may_second_letter(new.id, m.id)),
    'letter_waits', new.id);
  return null;
end
$$;
--> statement-breakpoint
-- As in 0075, in the words of all that waits.
create or replace function app.tell_of_waiting_brief() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if not app.brief_waits(new) or exists (select 1 from briefs b where b.org_id = new.org_id and b.id <> new.id
      and b.made_by = new.made_by and b.case_ids = new.case_ids and b.withdrawn_at is null) then
    return null;
  end if;
  perform app.ask_to_agree(
    array(select m.id from memberships m where m.org_id = new.org_id and app.may_second(new.id, m.id)),
    'brief_waits', new.id);
  return null;
end
$$;
--> statement-breakpoint
-- The one brief of several that they were told of was closed: the next of them waits now.
create function app.tell_of_next_brief() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  next uuid;
begin
  select b.id into next from briefs b
   where b.org_id = new.org_id and b.made_by = new.made_by and b.case_ids = new.case_ids and b.withdrawn_at is null
   order by b.made_at, b.id limit 1;
  perform app.ask_to_agree(
    array(select m.id from memberships m where m.org_id = new.org_id and app.may_second(next, m.id)),
    'brief_waits', next);
  return null;
end
$$;
--> statement-breakpoint
-- Whoever comes into a team that had nobody else to agree is told of what waits there.
create function app.tell_new_editor() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.ask_to_agree(array[new.membership_id], 'letter_waits', s.id)
  from submissions s where s.case_id = new.case_id and app.may_second_letter(s.id, new.membership_id);
  perform app.ask_to_agree(array[new.membership_id], 'brief_waits', first.id)
  from (select distinct on (b.made_by, b.case_ids) b.id from briefs b
    where b.case_ids @> array[new.case_id] and app.may_second(b.id, new.membership_id)
    order by b.made_by, b.case_ids, b.made_at, b.id) first;
  return null;
end
$$;
--> statement-breakpoint
-- As in 0073, and of a letter that waits.
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
    and case n.kind
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
      else app.member_reads(m.id, m.org_id, n.case_id) end
$$;
--> statement-breakpoint
revoke all on function app.may_second_letter(uuid, uuid), app.ask_to_agree(uuid[], text, uuid),
  app.tell_of_waiting_letter(), app.tell_of_next_brief(), app.tell_new_editor() from public;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  -- The trigger functions belong to the guard, and only whoever may call them may hang them on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.tell_of_waiting_letter(), app.tell_of_next_brief(),
    app.tell_new_editor() to %I', owner);
  execute format('set local role %I', owner);
  create trigger tell_of_waiting_letter after insert on submissions for each row
    when (new.kind <> 'report') execute function app.tell_of_waiting_letter();
  create trigger tell_of_next_brief after update of withdrawn_at on briefs for each row
    when (old.withdrawn_at is null and new.withdrawn_at is not null) execute function app.tell_of_next_brief();
  -- By its name it comes after the readers of the case were worked out.
  create trigger z_tell_new_editor after insert or update of role on case_team for each row
    when (new.role in ('lead', 'editor')) execute function app.tell_new_editor();
end
$$;

--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- When a report ends is a deadline of the session to which it goes. What was noted beside it moves there, as far as nobody
-- said something else there already.
insert into session_deadlines (org_id, session_id, rule, due_on, due_precision, recorded_by)
select distinct on (w.org_id, w.year) w.org_id, s.id, 'sg_window_closes', w.closes_on, 'day', m.id
from report_windows w
join sessions s on s.kind = 'hrc_regular' and (s.org_id is null or s.org_id = w.org_id)
  and s.starts_on >= make_date(w.year, 9, 1) and s.starts_on < make_date(w.year, 10, 1)
join memberships m on m.org_id = w.org_id and m.role = 'administrator'
where w.closes_on <> make_date(w.year, 4, 30)
order by w.org_id, w.year, s.org_id nulls first, s.id, m.id
on conflict do nothing;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
ALTER TABLE "report_windows" DROP CONSTRAINT "a_window_of_its_year";--> statement-breakpoint
ALTER TABLE "report_windows" DROP COLUMN "closes_on";--> statement-breakpoint
ALTER TABLE "report_windows" ADD CONSTRAINT "a_window_of_its_year" CHECK (year between 2000 and 2200 and extract(year from opens_on) between year - 2 and year);
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- What the Secretary-General's report of a year covers, for the organisation of whoever asks: from the day that it noted, to
-- the deadline of the September session of that year as it stands in its calendar. Else it is 1 May to 30 April.
create function app.report_window(of_year integer)
  returns table (opens_on date, closes_on date, is_noted boolean, session_id uuid)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce(w.opens_on, make_date(of_year - 1, 5, 1)), coalesce(due.last_day, make_date(of_year, 4, 30)),
    w.year is not null or due.last_day is not null, due.session_id
  from (select 1) one
  left join report_windows w on w.org_id = app.org() and w.year = of_year
  left join lateral (
    select s.id as session_id, case d.due_precision when 'day' then d.due_on
        when 'month' then (date_trunc('month', d.due_on) + interval '1 month - 1 day')::date end as last_day
    from sessions s
    left join session_deadlines d on d.session_id = s.id and d.org_id = app.org() and d.rule = 'sg_window_closes'
    where s.kind = 'hrc_regular' and (s.org_id is null or s.org_id = app.org())
      and s.starts_on >= make_date(of_year, 9, 1) and s.starts_on < make_date(of_year, 10, 1)
    order by d.due_on is null, s.org_id nulls first, s.id limit 1) due on true
$$;
--> statement-breakpoint
-- As in 0081, with the window from the calendar.
create or replace function app.submission_inputs(of_draft uuid) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  d submission_drafts%rowtype;
  k cases%rowtype;
  unnamed text[];
  asked jsonb;
  said jsonb;
  people jsonb;
begin
  select x.* into d from submission_drafts x
  where x.id = of_draft and x.org_id = app.org() and x.created_by = app.membership()
    and app.writes_all(array[x.case_id]);
  if not found then
    return null;
  end if;
  select c.* into k from cases c where c.org_id = d.org_id and c.id = d.case_id;
  select coalesce(array_agg(c.defender_id::text order by c.defender_id), '{}') into unnamed
  from app.submission_consent(k.id, d.kind) c where c.scope = 'contact_ohchr' and c.level < 2;
  asked := jsonb_build_object('link', k.link_note, 'trigger', k.trigger, 'engagement', k.engagement_note,
    'summary', k.summary, 'currentSituation', k.current_situation);
  -- A text that was written for this paper stands in the place of that of the case, also where it may not leave.
  select coalesce(jsonb_object_agg(t.field, t.words), '{}') into said
  from (
    select f.field, case
        when d.texts -> f.field is null then case when unnamed = '{}' then coalesce(asked ->> f.field, '') else '' end
        when unnamed <@ array(select jsonb_array_elements_text(d.texts -> f.field -> 'minded'))
          then d.texts -> f.field ->> 'text'
        else '' end as words
    from unnest(array['link', 'trigger', 'engagement', 'summary', 'currentSituation', 'detention', 'remedies',
      'response', 'priorAction', 'sources', 'urgency']) as f(field)) t;
  select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'kind', p.kind, 'label',
      coalesce(nullif(btrim(p.public_labels ->> d.language), ''), p.public_label),
      'shown', case when a.level < 2 then 'label' when i.sealed is null then 'missing' else 'name' end,
      -- Tells only whether it is still the same name.
      'stamp', case when a.level = 2 then left(encode(sha256(convert_to(i.sealed, 'UTF8')), 'hex'), 16) end,
      'consent', (select jsonb_agg(c.told order by array_position(app.submission_scopes(d.kind), c.scope))
        from app.submission_consent(k.id, d.kind) c where c.defender_id = p.id))
    order by p.created_at, p.id), '[]') into people
  from defenders p
  join app.submission_consent(k.id, d.kind) a on a.defender_id = p.id and a.scope = 'contact_ohchr' and a.level >= 1
  left join defender_identities i on i.org_id = p.org_id and i.defender_id = p.id
  where p.case_id = k.id;
  return jsonb_build_object(
    'unnamed', unnamed,
    'leftOut', coalesce((select jsonb_agg(p.public_label order by p.created_at, p.id) from defenders p
      join app.submission_consent(k.id, d.kind) a on a.defender_id = p.id and a.scope = 'contact_ohchr' and a.level = 0
      where p.case_id = k.id), '[]'),
    'inputs', jsonb_build_object(
      'kind', d.kind, 'language', d.language, 'contact', d.contact,
      'day', (now() at time zone 'Europe/Zurich')::date,
      'organisation', (select o.name from organisations o where o.id = d.org_id),
      'reference', k.reference,
      'state', (select s.names ->> d.language from states s where s.code = k.country_code),
      'mandates', case when d.kind = 'report' then '[]'::jsonb else to_jsonb(d.mandates) end,
      'isFollowUp', d.is_follow_up,
      'window', case when d.kind = 'report' then (
        select jsonb_build_object('year', d.report_year, 'from', w.opens_on, 'to', w.closes_on, 'isStored', w.is_noted)
        from app.report_window(d.report_year) w) end,
      'people', people,
      'facts', jsonb_build_object('types', k.reprisal_types, 'perpetrators', k.perpetrator_kinds,
        'from', k.reprisal_on, 'to', k.reprisal_until, 'precision', k.reprisal_precision,
        'engagement', k.engagement_kind, 'engagementFrom', k.engagement_on, 'engagementTo', k.engagement_until,
        'engagementPrecision', k.engagement_precision, 'verification', k.verification, 'verifiedOn', k.verified_on,
        'response', k.government_response, 'sgReport', k.sg_report_reference),
      -- What an event is called was written for the team, as the words of the case were.
      'events', coalesce((
        select jsonb_agg(jsonb_build_object('kind', e.kind, 'title', case when unnamed = '{}' then e.title else '' end,
            'from', e.happened_on, 'to', e.happened_until, 'precision', e.happened_precision)
          order by e.happened_on nulls last, e.created_at, e.id)
        from case_events e
        where e.case_id = k.id and e.kind <> 'other' and e.id <> all (d.events_out)), '[]'),
      'texts', said));
end
$$;
--> statement-breakpoint
revoke all on function app.report_window(integer) from public;
--> statement-breakpoint
grant execute on function app.report_window(integer) to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
ALTER TABLE "guest_links" ADD COLUMN "visits_cleared" integer DEFAULT 0 NOT NULL;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- When a guest came is not kept longer than thirty days after the link ended: it was taken back, its time was over, or the
-- brief was closed. How often stays. Any number of instances may ask at once: what one is clearing, another leaves to it.
create function app.clear_old_visits() returns integer
language sql volatile security definer
set search_path = pg_catalog, public
as $$
  with over as (
    select l.org_id, l.id from guest_links l
    join briefs b on b.org_id = l.org_id and b.id = l.brief_id
    where least(l.ended_at, l.expires_at, b.withdrawn_at) < now() - interval '30 days'
      and exists (select 1 from guest_visits v where v.org_id = l.org_id and v.link_id = l.id)
    for update of l skip locked
  ), gone as (
    delete from guest_visits v using over
     where v.org_id = over.org_id and v.link_id = over.id
    returning v.org_id, v.link_id
  ), counted as (
    select g.org_id, g.link_id, count(*)::integer as n from gone g group by g.org_id, g.link_id
  ), told as (
    update guest_links l set visits_cleared = l.visits_cleared + c.n from counted c
     where l.org_id = c.org_id and l.id = c.link_id
    returning c.n
  )
  select coalesce(sum(n), 0)::integer from told
$$;
--> statement-breakpoint
revoke all on function app.clear_old_visits() from public;
--> statement-breakpoint
grant execute on function app.clear_old_visits() to plenary_auth;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
grant select (visits_cleared) on guest_links to plenary_app;
--> statement-breakpoint
-- What the clock clears is nobody's doing, and stands in no log.
drop trigger audit on guest_links;
--> statement-breakpoint
create trigger audit after insert or update of second_at, ended_at on guest_links for each row
  execute function app.audit('brief_id,state_code,hours,needs_second,second_at,ended_at', 'id');
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- What a brief is made from, for a page that shows it to its own readers while it stands; nothing leaves by that. With
-- whether its files are own copies still.
create function app.read_brief(of_brief uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select jsonb_build_object('inputs', b.inputs, 'isHeld', coalesce(app.brief_leaves_at(b.id) > clock_timestamp(), true))
  from briefs b where b.id = of_brief and app.brief_stands(b.id)
$$;
--> statement-breakpoint
revoke all on function app.read_brief(uuid) from public;
--> statement-breakpoint
grant execute on function app.read_brief(uuid) to plenary_app;
--> statement-breakpoint
set local role none;
