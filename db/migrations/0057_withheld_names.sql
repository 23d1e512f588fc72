CREATE TABLE "withheld_names" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"id" uuid DEFAULT app.uuidv7() NOT NULL,
	"signer_org_id" uuid NOT NULL,
	"recorded_by" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "withheld_names_org_id_id_pk" PRIMARY KEY("org_id","id")
);
--> statement-breakpoint
ALTER TABLE "withheld_names" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "editions" ADD COLUMN "signed_by" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "withheld_names" ADD CONSTRAINT "withheld_names_signer_org_id_organisations_id_fk" FOREIGN KEY ("signer_org_id") REFERENCES "public"."organisations"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "withheld_names" ADD CONSTRAINT "withheld_in_an_alert" FOREIGN KEY ("org_id","case_id","alert_id") REFERENCES "public"."alerts"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "withheld_names_of_an_alert" ON "withheld_names" USING btree ("alert_id","signer_org_id","at");--> statement-breakpoint
CREATE POLICY "the team reads whose name is withheld" ON "withheld_names" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = withheld_names.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
-- An edition is never changed, so what it was signed by stays on record; its pages ask who of them may still be named.
alter table editions disable trigger user;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Of editions that are there already: each name is that of an organisation which called itself so when it signed.
update editions e set signed_by = array(
  select (select n.signer_org_id from endorsements n join organisations o on o.id = n.signer_org_id
    where n.alert_id = e.alert_id and n.answer = 'signed'
      and (o.name = s.value ->> 'name' or s.value ->> 'name' in (select v from jsonb_each_text(n.display_names) d(k, v)))
    order by n.at desc limit 1)
  from jsonb_array_elements(e.signatories) with ordinality s order by s.ordinality)
 where e.signatories <> '[]';
--> statement-breakpoint
set local role none;
--> statement-breakpoint
alter table editions enable trigger user;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- Whether an organisation was taken off the names of an alert after a moment at which it stood among them.
create function app.name_withheld_at(of_alert uuid, of_org uuid, since timestamptz) returns timestamptz
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select max(w.at) from withheld_names w where w.alert_id = of_alert and w.signer_org_id = of_org and w.at > since
$$;
--> statement-breakpoint
-- As in 0028; whose name is withheld is counted and not named.
create or replace function app.signatories_of(of_alert uuid, in_language text) returns table (signatories jsonb, unnamed integer)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'name', coalesce(w.words ->> ('name:' || in_language), w.words ->> 'name:', o.name),
      'capacity', coalesce(w.words ->> 'capacity', '')) order by e.at, e.id) filter (where named.is), '[]'),
    (count(*) filter (where not named.is))::integer
  from app.standing_endorsements(of_alert) e join organisations o on o.id = e.signer_org_id
  cross join lateral (select e.publish_name and app.name_withheld_at(of_alert, e.signer_org_id, e.at) is null as is) named
  left join app.read_beside(of_alert, 'endorsements') w on w.row_id = e.id
  where e.answer = 'signed'
$$;
--> statement-breakpoint
-- As in 0033, and whose names stand in it.
create or replace function app.name_issuer() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  new.issuer := app.issuer_of(new.alert_id, new.language);
  new.signed_by := array(select e.signer_org_id from app.standing_endorsements(new.alert_id) e
    where e.answer = 'signed' and e.publish_name and app.name_withheld_at(new.alert_id, e.signer_org_id, e.at) is null
    order by e.at, e.id);
  return new;
end
$$;
--> statement-breakpoint
-- Words with an ellipsis in the place of each of some others.
create function app.without_words(words text, others text[]) returns text
language plpgsql immutable
set search_path = pg_catalog
as $$
declare
  other text;
begin
  foreach other in array coalesce(others, '{}') loop
    words := replace(words, other, '…');
  end loop;
  return words;
end
$$;
--> statement-breakpoint
-- What an edition says of who signed as it is shown now: their names, how many are not named, when that changed last, and
-- its correction, which may have told of a name that came.
create function app.as_shown(of_edition editions) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select jsonb_build_object(
    'signatories', coalesce(jsonb_agg(s.value order by s.ordinality) filter (where withheld.at is null), '[]'),
    'unnamed', of_edition.unnamed_signatories + count(withheld.at),
    'changedAt', max(withheld.at),
    'correction', app.without_words(of_edition.correction, array_agg(s.value ->> 'name') filter (where withheld.at is not null)))
  from jsonb_array_elements(of_edition.signatories) with ordinality s
  cross join lateral (select app.name_withheld_at(of_edition.alert_id, of_edition.signed_by[s.ordinality::integer],
    of_edition.issued_at) as at) withheld
$$;
--> statement-breakpoint
-- The same for whoever reads the alert.
create function app.edition_as_shown(of_edition uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select app.as_shown(e) from editions e where e.id = of_edition and app.alert_right(e.case_id) is not null
$$;
--> statement-breakpoint
-- Records that an organisation which signed is not to be named any more: by the case's own editors, at its wish. It can
-- sign again, and is named then as it says. Their own organisation answers for itself.
create function app.withhold_name(of_alert uuid, of_org uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
begin
  select a.* into standing from alerts a where a.id = of_alert and app.role() in ('administrator', 'advocate')
    and exists (select 1 from case_readers r where r.case_id = a.case_id and r.audience_id = app.membership()
      and r.level in ('lead', 'edit')) for update;
  if not found then
    raise exception 'for the case''s own editors' using errcode = '42501';
  end if;
  if of_org = standing.org_id or not exists (select 1 from endorsements e
      where e.alert_id = of_alert and e.signer_org_id = of_org and e.answer = 'signed' and e.publish_name
        and app.name_withheld_at(of_alert, of_org, e.at) is null) then
    raise exception 'nobody of that name stands there' using errcode = 'PL004';
  end if;
  insert into withheld_names (org_id, case_id, alert_id, signer_org_id, recorded_by, at)
  values (standing.org_id, standing.case_id, of_alert, of_org, app.membership(), clock_timestamp());
end
$$;
--> statement-breakpoint
-- As in 0023; whose name was withheld since signs anew with the same answer.
create or replace function app.endorse(of_version uuid, seen_hash text, given text, of_section text, because text,
  signs_as text, names jsonb, publish boolean) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  version record;
  made constant uuid := app.uuidv7();
  before record;
begin
  select v.*, a.stage, a.sign_on_deadline into version from alert_versions v join alerts a on a.id = v.alert_id
   where v.id = of_version and app.alert_right(v.case_id) is not null for share of a;
  if not found then
    raise exception 'not for this person to sign' using errcode = '42501';
  end if;
  if not exists (select 1 from memberships m where m.id = app.membership() and m.status = 'confirmed'
      and (m.role = 'administrator' or m.may_sign)) then
    raise exception 'no authority to sign' using errcode = 'PL008';
  end if;
  -- Two presses of the same form come one after the other.
  perform 1 from sign_on_requests s where s.alert_id = version.alert_id and s.partner_org_id = app.org()
    and s.revoked_at is null for update;
  if not found then
    raise exception 'not asked to sign' using errcode = '42501';
  end if;
  if version.stage not in ('sign_on', 'issued', 'updated') or version.sign_on_deadline < now() then
    raise exception 'not open for sign-on' using errcode = 'PL004';
  end if;
  if of_version <> app.version_to_sign(version.alert_id) or seen_hash <> version.hash then
    raise exception 'the text changed' using errcode = 'PL003';
  end if;
  if given = 'signed' and not app.version_is_covered(of_version) then
    raise exception 'consent does not cover this text' using errcode = 'PL001';
  end if;
  if given <> 'signed' and btrim(because) = '' then
    raise exception 'a word why' using errcode = 'PL004';
  end if;
  select e.* into before from endorsements e where e.alert_id = version.alert_id and e.signer_org_id = app.org()
   order by e.at desc, e.id desc limit 1;
  if (before.version_id, before.answer, before.section, before.reason, before.capacity, before.display_names,
      before.publish_name) is not distinct from (of_version, given, of_section, because, signs_as, names, publish)
      and app.name_withheld_at(version.alert_id, app.org(), before.at) is null then
    return before.id;
  end if;
  insert into endorsements (org_id, case_id, alert_id, id, version_id, hash, signer_org_id, membership_id, answer,
    section, reason, capacity, display_names, publish_name)
  values (version.org_id, version.case_id, version.alert_id, made, of_version, seen_hash, app.org(), app.membership(),
    given, of_section, because, signs_as, names, publish);
  return made;
end
$$;
--> statement-breakpoint
-- As in 0024; who was taken off the names of one that is out may stand under the next.
create or replace function app.issue_edition(of_version uuid, for_audience text, in_language text, names jsonb, says text)
  returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  version record;
  made constant uuid := app.uuidv7();
  stamp jsonb;
  passages jsonb;
  reduced jsonb;
  earlier record;
  stands text;
  signed_by record;
begin
  select v.*, a.audience as widest into version
    from alert_versions v join alerts a on a.id = v.alert_id
   where v.id = of_version and app.role() in ('administrator', 'advocate')
     and exists (select 1 from case_readers r where r.case_id = v.case_id and r.audience_id = app.membership()
       and r.level in ('lead', 'edit'));
  if not found then
    raise exception 'for the case''s own editors' using errcode = '42501';
  end if;
  select a.stage into stands from alerts a where a.id = version.alert_id for update;
  if stands not in ('sign_on', 'issued', 'updated') then
    raise exception 'not open for sign-on yet' using errcode = 'PL004';
  end if;
  if of_version is distinct from app.version_to_sign(version.alert_id) then
    raise exception 'a newer version is open for sign-on' using errcode = 'PL003';
  end if;
  if array_position(array['internal', 'coalition', 'missions', 'public'], for_audience)
      > array_position(array['internal', 'coalition', 'missions', 'public'], version.widest) then
    raise exception 'wider than it was signed for' using errcode = 'PL004';
  end if;
  -- A language that was not ready when the text was opened for sign-on goes out to nobody.
  if not coalesce(version.signed_text ? in_language, false) then
    raise exception 'no such language is ready' using errcode = 'PL004';
  end if;
  select e.* into earlier from editions e where e.alert_id = version.alert_id and e.audience = for_audience
    and e.language = in_language order by e.number desc limit 1;
  select * into signed_by from app.signatories_of(version.alert_id, in_language);
  -- The same text goes out again where other organisations stand behind it by now.
  if earlier.version_id = of_version and earlier.frozen_at is null
     and earlier.signatories = signed_by.signatories and earlier.unnamed_signatories = signed_by.unnamed
     and (select app.as_shown(e) ->> 'changedAt' from editions e where e.id = earlier.id) is null then
    raise exception 'it is issued already' using errcode = 'PL003';
  end if;
  if earlier.id is not null and earlier.frozen_at is null and btrim(says) = '' then
    raise exception 'a correction says so' using errcode = 'PL004';
  end if;
  stamp := app.consent_stamp(version.case_id, for_audience, version.content, names);
  if for_audience = version.widest then
    reduced := version.signed_text -> in_language;
    -- Whom the signed text names must still be willing to be named.
    if exists (select 1 from jsonb_array_elements(version.shown) was
        where was.value ->> 'shown' = 'name' and not exists (select 1 from app.shown_people(version.case_id, for_audience) s
          where s.defender_id = (was.value ->> 'defenderId')::uuid and s.shown = 'name')) then
      raise exception 'consent does not cover this edition' using errcode = 'PL001';
    end if;
    stamp := version.shown;
  else
    select coalesce(jsonb_object_agg(p.id, p.words), '{}') into passages
    from alert_passages p where p.alert_id = version.alert_id and for_audience = 'internal';
    reduced := app.reduce_text(version.content -> in_language, for_audience,
      app.words_in(version.case_id, stamp, names, version.content -> in_language, in_language), passages);
  end if;
  insert into editions (org_id, case_id, alert_id, id, version_id, number, audience, language, content, plain, hash,
    signatories, unnamed_signatories, shown, correction, issued_by, public_token)
  select version.org_id, version.case_id, version.alert_id, made, of_version, coalesce(earlier.number, 0) + 1,
    for_audience, in_language, reduced, app.plain_text(reduced),
    encode(sha256(convert_to(reduced::text, 'UTF8')), 'hex'),
    signed_by.signatories, signed_by.unnamed,
    stamp, says, app.membership(),
    case when for_audience = 'public'
      then replace(replace(rtrim(encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')),
        'base64'), '='), '+', '-'), '/', '_') end;
  update editions e set superseded_at = now()
   where e.alert_id = version.alert_id and e.audience = for_audience and e.language = in_language and e.id <> made
     and e.superseded_at is null;
  update alerts a set changed_at = now(), stage = case
      when exists (select 1 from editions e where e.alert_id = a.id and e.number > 1) then 'updated' else 'issued' end
   where a.id = version.alert_id;
  return made;
end
$$;
--> statement-breakpoint
drop function app.read_public_edition(text);
--> statement-breakpoint
-- As in 0033, with the signatories as they may be shown now.
create function app.read_public_edition(token text)
  returns table (language text, content jsonb, hash text, number integer, issuer text, signatories jsonb, unnamed integer,
    names_changed_at timestamptz, correction text, issued_at timestamptz, newer text, others jsonb)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select e.language, e.content, e.hash, e.number, e.issuer, s.shown -> 'signatories', (s.shown ->> 'unnamed')::integer,
    (s.shown ->> 'changedAt')::timestamptz, s.shown ->> 'correction', e.issued_at,
    (select n.public_token from editions n where n.alert_id = e.alert_id and n.audience = 'public'
      and n.language = e.language and n.number > e.number and n.frozen_at is null order by n.number desc limit 1),
    (select coalesce(jsonb_object_agg(o.language, o.public_token), '{}') from editions o
      where o.alert_id = e.alert_id and o.audience = 'public' and o.superseded_at is null and o.frozen_at is null
        and o.language <> e.language)
  from editions e
  join alerts a on a.id = e.alert_id
  cross join lateral (select app.as_shown(e) as shown) s
  where e.public_token = token and e.audience = 'public' and e.frozen_at is null and a.stage <> 'withdrawn'
    and app.edition_is_covered(e.id)
$$;
--> statement-breakpoint
revoke all on function app.name_withheld_at(uuid, uuid, timestamptz), app.without_words(text, text[]),
  app.as_shown(editions), app.edition_as_shown(uuid), app.withhold_name(uuid, uuid), app.read_public_edition(text) from public;
--> statement-breakpoint
grant execute on function app.edition_as_shown(uuid), app.withhold_name(uuid, uuid) to plenary_app;
--> statement-breakpoint
grant execute on function app.read_public_edition(text) to plenary_auth;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
do $$
declare
  owner constant name := current_user;
begin
  -- The trigger function belongs to the guard, and only whoever may call it may hang it on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit() to %I', owner);
  execute format('set local role %I', owner);
  create trigger audit after insert or update or delete on withheld_names for each row
    execute function app.audit('', 'id');
end
$$;
--> statement-breakpoint
revoke all on withheld_names from public;
--> statement-breakpoint
alter table withheld_names force row level security;
--> statement-breakpoint
create policy "the guard keeps the rules" on withheld_names to plenary_guard using (true) with check (true);
--> statement-breakpoint
grant select, insert, update, delete on withheld_names to plenary_guard;
--> statement-breakpoint
grant select on withheld_names to plenary_app;
--> statement-breakpoint
-- Who stands under an edition, and its correction, are read through the function above alone.
revoke select on editions from plenary_app;
--> statement-breakpoint
grant select (org_id, case_id, alert_id, id, version_id, number, audience, language, content, plain, hash, issuer, shown,
  issued_by, issued_at, frozen_at, superseded_at, public_token) on editions to plenary_app;
