-- Approvals and consent checks hold for words. Comments and suggestions that nobody accepted are not among them: who
-- hangs a comment on a text that is being reviewed, or proposes a change, has changed nothing of it.
create function app.what_stands(node jsonb) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, app
as $$
declare
  marks jsonb := '[]';
  attrs jsonb := node -> 'attrs';
  children jsonb := '[]';
  last jsonb;
  child jsonb;
  mark jsonb;
begin
  if jsonb_typeof(node) is distinct from 'object' then
    return nullif(node, 'null');
  end if;
  -- The languages of a version, and the sections of a language; one without words is as one that is not there.
  if not node ? 'type' then
    return (select jsonb_object_agg(e.key, e.stands) from (
      select key, app.what_stands(value) as stands from jsonb_each(node)) e where e.stands is not null);
  end if;
  for mark in select * from jsonb_array_elements(coalesce(node -> 'marks', '[]')) loop
    case mark ->> 'type'
      when 'insertion' then
        return null;
      when 'modification' then
        if mark #>> '{attrs,attrName}' is not null then
          attrs := jsonb_set(coalesce(attrs, '{}'), array[mark #>> '{attrs,attrName}'], mark #> '{attrs,previousValue}');
        end if;
      when 'comment', 'deletion' then
        null;
      else
        marks := marks || mark;
    end case;
  end loop;
  if node ? 'content' then
    for child in select app.what_stands(c) from jsonb_array_elements(node -> 'content') c loop
      if child is null then
        continue;
      end if;
      last := children -> -1;
      -- Words that only a comment or a suggestion had split are one again.
      if child ->> 'type' = 'text' and last ->> 'type' = 'text'
          and coalesce(child -> 'marks', '[]') = coalesce(last -> 'marks', '[]') then
        children := jsonb_set(children, '{-1,text}', to_jsonb((last ->> 'text') || (child ->> 'text')));
      else
        children := children || child;
      end if;
    end loop;
  end if;
  if children = '[]' and node ->> 'type' in ('doc', 'paragraph', 'heading', 'bulletList', 'orderedList', 'listItem',
      'blockquote', 'ask') then
    return null;
  end if;
  return jsonb_strip_nulls(jsonb_build_object('type', node -> 'type', 'text', node -> 'text', 'attrs', attrs,
    'marks', nullif(marks, '[]'), 'content', nullif(children, '[]')));
end
$$;
--> statement-breakpoint
-- Whether two texts say the same. What is equal letter for letter is not taken apart.
create function app.stand_alike(one jsonb, other jsonb) returns boolean
language sql immutable
set search_path = pg_catalog, app
as $$
  select one is not distinct from other or app.what_stands(one) is not distinct from app.what_stands(other)
$$;
--> statement-breakpoint
revoke all on function app.what_stands(jsonb), app.stand_alike(jsonb, jsonb) from public;
--> statement-breakpoint
grant execute on function app.what_stands(jsonb), app.stand_alike(jsonb, jsonb) to plenary_app, plenary_guard;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
create or replace function app.same_words(of_version uuid) returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select o.id from alert_versions v join alert_versions o on o.alert_id = v.alert_id and app.stand_alike(o.content, v.content)
  where v.id = of_version and app.alert_right(v.case_id) is not null
$$;
--> statement-breakpoint
create or replace function app.has_consent_check(of_alert uuid, words jsonb) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select exists (select 1 from alerts a
    join alert_versions v on v.org_id = a.org_id and v.alert_id = a.id
    join alert_approvals p on p.org_id = v.org_id and p.version_id = v.id and p.kind = 'consent'
    where a.id = of_alert and app.stand_alike(v.content, words))
$$;
--> statement-breakpoint
-- As in 0025, but for what is compared.
create or replace function app.move_alert(of_alert uuid, from_stage text, to_stage text) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
  latest record;
begin
  select a.* into standing from alerts a where a.id = of_alert and app.alert_right(a.case_id) = 'write' for update;
  if not found then
    raise exception 'not for this person to move' using errcode = '42501';
  end if;
  if standing.stage <> from_stage then
    raise exception 'somebody else moved it' using errcode = 'PL003';
  end if;
  if (from_stage, to_stage) not in (('draft', 'in_review'), ('in_review', 'draft'), ('in_review', 'consent_check'),
      ('consent_check', 'draft'), ('consent_check', 'sign_on'), ('sign_on', 'draft'), ('issued', 'closed'),
      ('updated', 'closed')) and not (to_stage = 'withdrawn' and from_stage not in ('closed', 'withdrawn')) then
    raise exception 'no such step' using errcode = 'PL004';
  end if;
  -- What leaves the coalition, or ends it, is for the organisation that keeps the case.
  if to_stage in ('sign_on', 'closed', 'withdrawn') and not exists (select 1 from case_readers r
      where r.case_id = standing.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')) then
    raise exception 'for the case''s own editors' using errcode = '42501';
  end if;
  select v.* into latest from alert_versions v where v.alert_id = of_alert order by v.number desc limit 1;
  if (to_stage = 'in_review' and latest.id is null)
     or (to_stage = 'consent_check' and not exists (select 1 from alert_approvals p
        where p.version_id in (select app.same_words(latest.id)) and p.kind = 'review')) then
    raise exception 'nobody but the authors has approved it' using errcode = 'PL007';
  end if;
  if to_stage = 'sign_on' then
    if latest.purpose <> 'sign_on' or standing.sign_on_deadline is null then
      raise exception 'no text and no deadline to sign by' using errcode = 'PL004';
    end if;
    if standing.sign_on_deadline < now() then
      raise exception 'the deadline has passed' using errcode = 'PL004';
    end if;
    if not exists (select 1 from alert_approvals p join alert_versions v on v.id = p.version_id
        where p.alert_id = of_alert and p.kind = 'consent' and app.stand_alike(v.content, latest.content)) then
      raise exception 'nobody but the authors has approved it' using errcode = 'PL007';
    end if;
  end if;
  update alerts a set stage = to_stage, changed_at = now() where a.id = of_alert;
end
$$;
--> statement-breakpoint
-- As in 0038, but for what is compared.
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
set local role none;
