-- Sign-on: who makes the text that is signed, and who reads a name that stands in it.
set local role plenary_guard;
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
  words jsonb;
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
    words := app.words_for(standing.case_id, stamp, names);
    select jsonb_object_agg(t.language, app.reduce_text(whole -> t.language, standing.audience, words, '{}')) into signed
    from alert_texts t
    where t.alert_id = of_alert and (t.language = standing.source_language or t.state = 'ready');
  end if;
  select coalesce(max(v.number), 0) + 1 into next_number from alert_versions v where v.alert_id = of_alert;
  -- Mending letters names nobody and leaves nobody out.
  if for_purpose = 'sign_on' and minor and exists (select 1 from alert_versions v
      where v.id = app.version_to_sign(of_alert) and (v.shown <> stamp
        or (select count(*) from jsonb_object_keys(v.signed_text)) <> (select count(*) from jsonb_object_keys(signed)))) then
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
create or replace function app.approve_alert(of_version uuid, what text, remark text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  version record;
begin
  select v.*, a.stage into version from alert_versions v join alerts a on a.id = v.alert_id
   where v.id = of_version and app.alert_right(v.case_id) in ('comment', 'write');
  if not found or (what = 'consent' and not exists (select 1 from case_readers r where r.case_id = version.case_id
      and r.audience_id = app.membership() and r.via = 'team')) then
    raise exception 'not for this person to approve' using errcode = '42501';
  end if;
  if app.membership() = any (version.authors) or version.made_by = app.membership() then
    raise exception 'authors do not approve their own text' using errcode = 'PL007';
  end if;
  if not (case what when 'review' then version.stage = 'in_review'
      -- A change to a text that is being signed is looked at where it stands.
      else version.stage in ('consent_check', 'sign_on', 'issued', 'updated') end)
     or exists (select 1 from alert_versions v where v.alert_id = version.alert_id and v.number > version.number) then
    raise exception 'another version or another stage' using errcode = 'PL003';
  end if;
  insert into alert_approvals (org_id, case_id, alert_id, version_id, kind, note, approved_by, actor_org_id)
  values (version.org_id, version.case_id, version.alert_id, of_version, what, remark, app.membership(), app.org())
  on conflict do nothing;
end
$$;
--> statement-breakpoint
-- Whether this reader may read the names in a text that was made for an audience. The team may. To others a name is
-- shown where its bearer agreed to be named in public or to their organisation: what may be told to a State by name is
-- not therefore for every partner who reads the case.
create function app.may_read_names(of_case uuid, shown jsonb) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select not (shown @> '[{"shown": "name"}]') or exists (
      select 1 from case_readers r where r.case_id = of_case and r.audience_id = app.membership() and r.via = 'team')
    or not exists (
      select 1 from jsonb_array_elements(shown) was
      where was.value ->> 'shown' = 'name' and not exists (
        select 1 from (
          select distinct on (c.scope) c.* from consents c
          where c.case_id = of_case and c.defender_id = (was.value ->> 'defenderId')::uuid
            and (c.scope = 'public_statement' or (c.scope = 'share_with_organisation' and c.target_org_id = app.org()))
          order by c.scope, c.recorded_at desc, c.id desc) latest
        where latest.answer = 'yes' and latest.withdrawn_at is null
          and (latest.valid_until is null or latest.valid_until >= current_date)))
$$;
--> statement-breakpoint
revoke all on function app.may_read_names(uuid, jsonb) from public;
--> statement-breakpoint
grant execute on function app.may_read_names(uuid, jsonb) to plenary_app, plenary_guard;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
alter policy "readers of the case read its versions" on "alert_versions" to plenary_app using (exists (select 1 from case_readers r where r.case_id = alert_versions.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)) and app.may_read_names(alert_versions.case_id, alert_versions.shown));
--> statement-breakpoint
alter policy "each audience reads its editions while consent holds" on "editions" to plenary_app using ((exists (select 1 from case_readers r where r.case_id = editions.case_id
    and r.audience_id = app.membership() and r.via = 'team')) or (audience <> 'internal' and frozen_at is null and exists (select 1 from case_readers r where r.case_id = editions.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)) and app.may_read_names(editions.case_id, editions.shown)));
--> statement-breakpoint
-- The log says whether authority to sign was given or taken.
create or replace trigger audit after insert or update or delete on memberships for each row
  execute function app.audit('role,status,may_sign', 'id');
--> statement-breakpoint
-- Each keystroke moves a text's counter: only its state is news.
create or replace trigger audit after insert or delete or update of state on alert_texts for each row
  execute function app.audit('language,state', 'id');
