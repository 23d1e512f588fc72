ALTER TABLE "check_in_times" ADD COLUMN "earlier" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "check_ins" ADD COLUMN "end_note" text;--> statement-breakpoint
ALTER TABLE "check_ins" ADD CONSTRAINT "check_in_endings_are_sealed" CHECK (end_note is null or (ended_at is not null and end_note ~ '^v1.' and length(end_note) <= 20000));--> statement-breakpoint
set local role plenary_guard;
--> statement-breakpoint
-- What was agreed is never changed, so that the steps stand as they stood when somebody was missed; it is ended.
create or replace function app.guard_check_ins() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if tg_op = 'INSERT' then
    new.agreed_at := now();
    new.ended_at := null;
    new.ended_by := null;
    new.end_note := null;
    return new;
  end if;
  if old.ended_at is not null
     or to_jsonb(new) - '{ended_at,ended_by,end_note}'::text[] <> to_jsonb(old) - '{ended_at,ended_by,end_note}'::text[]
     or new.ended_at is null then
    raise exception 'what was agreed is ended, never changed' using errcode = 'PL004';
  end if;
  new.ended_at := clock_timestamp();
  new.ended_by := app.membership();
  return new;
end
$$;
--> statement-breakpoint
-- Another record is another record: the one before it is kept, whoever made it.
create or replace function app.guard_check_in_times() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if (new.answer, new.heard_at, new.note) is not distinct from (old.answer, old.heard_at, old.note) then
    return new;
  end if;
  if new.answer is null or old.recorded_at < clock_timestamp() - interval '1 day' then
    raise exception 'what was heard stays' using errcode = 'PL004';
  end if;
  if new.due_at > clock_timestamp() + interval '2 hours' then
    raise exception 'not due yet' using errcode = 'PL004';
  end if;
  if new.heard_at > clock_timestamp() + interval '1 minute' or new.heard_at < new.due_at - interval '2 hours' then
    raise exception 'heard since the check-in before' using errcode = 'PL004';
  end if;
  if old.answer is not null then
    new.earlier := old.earlier || jsonb_build_object('answer', old.answer, 'heardAt', old.heard_at,
      'recordedBy', old.recorded_by, 'recordedAt', old.recorded_at, 'note', old.note);
  end if;
  new.heard_at := least(new.heard_at, clock_timestamp());
  new.recorded_by := app.membership();
  new.recorded_at := clock_timestamp();
  return new;
end
$$;
--> statement-breakpoint
set local role none;
--> statement-breakpoint
grant update (end_note) on check_ins to plenary_app;
