ALTER TABLE "alert_versions" ADD COLUMN "writers" jsonb;--> statement-breakpoint
grant select (writers) on alert_versions to plenary_app;
--> statement-breakpoint
-- Whoever wrote last after the version before has written since it, and nobody can have written later than now: told at
-- this moment, who wrote between two versions is exact, whatever is folded away afterwards.
create function app.note_writers() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public
as $$
declare
  since constant timestamptz := (select max(v.made_at) from alert_versions v where v.alert_id = new.alert_id);
begin
  new.writers := (
    select coalesce(jsonb_agg(distinct jsonb_build_object(
      'orgId', c.actor_org_id, 'language', t.language, 'section', c.section)), '[]')
    from alert_contributions c join alert_texts t on t.org_id = c.org_id and t.id = c.text_id
    where c.org_id = new.org_id and c.alert_id = new.alert_id and c.last_at > coalesce(since, '-infinity'));
  return new;
end
$$;
--> statement-breakpoint
revoke all on function app.note_writers() from public;
--> statement-breakpoint
create trigger note_writers before insert on alert_versions for each row execute function app.note_writers();
--> statement-breakpoint
alter function app.note_writers() owner to plenary_guard;
