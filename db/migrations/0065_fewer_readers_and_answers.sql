ALTER TABLE "notice_choices" DROP CONSTRAINT "a_known_noticed_kind";--> statement-breakpoint
ALTER TABLE "notices" DROP CONSTRAINT "a_known_notice";--> statement-breakpoint
ALTER TABLE "alert_versions" ADD COLUMN "audience" text;--> statement-breakpoint
ALTER TABLE "alert_versions" ADD CONSTRAINT "a_known_version_audience" CHECK (audience is null or audience in ('internal', 'coalition', 'missions', 'public'));--> statement-breakpoint
ALTER TABLE "notice_choices" ADD CONSTRAINT "a_known_noticed_kind" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld'));--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "a_known_notice" CHECK (kind is null or kind in ('mention', 'review_requested', 'sign_on_requested', 'answered', 'mended', 'nudge', 'deadline', 'consent_withdrawn', 'issued', 'step_given', 'access_ended', 'alert_withdrawn', 'alert_taken_back', 'name_withheld'));--> statement-breakpoint
CREATE POLICY "an organisation reads that its own name is withheld" ON "withheld_names" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (signer_org_id = app.org() and exists (select 1 from case_readers r where r.case_id = withheld_names.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
-- What organisations signed was made for one audience; the alert may be meant for fewer by now.
alter table alert_versions disable trigger user;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
update alert_versions v set audience = a.audience from alerts a
 where a.id = v.alert_id and v.purpose = 'sign_on';
--> statement-breakpoint
set local role none;
--> statement-breakpoint
alter table alert_versions enable trigger user;
--> statement-breakpoint
grant select (audience) on alert_versions to plenary_app;
--> statement-breakpoint
-- Fewer readers can be meant at any time, so that whoever takes back their consent for the others stops nothing else;
-- more only before the text is looked at for them.
create function app.guard_alert_audience() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  ladder constant text[] := array['internal', 'coalition', 'missions', 'public'];
begin
  if old.stage in ('closed', 'withdrawn') then
    raise exception 'the alert is over' using errcode = 'PL004';
  end if;
  if old.stage not in ('draft', 'in_review')
     and array_position(ladder, new.audience) > array_position(ladder, old.audience) then
    raise exception 'the audience is never widened' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke all on function app.guard_alert_audience() from public;
--> statement-breakpoint
create trigger guard_audience before update of audience on alerts
  for each row when (new.audience <> old.audience) execute function app.guard_alert_audience();
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0044, and for whom a text to sign was made.
create or replace function app.make_alert_version(of_alert uuid, for_purpose text, seqs jsonb, names jsonb, minor boolean,
  remark text) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
  made constant uuid := app.uuidv7();
  whole jsonb;
  signed jsonb;
  stamp jsonb := '[]';
  next_number integer;
begin
  select * into standing from alerts a where a.id = of_alert and app.alert_right(a.case_id) = 'write' for update;
  if not found then
    raise exception 'not for this person to write' using errcode = '42501';
  end if;
  if standing.stage in ('closed', 'withdrawn') then
    raise exception 'the alert is over' using errcode = 'PL004';
  end if;
  perform 1 from alert_texts t where t.alert_id = of_alert for update;
  if exists (select 1 from alert_texts t where t.alert_id = of_alert
      and t.last_seq is distinct from (seqs ->> t.id::text)::bigint) then
    raise exception 'somebody typed meanwhile' using errcode = 'PL003';
  end if;
  select jsonb_object_agg(t.language, app.text_as_kept(t.id)) into whole from alert_texts t where t.alert_id = of_alert;
  if for_purpose = 'sign_on' then
    if not exists (select 1 from case_readers r where r.case_id = standing.case_id
        and r.audience_id = app.membership() and r.level in ('lead', 'edit')) then
      raise exception 'for the case''s own editors' using errcode = '42501';
    end if;
    if standing.stage not in ('consent_check', 'sign_on', 'issued', 'updated') then
      raise exception 'not ready to be signed' using errcode = 'PL004';
    end if;
    -- Who signs relies on a second pair of eyes for every text but one in which typing errors were mended.
    if standing.stage <> 'consent_check' and not minor and not exists (
        select 1 from alert_approvals p join alert_versions v on v.id = p.version_id
        where p.alert_id = of_alert and p.kind = 'consent' and app.stand_alike(v.content, whole)) then
      raise exception 'nobody but the authors has approved it' using errcode = 'PL007';
    end if;
    stamp := app.consent_stamp(standing.case_id, standing.audience, whole, names);
    select jsonb_object_agg(t.language, app.reduce_text(whole -> t.language, standing.audience,
        app.words_in(standing.case_id, stamp, names, whole -> t.language, t.language), '{}')) into signed
    from alert_texts t
    where t.alert_id = of_alert and (t.language = standing.source_language or t.state = 'ready');
  end if;
  select coalesce(max(v.number), 0) + 1 into next_number from alert_versions v where v.alert_id = of_alert;
  -- Mending letters names nobody, leaves nobody out and calls nobody otherwise.
  if for_purpose = 'sign_on' and minor and exists (select 1 from alert_versions v
      where v.id = app.version_to_sign(of_alert) and (v.shown <> stamp
        or (select count(*) from jsonb_object_keys(v.signed_text)) <> (select count(*) from jsonb_object_keys(signed))
        or exists (select 1 from jsonb_each(v.signed_text) was
          where app.letters_of(was.value) <> app.letters_of(app.reduce_text(v.content -> was.key, standing.audience,
            app.words_in(standing.case_id, stamp, names, v.content -> was.key, was.key), '{}'))))) then
    raise exception 'more than typing errors' using errcode = 'PL004';
  end if;
  insert into alert_versions (org_id, case_id, alert_id, id, number, purpose, content, signed_text, hash, is_minor,
    shown, note, authors, made_by, audience)
  values (standing.org_id, standing.case_id, of_alert, made, next_number, for_purpose, whole, signed,
    encode(sha256(convert_to(coalesce(signed, whole)::text, 'UTF8')), 'hex'),
    minor and exists (select 1 from alert_versions v where v.alert_id = of_alert and v.purpose = 'sign_on'),
    stamp, remark,
    (select coalesce(array_agg(distinct c.membership_id), '{}') from alert_contributions c where c.alert_id = of_alert),
    app.membership(), case when for_purpose = 'sign_on' then standing.audience end);
  return made;
end
$$;
--> statement-breakpoint
drop function app.issue_edition(uuid, text, text, jsonb, text);
--> statement-breakpoint
-- As in 0057; the signed text is the edition of the audience for which it was made, and none goes further than that or
-- than the alert. It can go without the capacities in which organisations signed: of all, so that it points to none.
create function app.issue_edition(of_version uuid, for_audience text, in_language text, names jsonb, says text,
  with_capacities boolean default true) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  ladder constant text[] := array['internal', 'coalition', 'missions', 'public'];
  version record;
  made constant uuid := app.uuidv7();
  stamp jsonb;
  passages jsonb;
  reduced jsonb;
  earlier record;
  stands text;
  signed_by record;
begin
  select v.*, a.audience as widest, coalesce(v.audience, a.audience) as made_for into version
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
  if array_position(ladder, for_audience) > least(array_position(ladder, version.widest),
      array_position(ladder, version.made_for)) then
    raise exception 'wider than it was signed for' using errcode = 'PL004';
  end if;
  -- A language that was not ready when the text was opened for sign-on goes out to nobody.
  if not coalesce(version.signed_text ? in_language, false) then
    raise exception 'no such language is ready' using errcode = 'PL004';
  end if;
  select e.* into earlier from editions e where e.alert_id = version.alert_id and e.audience = for_audience
    and e.language = in_language order by e.number desc limit 1;
  select * into signed_by from app.signatories_of(version.alert_id, in_language);
  if not with_capacities then
    signed_by.signatories := coalesce((select jsonb_agg(s.value || '{"capacity": ""}' order by s.ordinality)
      from jsonb_array_elements(signed_by.signatories) with ordinality s), '[]');
  end if;
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
  if for_audience = version.made_for then
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
-- Who signed in words that hold a protected name, in the capacity or in how the organisation is called; told to whoever may
-- know the names. As it was found when it was looked at, or, until then, with the names that are told now.
create function app.signed_with_names(of_alert uuid) returns table (name text, in_name boolean)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select o.name, exists (select 1 from jsonb_object_keys(held.fields) f where f like 'name:%')
  from alerts a
  cross join app.standing_endorsements(a.id) e
  join organisations o on o.id = e.signer_org_id
  left join typed_beside n on n.org_id = e.org_id and n.row_id = e.id
  cross join lateral (select coalesce(n.typed_names,
    app.names_beside(app.free_words('endorsements', to_jsonb(e)), app.told_names(), null, null)) - 'reason' as fields) held
  where a.id = of_alert and app.knows_names(a.case_id) and e.answer = 'signed' and e.publish_name
    and app.name_withheld_at(a.id, e.signer_org_id, e.at) is null and held.fields <> '{}'
  order by o.name
$$;
--> statement-breakpoint
-- Whether the asker's organisation was asked to sign an alert that it does not read any more. To everybody else such an
-- alert is none.
create function app.lost_before_signing(of_alert uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from sign_on_requests s where s.alert_id = of_alert and s.partner_org_id = app.org())
    and not exists (select 1 from alerts a where a.id = of_alert and app.alert_right(a.case_id) is not null)
$$;
--> statement-breakpoint
-- Who takes an alert back from sign-on tells who was asked to answer it and who did: no answer holds for its next text.
create function app.tell_of_taken_back() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.tell(array(
      select unnest(app.signatories_of(s.partner_org_id)) from sign_on_requests s
       where s.alert_id = new.id and s.revoked_at is null
      union
      select s.asked_by from sign_on_requests s where s.alert_id = new.id and s.revoked_at is null
      union
      select e.membership_id from endorsements e where e.alert_id = new.id),
    'alert_taken_back', new.case_id, new.id, coalesce(app.version_to_sign(new.id), new.id), false);
  return null;
end
$$;
--> statement-breakpoint
-- Whose name is withheld is told so as far as it reads the alert, and has not signed anew since.
create function app.tell_of_withheld_names(of_case uuid, of_org uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  select app.tell(app.signatories_of(of_org), 'name_withheld', w.case_id, w.alert_id, w.id, false)
  from (select distinct on (n.alert_id) n.* from withheld_names n
    where n.case_id = of_case and n.signer_org_id = of_org order by n.alert_id, n.at desc) w
  where not exists (select 1 from endorsements e where e.alert_id = w.alert_id and e.signer_org_id = of_org
    and e.answer = 'signed' and e.at > w.at)
$$;
--> statement-breakpoint
create function app.name_was_withheld() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.tell_of_withheld_names(new.case_id, new.signer_org_id);
  return null;
end
$$;
--> statement-breakpoint
-- As in 0056; who comes back hears that its name is withheld.
create or replace function app.forget_ended_access() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  delete from notices n using case_shares s
   where s.case_id = new.case_id and s.partner_org_id = new.audience_id
     and n.kind = 'access_ended' and n.subject_id = s.id;
  perform app.tell_of_withheld_names(new.case_id, new.audience_id);
  return null;
end
$$;
--> statement-breakpoint
-- As in 0031; who has answered anew need not be told that it has to.
create or replace function app.tell_of_answer() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  update notices n set read_at = now()
   where n.org_id = new.signer_org_id and n.alert_id = new.alert_id and n.read_at is null
     and n.kind in ('sign_on_requested', 'mended', 'nudge', 'deadline', 'alert_taken_back', 'name_withheld');
  perform app.tell(array(
      select r.audience_id from case_readers r where r.case_id = new.case_id and r.via = 'team' and r.level = 'lead'
      union
      select s.asked_by from sign_on_requests s where s.alert_id = new.alert_id and s.partner_org_id = new.signer_org_id),
    'answered', new.case_id, new.alert_id, new.id, false);
  return null;
end
$$;
--> statement-breakpoint
revoke all on function app.issue_edition(uuid, text, text, jsonb, text, boolean), app.signed_with_names(uuid),
  app.lost_before_signing(uuid), app.tell_of_taken_back(), app.tell_of_withheld_names(uuid, uuid), app.name_was_withheld()
  from public;
--> statement-breakpoint
grant execute on function app.issue_edition(uuid, text, text, jsonb, text, boolean), app.signed_with_names(uuid),
  app.lost_before_signing(uuid) to plenary_app;
--> statement-breakpoint
-- Whoever owns a table hangs triggers on it, and must be able to call them.
do $$
declare
  keeper constant text := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'public.alerts'::regclass);
begin
  execute format('grant execute on function app.tell_of_taken_back(), app.name_was_withheld() to %I', keeper);
end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
create trigger tell_of_taken_back after update of stage on alerts
  for each row when (old.stage = 'sign_on' and new.stage = 'draft') execute function app.tell_of_taken_back();
--> statement-breakpoint
create trigger tell_of_withheld_name after insert on withheld_names
  for each row execute function app.name_was_withheld();
