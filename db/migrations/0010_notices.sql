-- What members hear of. Notices are written by triggers beside the change itself, so that nothing is told that did not
-- happen; mails are claimed here before they are sent, so that several instances send each of them once.

-- ---------------------------------------------------------------------------------------------- telling
-- Whether a member reads a case now, whoever is asking.
create function app.member_reads(of_member uuid, of_org uuid, of_case uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select exists (select 1 from case_readers r where r.case_id = of_case and r.audience_id in (of_member, of_org)
    and (r.valid_until is null or r.valid_until >= current_date))
$$;
--> statement-breakpoint
-- Tells members of one thing, each once and never of what they did themselves. Who may not read the case is not told,
-- with one exception: whoever has received something must hear that it is no longer theirs to use, also when the very
-- withdrawal closed the case to them. Such a notice holds no words of the case, and cannot be switched off.
create function app.tell(members uuid[], what text, of_case uuid, of_alert uuid, about uuid, urgent boolean) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  insert into notices (org_id, membership_id, kind, case_id, alert_id, subject_id, from_org_id, is_urgent)
  select m.org_id, m.id, what, of_case, of_alert, about,
    coalesce(app.org(), (select c.org_id from cases c where c.id = of_case)), urgent
  from memberships m
  left join notice_choices c on c.org_id = m.org_id and c.membership_id = m.id and c.kind = what
  where m.id = any (members) and m.status = 'confirmed' and m.person_id is distinct from app.person()
    and (what = 'consent_withdrawn' or (coalesce(c.in_application, true) and app.member_reads(m.id, m.org_id, of_case)))
  on conflict (membership_id, kind, subject_id) do nothing
$$;
--> statement-breakpoint
-- Who signs for an organisation.
create function app.signatories_of(of_org uuid) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select array(select m.id from memberships m where m.org_id = of_org and m.status = 'confirmed'
    and (m.role = 'administrator' or m.may_sign))
$$;
--> statement-breakpoint
-- Requests that an organisation can still answer and has not: for the text that is open now, whatever it said to another.
create function app.awaited_answers(of_alert uuid default null) returns setof sign_on_requests
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.* from sign_on_requests s
  join alerts a on a.id = s.alert_id
  where (of_alert is null or a.id = of_alert) and s.revoked_at is null
    and a.stage in ('sign_on', 'issued', 'updated') and coalesce(a.sign_on_deadline, 'infinity') >= now()
    and not exists (select 1 from app.standing_endorsements(a.id) e where e.signer_org_id = s.partner_org_id)
$$;
--> statement-breakpoint
create function app.tell_signatories(of_alert uuid, partner uuid default null) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  select app.tell(app.signatories_of(s.partner_org_id), 'sign_on_requested', s.case_id, s.alert_id,
    app.version_to_sign(of_alert), coalesce(a.sign_on_deadline < now() + interval '48 hours', false))
  from app.awaited_answers(of_alert) s
  join alerts a on a.id = s.alert_id
  where partner is null or s.partner_org_id = partner
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- what is told
-- Whether somebody has said that consent covers these very words.
create function app.has_consent_check(of_alert uuid, words jsonb) returns boolean
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select exists (select 1 from alerts a
    join alert_versions v on v.org_id = a.org_id and v.alert_id = a.id
    join alert_approvals p on p.org_id = v.org_id and p.version_id = v.id and p.kind = 'consent'
    where a.id = of_alert and v.content = words)
$$;
--> statement-breakpoint
create function app.tell_of_mentions() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.tell(new.mentions, 'mention', new.case_id, new.alert_id, new.id, false);
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_mentions after insert on alert_comments
  for each row when (new.mentions <> '{}') execute function app.tell_of_mentions();
--> statement-breakpoint
-- Those of the team who may approve the latest text, since they wrote none of it.
create function app.reviewers_of(of_alert uuid) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select array(
    select r.audience_id
    from alerts a
    join case_readers r on r.case_id = a.case_id and r.via = 'team'
    left join lateral (select v.authors, v.made_by from alert_versions v
      where v.org_id = a.org_id and v.alert_id = a.id
      order by v.number desc limit 1) latest on true
    where a.id = of_alert and r.audience_id is distinct from latest.made_by
      and r.audience_id <> all (coalesce(latest.authors, '{}'))
      and not exists (select 1 from alert_texts x join alert_contributions c on c.text_id = x.id
        where x.org_id = a.org_id and x.alert_id = a.id and c.membership_id = r.audience_id))
$$;
--> statement-breakpoint
-- A review is asked of those of the team who may give it. The text that is looked at is the subject; for the consent
-- check, which looks at the same text again, the approval that led there.
create function app.tell_of_stage() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  latest uuid;
  about uuid;
begin
  if new.stage = 'sign_on' then
    perform app.tell_signatories(new.id);
    return null;
  end if;
  select v.id into latest from alert_versions v where v.alert_id = new.id order by v.number desc limit 1;
  about := latest;
  if new.stage = 'consent_check' then
    select p.id into about from alert_approvals p where p.version_id = latest and p.kind = 'review'
     order by p.at desc limit 1;
  end if;
  perform app.tell(app.reviewers_of(new.id), 'review_requested', new.case_id, new.id, coalesce(about, new.id), false);
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_stage after update of stage on alerts
  for each row when (new.stage <> old.stage and new.stage in ('in_review', 'consent_check', 'sign_on'))
  execute function app.tell_of_stage();
--> statement-breakpoint
-- A deadline that moved is told of again when its time comes.
create function app.forget_deadline() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  delete from notices n where n.alert_id = new.id and n.kind = 'deadline'
    and n.org_id in (select s.partner_org_id from sign_on_requests s where s.alert_id = new.id);
  return null;
end
$$;
--> statement-breakpoint
create trigger forget_deadline after update of sign_on_deadline on alerts
  for each row when (new.sign_on_deadline is distinct from old.sign_on_deadline)
  execute function app.forget_deadline();
--> statement-breakpoint
-- A text that changed in more than its typing asks everybody again; before that, somebody who did not write it looks at
-- it where it stands.
create function app.tell_of_version() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if new.purpose = 'sign_on' then
    if not new.is_minor then
      perform app.tell_signatories(new.alert_id);
    end if;
  elsif exists (select 1 from alerts a where a.id = new.alert_id and a.stage in ('sign_on', 'issued', 'updated'))
      and not app.has_consent_check(new.alert_id, new.content) then
    perform app.tell(app.reviewers_of(new.alert_id), 'review_requested', new.case_id, new.alert_id, new.id, false);
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_version after insert on alert_versions
  for each row execute function app.tell_of_version();
--> statement-breakpoint
-- A request that was taken back leaves nothing to do, so its notices go with it.
create function app.tell_of_request() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if new.revoked_at is null then
    perform app.tell_signatories(new.alert_id, new.partner_org_id);
  else
    delete from notices n where n.org_id = new.partner_org_id and n.alert_id = new.alert_id
      and n.kind in ('sign_on_requested', 'nudge', 'deadline');
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_request after insert on sign_on_requests
  for each row execute function app.tell_of_request();
--> statement-breakpoint
create trigger tell_of_changed_request after update of revoked_at on sign_on_requests
  for each row when ((new.revoked_at is null) <> (old.revoked_at is null)) execute function app.tell_of_request();
--> statement-breakpoint
-- The answer goes to who asked and to the case's leads; what asked for it is done for everybody who could have given it.
create function app.tell_of_answer() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  update notices n set read_at = now()
   where n.org_id = new.signer_org_id and n.alert_id = new.alert_id and n.read_at is null
     and n.kind in ('sign_on_requested', 'nudge', 'deadline');
  perform app.tell(array(
      select r.audience_id from case_readers r where r.case_id = new.case_id and r.via = 'team' and r.level = 'lead'
      union
      select s.asked_by from sign_on_requests s where s.alert_id = new.alert_id and s.partner_org_id = new.signer_org_id),
    'answered', new.case_id, new.alert_id, new.id, false);
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_answer after insert on endorsements
  for each row execute function app.tell_of_answer();
--> statement-breakpoint
-- Reminds an organisation of what it was asked: by the case's own editors, once a day, while an answer can be given.
-- Only the latest reminder stands in an inbox.
create function app.nudge(of_request uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  request record;
begin
  select s.* into request from sign_on_requests s where s.id = of_request
    and app.role() in ('administrator', 'advocate')
    and exists (select 1 from case_readers r where r.case_id = s.case_id and r.audience_id = app.membership()
      and r.level in ('lead', 'edit')) for update;
  if not found then
    raise exception 'for the case''s own editors' using errcode = '42501';
  end if;
  if request.nudged_at > now() - interval '1 day'
     or not exists (select 1 from app.awaited_answers(request.alert_id) a where a.id = of_request) then
    raise exception 'reminded already, or nothing to answer' using errcode = 'PL004';
  end if;
  update sign_on_requests s set nudged_at = now() where s.id = of_request;
  delete from notices n where n.org_id = request.partner_org_id and n.kind = 'nudge' and n.subject_id = of_request;
  perform app.tell(app.signatories_of(request.partner_org_id), 'nudge', request.case_id, request.alert_id, of_request,
    (select coalesce(a.sign_on_deadline < now() + interval '48 hours', false) from alerts a
      where a.id = request.alert_id));
end
$$;
--> statement-breakpoint
-- One notice for one version, in however many languages and editions it goes out.
create function app.tell_of_edition() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.tell(array(
      select m.id from app.standing_endorsements(new.alert_id) e
      join memberships m on m.org_id = e.signer_org_id where e.answer = 'signed'),
    'issued', new.case_id, new.alert_id, new.version_id, false);
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_edition after insert on editions
  for each row when (new.audience <> 'internal') execute function app.tell_of_edition();
--> statement-breakpoint
-- The organisations that have something of a case, or had it until now.
create function app.members_of(of_orgs uuid[]) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select array(select m.id from memberships m where m.org_id = any (of_orgs) and m.status = 'confirmed')
$$;
--> statement-breakpoint
create function app.team_of(of_case uuid) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select array(select r.audience_id from case_readers r where r.case_id = of_case and r.via = 'team')
$$;
--> statement-breakpoint
-- Consent that was withdrawn, or given for less than before: the team hears of it, and the organisation whose own
-- access rested on it. Runs before editions are frozen by it, which tells everybody else.
create function app.tell_of_withdrawal() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  levels constant text[] := array['no', 'anonymous', 'yes'];
begin
  if tg_op = 'INSERT' and not exists (
      select 1 from (select c.answer, c.withdrawn_at from consents c
          where c.case_id = new.case_id and c.scope = new.scope and c.defender_id = new.defender_id and c.id <> new.id
            and c.target_org_id is not distinct from new.target_org_id
            and c.target_state_code is not distinct from new.target_state_code
          order by c.recorded_at desc, c.id desc limit 1) before
      where before.withdrawn_at is null
        and array_position(levels, before.answer) > array_position(levels, new.answer)) then
    return null;
  end if;
  perform app.tell(
    app.team_of(new.case_id) || app.members_of(array(select d.recipient_org_id from disclosures d
      where d.case_id = new.case_id and d.recipient_org_id = new.target_org_id)),
    'consent_withdrawn', new.case_id, null, new.id, true);
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_new_answer after insert on consents
  for each row execute function app.tell_of_withdrawal();
--> statement-breakpoint
create trigger tell_of_withdrawal after update of withdrawn_at on consents
  for each row when (old.withdrawn_at is null and new.withdrawn_at is not null)
  execute function app.tell_of_withdrawal();
--> statement-breakpoint
-- A frozen edition concerns the team, whoever it was handed to, whoever signed it and whoever the case is shown to.
-- What happens to one case in one transaction is told once.
create function app.tell_of_freezing() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  holders constant uuid[] := case when new.audience = 'internal' then '{}' else array(
    select d.recipient_org_id from disclosures d where d.edition_id = new.id and d.recipient_org_id is not null
    union
    select e.signer_org_id from endorsements e where e.alert_id = new.alert_id and e.answer = 'signed'
    union
    select s.partner_org_id from case_shares s where s.case_id = new.case_id and s.revoked_at is null) end;
begin
  perform app.tell(array(
      select m from unnest(app.team_of(new.case_id) || app.members_of(holders)) m
      where not exists (select 1 from notices n where n.membership_id = m and n.kind = 'consent_withdrawn'
        and n.case_id = new.case_id and n.at = now())),
    'consent_withdrawn', new.case_id, new.alert_id, new.id, true);
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_of_freezing after update of frozen_at on editions
  for each row when (old.frozen_at is null and new.frozen_at is not null) execute function app.tell_of_freezing();
--> statement-breakpoint
-- Who has not answered a day before the end hears of it once; run every hour, by any instance. Whoever was asked within
-- the last hours has just heard.
create function app.tell_deadlines() returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  select app.tell(app.signatories_of(s.partner_org_id), 'deadline', s.case_id, s.alert_id, s.id, true)
  from app.awaited_answers() s
  join alerts a on a.id = s.alert_id
  where a.sign_on_deadline < now() + interval '24 hours' and s.asked_at < now() - interval '6 hours'
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- what waits
-- What only the asker, or few beside them, can do now: answer for their organisation, review a text that is not
-- theirs, look at consent. Nothing that somebody else has done already.
create function app.waiting_for_me() returns table (what text, case_id uuid, alert_id uuid, number integer,
  since timestamptz, deadline timestamptz, asked integer, signed integer, with_change integer)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select 'sign_on', s.case_id, s.alert_id, a.number, s.asked_at, a.sign_on_deadline,
    (select count(*)::integer from sign_on_requests r where r.alert_id = a.id and r.revoked_at is null),
    (select count(*)::integer from app.standing_endorsements(a.id) e where e.answer = 'signed'),
    (select count(*)::integer from app.standing_endorsements(a.id) e where e.answer = 'with_change')
  from sign_on_requests mine
  join alerts a on a.id = mine.alert_id
  cross join lateral (select * from app.awaited_answers(a.id) w where w.id = mine.id) s
  where mine.partner_org_id = app.org() and app.alert_right(mine.case_id) is not null
    and app.membership() = any (app.signatories_of(app.org()))
  union all
  select case a.stage when 'in_review' then 'review' else 'consent_check' end, a.case_id, a.id, a.number, latest.made_at,
    null, null, null, null
  from case_readers r
  join alerts a on a.case_id = r.case_id and a.stage in ('in_review', 'consent_check', 'sign_on', 'issued', 'updated')
  cross join lateral (select v.id, v.content, v.purpose, v.made_at from alert_versions v
    where v.org_id = a.org_id and v.alert_id = a.id
    order by v.number desc limit 1) latest
  where r.audience_id = app.membership() and r.via = 'team' and app.membership() = any (app.reviewers_of(a.id))
    and case a.stage
      when 'in_review' then not exists (select 1 from alert_approvals p
        where p.org_id = a.org_id and p.version_id = latest.id and p.kind = 'review')
      when 'consent_check' then not app.has_consent_check(a.id, latest.content)
      else latest.purpose = 'saved' and not app.has_consent_check(a.id, latest.content) end
  order by 6 nulls last, 5
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- mails
-- The clock of a person; a zone that the database does not know is UTC.
create function app.clock_in(zone text) returns timestamp
language plpgsql stable
set search_path = pg_catalog
as $$
begin
  return now() at time zone zone;
exception when invalid_parameter_value then
  return now() at time zone 'UTC';
end
$$;
--> statement-breakpoint
-- What a mail could still tell of: neither read nor mailed, and open to the member now. Of what happened two weeks ago
-- nobody is told by mail any more, so that a mail server that was set up late sends no old news.
create function app.notices_to_mail(of_person uuid default null)
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
    and (n.kind = 'consent_withdrawn' or app.member_reads(m.id, m.org_id, n.case_id))
$$;
--> statement-breakpoint
-- The mail that a person should get now, if any: `day` null for one that goes at once. A daily mail goes once a day
-- from eight in the morning on, where the person is; what cannot wait, at most every ten minutes.
create function app.mail_due(to_person uuid, has_urgent boolean) returns table (day date)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select case when at_once then null else here::date end
  from (select app.clock_in(p.time_zone) as here,
      has_urgent and not exists (select 1 from notice_mails m where m.person_id = p.id and m.day is null
        and m.claimed_at > now() - interval '10 minutes') as at_once
    from people p where p.id = to_person) due
  where at_once or (here::time >= '08:00'
    and not exists (select 1 from notice_mails m where m.person_id = to_person and m.day = here::date))
$$;
--> statement-breakpoint
-- Claims one mail and says to whom it goes; no row when there is nothing to send. A claim that nobody reported sent
-- within ten minutes (its instance was killed, the mail server did not answer) is claimed again, under the same id, and
-- given up after the third time. The lock on the person keeps two instances from claiming two mails.
create function app.claim_notice_mail() returns table (id uuid, address text, locale text)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
#variable_conflict use_column
declare
  again record;
  waiting record;
  due record;
  has_urgent boolean;
  made uuid;
begin
  select m.id, m.person_id into again from notice_mails m
   where m.sent_at is null and m.attempts < 3 and m.claimed_at < now() - interval '10 minutes'
     and exists (select 1 from memberships o where o.person_id = m.person_id and o.status = 'confirmed')
   order by m.claimed_at limit 1 for update skip locked;
  if found then
    update notice_mails m set attempts = m.attempts + 1, claimed_at = now() where m.id = again.id;
    return query select again.id, p.email, p.locale from people p where p.id = again.person_id;
    return;
  end if;
  for waiting in
    select u.person_id, bool_or(u.at_once) as at_once
    from app.notices_to_mail() u join people p on p.id = u.person_id and not p.is_example
    group by u.person_id order by u.person_id
  loop
    continue when not exists (select 1 from app.mail_due(waiting.person_id, waiting.at_once));
    perform 1 from people p where p.id = waiting.person_id for no key update skip locked;
    continue when not found;
    -- Looked at again, since another instance may have been here until the lock was free.
    select bool_or(u.at_once) into has_urgent from app.notices_to_mail(waiting.person_id) u;
    continue when has_urgent is null;
    select d.day into due from app.mail_due(waiting.person_id, has_urgent) d;
    continue when not found;
    update notices n set mailed_at = now()
     where (n.org_id, n.id) in (select u.org_id, u.id from app.notices_to_mail(waiting.person_id) u);
    insert into notice_mails (person_id, day) values (waiting.person_id, due.day) returning id into made;
    return query select made, p.email, p.locale from people p where p.id = waiting.person_id;
    return;
  end loop;
end
$$;
--> statement-breakpoint
create function app.notice_mail_sent(of_mail uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
  update notice_mails m set sent_at = now() where m.id = of_mail
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- who may call what
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'app' and p.proowner = current_user::regrole loop
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end
$$;
--> statement-breakpoint
grant execute on function app.clock_in(text) to plenary_guard;
--> statement-breakpoint
grant execute on function app.nudge(uuid), app.waiting_for_me() to plenary_app;
--> statement-breakpoint
grant execute on function app.tell_deadlines(), app.claim_notice_mail(), app.notice_mail_sent(uuid) to plenary_auth;
--> statement-breakpoint
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'app' and p.prosecdef and p.proowner = current_user::regrole loop
    execute format('alter function %s owner to plenary_guard', f.signature);
  end loop;
end
$$;
