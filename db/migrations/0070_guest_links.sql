CREATE TABLE "guest_links" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"brief_id" uuid NOT NULL,
	"state_code" text NOT NULL,
	"recipient" text NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"hours" integer NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"needs_second" boolean NOT NULL,
	"second_by" uuid,
	"second_at" timestamp with time zone,
	"opens_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	CONSTRAINT "guest_links_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "guest_link_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "guest_secrets_are_unique" UNIQUE("secret_hash"),
	CONSTRAINT "a_guest_with_a_name" CHECK (length(btrim(recipient)) between 1 and 120),
	CONSTRAINT "a_guest_for_some_time" CHECK (hours between 1 and 336),
	CONSTRAINT "opened_by_two" CHECK (opens_at is null or not needs_second or second_at is not null),
	CONSTRAINT "a_second_is_somebody_else" CHECK (second_by is null or second_by <> created_by),
	CONSTRAINT "it_closes_by_itself" CHECK ((opens_at is null) = (expires_at is null))
);
--> statement-breakpoint
ALTER TABLE "guest_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "guest_replies" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"link_id" uuid NOT NULL,
	"answer" text NOT NULL,
	"remarks" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"outcome" text,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	CONSTRAINT "guest_replies_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_guest_answer" CHECK (answer is null or answer in ('will_raise', 'considering', 'cannot')),
	CONSTRAINT "a_known_answer_outcome" CHECK (outcome is null or outcome in ('recorded', 'set_aside', 'replaced')),
	CONSTRAINT "remarks_of_some_length" CHECK (length(remarks) <= 1000),
	CONSTRAINT "settled_with_its_outcome" CHECK ((outcome is null) = (settled_at is null))
);
--> statement-breakpoint
ALTER TABLE "guest_replies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "guest_visits" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"link_id" uuid NOT NULL,
	"secret_hash" "bytea" NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "guest_visits_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "guest_visit_secrets_are_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "guest_visits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "brief_packs" DROP CONSTRAINT "brief_packs_session_id_sessions_id_fk";
--> statement-breakpoint
ALTER TABLE "guest_links" ADD CONSTRAINT "guest_links_state_code_states_code_fk" FOREIGN KEY ("state_code") REFERENCES "public"."states"("code") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_links" ADD CONSTRAINT "link_to_a_brief" FOREIGN KEY ("org_id","brief_id") REFERENCES "public"."briefs"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_replies" ADD CONSTRAINT "reply_by_a_link" FOREIGN KEY ("org_id","link_id") REFERENCES "public"."guest_links"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "guest_visits" ADD CONSTRAINT "visit_by_a_link" FOREIGN KEY ("org_id","link_id") REFERENCES "public"."guest_links"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "links_to_a_brief" ON "guest_links" USING btree ("brief_id","created_at" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "replies_of_a_link" ON "guest_replies" USING btree ("link_id","at");--> statement-breakpoint
CREATE INDEX "replies_to_settle" ON "guest_replies" USING btree ("org_id") WHERE outcome is null;--> statement-breakpoint
CREATE INDEX "visits_of_a_link" ON "guest_visits" USING btree ("link_id","at");--> statement-breakpoint
ALTER TABLE "brief_packs" ADD CONSTRAINT "brief_packs_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'guest_answered'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'guest_answered'));--> statement-breakpoint
CREATE POLICY "who reads a brief reads for whom it was opened" ON "guest_links" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from briefs b where b.id = guest_links.brief_id));--> statement-breakpoint
CREATE POLICY "who reads a brief reads what its guests answered" ON "guest_replies" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from guest_links l where l.id = guest_replies.link_id));--> statement-breakpoint
CREATE POLICY "who reads a brief reads when its guests came" ON "guest_visits" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from guest_links l where l.id = guest_visits.link_id));
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Whether whoever is signed in writes about each of these cases.
create function app.writes_all(of_cases uuid[]) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select app.role() in ('administrator', 'advocate') and not exists (
    select 1 from unnest(of_cases) as mentioned(case_id) where not exists (
      select 1 from case_readers r where r.case_id = mentioned.case_id and r.audience_id = app.membership()
        and r.level in ('lead', 'edit')))
$$;
--> statement-breakpoint
-- Whether a State has ever been shown this case, or somebody else agreed that one is. A file that one of us took along
-- says nothing of that.
create function app.was_shown_to_a_state(of_case uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from disclosures d where d.case_id = of_case and d.recipient_state_code is not null
      and (d.kind <> 'brief' or d.channel = 'link'))
    or exists (select 1 from guest_links l join briefs b on b.org_id = l.org_id and b.id = l.brief_id
      where l.second_at is not null and b.case_ids @> array[of_case])
$$;
--> statement-breakpoint
-- Makes the address for a guest of a mission, for the editors of all its cases. It opens in ten minutes, so that it can be
-- undone; where a case has never been shown to a State, only after somebody else agreed. A mission's brief is for that mission;
-- another is for any State but those concerned.
create function app.make_guest_link(of_brief uuid, of_link uuid, to_state text, to_whom text, for_hours integer,
  secret_hash bytea) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  b briefs%rowtype;
  needs boolean;
  opens constant timestamptz := clock_timestamp() + interval '10 minutes';
begin
  select x.* into b from briefs x where x.id = of_brief and app.brief_stands(x.id);
  if not found or not app.writes_all(b.case_ids) then
    raise exception 'for the editors of its cases' using errcode = '42501';
  end if;
  if for_hours is null or for_hours not in (24, 72, 168, 336) then
    raise exception 'a link lasts for one to fourteen days' using errcode = 'PL004';
  end if;
  if (b.kind = 'mission' and to_state is distinct from b.state_code)
     or exists (select 1 from cases c where c.id = any (b.case_ids) and c.country_code = to_state)
     or not exists (select 1 from states s where s.code = to_state) then
    raise exception 'not for that State' using errcode = 'PL004';
  end if;
  if (select count(*) from guest_links l where l.brief_id = b.id) >= 200 then
    raise exception 'too many guests' using errcode = 'PL004';
  end if;
  needs := exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
    where not app.was_shown_to_a_state(mentioned.case_id));
  insert into guest_links (org_id, id, brief_id, state_code, recipient, secret_hash, hours, created_by, needs_second,
    opens_at, expires_at)
  values (b.org_id, of_link, b.id, to_state, btrim(to_whom), secret_hash, for_hours, app.membership(), needs,
    case when not needs then opens end, case when not needs then opens + make_interval(hours => for_hours) end);
end
$$;
--> statement-breakpoint
-- Somebody else who edits all its cases agrees; from then on it can be undone for ten minutes.
create function app.second_guest_link(of_link uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  l guest_links%rowtype;
  opens constant timestamptz := clock_timestamp() + interval '10 minutes';
begin
  select x.* into l from guest_links x join briefs b on b.org_id = x.org_id and b.id = x.brief_id
   where x.id = of_link and x.org_id = app.org() and app.brief_stands(b.id) and app.writes_all(b.case_ids)
     for update of x;
  if not found or l.created_by = app.membership() then
    raise exception 'for somebody else who edits its cases' using errcode = '42501';
  end if;
  if l.ended_at is not null then
    raise exception 'taken back' using errcode = 'PL003';
  end if;
  update guest_links x set second_by = app.membership(), second_at = clock_timestamp(), opens_at = opens,
    expires_at = opens + make_interval(hours => l.hours)
   where x.id = of_link and x.needs_second and x.second_at is null;
end
$$;
--> statement-breakpoint
-- Takes it back, for good: for those who may make one. Pressed twice it stays as it is.
create function app.end_guest_link(of_link uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform 1 from guest_links l join briefs b on b.org_id = l.org_id and b.id = l.brief_id
   where l.id = of_link and l.org_id = app.org() and app.writes_all(b.case_ids) for update of l;
  if not found then
    raise exception 'for the editors of its cases' using errcode = '42501';
  end if;
  update guest_links l set ended_at = clock_timestamp(), ended_by = app.membership()
   where l.id = of_link and l.ended_at is null;
end
$$;
--> statement-breakpoint
-- Whether it is read at this moment: looked at anew at each reading, consent as well.
create function app.guest_link_is_open(l guest_links) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select l.ended_at is null and coalesce(l.opens_at <= clock_timestamp() and l.expires_at > clock_timestamp(), false)
    and exists (select 1 from briefs b where b.org_id = l.org_id and b.id = l.brief_id and b.withdrawn_at is null
      and app.brief_is_covered(b))
$$;
--> statement-breakpoint
-- A guest comes in by the address, twenty times at most, and the browser gets a secret of its own for up to twelve hours.
-- False for an address that never was, is not open yet, was taken back, has ended or is used up: nobody can tell which. The
-- first time it is noted with each case that the State was shown it.
create function app.open_guest_link(secret text, visit text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  l guest_links%rowtype;
  came integer;
begin
  select x.* into l from guest_links x where x.secret_hash = sha256(convert_to(secret, 'UTF8')) for update;
  if not found or not app.guest_link_is_open(l) then
    return false;
  end if;
  select count(*) into came from guest_visits v where v.link_id = l.id;
  if came >= 20 then
    return false;
  end if;
  insert into guest_visits (org_id, link_id, secret_hash, until)
  values (l.org_id, l.id, sha256(convert_to(visit, 'UTF8')), least(l.expires_at, clock_timestamp() + interval '12 hours'));
  if came = 0 then
    insert into disclosures (org_id, case_id, kind, audience, recipient_state_code, recipient, brief_id, channel, naming,
      rows, person_id)
    select b.org_id, (c.value ->> 'id')::uuid, 'brief', b.audience, l.state_code, l.recipient, b.id, 'link',
      case when c.value ->> 'words' is null then 'situation' else 'person' end, 1, m.person_id
    from briefs b
    cross join lateral jsonb_array_elements(b.inputs -> 'cases') c
    left join memberships m on m.org_id = l.org_id and m.id = l.created_by
    where b.org_id = l.org_id and b.id = l.brief_id;
  end if;
  return true;
end
$$;
--> statement-breakpoint
-- What a guest who came in reads: what the paper is made from, for whom this copy is, and what they answered last. Null
-- as soon as the link is not open any more.
create function app.read_guest_link(visit text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select jsonb_build_object('inputs', b.inputs, 'briefId', b.id, 'recipient', l.recipient,
    'state', s.names ->> b.language, 'openedAt', v.at, 'until', l.expires_at,
    'number', left(encode(v.secret_hash, 'hex'), 8),
    'answered', (select jsonb_build_object('answer', r.answer, 'remarks', r.remarks, 'at', r.at)
      from guest_replies r where r.link_id = l.id order by r.at desc limit 1))
  from guest_visits v
  join guest_links l on l.org_id = v.org_id and l.id = v.link_id
  join briefs b on b.org_id = l.org_id and b.id = l.brief_id
  join states s on s.code = l.state_code
  where v.secret_hash = sha256(convert_to(visit, 'UTF8')) and v.until > clock_timestamp() and app.guest_link_is_open(l)
$$;
--> statement-breakpoint
-- Keeps what a guest answered as a word that nobody has confirmed; the one before it counts no longer. Told to whoever made
-- the link. False where there is no such guest any more.
create function app.answer_as_guest(visit text, said text, with_remarks text) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  l guest_links%rowtype;
  made constant uuid := app.uuidv7();
begin
  select x.* into l from guest_visits v join guest_links x on x.org_id = v.org_id and x.id = v.link_id
   where v.secret_hash = sha256(convert_to(visit, 'UTF8')) and v.until > clock_timestamp() for update of x;
  if not found or not app.guest_link_is_open(l)
     or (select count(*) from guest_replies r where r.link_id = l.id) >= 20 then
    return false;
  end if;
  -- Sent twice it is one answer.
  if exists (select 1 from (select r.* from guest_replies r where r.link_id = l.id order by r.at desc limit 1) last
      where last.answer = said and last.remarks = with_remarks) then
    return true;
  end if;
  update guest_replies r set outcome = 'replaced', settled_at = clock_timestamp()
   where r.link_id = l.id and r.outcome is null;
  insert into guest_replies (org_id, id, link_id, answer, remarks, at)
  values (l.org_id, made, l.id, said, with_remarks, clock_timestamp());
  insert into notices (org_id, membership_id, kind, subject_id)
  select m.org_id, m.id, 'guest_answered', made
  from memberships m
  left join notice_choices c on c.org_id = m.org_id and c.membership_id = m.id and c.kind = 'guest_answered'
  where m.org_id = l.org_id and m.id = l.created_by and m.status = 'confirmed' and coalesce(c.in_application, true)
  on conflict (membership_id, kind, subject_id) do nothing;
  return true;
end
$$;
--> statement-breakpoint
-- Says what became of an answer, once: for those who edit all the cases of the brief.
create function app.settle_guest_reply(of_reply uuid, as_outcome text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  if as_outcome is null or as_outcome not in ('recorded', 'set_aside') then
    raise exception 'taken over or set aside' using errcode = 'PL004';
  end if;
  perform 1 from guest_replies r
   join guest_links l on l.org_id = r.org_id and l.id = r.link_id
   join briefs b on b.org_id = l.org_id and b.id = l.brief_id
   where r.id = of_reply and r.org_id = app.org() and app.writes_all(b.case_ids) for update of r;
  if not found then
    raise exception 'for the editors of its cases' using errcode = '42501';
  end if;
  update guest_replies r set outcome = as_outcome, settled_at = clock_timestamp(), settled_by = app.membership()
   where r.id = of_reply and r.outcome is null;
  if not found then
    raise exception 'settled already' using errcode = 'PL003';
  end if;
end
$$;
--> statement-breakpoint
-- As in 0061; packs that were asked for at its sessions go with the example.
create or replace function app.remove_example() returns void
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
  -- What its charts say goes with its figures.
  delete from chart_texts t using sessions s where t.org_id = mine and s.id = t.session_id and s.org_id = mine
    and s.is_example;
  delete from brief_packs p using sessions s where p.org_id = mine and s.id = p.session_id and s.org_id = mine
    and s.is_example;
  delete from sessions s where s.org_id = mine and s.is_example
    and not exists (select 1 from commitments c where c.session_id = s.id)
    and not exists (select 1 from interventions i where i.session_id = s.id)
    and not exists (select 1 from speakers l where l.session_id = s.id)
    and not exists (select 1 from session_tasks t where t.session_id = s.id)
    and not exists (select 1 from session_deadlines d where d.session_id = s.id)
    and not exists (select 1 from case_events e where e.session_id = s.id)
    and not exists (select 1 from brief_drafts d where d.session_id = s.id)
    and not exists (select 1 from briefs b where b.session_id = s.id);
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
--> statement-breakpoint
revoke all on function app.writes_all(uuid[]), app.was_shown_to_a_state(uuid),
  app.make_guest_link(uuid, uuid, text, text, integer, bytea), app.second_guest_link(uuid), app.end_guest_link(uuid),
  app.guest_link_is_open(guest_links), app.open_guest_link(text, text), app.read_guest_link(text),
  app.answer_as_guest(text, text, text), app.settle_guest_reply(uuid, text) from public;
--> statement-breakpoint
grant execute on function app.make_guest_link(uuid, uuid, text, text, integer, bytea), app.second_guest_link(uuid),
  app.end_guest_link(uuid), app.settle_guest_reply(uuid, text) to plenary_app;
--> statement-breakpoint
grant execute on function app.open_guest_link(text, text), app.read_guest_link(text),
  app.answer_as_guest(text, text, text) to plenary_auth;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
  t text;
begin
  foreach t in array array['guest_links', 'guest_visits', 'guest_replies'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
  set local role plenary_guard;
  execute format('grant execute on function app.audit() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or update on guest_links for each row
    execute function app.audit('brief_id,state_code,hours,needs_second,second_at,ended_at', 'id');
  create trigger audit after insert or update on guest_replies for each row
    execute function app.audit('link_id,answer,outcome', 'id');
end
$$;
--> statement-breakpoint
-- Whose secret it is leaves the database never.
grant select (org_id, id, brief_id, state_code, recipient, hours, created_by, created_at, needs_second, second_by,
  second_at, opens_at, expires_at, ended_at, ended_by) on guest_links to plenary_app;
--> statement-breakpoint
grant select (org_id, id, link_id, at, until) on guest_visits to plenary_app;
--> statement-breakpoint
grant select on guest_replies to plenary_app;
