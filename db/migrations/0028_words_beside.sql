-- A protected name in what somebody types beside the text: in comments and the quotations above them, in notes of
-- versions and approvals, in answers to a request to sign. The team, which may know the names, is refused: it has the
-- label. Nobody else is, since a refusal would tell them that the word is a name: the team and they themselves read
-- what they typed, all others the label. What goes out with an edition is refused to whoever issues it. Decision 16.
CREATE TABLE "typed_beside" (
	"org_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"alert_id" uuid NOT NULL,
	"row_id" uuid NOT NULL,
	"typed_names" jsonb NOT NULL,
	CONSTRAINT "typed_beside_org_id_row_id_pk" PRIMARY KEY("org_id","row_id")
);
--> statement-breakpoint
ALTER TABLE "typed_beside" ADD CONSTRAINT "words_beside_an_alert" FOREIGN KEY ("org_id","case_id","alert_id") REFERENCES "public"."alerts"("org_id","case_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
revoke all on typed_beside from public;
--> statement-breakpoint
alter table typed_beside enable row level security;
--> statement-breakpoint
alter table typed_beside force row level security;
--> statement-breakpoint
create policy "the guard keeps the rules" on typed_beside to plenary_guard using (true) with check (true);
--> statement-breakpoint
grant select, insert, update, delete on typed_beside to plenary_guard;
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- looking
-- The names that the program told in this transaction, as app.keep_alert_parts takes them.
create function app.told_names() returns jsonb
language sql stable
set search_path = pg_catalog
as $$
  select coalesce(nullif(current_setting('app.names', true), '')::jsonb, '[]')
$$;
--> statement-breakpoint
-- What somebody typed into a row, by field; nothing of what was left empty. A new free text belongs here.
create function app.free_words(of_table text, of_row jsonb) returns jsonb
language sql immutable
set search_path = pg_catalog
as $$
  select coalesce(jsonb_object_agg(f.field, f.words) filter (where f.words <> ''), '{}')
  from (
    select 'quote' as field, of_row ->> 'quote' as words where of_table = 'alert_threads'
    union all select 'body', of_row ->> 'body' where of_table = 'alert_comments'
    union all select 'note', of_row ->> 'note' where of_table in ('alert_versions', 'alert_approvals')
    union all select r.field, of_row ->> r.field from (values ('reason'), ('capacity')) r(field)
      where of_table = 'endorsements'
    union all select 'name:' || n.key, n.value from jsonb_each_text(of_row -> 'display_names') n
      where of_table = 'endorsements') f
$$;
--> statement-breakpoint
-- Where names stand in them, by field. Words that are quoted come from the text: with each name, who may have brought
-- it in there.
create function app.names_beside(words jsonb, names jsonb, of_text uuid, of_section text) returns jsonb
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce(jsonb_object_agg(w.key, case when w.key <> 'quote' then h.hits else (
      select jsonb_agg(hit.value || jsonb_build_object('by', (select coalesce(jsonb_agg(distinct b.value), '[]')
          from alert_parts p, jsonb_array_elements(app.hits_of(p.typed_names)) t, jsonb_array_elements(t.value -> 'by') b
          where p.text_id = of_text and p.section = of_section and t.value -> 'id' = hit.value -> 'id'))
        order by hit.ordinality) from jsonb_array_elements(h.hits) with ordinality hit) end), '{}')
  from jsonb_each_text(words) w,
    lateral (select app.names_in(jsonb_build_object('type', 'text', 'text', w.value), names) as hits) h
  where h.hits <> '[]'
$$;
--> statement-breakpoint
-- Looks at what is kept. The lock lets a name be written down before or after, and never in between.
create function app.look_beside() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  typed constant jsonb := to_jsonb(new);
  words constant jsonb := app.free_words(tg_table_name, typed);
  found jsonb;
begin
  if words = '{}' then
    return null;
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('names of ' || new.case_id, 0));
  if not app.has_names(new.case_id) then
    return null;
  end if;
  found := app.names_beside(words, app.told_names(), (typed ->> 'text_id')::uuid, typed ->> 'section');
  -- Words of the text are replaced in the text.
  if app.knows_names(new.case_id) and found - 'quote' <> '{}' then
    raise exception 'a protected name stands in what is typed beside the text' using errcode = 'PL011';
  end if;
  if app.are_all_names(new.case_id, app.told_names()) then
    insert into typed_beside (org_id, case_id, alert_id, row_id, typed_names)
    values (new.org_id, new.case_id, new.alert_id, new.id, found);
  end if;
  return null;
end
$$;
--> statement-breakpoint
-- Everything that was typed beside one alert.
create function app.words_beside(of_alert uuid)
  returns table (source text, org_id uuid, row_id uuid, author uuid, words jsonb, text_id uuid, section text, shown jsonb)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select r.source, a.org_id, r.id, r.author, app.free_words(r.source, r.kept), r.text_id, r.section, r.shown
  from alerts a, lateral (
    select 'alert_threads' as source, h.id, h.opened_by as author, to_jsonb(h) as kept, h.text_id, h.section, '[]'::jsonb as shown
    from alert_texts t join alert_threads h on h.text_id = t.id where t.alert_id = a.id
    union all
    select 'alert_comments', c.id, c.written_by, to_jsonb(c), c.text_id, null, '[]'
    from alert_texts t join alert_threads h on h.text_id = t.id join alert_comments c on c.thread_id = h.id
    where t.alert_id = a.id
    union all
    select 'alert_versions', v.id, v.made_by, jsonb_build_object('note', v.note), null, null, v.shown
    from alert_versions v where v.org_id = a.org_id and v.alert_id = a.id
    union all
    select 'alert_approvals', p.id, p.approved_by, to_jsonb(p), null, null, '[]'
    from alert_versions v join alert_approvals p on p.org_id = v.org_id and p.version_id = v.id
    where v.org_id = a.org_id and v.alert_id = a.id
    union all
    select 'endorsements', e.id, e.membership_id, to_jsonb(e), null, null, '[]'
    from endorsements e where e.alert_id = a.id) r
  where a.id = of_alert
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- reading
create function app.cover_words(words text, hits jsonb, labels jsonb) returns text
language plpgsql immutable
set search_path = pg_catalog
as $$
declare
  hit record;
begin
  for hit in select h.value ->> 'id' as id, (h.value ->> 'from')::integer as starts, (h.value ->> 'to')::integer as ends
      from jsonb_array_elements(hits) h order by 2 desc loop
    words := overlay(words placing coalesce(labels ->> hit.id, '…') from hit.starts + 1 for hit.ends - hit.starts);
  end loop;
  return words;
end
$$;
--> statement-breakpoint
-- What was typed beside an alert as this reader reads it, by row and field. What was not looked at with the names of
-- now is empty for everybody but the team and whoever typed it.
create function app.read_beside(of_alert uuid, of_source text) returns table (row_id uuid, words jsonb)
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  standing record;
  is_open boolean;
begin
  select a.* into standing from alerts a where a.id = of_alert and app.alert_right(a.case_id) is not null;
  if not found then
    return;
  end if;
  is_open := app.knows_names(standing.case_id) or not app.has_names(standing.case_id);
  return query
    select b.row_id, case
        when is_open or exists (select 1 from memberships m where m.id = b.author
          and case when m.org_id = standing.org_id then m.id = app.membership() else m.org_id = app.org() end) then b.words
        when n.typed_names is null then '{}'
        when n.typed_names = '{}' then b.words
        else (
          select jsonb_object_agg(w.key, app.cover_words(w.value,
            (select coalesce(jsonb_agg(h.value), '[]') from jsonb_array_elements(coalesce(n.typed_names -> w.key, '[]')) h
              where not coalesce(h.value -> 'by' ?| array[app.org()::text, app.membership()::text], false)),
            (select jsonb_object_agg(d.id, coalesce(app.label_in(d, coalesce(t.language, standing.source_language)),
              d.public_label)) from defenders d where d.case_id = standing.case_id)))
          from jsonb_each_text(b.words) w) end
    from app.words_beside(of_alert) b
    left join typed_beside n on n.org_id = b.org_id and n.row_id = b.row_id
    left join alert_texts t on t.id = b.text_id
    where b.source = of_source and b.words <> '{}' and app.may_read_names(standing.case_id, b.shown);
end
$$;
--> statement-breakpoint
-- As in 0024, in the words in which their reader may read them.
create or replace function app.signatories_of(of_alert uuid, in_language text) returns table (signatories jsonb, unnamed integer)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select coalesce(jsonb_agg(jsonb_build_object(
      'name', coalesce(w.words ->> ('name:' || in_language), w.words ->> 'name:', o.name),
      'capacity', coalesce(w.words ->> 'capacity', '')) order by e.at) filter (where e.publish_name), '[]'),
    (count(*) filter (where not e.publish_name))::integer
  from app.standing_endorsements(of_alert) e join organisations o on o.id = e.signer_org_id
  left join app.read_beside(of_alert, 'endorsements') w on w.row_id = e.id
  where e.answer = 'signed'
$$;
--> statement-breakpoint
-- As in 0018; neither does what the edition says of itself hold a name, nor how those who sign it call themselves.
create or replace function app.edition_without_typed_names() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if app.membership() is null or not app.has_names(new.case_id) then
    return new;
  end if;
  if exists (select 1 from alert_versions v where v.id = new.version_id and v.typed_names is distinct from '{}') then
    raise exception 'a protected name stands in the words' using errcode = 'PL010';
  end if;
  if new.correction = '' and new.signatories = '[]' then
    return new;
  end if;
  perform pg_advisory_xact_lock_shared(hashtextextended('names of ' || new.case_id, 0));
  if not app.are_all_names(new.case_id, app.told_names()) then
    raise exception 'it was not looked at for names' using errcode = 'PL010';
  end if;
  if exists (select 1 from app.find_names(new.correction, app.told_names())) then
    raise exception 'a protected name stands in what is typed beside the text' using errcode = 'PL011';
  end if;
  if exists (select 1 from jsonb_array_elements(new.signatories) s, jsonb_each_text(s.value) w,
      app.find_names(w.value, app.told_names())) then
    raise exception 'a protected name stands in how an organisation signs' using errcode = 'PL011';
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- The title of a case is read by every partner that it is shared with.
create function app.title_without_names() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if app.knows_names(new.id) and exists (select 1 from app.find_names(new.title, app.told_names())) then
    raise exception 'a protected name stands in what is typed beside the text' using errcode = 'PL011';
  end if;
  return new;
end
$$;
--> statement-breakpoint
-- ---------------------------------------------------------------------------------------------- names that change
create or replace function app.names_changed() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
declare
  of_case constant uuid := case when tg_op = 'DELETE' then old.case_id else new.case_id end;
begin
  perform pg_advisory_xact_lock(hashtextextended('names of ' || of_case, 0));
  update alert_parts p set typed_names = jsonb_build_object('was', app.hits_of(p.typed_names)) where p.case_id = of_case;
  update alert_versions v set typed_names = null where v.case_id = of_case and v.typed_names is not null;
  delete from typed_beside t where t.case_id = of_case;
  return null;
end
$$;
--> statement-breakpoint
-- What of a case was not looked at with its names of now.
create function app.not_looked_at(of_case uuid)
  returns table (org_id uuid, alert_id uuid, row_id uuid, words jsonb, text_id uuid, section text)
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select b.org_id, a.id, b.row_id, b.words, b.text_id, b.section
  from alerts a, lateral app.words_beside(a.id) b
  where a.case_id = of_case and b.words <> '{}'
    and not exists (select 1 from typed_beside n where n.org_id = b.org_id and n.row_id = b.row_id)
$$;
--> statement-breakpoint
create or replace function app.cases_to_look_at() returns setof uuid
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select distinct i.case_id from defender_identities i where exists (select 1 from alert_parts p
      where p.case_id = i.case_id and jsonb_typeof(p.typed_names) is distinct from 'array')
    or exists (select 1 from alert_versions v where v.case_id = i.case_id and v.typed_names is null)
    or exists (select 1 from app.not_looked_at(i.case_id))
$$;
--> statement-breakpoint
-- The same as app.look_for_names, and after it, for what was typed beside the text.
create function app.look_for_names_beside(of_case uuid, names jsonb) returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  perform pg_advisory_xact_lock_shared(hashtextextended('names of ' || of_case, 0));
  if not app.are_all_names(of_case, names) then
    return false;
  end if;
  insert into typed_beside (org_id, case_id, alert_id, row_id, typed_names)
  select n.org_id, of_case, n.alert_id, n.row_id, app.names_beside(n.words, names, n.text_id, n.section)
  from app.not_looked_at(of_case) n
  on conflict do nothing;
  return true;
end
$$;
--> statement-breakpoint
do $$
declare
  f text;
begin
  foreach f in array array['told_names()', 'free_words(text, jsonb)', 'names_beside(jsonb, jsonb, uuid, text)',
      'look_beside()', 'words_beside(uuid)', 'cover_words(text, jsonb, jsonb)', 'read_beside(uuid, text)',
      'title_without_names()', 'not_looked_at(uuid)', 'look_for_names_beside(uuid, jsonb)'] loop
    execute format('revoke all on function app.%s from public', f);
  end loop;
end
$$;
--> statement-breakpoint
grant execute on function app.read_beside(uuid, text) to plenary_app;
--> statement-breakpoint
grant execute on function app.look_for_names_beside(uuid, jsonb) to plenary_auth;
--> statement-breakpoint
-- Whoever owns a table hangs triggers on it, and must be able to call them.
do $$
declare
  keeper constant text := (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'public.alerts'::regclass);
begin
  execute format('grant execute on function app.look_beside(), app.title_without_names() to %I', keeper);
end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
create trigger look_beside after insert on alert_threads for each row execute function app.look_beside();
--> statement-breakpoint
create trigger look_beside after insert on alert_comments for each row execute function app.look_beside();
--> statement-breakpoint
create trigger look_beside after insert on alert_versions for each row execute function app.look_beside();
--> statement-breakpoint
create trigger look_beside after insert on alert_approvals for each row execute function app.look_beside();
--> statement-breakpoint
create trigger look_beside after insert on endorsements for each row execute function app.look_beside();
--> statement-breakpoint
create trigger title_without_names before update of title on cases
  for each row when (new.title <> old.title) execute function app.title_without_names();
--> statement-breakpoint
-- What somebody typed is read through the function above alone.
revoke select on alert_threads, alert_comments, alert_versions, alert_approvals, endorsements from plenary_app;
--> statement-breakpoint
grant select (org_id, case_id, alert_id, text_id, id, section, opened_by, actor_org_id, opened_at, settled_at, settled_by)
  on alert_threads to plenary_app;
--> statement-breakpoint
grant select (org_id, case_id, alert_id, text_id, id, thread_id, mentions, written_by, actor_org_id, at)
  on alert_comments to plenary_app;
--> statement-breakpoint
grant select (org_id, case_id, alert_id, id, number, purpose, signed_text, hash, is_minor, shown, authors, writers,
  made_by, made_at) on alert_versions to plenary_app;
--> statement-breakpoint
grant select (org_id, case_id, alert_id, id, version_id, kind, approved_by, actor_org_id, wrote_in, at)
  on alert_approvals to plenary_app;
--> statement-breakpoint
grant select (org_id, case_id, alert_id, id, version_id, hash, signer_org_id, membership_id, answer, section, publish_name, at)
  on endorsements to plenary_app;
