ALTER TABLE "brief_drafts" DROP CONSTRAINT "a_draft_of_some_length";--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD COLUMN "parts" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD COLUMN "edits" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "briefs" ADD COLUMN "withdrawn_by" uuid;--> statement-breakpoint
ALTER TABLE "brief_drafts" ADD CONSTRAINT "a_draft_of_some_length" CHECK (length(ask) <= 600 and length(contact) <= 400 and length(wordings::text) <= 20000
        and length(parts::text) <= 2000 and length(edits::text) <= 1000000);
--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- As in 0061, with the parts in their places, and the words of cases as they were changed for this brief.
create or replace function app.brief_inputs(of_draft uuid) returns jsonb
language plpgsql stable security definer
set search_path = pg_catalog, public, app
as $$
declare
  d brief_drafts%rowtype;
begin
  select b.* into d from brief_drafts b
  where b.id = of_draft and b.org_id = app.org() and b.created_by = app.membership()
    and app.role() in ('administrator', 'advocate')
    and not exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
      where not exists (select 1 from cases k
        join case_readers r on r.case_id = k.id and r.audience_id = app.membership() and r.level in ('lead', 'edit')
        where k.id = mentioned.case_id and k.org_id = b.org_id and k.country_code = b.state_code));
  if not found then
    return null;
  end if;
  return jsonb_build_object(
    'kind', d.kind, 'language', d.language, 'ask', d.ask, 'wordings', d.wordings, 'contact', d.contact,
    'parts', d.parts,
    'day', (now() at time zone 'Europe/Zurich')::date,
    'organisation', (select o.name from organisations o where o.id = d.org_id),
    'state', (select s.names ->> d.language from states s where s.code = d.state_code),
    'session', (select jsonb_build_object('kind', s.kind, 'startsOn', s.starts_on, 'endsOn', s.ends_on,
      'precision', case when s.date_precision in ('day', 'month', 'year') then s.date_precision else 'unknown' end)
      from sessions s where s.id = d.session_id),
    'cases', coalesce((
      select jsonb_agg(jsonb_build_object('id', k.id, 'reference', k.reference, 'people', case
          when told.is ->> 'situation' is null then '[]'::jsonb
          else (select coalesce(jsonb_agg(coalesce(nullif(btrim(p.public_labels ->> d.language), ''), p.public_label)
            order by p.created_at, p.id), '[]') from defenders p where p.case_id = k.id) end,
          -- Where its words may be told: what is to stand in their place.
          'edited', case when told.is ->> 'words' is null then '{}'::jsonb
            else (select coalesce(jsonb_object_agg(e.key, e.value -> 'text'), '{}')
              from jsonb_each(d.edits -> k.id::text) e where told.is -> 'words' ? e.key) end) || told.is order by mentioned.place)
      from unnest(d.case_ids) with ordinality as mentioned(case_id, place)
      join cases k on k.id = mentioned.case_id
      cross join lateral (select app.told_in_public(k) as is) told), '[]'),
    'agreed', coalesce((
      select jsonb_agg(distinct s.names ->> d.language)
      from commitments c join states s on s.code = c.state_code
      where c.case_id = any (d.case_ids) and c.session_id = d.session_id and c.state_code <> d.state_code
        and c.stage = 'agreed' and c.closed_as is null and c.word >= 2
        and c.confidentiality = 'public' and c.visibility <> 'team'
        and app.may_name(c.case_id, 'situation', 'upr', null)), '[]'),
    -- Entries that name people stay out: nobody of them was asked here.
    'record', coalesce((
      select jsonb_agg(jsonb_build_object('group', e.group_key, 'state', s.names ->> d.language, 'type', e.type,
        'body', e.body, 'date', e.date, 'precision', e.date_precision, 'description', e.description,
        'document', e.document, 'confidence', e.confidence, 'sources', e.sources)
        order by e.date desc nulls last, e.group_key, e.state_code)
      from record_entries e join states s on s.code = e.state_code
      where d.state_code = any (e.countries_concerned) and e.state_code <> d.state_code and e.retired_at is null
        and not e.names_cases), '[]'));
end
$$;
--> statement-breakpoint
-- Closes a brief by hand, for good: for those who may write one about all its cases. Nobody may take it out any more.
create function app.close_brief(of_brief uuid) returns void
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
begin
  update briefs b set withdrawn_at = clock_timestamp(), withdrawn_by = app.membership()
  where b.id = of_brief and b.org_id = app.org() and b.withdrawn_at is null
    and app.role() in ('administrator', 'advocate')
    and not exists (select 1 from unnest(b.case_ids) as mentioned(case_id)
      where not exists (select 1 from case_readers r where r.case_id = mentioned.case_id
        and r.audience_id = app.membership() and r.level in ('lead', 'edit')));
  -- Pressed twice, or after consent closed it, it is closed all the same.
  if not found and not exists (select 1 from briefs b where b.id = of_brief and b.org_id = app.org()
      and b.withdrawn_at is not null and app.reads_all(b.case_ids)) then
    raise exception 'for the editors of its cases' using errcode = '42501';
  end if;
end
$$;
--> statement-breakpoint
create or replace function app.keep_briefs() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
begin
  if old.withdrawn_at is not null or new.withdrawn_at is null
     or to_jsonb(new) - '{withdrawn_at,withdrawn_by}'::text[]
       is distinct from to_jsonb(old) - '{withdrawn_at,withdrawn_by}'::text[] then
    raise exception 'a brief is never changed' using errcode = 'PL004';
  end if;
  return new;
end
$$;
--> statement-breakpoint
revoke all on function app.close_brief(uuid) from public;
--> statement-breakpoint
grant execute on function app.close_brief(uuid) to plenary_app;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
grant delete on brief_drafts to plenary_app;
--> statement-breakpoint
grant select (withdrawn_by) on briefs to plenary_app;
