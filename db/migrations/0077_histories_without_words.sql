CREATE TABLE "set_back_words" (
	"org_id" uuid NOT NULL,
	"commitment_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"changes" jsonb NOT NULL,
	"before" jsonb NOT NULL,
	CONSTRAINT "set_back_words_org_id_commitment_id_event_id_pk" PRIMARY KEY("org_id","commitment_id","event_id")
);
--> statement-breakpoint
ALTER TABLE "set_back_words" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "commitment_events" ADD COLUMN "set_back" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "unchanged_count" integer;--> statement-breakpoint
ALTER TABLE "imports" ADD COLUMN "undated_count" integer;--> statement-breakpoint
ALTER TABLE "set_back_words" ADD CONSTRAINT "set_back_words_of_a_commitment" FOREIGN KEY ("org_id","commitment_id") REFERENCES "public"."commitments"("org_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
CREATE POLICY "the team reads what is to be said no more" ON "set_back_words" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = set_back_words.case_id
    and r.audience_id = app.membership() and r.via = 'team'));
--> statement-breakpoint
do $$
begin
  revoke all on set_back_words from public;
  alter table set_back_words force row level security;
  create policy "the guard keeps the rules" on set_back_words to plenary_guard using (true) with check (true);
  grant select, insert, update, delete on set_back_words to plenary_guard;
  grant select on set_back_words to plenary_app;
end
$$;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- What is to be said of a case, as an ask has it: our words, and those that the State offered.
create function app.words_to_say(c commitments) returns jsonb
language sql immutable
set search_path = pg_catalog, public
as $$
  select jsonb_build_object('wording_asked', c.wording_asked, 'wording_offered', c.wording_offered,
    'condition', c.condition)
$$;
--> statement-breakpoint
-- Takes the words out of the history of asks, but for those that stand. Who changed them and when stays for its readers,
-- the words themselves for the team.
create function app.set_words_apart(of_asks uuid[]) returns void
language sql volatile security definer
set search_path = pg_catalog, public
as $$
  with held as (
    select e.org_id, e.id, e.commitment_id, e.case_id,
      (select coalesce(jsonb_object_agg(w.key, w.value), '{}') from jsonb_each_text(e.changes) w
        where app.words_to_say(c) ? w.key and w.value <> '' and w.value <> app.words_to_say(c) ->> w.key) as changes,
      (select coalesce(jsonb_object_agg(w.key, w.value), '{}') from jsonb_each_text(e.before) w
        where app.words_to_say(c) ? w.key and w.value <> '' and w.value <> app.words_to_say(c) ->> w.key) as before
    from commitments c
    join commitment_events e on e.commitment_id = c.id
    where c.id = any (of_asks)
  ), apart as (
    insert into set_back_words as w (org_id, commitment_id, event_id, case_id, changes, before)
    select h.org_id, h.commitment_id, h.id, h.case_id, h.changes, h.before
    from held h where h.changes <> '{}' or h.before <> '{}'
    on conflict (org_id, commitment_id, event_id) do update
      set changes = w.changes || excluded.changes, before = w.before || excluded.before
  )
  update commitment_events e set
    changes = e.changes || (select coalesce(jsonb_object_agg(k, ''), '{}') from jsonb_object_keys(h.changes) k),
    before = e.before || (select coalesce(jsonb_object_agg(k, ''), '{}') from jsonb_object_keys(h.before) k),
    set_back = array(select unnest(e.set_back) union select jsonb_object_keys(h.changes)
      union select jsonb_object_keys(h.before) order by 1)
  from held h
  where (h.changes <> '{}' or h.before <> '{}') and e.org_id = h.org_id and e.id = h.id
$$;
--> statement-breakpoint
-- Words are written under the consent of that moment. Whoever writes them, they are kept track of here; and they are in
-- the history also when they stand no more.
create or replace function app.words_written() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  insert into asked_words as w (org_id, commitment_id, case_id, everyone, persons, bodies, until)
  select new.org_id, new.id, new.case_id, r.everyone, r.persons, r.bodies,
    app.reach_until(new.case_id, new.forum, new.state_code)
  from app.consent_reach(array[new.case_id], array[new.forum], array[new.state_code]) r
  -- An answer may have run out without anything having looked at it yet: it still counts for what else stands.
  on conflict (org_id, commitment_id) do update set everyone = greatest(w.everyone, excluded.everyone),
    persons = greatest(w.persons, excluded.persons), bodies = greatest(w.bodies, excluded.bodies),
    until = least(w.until, excluded.until);
  return null;
end
$$;
--> statement-breakpoint
-- As in 0073; of the State's words too, and out of the history.
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
  select coalesce(array_agg(t.commitment_id), '{}') into over from told t
  where t.to_all < t.everyone or t.to_persons < t.persons or t.to_bodies < t.bodies;
  insert into commitment_events (org_id, commitment_id, case_id, kind, changes)
  select c.org_id, c.id, c.case_id, 'consent',
    case when c.names_too_much then jsonb_build_object('naming',
      case when app.may_name(c.case_id, 'situation', c.forum, c.state_code) then 'situation' else 'country' end)
      else '{}' end
    || case when c.id = any (over) then c.to_clear else '{}' end
  from (
    select x.org_id, x.id, x.case_id, x.forum, x.state_code,
      (select coalesce(jsonb_object_agg(w.key, ''), '{}') from jsonb_each_text(app.words_to_say(x)) w
        where w.value <> '') as to_clear,
      not app.may_name(x.case_id, x.naming, x.forum, x.state_code) as names_too_much
    from commitments x where x.case_id = of_case) c
  where c.names_too_much or (c.id = any (over) and c.to_clear <> '{}');
  perform app.set_words_apart(over);
end
$$;
--> statement-breakpoint
-- As in 0073; of the State's words too.
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
    from commitment_events e where e.case_id = of_case and e.kind = 'consent' and e.changes ?| array['wording_asked', 'wording_offered', 'condition']
    union all
    select 'went_out', d.id, d.at, d.recipient_org_id, d.kind
    from disclosures d where d.case_id = of_case
  ) as t(kind, id, at, recipient_org_id, detail)
  where exists (select 1 from case_readers r where r.case_id = of_case
    and r.audience_id = app.membership() and r.via = 'team')
  order by t.at desc
$$;
--> statement-breakpoint
-- As in 0073; of the State's words too. An event of the kind *raised* is the guard's own: whoever records what was said
-- need not read every ask that it keeps.
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
  if not found or (new.kind not in ('consent', 'raised') and app.person() is not null and not (app.contributes(new.case_id)
      and exists (select 1 from commitment_readers r where r.commitment_id = new.commitment_id
        and r.audience_id in (app.org(), app.membership())
        and (r.valid_until is null or r.valid_until >= current_date)))) then
    raise exception 'new row violates row-level security policy for table "commitment_events"'
      using errcode = '42501';
  end if;
  new.set_back := '{}';
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
  if new.kind not in ('consent', 'raised') and not app.may_name(standing.case_id, wanted.naming, standing.forum, standing.state_code)
  then
    raise exception 'consent does not cover this naming' using errcode = 'PL001';
  end if;
  if new.kind = 'undone' and exists (select 1 from jsonb_each_text(app.words_to_say(wanted)) w
       where w.value <> '' and w.value <> app.words_to_say(standing) ->> w.key)
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
-- What an import left as it was, beside what it set: said once, by whoever carries it out, as it is carried out.
create function app.count_left_out(of_import uuid, unchanged integer, undated integer) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  update imports i set unchanged_count = unchanged, undated_count = undated
  where i.org_id = app.org() and i.id = of_import and i.created_by = app.membership() and i.status = 'done'
    and i.done_in = pg_current_xact_id()::text and unchanged >= 0 and undated >= 0;
  if not found then
    raise exception 'no such import' using errcode = '42501';
  end if;
end
$$;
--> statement-breakpoint
revoke all on function app.words_to_say(commitments), app.set_words_apart(uuid[]),
  app.count_left_out(uuid, integer, integer) from public;
--> statement-breakpoint
grant execute on function app.count_left_out(uuid, integer, integer) to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
drop trigger words_opened on commitments;
--> statement-breakpoint
create trigger words_opened after insert on commitments for each row
  when (new.wording_asked <> '' or new.wording_offered <> '' or new.condition <> '')
  execute function app.words_written();
--> statement-breakpoint
drop trigger words_changed on commitments;
--> statement-breakpoint
create trigger words_changed after update of wording_asked, wording_offered, condition on commitments for each row
  when ((old.wording_asked, old.wording_offered, old.condition)
    is distinct from (new.wording_asked, new.wording_offered, new.condition))
  execute function app.words_written();
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- What stands already. Where consent went down after an ask was opened, its history keeps no words but those that stand,
-- and what its State offered before is set back.
do $$
declare
  said record;
  asks uuid[] := '{}';
begin
  for said in
    select c.org_id, c.id, c.case_id, c.forum, c.state_code, c.created_at, c.wording_offered, c.condition,
      coalesce(e.offered_at, c.created_at) as offered_at, d.at as down_at
    from commitments c
    cross join lateral (
      select coalesce(bool_or(exists (select 1 from jsonb_each_text(x.changes || x.before) w
            where app.words_to_say(c) ? w.key and w.value <> '')), false) as in_history,
        max(x.at) filter (where x.changes ?| array['wording_offered', 'condition']) as offered_at
      from commitment_events x where x.commitment_id = c.id) e
    cross join lateral (select max(x.at) as at from (
      select d.created_at from defenders d where d.case_id = c.case_id
      union all
      select least(k.withdrawn_at, (k.valid_until + 1)::timestamptz) from consents k
       where k.case_id = c.case_id and (k.withdrawn_at is not null or k.valid_until < current_date)
         and (k.scope = 'public_statement') = (c.forum <> 'bilateral')
         and k.scope in ('public_statement', 'bilateral', 'share_with_mission')
      union all
      select k.recorded_at from consents k
       where k.case_id = c.case_id and k.answer <> 'yes'
         and (k.scope = 'public_statement') = (c.forum <> 'bilateral')
         and k.scope in ('public_statement', 'bilateral', 'share_with_mission')
         and exists (select 1 from consents b
           where b.case_id = k.case_id and b.defender_id = k.defender_id and b.scope = k.scope
             and b.target_state_code is not distinct from k.target_state_code and b.recorded_at < k.recorded_at
             and (b.answer = 'yes' or k.answer = 'no'))) x(at)) d
    where e.in_history or c.wording_offered <> '' or c.condition <> ''
  loop
    insert into asked_words (org_id, commitment_id, case_id, everyone, persons, bodies, until)
    select said.org_id, said.id, said.case_id, r.everyone, r.persons, r.bodies,
      app.reach_until(said.case_id, said.forum, said.state_code)
    from app.consent_reach(array[said.case_id], array[said.forum], array[said.state_code]) r
    on conflict (org_id, commitment_id) do nothing;
    if (said.wording_offered <> '' or said.condition <> '') and said.down_at > said.offered_at then
      insert into commitment_events (org_id, commitment_id, case_id, kind, changes)
      values (said.org_id, said.id, said.case_id, 'consent',
        case when said.wording_offered <> '' then '{"wording_offered": ""}'::jsonb else '{}' end
        || case when said.condition <> '' then '{"condition": ""}'::jsonb else '{}' end);
    end if;
    if said.down_at > said.created_at then
      asks := asks || said.id;
    end if;
  end loop;
  perform app.set_words_apart(asks);
end
$$;
--> statement-breakpoint
set local role none;
