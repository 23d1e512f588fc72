-- How somebody may be called, in each language in which an alert is written. An edition takes a label of its own
-- language or is not made (PL009): a label of another one in the middle of a sentence says nothing to its readers.
ALTER TABLE "defenders" ADD COLUMN "public_labels" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "defenders" ADD CONSTRAINT "labels_are_one_line_each" CHECK (jsonb_typeof(public_labels) = 'object' and public_labels - '{ar,es,fr,ru,zh}'::text[] = '{}' and not jsonb_path_exists(public_labels, '$.* ? (@.type() != "string" || !(@ like_regex "^.{1,200}$"))'));--> statement-breakpoint
grant update (public_labels) on defenders to plenary_app;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- The label of a language; null where there is none.
create function app.label_in(of_defender defenders, in_language text) returns text
language sql immutable
set search_path = pg_catalog
as $$
  select case in_language when 'en' then of_defender.public_label
    else nullif(btrim(of_defender.public_labels ->> in_language), '') end
$$;
--> statement-breakpoint
revoke all on function app.label_in(defenders, text) from public;
--> statement-breakpoint
-- What stands for each person of a text in one language: a name that consent lets in, or the label of that language.
-- Refuses (PL009) where somebody whose mark stands in it has none, and says who by their opaque ids.
create function app.words_in(of_case uuid, stamp jsonb, names jsonb, whole jsonb, in_language text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  words jsonb;
  missing text;
begin
  select coalesce(jsonb_object_agg(d.id, said.words), '{}'),
    string_agg(d.id::text, ',' order by d.id) filter (where said.words is null and d.id = any (app.people_in(whole)))
    into words, missing
  from jsonb_array_elements(stamp) s
  join defenders d on d.id = (s.value ->> 'defenderId')::uuid and d.case_id = of_case
  cross join lateral (select case when s.value ->> 'shown' = 'name' then names ->> d.id::text
    else app.label_in(d, in_language) end as words) said;
  if missing is not null then
    raise exception 'no label in this language' using errcode = 'PL009', detail = missing;
  end if;
  return words;
end
$$;
--> statement-breakpoint
revoke all on function app.words_in(uuid, jsonb, jsonb, jsonb, text) from public;
--> statement-breakpoint
-- As before, with the labels of the text's own language; where there is none the English one stands in, and is said to.
create or replace function app.preview_edition(of_text uuid, for_audience text) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
  is_team boolean;
  labels jsonb;
  passages jsonb;
  whole jsonb;
begin
  select * into standing from alert_texts t where t.id = of_text and app.alert_right(t.case_id) is not null;
  if not found then
    return null;
  end if;
  is_team := exists (select 1 from case_readers r where r.case_id = standing.case_id
    and r.audience_id = app.membership() and r.via = 'team');
  if for_audience = 'internal' and not is_team then
    return null;
  end if;
  select coalesce(jsonb_object_agg(d.id, coalesce(app.label_in(d, standing.language), d.public_label)), '{}') into labels
  from defenders d where d.case_id = standing.case_id;
  select coalesce(jsonb_object_agg(p.id, p.words), '{}') into passages
  from alert_passages p where p.alert_id = standing.alert_id and for_audience = 'internal';
  whole := app.text_as_kept(of_text);
  return jsonb_build_object(
    'text', app.reduce_text(whole, for_audience, labels, passages),
    'people', (select coalesce(jsonb_agg(jsonb_build_object('defenderId', s.defender_id, 'label', s.label,
        'shown', s.shown, 'isIn', s.defender_id = any (app.people_in(whole)),
        'isLabelled', app.label_in(d, standing.language) is not null) order by s.label), '[]')
      from app.shown_people(standing.case_id, for_audience) s
      join defenders d on d.org_id = standing.org_id and d.case_id = standing.case_id and d.id = s.defender_id));
end
$$;
--> statement-breakpoint
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
        where p.alert_id = of_alert and p.kind = 'consent' and v.content = whole) then
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
          where was.value <> app.reduce_text(v.content -> was.key, standing.audience,
            app.words_in(standing.case_id, stamp, names, v.content -> was.key, was.key), '{}')))) then
    raise exception 'more than typing errors' using errcode = 'PL004';
  end if;
  insert into alert_versions (org_id, case_id, alert_id, id, number, purpose, content, signed_text, hash, is_minor,
    shown, note, authors, made_by)
  values (standing.org_id, standing.case_id, of_alert, made, next_number, for_purpose, whole, signed,
    encode(sha256(convert_to(coalesce(signed, whole)::text, 'UTF8')), 'hex'),
    minor and exists (select 1 from alert_versions v where v.alert_id = of_alert and v.purpose = 'sign_on'),
    stamp, remark,
    (select coalesce(array_agg(distinct c.membership_id), '{}') from alert_contributions c where c.alert_id = of_alert),
    app.membership());
  return made;
end
$$;
--> statement-breakpoint
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
  if earlier.version_id = of_version and earlier.frozen_at is null then
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
    (select coalesce(jsonb_agg(jsonb_build_object(
        'name', coalesce(e.display_names ->> in_language, e.display_names ->> '', o.name), 'capacity', e.capacity)
        order by e.at) filter (where e.publish_name), '[]')
      from app.standing_endorsements(version.alert_id) e join organisations o on o.id = e.signer_org_id
      where e.answer = 'signed'),
    (select count(*) from app.standing_endorsements(version.alert_id) e where e.answer = 'signed' and not e.publish_name),
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
drop function app.words_for(uuid, jsonb, jsonb);
--> statement-breakpoint
set local role none;
