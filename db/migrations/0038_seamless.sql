-- What is made for an audience shows by nothing but its words where something was taken out or replaced. It was told by
-- pieces of text that stood alone, by two spaces, and by empty lines. What is issued or kept already stays as it is.
--
-- The children of a line with one more, or with its end where there is none. Pieces with the same marks are one. At a seam,
-- where something was taken out or replaced, no space is left over, and no comma.
create function app.join_words(children jsonb, piece jsonb, is_seam boolean) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, app
as $$
declare
  spaces constant text := E' \t\u00a0\u202f';
  last jsonb := children -> -1;
  before text := last ->> 'text';
  after text := piece ->> 'text';
begin
  if is_seam then
    if last is null or last ->> 'type' = 'hardBreak' or right(before, 1) = any (array['(', '[', '“']) then
      after := ltrim(after, spaces);
    end if;
    -- At the end of a line, before another space, and before what closes a sentence or a part of it.
    if before is not null and (piece is null or piece ->> 'type' = 'hardBreak'
        or after ~ E'^[ \t\u00a0\u202f.,;:!?)\\]”…،؛؟。，；：！？、）]') then
      before := rtrim(before, spaces);
    end if;
    if ltrim(after, spaces) ~ '^[.,;:،؛。，；：、]' then
      before := rtrim(before, ',;:،؛，；：、');
    end if;
    if right(before, 1) = any (array['.', '!', '?', '؟', '。', '！', '？']) and after ~ '^[.。]' then
      after := substr(after, 2);
    end if;
    if before is distinct from last ->> 'text' then
      children := case when before = '' then children - -1
        else jsonb_set(children, array[(jsonb_array_length(children) - 1)::text, 'text'], to_jsonb(before)) end;
      last := children -> -1;
    end if;
  end if;
  if piece is null or after = '' then
    return children;
  elsif after is null then
    return children || jsonb_build_array(piece);
  end if;
  piece := piece || jsonb_build_object('text', after);
  if last ->> 'type' = 'text' and last -> 'marks' is not distinct from piece -> 'marks' then
    return jsonb_set(children, array[(jsonb_array_length(children) - 1)::text, 'text'], to_jsonb((last ->> 'text') || after));
  end if;
  return children || jsonb_build_array(piece);
end
$$;
--> statement-breakpoint
-- As in 0009, without seams.
create or replace function app.reduce_node(node jsonb, for_audience text, people jsonb, sealed jsonb) returns jsonb
language plpgsql immutable
set search_path = pg_catalog, app
as $$
declare
  ladder constant text[] := array['internal', 'coalition', 'missions', 'public'];
  mark jsonb;
  kept_marks jsonb := '[]';
  looks jsonb := '{}';
  child jsonb;
  reduced jsonb;
  children jsonb := '[]';
  replaced text := '';
  is_seam boolean := false;
  words text;
begin
  -- Before anything else that its other marks would put there in its stead: nobody has accepted it.
  if node -> 'marks' @> '[{"type": "insertion"}]' then
    return null;
  end if;
  -- Words in the place of others look as those did; an address of theirs is not theirs to give.
  select case when count(*) = 0 then '{}' else jsonb_build_object('marks', jsonb_agg(m.value order by m.ordinality)) end
    into looks from jsonb_array_elements(coalesce(node -> 'marks', '[]')) with ordinality m
   where m.value ->> 'type' in ('bold', 'italic');
  for mark in select * from jsonb_array_elements(coalesce(node -> 'marks', '[]')) loop
    if mark ->> 'type' = 'only'
        and array_position(ladder, for_audience) > array_position(ladder, mark #>> '{attrs,upTo}') then
      words := coalesce(mark #>> '{attrs,instead}', '');
      -- `key` lets the parent say it once for words that other marks split into several nodes.
      return jsonb_build_object('type', 'instead', 'key', coalesce(mark #>> '{attrs,id}', ''), 'text', words)
        || looks;
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
      else jsonb_build_object('type', 'text', 'text', words) || looks end;
  elsif node ->> 'type' = 'sealed' then
    words := case when for_audience = 'internal' then sealed ->> (node #>> '{attrs,id}')
      else node #>> '{attrs,instead}' end;
    return case when coalesce(words, '') = '' then null
      else jsonb_build_object('type', 'text', 'text', words) || looks end;
  elsif node ->> 'type' = 'text' then
    -- Without the letters that turn a text round against its own direction: it must read as it is stored.
    return jsonb_build_object('type', 'text', 'text', translate(node ->> 'text', chr(8237) || chr(8238), ''))
      || case when kept_marks = '[]' then '{}' else jsonb_build_object('marks', kept_marks) end;
  end if;
  for child in select * from jsonb_array_elements(coalesce(node -> 'content', '[]')) loop
    reduced := app.reduce_node(child, for_audience, people, sealed);
    if reduced is null then
      is_seam := true;
    elsif reduced ->> 'type' = 'instead' then
      if reduced ->> 'key' <> replaced then
        children := app.join_words(children, reduced - 'key' || '{"type": "text"}', true);
      end if;
      replaced := reduced ->> 'key';
      is_seam := true;
    else
      children := app.join_words(children, reduced, is_seam);
      replaced := '';
      -- Where nothing of it is left, what was taken out before it still touches what follows.
      is_seam := coalesce(is_seam and reduced ->> 'text' ~ '^\s+$', false);
    end if;
  end loop;
  if is_seam then
    children := app.join_words(children, null, true);
  end if;
  -- A block of which nothing is left would say that something stood there.
  if children = '[]' and node ->> 'type' <> 'doc' and jsonb_array_length(coalesce(node -> 'content', '[]')) > 0 then
    return null;
  end if;
  return jsonb_build_object('type', node -> 'type')
    || case when node ? 'attrs' and node ->> 'type' in ('heading', 'orderedList')
        then jsonb_build_object('attrs', node -> 'attrs')
      when node ->> 'type' = 'ask' then jsonb_build_object('attrs', jsonb_build_object('forum', node #> '{attrs,forum}'))
      else '{}' end
    || case when children = '[]' then '{}' else jsonb_build_object('content', children) end;
end
$$;
--> statement-breakpoint
-- The letters of a reduced text, without what may differ between one made before and one made since.
create function app.letters_of(reduced jsonb) returns text
language sql immutable
set search_path = pg_catalog, app
as $$
  select translate(app.plain_text(reduced), E' \t\n\u00a0\u202f\u202d\u202e.,;:!?…،؛؟。，；：！？、', '')
$$;
--> statement-breakpoint
revoke all on function app.join_words(jsonb, jsonb, boolean), app.letters_of(jsonb) from public;
--> statement-breakpoint
grant execute on function app.join_words(jsonb, jsonb, boolean) to plenary_app, plenary_guard;
--> statement-breakpoint
grant execute on function app.letters_of(jsonb) to plenary_guard;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0014; a version that was opened before is compared by its letters.
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
