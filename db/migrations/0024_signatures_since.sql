-- A signature that came after an edition was issued goes out with a new one, of the same text, which says so.
set local role plenary_guard;
--> statement-breakpoint
-- Who stands behind the text now, as an edition in a language calls them, and how many do not publish their name.
create function app.signatories_of(of_alert uuid, in_language text) returns table (signatories jsonb, unnamed integer)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'name', coalesce(e.display_names ->> in_language, e.display_names ->> '', o.name), 'capacity', e.capacity)
      order by e.at) filter (where e.publish_name), '[]'),
    (count(*) filter (where not e.publish_name))::integer
  from app.standing_endorsements(of_alert) e join organisations o on o.id = e.signer_org_id
  where e.answer = 'signed'
$$;
--> statement-breakpoint
revoke all on function app.signatories_of(uuid, text) from public;
--> statement-breakpoint
-- The same for whoever may read the alert, before anything is issued.
create function app.signatories_now(of_alert uuid, in_language text) returns table (signatories jsonb, unnamed integer)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select s.* from alerts a, app.signatories_of(a.id, in_language) s
  where a.id = of_alert and app.alert_right(a.case_id) is not null
$$;
--> statement-breakpoint
revoke all on function app.signatories_now(uuid, text) from public;
--> statement-breakpoint
grant execute on function app.signatories_now(uuid, text) to plenary_app;
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
     and earlier.signatories = signed_by.signatories and earlier.unnamed_signatories = signed_by.unnamed then
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
set local role none;
