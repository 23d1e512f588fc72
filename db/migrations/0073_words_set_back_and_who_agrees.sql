CREATE TABLE "asked_words" (
	"org_id" uuid NOT NULL,
	"commitment_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"everyone" smallint NOT NULL,
	"persons" smallint NOT NULL,
	"bodies" smallint NOT NULL,
	"until" date,
	CONSTRAINT "asked_words_org_id_commitment_id_pk" PRIMARY KEY("org_id","commitment_id")
);
--> statement-breakpoint
ALTER TABLE "asked_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "asked_words" ADD CONSTRAINT "words_of_a_commitment" FOREIGN KEY ("org_id","commitment_id") REFERENCES "public"."commitments"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "words_of_a_case" ON "asked_words" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "words_by_day" ON "asked_words" USING btree ("until") WHERE until is not null;--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'guest_answered', 'brief_waits'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'guest_answered', 'brief_waits'));
--> statement-breakpoint
do $$
begin
  revoke all on asked_words from public;
  alter table asked_words force row level security;
  create policy "the guard keeps the rules" on asked_words to plenary_guard using (true) with check (true);
  grant select, insert, update, delete on asked_words to plenary_guard;
end
$$;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Until which day what consent lets one State be told of a case surely stays as it is: the earliest end of an answer.
create function app.reach_until(of_case uuid, in_forum text, by_state text) returns date
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select min(latest.valid_until)
  from defenders d
  cross join (values ('public_statement'), ('bilateral'), ('share_with_mission')) as s(scope)
  cross join lateral (
    select c.valid_until, c.withdrawn_at from consents c
     where c.case_id = of_case and c.defender_id = d.id and c.scope = s.scope
       and (s.scope <> 'share_with_mission' or c.target_state_code = by_state)
     order by c.recorded_at desc, c.id desc limit 1) latest
  where d.case_id = of_case and (s.scope = 'public_statement') = (in_forum <> 'bilateral')
    and latest.withdrawn_at is null and latest.valid_until >= current_date
$$;
--> statement-breakpoint
-- Whether an answer about telling States came, was withdrawn or ran out since, or somebody else came into the case.
create function app.consent_moved_since(of_case uuid, moment timestamptz) returns boolean
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select exists (select 1 from consents c
      where c.case_id = of_case and c.scope in ('public_statement', 'bilateral', 'share_with_mission')
        and (c.recorded_at > moment or c.withdrawn_at > moment
          or (c.valid_until >= moment::date and c.valid_until < current_date)))
    or exists (select 1 from defenders d where d.case_id = of_case and d.created_at > moment)
$$;
--> statement-breakpoint
-- Words are written under the consent of that moment. Whoever writes them, they are kept track of here.
create function app.words_written() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if new.wording_asked = '' then
    delete from asked_words w where w.org_id = new.org_id and w.commitment_id = new.id;
    return null;
  end if;
  insert into asked_words as w (org_id, commitment_id, case_id, everyone, persons, bodies, until)
  select new.org_id, new.id, new.case_id, r.everyone, r.persons, r.bodies,
    app.reach_until(new.case_id, new.forum, new.state_code)
  from app.consent_reach(array[new.case_id], array[new.forum], array[new.state_code]) r
  on conflict (org_id, commitment_id) do update set everyone = excluded.everyone, persons = excluded.persons,
    bodies = excluded.bodies, until = excluded.until;
  return null;
end
$$;
--> statement-breakpoint
-- Consent changed: partners without it lose the case now, asks that name too much are lowered, and words that we asked
-- with are set back where less may be said to that State than before, all as events. The words stay in the history.
create or replace function app.apply_consent(of_case uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  over uuid[];
begin
  perform app.refresh_case_readers(of_case);
  with standing as (
    select row_number() over () as place, w.commitment_id, w.everyone, w.persons, w.bodies, c.forum, c.state_code
    from asked_words w
    join commitments c on c.org_id = w.org_id and c.id = w.commitment_id
    where w.case_id = of_case
  ), listed as (
    select array_agg(of_case order by s.place) as cases, array_agg(s.forum order by s.place) as forums,
      array_agg(s.state_code order by s.place) as states
    from standing s
  ), told as materialized (
    select s.*, r.everyone as to_all, r.persons as to_persons, r.bodies as to_bodies
    from listed
    cross join lateral app.consent_reach(listed.cases, listed.forums, listed.states) r
    join standing s on s.place = r.place
  ), kept as (
    update asked_words w set everyone = t.to_all, persons = t.to_persons, bodies = t.to_bodies,
      until = app.reach_until(of_case, t.forum, t.state_code)
    from told t
    where w.commitment_id = t.commitment_id
  )
  select array_agg(t.commitment_id) into over from told t
  where t.to_all < t.everyone or t.to_persons < t.persons or t.to_bodies < t.bodies;
  insert into commitment_events (org_id, commitment_id, case_id, kind, changes)
  select c.org_id, c.id, c.case_id, 'consent',
    case when c.names_too_much then jsonb_build_object('naming',
      case when app.may_name(c.case_id, 'situation', c.forum, c.state_code) then 'situation' else 'country' end)
      else '{}' end
    || case when c.is_over then '{"wording_asked": ""}'::jsonb else '{}' end
  from (
    select x.org_id, x.id, x.case_id, x.forum, x.state_code, x.id = any (coalesce(over, '{}')) as is_over,
      not app.may_name(x.case_id, x.naming, x.forum, x.state_code) as names_too_much
    from commitments x where x.case_id = of_case) c
  where c.names_too_much or c.is_over;
end
$$;
--> statement-breakpoint
-- What consent allowed until a day ends with that day: shares leave lists and totals, and words are set back.
create or replace function app.close_expired() returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  closed integer := 0;
  expired uuid;
begin
  for expired in
    select r.case_id from case_readers r where r.valid_until < current_date
    union
    select w.case_id from asked_words w where w.until < current_date
  loop
    perform app.apply_consent(expired);
    closed := closed + 1;
  end loop;
  return closed;
end
$$;
--> statement-breakpoint
-- What a case's consent no longer covers, and what went out while it did: shown after a withdrawal.
create or replace function app.touched_by_consent(of_case uuid)
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
    from commitment_events e where e.case_id = of_case and e.kind = 'consent' and e.changes ? 'naming'
    union all
    select 'words_set_back', e.commitment_id, e.at, null, null
    from commitment_events e where e.case_id = of_case and e.kind = 'consent' and e.changes ? 'wording_asked'
    union all
    select 'went_out', d.id, d.at, d.recipient_org_id, d.kind
    from disclosures d where d.case_id = of_case
  ) as t(kind, id, at, recipient_org_id, detail)
  where exists (select 1 from case_readers r where r.case_id = of_case
    and r.audience_id = app.membership() and r.via = 'team')
  order by t.at desc
$$;
--> statement-breakpoint
-- As in 0059; it takes the case before it looks at consent.
create or replace function app.guard_commitments() returns trigger
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
  -- A change of consent takes the case first, so that the two never pass each other unseen.
  perform 1 from cases c where c.id = new.case_id for key share;
  if new.state_code = the_case.country_code then
    raise exception 'the State concerned is not asked about itself' using errcode = 'PL002';
  end if;
  if new.owner_id is not null and not exists (select 1 from memberships m where m.id = new.owner_id
      and m.org_id in (new.org_id, new.recorded_org_id)) then
    raise exception 'an ask belongs to a member' using errcode = 'PL004';
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
-- As in 0002; it takes the case before it looks at consent, and brings no words back from before a change of it.
create or replace function app.carry_out_event() returns trigger
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
  -- A change of consent takes the case first, so that the two never pass each other unseen.
  perform 1 from cases c where c.id = new.case_id for key share;
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
  if new.kind = 'undone' and wanted.wording_asked <> '' and wanted.wording_asked <> standing.wording_asked
     and exists (select 1 from commitment_events e where e.commitment_id = standing.id and e.id = new.undoes
       and app.consent_moved_since(standing.case_id, e.at)) then
    raise exception 'consent changed since these words were written' using errcode = 'PL001';
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
-- Whether a case of a brief was never shown to a State, so that somebody else has to agree.
create function app.brief_waits(b briefs) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select b.withdrawn_at is null and exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
    where not app.was_shown_to_a_state(mentioned.case_id))
$$;
--> statement-breakpoint
-- Whether a brief waits for somebody else, and this member may agree to it.
create function app.may_second(of_brief uuid, by_member uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from briefs b
    join memberships m on m.org_id = b.org_id and m.id = by_member
    where b.id = of_brief and app.brief_waits(b)
      and m.id <> b.made_by and m.status = 'confirmed' and m.role in ('administrator', 'advocate')
      and not exists (select 1 from unnest(b.case_ids) as mentioned(case_id) where not exists (
        select 1 from case_readers r where r.case_id = mentioned.case_id and r.audience_id = m.id
          and r.level in ('lead', 'edit'))))
$$;
--> statement-breakpoint
-- As in 0056; of guests too, which are told of without a case.
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
      when 'guest_answered' then exists (select 1 from guest_replies r
        join guest_links l on l.org_id = r.org_id and l.id = r.link_id
        join briefs b on b.org_id = l.org_id and b.id = l.brief_id
        where r.org_id = n.org_id and r.id = n.subject_id and r.outcome is null
          and not exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
            where not app.member_reads(m.id, m.org_id, mentioned.case_id)))
      else app.member_reads(m.id, m.org_id, n.case_id) end
$$;
--> statement-breakpoint
revoke all on function app.brief_waits(briefs), app.may_second(uuid, uuid), app.reach_until(uuid, text, text), app.consent_moved_since(uuid, timestamptz),
  app.words_written() from public;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  -- The trigger function belongs to the guard, and only whoever may call it may hang it on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.words_written() to %I', owner);
  execute format('set local role %I', owner);
  create trigger words_opened after insert on commitments for each row
    when (new.wording_asked <> '') execute function app.words_written();
  create trigger words_changed after update of wording_asked on commitments for each row
    when (old.wording_asked is distinct from new.wording_asked) execute function app.words_written();
end
$$;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Words that stand already: those from before an answer was withdrawn, ran out or became less are set back now.
do $$
declare
  of_case uuid;
begin
  insert into asked_words (org_id, commitment_id, case_id, everyone, persons, bodies, until)
  select c.org_id, c.id, c.case_id, case when exists (select 1 from defenders d
        where d.case_id = c.case_id and d.created_at > w.at)
      or exists (select 1 from consents s where s.case_id = c.case_id
        and (s.scope = 'public_statement') = (c.forum <> 'bilateral')
        and s.scope in ('public_statement', 'bilateral', 'share_with_mission')
        and (s.withdrawn_at > w.at or (s.valid_until >= w.at::date and s.valid_until < current_date)
          or (s.recorded_at > w.at and s.answer <> 'yes' and exists (select 1 from consents b
            where b.case_id = s.case_id and b.defender_id = s.defender_id and b.scope = s.scope
              and b.target_state_code is not distinct from s.target_state_code and b.recorded_at < s.recorded_at
              and (b.answer = 'yes' or s.answer = 'no')))))
    then 3 else r.everyone end,
    r.persons, r.bodies, app.reach_until(c.case_id, c.forum, c.state_code)
  from commitments c
  cross join lateral (select coalesce(max(e.at), c.created_at) as at from commitment_events e
    where e.commitment_id = c.id and e.changes ->> 'wording_asked' is distinct from e.before ->> 'wording_asked') w
  cross join lateral app.consent_reach(array[c.case_id], array[c.forum], array[c.state_code]) r
  where c.wording_asked <> '';
  for of_case in select distinct w.case_id from asked_words w where w.everyone = 3 loop
    perform app.apply_consent(of_case);
  end loop;
end
$$;
--> statement-breakpoint
set local role none;
