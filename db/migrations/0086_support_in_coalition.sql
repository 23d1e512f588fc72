CREATE TABLE "shown_request_steps" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"shown_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"step" text NOT NULL,
	"by_partner" boolean NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"words" text,
	CONSTRAINT "shown_request_steps_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "a_known_shown_step" CHECK (step is null or step in ('shown', 'shown_more', 'offered', 'claimed', 'handed_back', 'handed_over', 'closed', 'wrote', 'ended')),
	CONSTRAINT "a_sealed_message" CHECK (words is null or (by_partner and words ~ '^v1.' and length(words) <= 20000))
);
--> statement-breakpoint
ALTER TABLE "shown_request_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shown_requests" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"partner_org_id" uuid NOT NULL,
	"level" text NOT NULL,
	"region" text,
	"fields" text[] DEFAULT '{}' NOT NULL,
	"wrapped" text NOT NULL,
	"sealed" text,
	"shown_by" uuid NOT NULL,
	"shown_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_on" date,
	"state" text DEFAULT 'shown' NOT NULL,
	"state_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_as" text,
	"opened_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"ended_as" text,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "shown_requests_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "shown_request_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "shown_request_in_its_case" UNIQUE("org_id","case_id","id"),
	CONSTRAINT "a_known_support_level" CHECK (level is null or level in ('outline', 'more')),
	CONSTRAINT "a_known_shown_region" CHECK (region is null or region in ('AFRICAN', 'ASIA_PACIFIC', 'EASTERN_EUROPEAN', 'GRULAC', 'WEOG', 'EXAMPLE_A', 'EXAMPLE_B', 'EXAMPLE_C', 'EXAMPLE_D')),
	CONSTRAINT "a_known_shown_state" CHECK (state is null or state in ('shown', 'offered', 'claimed', 'closed')),
	CONSTRAINT "a_known_partner_ending" CHECK (closed_as is null or closed_as in ('helped', 'partly', 'could_not', 'not_needed')),
	CONSTRAINT "a_known_shown_ending" CHECK (ended_as is null or ended_as in ('taken_back', 'withdrawn', 'lapsed', 'request_closed')),
	CONSTRAINT "shows_known_fields" CHECK (fields <@ '{label,name,contact,family,where,situation,channel,needs,amount,languages,tried}'::text[] and cardinality(fields) <= 11),
	CONSTRAINT "an_outline_has_no_words" CHECK ((level = 'more') = (sealed is not null) and (level = 'more' or fields = '{}')),
	CONSTRAINT "closed_by_a_partner_somehow" CHECK ((state = 'closed') = (closed_as is not null)),
	CONSTRAINT "ended_somehow" CHECK ((ended_at is null) = (ended_as is null)),
	CONSTRAINT "shown_words_are_sealed" CHECK (wrapped ~ '^v1.' and length(wrapped) <= 1000 and (sealed is null or (sealed ~ '^v1.' and length(sealed) <= 100000)))
);
--> statement-breakpoint
ALTER TABLE "shown_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "support_offers" (
	"org_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"kinds" text[] NOT NULL,
	"regions" text[] DEFAULT '{}' NOT NULL,
	"languages" text[] DEFAULT '{}' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"since" date,
	"paused_at" timestamp with time zone,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"changed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "support_offers_org_id_id_pk" PRIMARY KEY("org_id","id"),
	CONSTRAINT "support_offer_ids_are_unique" UNIQUE("id"),
	CONSTRAINT "an_offer_of_known_kinds" CHECK (kinds <@ '{urgent_monitoring,reporting_and_advocacy,appeals_to_authorities,protective_publicity,temporary_relocation,medical_expenses,legal_expenses,rapid_practical_support,emergency_subsistence,legal_advice,physical_security,digital_security,communications,security_capacity_building,secure_transport_and_social}'::text[] and cardinality(kinds) between 1 and 15),
	CONSTRAINT "an_offer_in_known_regions" CHECK (regions <@ '{AFRICAN,ASIA_PACIFIC,EASTERN_EUROPEAN,GRULAC,WEOG,EXAMPLE_A,EXAMPLE_B,EXAMPLE_C,EXAMPLE_D}'::text[] and cardinality(regions) <= 9),
	CONSTRAINT "an_offer_of_some_length" CHECK (length(note) <= 1000 and cardinality(languages) <= 20 and length(array_to_string(languages, '')) <= 100)
);
--> statement-breakpoint
ALTER TABLE "support_offers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "shown_request_steps" ADD CONSTRAINT "step_of_what_is_shown" FOREIGN KEY ("org_id","case_id","shown_id") REFERENCES "public"."shown_requests"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shown_requests" ADD CONSTRAINT "shown_requests_partner_org_id_organisations_id_fk" FOREIGN KEY ("partner_org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shown_requests" ADD CONSTRAINT "shown_of_a_request" FOREIGN KEY ("org_id","case_id","request_id") REFERENCES "public"."support_requests"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_offers" ADD CONSTRAINT "support_offers_org_id_organisations_id_fk" FOREIGN KEY ("org_id") REFERENCES "public"."organisations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "support_offers" ADD CONSTRAINT "offered_by_a_member" FOREIGN KEY ("org_id","created_by") REFERENCES "public"."memberships"("org_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "steps_of_what_is_shown" ON "shown_request_steps" USING btree ("shown_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "shown_once_to_a_partner" ON "shown_requests" USING btree ("request_id","partner_org_id") WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "held_by_one_partner" ON "shown_requests" USING btree ("request_id") WHERE ended_at is null and state in ('offered', 'claimed');--> statement-breakpoint
CREATE INDEX "shown_to_a_partner" ON "shown_requests" USING btree ("partner_org_id","shown_at" DESC NULLS LAST) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "shown_requests_of_a_case" ON "shown_requests" USING btree ("case_id");--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'report_ready', 'guest_answered', 'brief_waits', 'letter_waits', 'support_shown', 'support_moved', 'support_ended'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld', 'pack_ready', 'report_ready', 'guest_answered', 'brief_waits', 'letter_waits', 'support_shown', 'support_moved', 'support_ended'));--> statement-breakpoint
CREATE POLICY "the team of a case reads what came of a request it showed" ON "shown_request_steps" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = shown_request_steps.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors of a case show more, or take it back" ON "shown_requests" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = shown_requests.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit'))) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = shown_requests.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "the team of a case knows to whom it showed a request" ON "shown_requests" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = shown_requests.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors of a case show a request to a partner" ON "shown_requests" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and shown_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = shown_requests.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "advocates keep what their organisation offers" ON "support_offers" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate')) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "advocates say what their organisation offers" ON "support_offers" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and created_by = app.membership());--> statement-breakpoint
CREATE POLICY "members know what organisations of the coalition offer" ON "support_offers" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (app.org() is not null);--> statement-breakpoint
CREATE POLICY "advocates take an offer of their organisation away" ON "support_offers" AS PERMISSIVE FOR DELETE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
ALTER POLICY "the log is as readable as what it tells of" ON "audit_log" TO plenary_app USING (case
    when subject = 'conversations' then exists (select 1 from conversations c where c.id = subject_id::uuid)
    when subject = 'imports' then exists (select 1 from imports i where i.id = subject_id::uuid)
    when commitment_id is not null then exists (select 1 from commitment_readers cr where cr.commitment_id = audit_log.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)
    when case_id is not null and subject in ('consents', 'defender_identities', 'case_keys', 'case_shares', 'disclosures',
      'submissions', 'submission_drafts', 'submission_copies', 'submission_sendings', 'support_requests', 'referral_consents', 'referrals',
      'shown_requests', 'shown_request_steps')
      then exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id = app.membership() and r.via = 'team')
    when subject = 'case_team' then org_id = app.org() and exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))
    when case_id is not null then exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))
    when subject in ('interventions', 'intervention_states', 'evidence') then exists (
      select 1 from interventions i where i.id::text = case subject
        when 'evidence' then details -> 'intervention_id' ->> 1 else subject_id end)
    else org_id = app.org()
  end);
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Whether the person does not want this partner asked: their newest answer about it for this very request, else about their
-- case. An outline names nobody and may be shown on silence; a no or a withdrawal closes it too (decision 65).
create function app.minds_partner(of_request uuid, partner uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce(
    (select not c.is_allowed or c.withdrawn_at is not null from referral_consents c
      where c.request_id = of_request and c.support_key = 'partner:' || partner::text
      order by c.recorded_at desc, c.id desc limit 1),
    (select c.answer = 'no' or c.withdrawn_at is not null from consents c
      join support_requests r on r.org_id = c.org_id and r.defender_id = c.defender_id
      where r.id = of_request and c.scope = 'share_with_organisation' and c.target_org_id = partner
      order by c.recorded_at desc, c.id desc limit 1),
    false)
$$;
--> statement-breakpoint
-- Whether consent lets a partner see as much as it is shown.
create function app.shown_is_covered(s shown_requests) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select not app.minds_partner(s.request_id, s.partner_org_id) and (s.level = 'outline'
    or app.referral_allows(s.request_id, 'partner:' || s.partner_org_id::text, s.fields))
$$;
--> statement-breakpoint
-- Whether a partner is shown it now. Everything that is not is as if it had never been there.
create function app.shown_stands(s shown_requests) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.ended_at is null and (s.expires_on is null or s.expires_on >= current_date) and app.shown_is_covered(s)
    and exists (select 1 from support_requests r where r.id = s.request_id and r.closed_at is null)
$$;
--> statement-breakpoint
-- Those of a partner whom it concerns.
create function app.supporters_of(of_org uuid) returns uuid[]
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select array(select m.id from memberships m where m.org_id = of_org and m.status = 'confirmed'
    and m.role in ('administrator', 'advocate'))
$$;
--> statement-breakpoint
-- As `app.tell`, for what stands in no case that its reader could read: the notice holds none.
create function app.tell_of_support(members uuid[], what text, about uuid, urgent boolean, from_org uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  insert into notices (org_id, membership_id, kind, subject_id, from_org_id, is_urgent)
  select m.org_id, m.id, what, about, from_org, urgent
  from memberships m
  left join notice_choices c on c.org_id = m.org_id and c.membership_id = m.id and c.kind = what
  where m.id = any (members) and m.status = 'confirmed' and m.person_id is distinct from app.person()
    and (what = 'consent_withdrawn' or coalesce(c.in_application, true))
  on conflict (membership_id, kind, subject_id) do nothing
$$;
--> statement-breakpoint
create function app.guard_shown_requests() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  kept constant text[] := '{level,region,fields,sealed,expires_on,state,state_at,closed_as,opened_at,ended_at,ended_as,changed_at,version}';
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
  if (tg_op = 'INSERT' or (new.level, new.region, new.fields, new.sealed) is distinct from
      (old.level, old.region, old.fields, old.sealed)) and not app.shown_is_covered(new) then
    raise exception 'consent does not cover what this partner is shown' using errcode = 'PL001';
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- Ends what is shown no longer, so that nobody holds a request who does not see it. The policies and functions look at the
-- day and at consent by themselves.
create function app.end_lapsed_shown(of_request uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  update shown_requests s set ended_at = now(), ended_as = 'lapsed'
  where s.request_id = of_request and s.ended_at is null and not app.shown_stands(s)
$$;
--> statement-breakpoint
-- The same for whoever edits the case, before it is shown anew.
create function app.let_lapsed_go(of_request uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  with held as (
    select r.id from support_requests r
    where r.id = of_request and r.org_id = app.org() and app.writes_all(array[r.case_id]) for update)
  select app.end_lapsed_shown(h.id) from held h
$$;
--> statement-breakpoint
-- What whoever shows it does is a step, and the partner hears of it: that it is shown, that more is, and where it had
-- taken it on or read words of it, that it is not there any more.
create function app.follow_shown_requests() returns trigger
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
  delete from notices n where n.org_id = new.partner_org_id and n.subject_id = new.id and n.kind = 'support_shown';
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
-- Consent that was withdrawn, or given for less: what a partner is shown beyond it closes in the same transaction.
create function app.close_uncovered_shown() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if tg_table_name = 'consents' then
    update shown_requests s set ended_at = now(), ended_as = 'withdrawn'
     from support_requests r
     where r.org_id = new.org_id and r.defender_id = new.defender_id and s.request_id = r.id and s.ended_at is null
       and s.partner_org_id = new.target_org_id and not app.shown_is_covered(s);
  else
    update shown_requests s set ended_at = now(), ended_as = 'withdrawn'
     where s.request_id = new.request_id and s.ended_at is null and not app.shown_is_covered(s);
  end if;
  return null;
end
$$;
--> statement-breakpoint
create function app.close_shown_with_request() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  update shown_requests s set ended_at = now(), ended_as = 'request_closed'
   where s.request_id = new.id and s.ended_at is null;
  return null;
end
$$;
--> statement-breakpoint
create function app.guard_support_offers() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if (new.org_id, new.id, new.created_by, new.created_at)
     is distinct from (old.org_id, old.id, old.created_by, old.created_at) then
    raise exception 'an offer stays whose it is' using errcode = 'PL004';
  end if;
  new.version := old.version + 1;
  new.changed_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
-- What is shown to the organisation of whoever asks: its administrators and advocates, and nobody else.
create function app.is_shown_to_me(s shown_requests) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.partner_org_id = app.org() and app.role() in ('administrator', 'advocate') and app.shown_stands(s)
$$;
--> statement-breakpoint
-- What a partner sees of requests shown to it, one of them or all: what is needed where in the world, how soon, and where it
-- stands. That somebody else has it is a word; who that is, and to whom else it is shown, is not told. No case, no request
-- and nobody's name is in it.
create function app.shown_to_us(of_shown uuid default null)
  returns table (id uuid, from_org_id uuid, level text, kind text, region text, urgency text, needed_by date,
    act_by date, state text, state_at timestamptz, closed_as text, expires_on date, shown_at timestamptz)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.id, s.org_id, s.level, r.kind, s.region, r.urgency, r.needed_by, least(r.needed_by, s.shown_at::date
      + case r.urgency when 'today' then 0 when 'this_week' then 7 when 'this_month' then 30 else 90 end),
    case when s.state = 'shown' and exists (select 1 from shown_requests o where o.request_id = s.request_id
      and o.id <> s.id and (o.state in ('offered', 'claimed') or o.closed_as = 'helped') and app.shown_stands(o))
      then 'taken' else s.state end,
    case when s.state = 'shown' then null else s.state_at end, s.closed_as, s.expires_on, s.shown_at
  from shown_requests s join support_requests r on r.org_id = s.org_id and r.id = s.request_id
  where s.partner_org_id = app.org() and s.ended_at is null and (of_shown is null or s.id = of_shown)
    and app.is_shown_to_me(s)
$$;
--> statement-breakpoint
-- To whom whoever has a request may hand it over: other partners to which it is shown. Nobody else learns of them.
create function app.others_shown(of_shown uuid) returns table (org_id uuid)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select o.partner_org_id from shown_requests s
  join shown_requests o on o.request_id = s.request_id and o.id <> s.id and o.state = 'shown' and app.shown_stands(o)
  where s.id = of_shown and s.state = 'claimed' and app.is_shown_to_me(s)
$$;
--> statement-breakpoint
-- The partner's own part of what happened, with what it wrote.
create function app.steps_shown_to_us(of_shown uuid)
  returns table (step text, by_partner boolean, at timestamptz, words text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select t.step, t.by_partner, t.at, t.words from shown_requests s
  join shown_request_steps t on t.org_id = s.org_id and t.shown_id = s.id
  where s.id = of_shown and app.is_shown_to_me(s) order by t.at, t.id
$$;
--> statement-breakpoint
-- The key of what is shown, for the two sides of it: the team of its case, and the partner while it is shown.
create function app.key_of_shown(of_shown uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select jsonb_build_object('wrapped', s.wrapped, 'orgId', s.org_id) from shown_requests s
  where s.id = of_shown and (app.is_shown_to_me(s) or (s.org_id = app.org() and app.in_team_of(s.case_id)))
$$;
--> statement-breakpoint
-- The text that was agreed to: the only way to it. When a partner opens it first, that it left is known from then on; that
-- the team looked at an identity by it is recorded.
create function app.open_shown_text(of_shown uuid) returns jsonb
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
-- A request shown to the organisation of whoever asks, for a change of where it stands; others wait until it is done.
create function app.take_shown(of_shown uuid) returns shown_requests
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  s shown_requests%rowtype;
begin
  select x.* into s from shown_requests x where x.id = of_shown and app.is_shown_to_me(x);
  if not found then
    raise exception 'not shown' using errcode = '42501';
  end if;
  perform 1 from support_requests r where r.id = s.request_id for update;
  perform app.end_lapsed_shown(s.request_id);
  select x.* into s from shown_requests x where x.id = of_shown and app.is_shown_to_me(x) for update;
  if not found then
    raise exception 'not shown' using errcode = '42501';
  end if;
  return s;
end
$$;
--> statement-breakpoint
-- Keeps a step of a partner's and tells whoever shows the request: those who lead the case, and who showed it.
create function app.note_shown_step(s shown_requests, what text, said text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  made constant uuid := app.uuidv7();
begin
  insert into shown_request_steps (org_id, case_id, shown_id, id, step, by_partner, at, words)
  values (s.org_id, s.case_id, s.id, made, what, what <> 'offered', clock_timestamp(), said);
  if what <> 'offered' then
    perform app.tell_of_support(array(select r.audience_id from case_readers r where r.case_id = s.case_id
        and r.via = 'team' and (r.level = 'lead' or r.audience_id = s.shown_by)),
      'support_moved', made, false, s.partner_org_id);
  end if;
end
$$;
--> statement-breakpoint
-- Takes a request on: whoever comes first. False where another was first.
create function app.claim_shown(of_shown uuid) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  s shown_requests%rowtype := app.take_shown(of_shown);
begin
  if s.state = 'claimed' then
    return true;
  end if;
  if exists (select 1 from shown_requests o where o.request_id = s.request_id and o.id <> s.id and o.ended_at is null
      and (o.state in ('offered', 'claimed') or o.closed_as = 'helped')) then
    return false;
  end if;
  update shown_requests x set state = 'claimed', state_at = clock_timestamp(), closed_as = null where x.id = s.id;
  perform app.note_shown_step(s, 'claimed', null);
  return true;
end
$$;
--> statement-breakpoint
-- Gives a request back, or hands it to another partner to which it is shown, which has to take it on itself. Words for
-- whoever shows it go with it.
create function app.release_shown(of_shown uuid, to_org uuid, said text) returns void
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
    delete from notices n where n.org_id = to_org and n.kind = 'support_shown' and n.subject_id = next.id;
    perform app.tell_of_support(app.supporters_of(to_org), 'support_shown', next.id, true, next.org_id);
  end if;
end
$$;
--> statement-breakpoint
-- Says how a request ended with the partner that has it.
create function app.close_shown(of_shown uuid, how text, said text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  s shown_requests%rowtype := app.take_shown(of_shown);
begin
  if s.state <> 'claimed' or how is null then
    raise exception 'who has it says how it ended' using errcode = 'PL004';
  end if;
  update shown_requests x set state = 'closed', state_at = clock_timestamp(), closed_as = how where x.id = s.id;
  perform app.note_shown_step(s, 'closed', said);
end
$$;
--> statement-breakpoint
-- Words of a partner for whoever shows the request.
create function app.write_of_shown(of_shown uuid, said text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  if said is null then
    raise exception 'nothing is said' using errcode = 'PL004';
  end if;
  perform app.note_shown_step(app.take_shown(of_shown), 'wrote', said);
end
$$;
--> statement-breakpoint
-- As before, and of requests for support that a partner is shown.
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
      when 'support_ended' then true
      when 'support_shown' then m.role in ('administrator', 'advocate') and exists (select 1 from shown_requests s
        where s.id = n.subject_id and s.partner_org_id = n.org_id and app.shown_stands(s))
      when 'support_moved' then exists (select 1 from shown_request_steps t
        join case_readers r on r.case_id = t.case_id and r.audience_id = m.id and r.via = 'team'
        where t.org_id = n.org_id and t.id = n.subject_id)
      else app.member_reads(m.id, m.org_id, n.case_id) end
$$;
--> statement-breakpoint
revoke all on function app.minds_partner(uuid, uuid), app.shown_is_covered(shown_requests),
  app.shown_stands(shown_requests), app.supporters_of(uuid), app.tell_of_support(uuid[], text, uuid, boolean, uuid),
  app.guard_shown_requests(), app.end_lapsed_shown(uuid), app.let_lapsed_go(uuid), app.follow_shown_requests(), app.close_uncovered_shown(),
  app.close_shown_with_request(), app.guard_support_offers(), app.is_shown_to_me(shown_requests), app.shown_to_us(uuid),
  app.others_shown(uuid), app.steps_shown_to_us(uuid), app.key_of_shown(uuid), app.open_shown_text(uuid),
  app.take_shown(uuid), app.note_shown_step(shown_requests, text, text), app.claim_shown(uuid),
  app.release_shown(uuid, uuid, text), app.close_shown(uuid, text, text), app.write_of_shown(uuid, text)
  from public;
--> statement-breakpoint
grant execute on function app.let_lapsed_go(uuid), app.shown_to_us(uuid), app.others_shown(uuid), app.steps_shown_to_us(uuid),
  app.key_of_shown(uuid), app.open_shown_text(uuid), app.claim_shown(uuid), app.release_shown(uuid, uuid, text),
  app.close_shown(uuid, text, text), app.write_of_shown(uuid, text) to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
  t text;
begin
  foreach t in array array['support_offers', 'shown_requests', 'shown_request_steps'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
  -- The trigger functions belong to the guard, and only whoever may call them may hang them on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit(), app.guard_shown_requests(), app.follow_shown_requests(),
    app.close_uncovered_shown(), app.close_shown_with_request(), app.guard_support_offers() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or update or delete on support_offers for each row
    execute function app.audit('kinds,regions,paused_at', 'id');
  create trigger audit after insert or update on shown_requests for each row
    execute function app.audit('level,region,state,closed_as,expires_on,opened_at,ended_as', 'id');
  create trigger audit after insert on shown_request_steps for each row
    execute function app.audit('step,by_partner', 'shown_id');
  create trigger keep before update on support_offers for each row execute function app.guard_support_offers();
  create trigger guard_shown_requests before insert or update on shown_requests
    for each row execute function app.guard_shown_requests();
  create trigger follow_shown_requests after insert on shown_requests
    for each row execute function app.follow_shown_requests();
  create trigger follow_changes_of_shown_requests after update on shown_requests for each row
    when ((old.ended_at is null and new.ended_at is not null)
      or (new.ended_at is null and (new.level, new.sealed) is distinct from (old.level, old.sealed)))
    execute function app.follow_shown_requests();
  create trigger z_close_shown after insert or update on referral_consents
    for each row execute function app.close_uncovered_shown();
  create trigger z_close_shown after insert or update on consents
    for each row when (new.scope = 'share_with_organisation') execute function app.close_uncovered_shown();
  create trigger z_close_shown after update of closed_at on support_requests
    for each row when (old.closed_at is null and new.closed_at is not null)
    execute function app.close_shown_with_request();
end
$$;
--> statement-breakpoint
grant select, insert, update (kinds, regions, languages, note, since, paused_at), delete on support_offers
  to plenary_app;
--> statement-breakpoint
-- Key and text are handed out by the functions above alone, and where it stands is the partner's to say.
grant select (org_id, case_id, request_id, id, partner_org_id, level, region, fields, shown_by, shown_at, expires_on,
  state, state_at, closed_as, opened_at, ended_at, ended_as, changed_at, version) on shown_requests to plenary_app;
--> statement-breakpoint
grant insert, update (level, region, fields, sealed, expires_on, ended_at) on shown_requests to plenary_app;
--> statement-breakpoint
grant select on shown_request_steps to plenary_app;
