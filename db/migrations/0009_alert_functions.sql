-- Alerts: what is typed, made into versions, signed and issued. Texts are changed, stages moved and editions made only
-- by these functions, since each looks at more than one row.

-- ---------------------------------------------------------------------------------------------- writing together
-- Keeps what one person typed, before anybody is told that it is kept. Whoever may only comment may only suggest; that
-- the update is nothing but a suggestion is looked at by the program, which can read it.
create function app.store_alert_update(of_text uuid, typed bytea, is_suggestion boolean) returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
  may constant text := (select app.alert_right(t.case_id) from alert_texts t where t.id = of_text);
begin
  if may is null or may = 'read' or (may = 'comment' and not is_suggestion) then
    raise exception 'not for this person to write' using errcode = '42501';
  end if;
  update alert_texts t set last_seq = t.last_seq + 1, size = t.size + length(typed)
   where t.id = of_text returning * into standing;
  if length(typed) > 262144 or standing.size > 10485760 then
    raise exception 'the text is too long' using errcode = 'PL006';
  end if;
  if exists (select 1 from alerts a where a.id = standing.alert_id and a.stage in ('closed', 'withdrawn')) then
    raise exception 'the alert is over' using errcode = 'PL004';
  end if;
  insert into alert_updates (org_id, case_id, alert_id, text_id, seq, body, membership_id)
  values (standing.org_id, standing.case_id, standing.alert_id, of_text, standing.last_seq, typed, app.membership());
  perform pg_notify('plenary_alerts', of_text || ' ' || standing.last_seq);
  return standing.last_seq;
end
$$;
--> statement-breakpoint
-- Folds everything up to `up_to` into `folded`: what was deleted is then gone. Never folds what it has not seen.
create function app.fold_alert_text(of_text uuid, up_to bigint, folded bytea) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
begin
  select * into standing from alert_texts t where t.id = of_text and app.alert_right(t.case_id) in ('comment', 'write')
    for update;
  if not found or up_to > standing.last_seq
     or exists (select 1 from alert_states s where s.text_id = of_text and s.seq >= up_to) then
    return false;
  end if;
  insert into alert_states as s (org_id, case_id, alert_id, text_id, seq, body)
  values (standing.org_id, standing.case_id, standing.alert_id, of_text, up_to, folded)
  on conflict (text_id) do update set seq = excluded.seq, body = excluded.body, at = now();
  delete from alert_updates u where u.text_id = of_text and u.seq <= up_to;
  update alert_texts t set size = length(folded)
      + (select coalesce(sum(length(u.body)), 0) from alert_updates u where u.text_id = of_text)
   where t.id = of_text;
  return true;
end
$$;
--> statement-breakpoint
-- The sections as they read at `at_seq`, for whoever reads without the shared document, and who wrote in them.
-- `parts` is {section: {content, plain}}, `authors` [[section, membership]]; an older reading never replaces a newer one.
create function app.keep_alert_parts(of_text uuid, at_seq bigint, parts jsonb, authors jsonb) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
begin
  select * into standing from alert_texts t where t.id = of_text and app.alert_right(t.case_id) in ('comment', 'write');
  if not found then
    raise exception 'not for this person to write' using errcode = '42501';
  end if;
  insert into alert_parts as p (org_id, case_id, alert_id, text_id, section, content, plain, seq, status)
  select standing.org_id, standing.case_id, standing.alert_id, of_text, e.key, e.value -> 'content',
    e.value ->> 'plain', at_seq, case when e.value ->> 'plain' = '' then 'todo' else 'doing' end
  from jsonb_each(parts) e
  on conflict (text_id, section) do update
    set content = excluded.content, plain = excluded.plain, seq = excluded.seq,
      changed_at = case when p.plain is distinct from excluded.plain then now() else p.changed_at end,
      -- What changed after it was called done, is not done.
      status = case when p.plain is distinct from excluded.plain
        then case when excluded.plain = '' then 'todo' else 'doing' end else p.status end
    where p.seq <= excluded.seq;
  insert into alert_contributions as c (org_id, case_id, alert_id, text_id, section, membership_id, actor_org_id)
  select distinct standing.org_id, standing.case_id, standing.alert_id, of_text, a.value ->> 0, m.id, m.org_id
  from jsonb_array_elements(authors) a
  join memberships m on m.id = (a.value ->> 1)::uuid
  on conflict (text_id, section, membership_id) do update set last_at = now();
end
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- what an audience reads
-- How each person of a case appears to an audience, as consent stands today: by name, by label, or `missing` where
-- nothing may be told. The internal audience is the team. A coalition edition goes to every partner that the case is
-- shared with, so the least that one of them may be told decides; missions are told bilaterally; what is public needs
-- the consent for public statements. Source: domain, Consent and Edition.
create function app.shown_people(of_case uuid, for_audience text)
  returns table (defender_id uuid, label text, shown text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select d.id, d.public_label, case
      when for_audience = 'internal' then 'name'
      when for_audience = 'coalition' and not exists (
        select 1 from case_shares s where s.case_id = of_case and s.revoked_at is null) then 'label'
      else case coalesce(least.level, 0) when 2 then 'name' when 1 then 'label' else 'missing' end end
  from defenders d
  left join lateral (
    select min(coalesce((
      select case when c.withdrawn_at is not null or c.valid_until < current_date then 0
          else case c.answer when 'yes' then 2 when 'anonymous' then 1 else 0 end end
        from consents c
       where c.case_id = of_case and c.defender_id = d.id and c.scope = wanted.scope
         and c.target_org_id is not distinct from wanted.org_id
       order by c.recorded_at desc, c.id desc limit 1), 0)) as level
    from (
      select 'share_with_organisation' as scope, s.partner_org_id as org_id
        from case_shares s where for_audience = 'coalition' and s.case_id = of_case and s.revoked_at is null
      union all select 'bilateral', null where for_audience = 'missions'
      union all select 'public_statement', null where for_audience = 'public') wanted) least on true
  where d.case_id = of_case
$$;
--> statement-breakpoint
-- One node of a text as an audience reads it; null where it reads nothing. `people` is {id: words} and `sealed`
-- {id: words}: whoever is not in them is not named, what is not in them is replaced. Suggestions that nobody accepted
-- do not stand in it: what is proposed for insertion is left out, what is proposed for deletion is kept.
create function app.reduce_node(node jsonb, for_audience text, people jsonb, sealed jsonb) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, app
as $$
declare
  ladder constant text[] := array['internal', 'coalition', 'missions', 'public'];
  mark jsonb;
  kept_marks jsonb := '[]';
  child jsonb;
  reduced jsonb;
  children jsonb := '[]';
  replaced text := '';
  words text;
begin
  -- Before anything else that its other marks would put there in its stead: nobody has accepted it.
  if node -> 'marks' @> '[{"type": "insertion"}]' then
    return null;
  end if;
  for mark in select * from jsonb_array_elements(coalesce(node -> 'marks', '[]')) loop
    if mark ->> 'type' = 'only'
        and array_position(ladder, for_audience) > array_position(ladder, mark #>> '{attrs,upTo}') then
      words := coalesce(mark #>> '{attrs,instead}', '');
      -- `key` lets the parent say it once for words that other marks split into several nodes.
      return jsonb_build_object('type', 'instead', 'key', coalesce(mark #>> '{attrs,id}', ''), 'text', words);
    elsif mark ->> 'type' in ('bold', 'italic', 'link') then
      kept_marks := kept_marks || mark;
    end if;
  end loop;
  -- Neither has anybody accepted that it may go further: what it was stands until then, and the narrower counts.
  if array_position(ladder, for_audience) > array_position(ladder, coalesce(node #>> '{attrs,upTo}', 'public'))
     or exists (select 1 from jsonb_array_elements(coalesce(node -> 'marks', '[]')) m
        where m.value ->> 'type' = 'modification' and m.value #>> '{attrs,attrName}' = 'upTo'
          and array_position(ladder, for_audience) > array_position(ladder, m.value #>> '{attrs,previousValue}')) then
    return null;
  end if;
  if node ->> 'type' = 'person' then
    words := people ->> (node #>> '{attrs,id}');
    return case when coalesce(words, '') = '' then null
      else jsonb_build_object('type', 'text', 'text', words) end;
  elsif node ->> 'type' = 'sealed' then
    words := case when for_audience = 'internal' then sealed ->> (node #>> '{attrs,id}')
      else node #>> '{attrs,instead}' end;
    return case when coalesce(words, '') = '' then null
      else jsonb_build_object('type', 'text', 'text', words) end;
  elsif node ->> 'type' = 'text' then
    -- Without the letters that turn a text round against its own direction: it must read as it is stored.
    return jsonb_build_object('type', 'text', 'text', translate(node ->> 'text', chr(8237) || chr(8238), ''))
      || case when kept_marks = '[]' then '{}' else jsonb_build_object('marks', kept_marks) end;
  end if;
  for child in select * from jsonb_array_elements(coalesce(node -> 'content', '[]')) loop
    reduced := app.reduce_node(child, for_audience, people, sealed);
    if reduced ->> 'type' = 'instead' then
      if reduced ->> 'key' <> replaced and reduced ->> 'text' <> '' then
        children := children || jsonb_build_object('type', 'text', 'text', reduced -> 'text');
      end if;
      replaced := reduced ->> 'key';
    elsif reduced is not null then
      children := children || reduced;
      replaced := '';
    end if;
  end loop;
  return jsonb_build_object('type', node -> 'type')
    || case when node ? 'attrs' and node ->> 'type' in ('heading', 'orderedList')
        then jsonb_build_object('attrs', node -> 'attrs')
      when node ->> 'type' = 'ask' then jsonb_build_object('attrs', jsonb_build_object('forum', node #> '{attrs,forum}'))
      else '{}' end
    || case when children = '[]' then '{}' else jsonb_build_object('content', children) end;
end
$$;
--> statement-breakpoint
-- The words of a reduced node, a block a line.
create function app.plain_of(node jsonb) returns text
language sql immutable
set search_path = pg_catalog, app
as $$
  select case node ->> 'type'
    when 'text' then node ->> 'text'
    when 'hardBreak' then E'\n'
    else coalesce((select string_agg(app.plain_of(c.value), '' order by c.ordinality)
        from jsonb_array_elements(node -> 'content') with ordinality c), '')
      || case when node ->> 'type' in ('paragraph', 'heading') then E'\n' else '' end end
$$;
--> statement-breakpoint
-- One language of a text as an audience reads it. The risk of publishing is for the coalition at most.
create function app.reduce_text(whole jsonb, for_audience text, people jsonb, sealed jsonb) returns jsonb
language sql immutable
set search_path = pg_catalog, app
as $$
  select jsonb_build_object(
    'title', btrim(app.plain_of(app.reduce_node(whole -> 'title', for_audience, people, sealed)), E' \n'),
    'sections', coalesce((
      select jsonb_object_agg(s.key, app.reduce_node(s.value, for_audience, people, sealed))
      from jsonb_each(whole -> 'sections') s
      where s.key <> 'risk' or for_audience in ('internal', 'coalition')), '{}'))
$$;
--> statement-breakpoint
create function app.plain_text(reduced jsonb) returns text
language sql immutable
set search_path = pg_catalog, app
as $$
  select (reduced ->> 'title') || E'\n\n' || coalesce(string_agg(app.plain_of(reduced -> 'sections' -> s.name), E'\n'
    order by s.place), '')
  from unnest(array['affected', 'happened', 'engagement', 'perpetrators', 'sources', 'done', 'asks', 'risk'])
    with ordinality s(name, place)
  where reduced -> 'sections' ? s.name
$$;
--> statement-breakpoint
-- Whom a text names or stands for: the people whose marks are in it.
create function app.people_in(whole jsonb) returns uuid[]
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce(array_agg(distinct (p #>> '{}')::uuid), '{}')
  from jsonb_path_query(whole, 'strict $.** ? (@.type == "person").attrs.id') p
$$;
--> statement-breakpoint
-- The sections of one language as they were kept last.
create function app.text_as_kept(of_text uuid) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select jsonb_build_object(
    'title', (select content from alert_parts where text_id = of_text and section = 'title'),
    'sections', coalesce((select jsonb_object_agg(p.section, p.content) from alert_parts p
      where p.text_id = of_text and p.section <> 'title' and p.plain <> ''), '{}'))
$$;
--> statement-breakpoint
-- What an audience would read today, for the writer to see beside the text; labels stand for names, since names are
-- sealed. Null for whoever may not read the text; the internal audience is the team alone.
create function app.preview_edition(of_text uuid, for_audience text) returns jsonb
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
  select coalesce(jsonb_object_agg(d.id, d.public_label), '{}') into labels
  from defenders d where d.case_id = standing.case_id;
  select coalesce(jsonb_object_agg(p.id, p.words), '{}') into passages
  from alert_passages p where p.alert_id = standing.alert_id and for_audience = 'internal';
  whole := app.text_as_kept(of_text);
  return jsonb_build_object(
    'text', app.reduce_text(whole, for_audience, labels, passages),
    'people', (select coalesce(jsonb_agg(jsonb_build_object('defenderId', s.defender_id, 'label', s.label,
        'shown', s.shown, 'isIn', s.defender_id = any (app.people_in(whole))) order by s.label), '[]')
      from app.shown_people(standing.case_id, for_audience) s));
end
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- versions
-- Freezes every language as it stands. `seqs` is {text: seq}, what the program has folded into the sections before;
-- whoever typed since then makes it refuse (PL003), so that a version is never a mixture. For sign-on, `names` holds
-- the names that consent allows for the widest audience, since only the program can open them; others are refused.
create function app.make_alert_version(of_alert uuid, for_purpose text, seqs jsonb, names jsonb, minor boolean,
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
    if standing.stage not in ('consent_check', 'sign_on', 'issued', 'updated') then
      raise exception 'not ready to be signed' using errcode = 'PL004';
    end if;
    stamp := app.consent_stamp(standing.case_id, standing.audience, whole, names);
    words := app.words_for(standing.case_id, stamp, names);
    select jsonb_object_agg(t.language, app.reduce_text(whole -> t.language, standing.audience, words, '{}')) into signed
    from alert_texts t
    where t.alert_id = of_alert and (t.language = standing.source_language or t.state = 'ready');
  end if;
  select coalesce(max(v.number), 0) + 1 into next_number from alert_versions v where v.alert_id = of_alert;
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
-- Everybody whose mark stands in a text must have agreed to be told of to this audience, and whom `names` names must
-- have agreed to be named. Refuses otherwise (PL001), and says whom to ask by their opaque ids. A case without a
-- defender has nobody who agreed: nothing of it goes to missions or the public.
create function app.consent_stamp(of_case uuid, for_audience text, whole jsonb, names jsonb) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  missing text;
  stamp jsonb;
begin
  select string_agg(s.defender_id::text, ',' order by s.label) into missing
  from app.shown_people(of_case, for_audience) s
  where s.shown = 'missing' or (names ? s.defender_id::text and s.shown <> 'name');
  if missing is not null or (for_audience in ('missions', 'public')
      and not exists (select 1 from defenders d where d.case_id = of_case)) then
    raise exception 'consent does not cover this edition' using errcode = 'PL001', detail = coalesce(missing, '');
  end if;
  select coalesce(jsonb_agg(jsonb_build_object('defenderId', s.defender_id,
    'shown', case when names ? s.defender_id::text then 'name' else 'label' end) order by s.defender_id), '[]') into stamp
  from app.shown_people(of_case, for_audience) s;
  return stamp;
end
$$;
--> statement-breakpoint
create function app.words_for(of_case uuid, stamp jsonb, names jsonb) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select coalesce(jsonb_object_agg(d.id,
    case when s.value ->> 'shown' = 'name' then names ->> d.id::text else d.public_label end), '{}')
  from jsonb_array_elements(stamp) s
  join defenders d on d.id = (s.value ->> 'defenderId')::uuid and d.case_id = of_case
$$;
--> statement-breakpoint
-- The version that is open for sign-on, or was last.
create function app.version_to_sign(of_alert uuid) returns uuid
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select v.id from alert_versions v where v.alert_id = of_alert and v.purpose = 'sign_on'
  order by v.number desc limit 1
$$;
--> statement-breakpoint
-- Whether an answer given to `signed` still holds for `standing`: it is the same, or only typing errors were mended since.
create function app.still_holds(signed uuid, standing uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public
as $$
  select signed = standing or not exists (
    select 1 from alert_versions s, alert_versions n, alert_versions later
    where s.id = signed and n.id = standing and later.alert_id = s.alert_id and later.purpose = 'sign_on'
      and later.number > s.number and later.number <= n.number and not later.is_minor)
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- review and sign-on
-- Nobody approves what they wrote. The consent check is the team's, who alone read consent.
create function app.approve_alert(of_version uuid, what text, remark text) returns void
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
  if version.stage <> (case what when 'review' then 'in_review' else 'consent_check' end)
     or exists (select 1 from alert_versions v where v.alert_id = version.alert_id and v.number > version.number) then
    raise exception 'another version or another stage' using errcode = 'PL003';
  end if;
  insert into alert_approvals (org_id, case_id, alert_id, version_id, kind, note, approved_by, actor_org_id)
  values (version.org_id, version.case_id, version.alert_id, of_version, what, remark, app.membership(), app.org())
  on conflict do nothing;
end
$$;
--> statement-breakpoint
-- Moves an alert along, from the stage that the asker saw: who comes second is told (PL003). What each step needs
-- stands here and nowhere else.
create function app.move_alert(of_alert uuid, from_stage text, to_stage text) returns void
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
        where p.version_id = latest.id and p.kind = 'review')) then
    raise exception 'nobody but the authors has approved it' using errcode = 'PL007';
  end if;
  if to_stage = 'sign_on' then
    if latest.purpose <> 'sign_on' or standing.sign_on_deadline is null then
      raise exception 'no text and no deadline to sign by' using errcode = 'PL004';
    end if;
    if not exists (select 1 from alert_approvals p join alert_versions v on v.id = p.version_id
        where p.alert_id = of_alert and p.kind = 'consent' and v.content = latest.content) then
      raise exception 'nobody but the authors has approved it' using errcode = 'PL007';
    end if;
  end if;
  update alerts a set stage = to_stage, changed_at = now() where a.id = of_alert;
end
$$;
--> statement-breakpoint
-- Asks an organisation that may read the case to sign; asking again after a withdrawal opens the same request.
create function app.ask_to_sign(of_alert uuid, partner uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
begin
  select a.* into standing from alerts a where a.id = of_alert and exists (select 1 from case_readers r
    where r.case_id = a.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit'));
  if not found or app.role() not in ('administrator', 'advocate') then
    raise exception 'for the case''s own editors' using errcode = '42501';
  end if;
  if partner <> standing.org_id and not exists (select 1 from case_readers r where r.case_id = standing.case_id
      and r.audience_id = partner and r.via = 'partner' and (r.valid_until is null or r.valid_until >= current_date)) then
    raise exception 'consent does not cover this partner' using errcode = 'PL001';
  end if;
  insert into sign_on_requests as s (org_id, case_id, alert_id, partner_org_id, asked_by)
  values (standing.org_id, standing.case_id, of_alert, partner, app.membership())
  on conflict (org_id, alert_id, partner_org_id) do update
    set revoked_at = null, asked_by = excluded.asked_by, asked_at = now() where s.revoked_at is not null;
end
$$;
--> statement-breakpoint
create function app.revoke_request(of_request uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  update sign_on_requests s set revoked_at = now()
  where s.id = of_request and s.revoked_at is null and app.role() in ('administrator', 'advocate')
    and exists (select 1 from case_readers r where r.case_id = s.case_id and r.audience_id = app.membership()
      and r.level in ('lead', 'edit'))
$$;
--> statement-breakpoint
create function app.opened_to_sign(of_alert uuid) returns void
language sql volatile security definer
set search_path = pg_catalog, public, app
as $$
  update sign_on_requests s set opened_at = now()
  where s.alert_id = of_alert and s.partner_org_id = app.org() and s.opened_at is null
    and app.alert_right(s.case_id) is not null
$$;
--> statement-breakpoint
-- One organisation's answer, given by a person with authority, to the version and the hash that they saw. A text that
-- changed meanwhile, a deadline that passed or a request that was taken back refuses it.
create function app.endorse(of_version uuid, seen_hash text, given text, of_section text, because text,
  signs_as text, names jsonb, publish boolean) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  version record;
  made constant uuid := app.uuidv7();
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
  if not exists (select 1 from sign_on_requests s where s.alert_id = version.alert_id and s.partner_org_id = app.org()
      and s.revoked_at is null) then
    raise exception 'not asked to sign' using errcode = '42501';
  end if;
  if version.stage not in ('sign_on', 'issued', 'updated') or version.sign_on_deadline < now() then
    raise exception 'not open for sign-on' using errcode = 'PL004';
  end if;
  if of_version <> app.version_to_sign(version.alert_id) or seen_hash <> version.hash then
    raise exception 'the text changed' using errcode = 'PL003';
  end if;
  if given <> 'signed' and btrim(because) = '' then
    raise exception 'a word why' using errcode = 'PL004';
  end if;
  insert into endorsements (org_id, case_id, alert_id, id, version_id, hash, signer_org_id, membership_id, answer,
    section, reason, capacity, display_names, publish_name)
  values (version.org_id, version.case_id, version.alert_id, made, of_version, seen_hash, app.org(), app.membership(),
    given, of_section, because, signs_as, names, publish);
  return made;
end
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- editions
create function app.edition_is_covered(of_edition uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select e.audience = 'internal' or not exists (
    select 1 from jsonb_array_elements(e.shown) was
    left join app.shown_people(e.case_id, e.audience) s on s.defender_id = (was.value ->> 'defenderId')::uuid
    where coalesce(s.shown, 'missing') = 'missing' or (was.value ->> 'shown' = 'name' and s.shown <> 'name'))
  from editions e where e.id = of_edition
$$;
--> statement-breakpoint
-- Issues one audience's edition in one language, made from one version. The widest audience gets, word for word, what
-- organisations signed. `names` are the names that consent allows, as for a version. A later edition of the same kind
-- takes the earlier one's place and says what was corrected.
create function app.issue_edition(of_version uuid, for_audience text, in_language text, names jsonb, says text)
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
      app.words_for(version.case_id, stamp, names), passages);
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
-- The latest answer of each organisation that still holds for the text that is open for sign-on.
create function app.standing_endorsements(of_alert uuid) returns setof endorsements
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select distinct on (e.signer_org_id) e.*
  from endorsements e
  where e.alert_id = of_alert and app.still_holds(e.version_id, app.version_to_sign(of_alert))
  order by e.signer_org_id, e.at desc, e.id desc
$$;
--> statement-breakpoint
-- An edition handed to somebody, on record; only what is readable and covered may be handed out.
create function app.disclose_edition(of_edition uuid, to_org uuid, to_state text, to_whom text, went_by text,
  went_on date) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  edition record;
begin
  select e.* into edition from editions e where e.id = of_edition and app.alert_right(e.case_id) = 'write';
  if not found then
    raise exception 'not for this person to hand out' using errcode = '42501';
  end if;
  if edition.frozen_at is not null or not app.edition_is_covered(of_edition) then
    raise exception 'consent does not cover this edition any more' using errcode = 'PL001';
  end if;
  if (to_org is null and to_state is null and btrim(to_whom) = '')
     or went_on not between (edition.issued_at - interval '1 day')::date and current_date + 1 then
    raise exception 'to nobody, or on no day on which it was there' using errcode = 'PL004';
  end if;
  -- Each audience's edition goes to that audience: the team's to nobody, the coalition's to partners that the case is
  -- shared with, the missions' to no organisation beyond them.
  if edition.audience = 'internal' or (edition.audience = 'coalition' and (to_org is null or to_state is not null)) then
    raise exception 'not for this recipient' using errcode = 'PL004';
  end if;
  if to_org is not null and to_org <> edition.org_id and edition.audience <> 'public' and not exists (
      select 1 from case_readers r where r.case_id = edition.case_id and r.audience_id = to_org and r.via = 'partner'
        and (r.valid_until is null or r.valid_until >= current_date)) then
    raise exception 'consent does not cover this partner' using errcode = 'PL001';
  end if;
  -- A mission that somebody concerned refused, or no longer agrees to.
  if to_state is not null and edition.audience <> 'public' and exists (
      select 1 from (
        select distinct on (c.defender_id) c.answer, c.withdrawn_at from consents c
         where c.case_id = edition.case_id and c.scope = 'share_with_mission' and c.target_state_code = to_state
         order by c.defender_id, c.recorded_at desc, c.id desc) latest
      where latest.answer = 'no' or latest.withdrawn_at is not null) then
    raise exception 'consent does not cover this State' using errcode = 'PL001';
  end if;
  -- The State that did it may read what is public, and is not sent what was written for others.
  if to_state is not null and edition.audience <> 'public'
     and exists (select 1 from cases c where c.id = edition.case_id and c.country_code = to_state) then
    raise exception 'not for the State concerned' using errcode = 'PL002';
  end if;
  insert into disclosures (org_id, case_id, kind, audience, recipient_org_id, recipient_state_code, recipient, edition_id,
    channel, naming, person_id, at)
  values (edition.org_id, edition.case_id, 'edition', edition.audience, to_org, to_state, to_whom, of_edition, went_by,
    case when edition.shown @> '[{"shown": "name"}]' then 'person' else 'situation' end, app.person(),
    case when went_on >= current_date then now() else greatest(edition.issued_at, went_on + interval '12 hours') end);
end
$$;
--> statement-breakpoint
-- Withdrawn or expired consent closes what rests on it, in the same transaction.
create function app.freeze_uncovered(of_case uuid default null) returns integer
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  frozen integer;
begin
  -- By the clock, as withdrawals are: what a withdrawal froze is found by when it was frozen.
  update editions e set frozen_at = clock_timestamp()
   where e.frozen_at is null and (of_case is null or e.case_id = of_case) and not app.edition_is_covered(e.id);
  get diagnostics frozen = row_count;
  return frozen;
end
$$;
--> statement-breakpoint
create function app.consent_freezes() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform app.freeze_uncovered(new.case_id);
  return null;
end
$$;
--> statement-breakpoint
create trigger z_freeze_editions after insert or update on consents
  for each row execute function app.consent_freezes();
--> statement-breakpoint
-- What a public address shows, looked at against consent each time that it is read.
create function app.read_public_edition(token text)
  returns table (language text, content jsonb, hash text, number integer, signatories jsonb, unnamed integer,
    correction text, issued_at timestamptz, newer text, others jsonb)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select e.language, e.content, e.hash, e.number, e.signatories, e.unnamed_signatories, e.correction, e.issued_at,
    (select n.public_token from editions n where n.alert_id = e.alert_id and n.audience = 'public'
      and n.language = e.language and n.number > e.number and n.frozen_at is null order by n.number desc limit 1),
    (select coalesce(jsonb_object_agg(o.language, o.public_token), '{}') from editions o
      where o.alert_id = e.alert_id and o.audience = 'public' and o.superseded_at is null and o.frozen_at is null
        and o.language <> e.language)
  from editions e
  join alerts a on a.id = e.alert_id
  where e.public_token = token and e.audience = 'public' and e.frozen_at is null and a.stage <> 'withdrawn'
    and app.edition_is_covered(e.id)
$$;
--> statement-breakpoint
-- History: versions, approvals, answers and comments are never changed, editions only closed.
create function app.guard_editions() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'frozen_at' - 'superseded_at') <> (to_jsonb(old) - 'frozen_at' - 'superseded_at')
     or (old.frozen_at is not null and new.frozen_at is distinct from old.frozen_at) then
    raise exception 'an issued edition is never changed' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
create trigger guard_editions before update on editions for each row execute function app.guard_editions();
--> statement-breakpoint
create trigger versions_stay before update on alert_versions for each statement execute function app.refuse_change();
--> statement-breakpoint
create trigger approvals_stay before update on alert_approvals for each statement execute function app.refuse_change();
--> statement-breakpoint
create trigger answers_stay before update on endorsements for each statement execute function app.refuse_change();
--> statement-breakpoint
create trigger comments_stay before update on alert_comments for each statement execute function app.refuse_change();
--> statement-breakpoint
-- An alert's number among those of its case is the database's to give.
create function app.number_alert() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  perform 1 from cases c where c.id = new.case_id for update;
  select coalesce(max(a.number), 0) + 1 into new.number from alerts a where a.case_id = new.case_id;
  return new;
end
$$;
--> statement-breakpoint
create trigger number_alerts before insert on alerts for each row execute function app.number_alert();
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- sockets
-- Whoever has a text open must learn within seconds that a right ended. The payload is an opaque id.
create function app.tell_rights_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
begin
  perform pg_notify('plenary_rights', '');
  return null;
end
$$;
--> statement-breakpoint
create trigger tell_rights after update or delete on case_readers
  for each statement execute function app.tell_rights_changed();
--> statement-breakpoint
create trigger tell_rights after update of revoked_at, active_org_id on sign_ins
  for each statement execute function app.tell_rights_changed();
--> statement-breakpoint
create trigger tell_rights after update of status, role on memberships
  for each statement execute function app.tell_rights_changed();
--> statement-breakpoint
create trigger tell_rights after update of stage on alerts
  for each statement execute function app.tell_rights_changed();
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- audit, walls, grants
do $$
declare
  audited record;
  owner constant name := current_user;
begin
  -- The trigger function belongs to the guard by now, and only whoever may call it may hang it on a table.
  set local role plenary_guard;
  execute format('grant execute on function app.audit() to %I', owner);
  execute format('set local role %I', owner);
  for audited in select * from (values
    ('alerts', 'kind,stage,audience,sign_on_deadline', 'id'),
    ('alert_texts', 'language,state', 'id'),
    ('alert_passages', '', 'id'),
    ('alert_versions', 'number,purpose,is_minor', 'id'),
    ('alert_threads', 'section,settled_at', 'id'),
    ('alert_comments', '', 'id'),
    ('alert_approvals', 'kind', 'id'),
    ('sign_on_requests', 'partner_org_id,revoked_at', 'id'),
    ('endorsements', 'answer,signer_org_id', 'id'),
    ('editions', 'audience,language,number,frozen_at', 'id')
  ) as t(name, harmless, key_column) loop
    execute format('create trigger audit after insert or update or delete on %I for each row '
      || 'execute function app.audit(%L, %L)', audited.name, audited.harmless, audited.key_column);
  end loop;
end
$$;
--> statement-breakpoint
do $$
declare
  t text;
begin
  foreach t in array array['alerts', 'alert_texts', 'alert_updates', 'alert_states', 'alert_parts', 'alert_passages',
      'alert_contributions', 'alert_versions', 'alert_threads', 'alert_comments', 'alert_approvals',
      'sign_on_requests', 'endorsements', 'editions', 'notices', 'notice_choices', 'notice_mails'] loop
    execute format('revoke all on %I from public', t);
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_guard', t);
  end loop;
  foreach t in array array['alerts', 'alert_texts', 'alert_updates', 'alert_states', 'alert_parts', 'alert_passages',
      'alert_contributions', 'alert_versions', 'alert_threads', 'alert_comments', 'alert_approvals',
      'sign_on_requests', 'endorsements', 'editions', 'notices', 'notice_choices'] loop
    execute format('grant select on %I to plenary_app', t);
  end loop;
end
$$;
--> statement-breakpoint
grant insert on alerts, alert_texts, alert_passages, alert_threads, alert_comments, notice_choices to plenary_app;
--> statement-breakpoint
grant update (kind, audience, sign_on_deadline, changed_at) on alerts to plenary_app;
--> statement-breakpoint
grant update (state) on alert_texts to plenary_app;
--> statement-breakpoint
grant update (status, translated_from) on alert_parts to plenary_app;
--> statement-breakpoint
grant update (settled_at, settled_by) on alert_threads to plenary_app;
--> statement-breakpoint
grant update (read_at) on notices to plenary_app;
--> statement-breakpoint
grant update (in_application, mail) on notice_choices to plenary_app;
--> statement-breakpoint
grant update (may_sign) on memberships to plenary_app;
--> statement-breakpoint
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'app' and p.proowner = current_user::regrole loop
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end
$$;
--> statement-breakpoint
grant execute on function app.reduce_node(jsonb, text, jsonb, jsonb), app.plain_of(jsonb),
  app.reduce_text(jsonb, text, jsonb, jsonb), app.plain_text(jsonb), app.people_in(jsonb) to plenary_app, plenary_guard;
--> statement-breakpoint
grant execute on function app.store_alert_update(uuid, bytea, boolean), app.fold_alert_text(uuid, bigint, bytea),
  app.keep_alert_parts(uuid, bigint, jsonb, jsonb), app.preview_edition(uuid, text),
  app.make_alert_version(uuid, text, jsonb, jsonb, boolean, text), app.approve_alert(uuid, text, text),
  app.move_alert(uuid, text, text), app.ask_to_sign(uuid, uuid), app.revoke_request(uuid), app.opened_to_sign(uuid),
  app.endorse(uuid, text, text, text, text, text, jsonb, boolean), app.issue_edition(uuid, text, text, jsonb, text),
  app.disclose_edition(uuid, uuid, text, text, text, date) to plenary_app;
--> statement-breakpoint
grant execute on function app.read_public_edition(text), app.freeze_uncovered(uuid) to plenary_auth;
--> statement-breakpoint
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'app' and p.prosecdef and p.proowner = current_user::regrole loop
    execute format('alter function %s owner to plenary_guard', f.signature);
  end loop;
end
$$;
