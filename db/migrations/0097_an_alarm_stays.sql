set local role plenary_guard;
--> statement-breakpoint
-- As in 0087, and somebody who was missed and then was not all right is no longer found by a record alone: "all right",
-- at this check-in or at the next, ends a search only where nobody said otherwise since it began.
create or replace function app.follow_check_in() returns trigger
language plpgsql security definer
set search_path = pg_catalog, public, app
as $$
begin
  if new.answer = 'not_all_right' and old.answer is distinct from new.answer then
    perform app.begin_check_in_steps(new, 'not_all_right');
  elsif new.answer = 'all_right' and old.answer is distinct from new.answer then
    update check_in_incidents i set finding = 'reached_well'
    from check_in_times t
    where i.check_in_id = new.check_in_id and i.ended_at is null and i.cause = 'missed'
      and t.org_id = i.org_id and t.id = i.time_id and new.heard_at >= t.due_at - interval '2 hours'
      and not exists (select 1 from check_in_times a
        cross join lateral (select a.answer, a.recorded_at
          union all
          select e ->> 'answer', (e ->> 'recordedAt')::timestamptz from jsonb_array_elements(a.earlier) e
        ) said (answer, at)
        where a.org_id = i.org_id and a.check_in_id = i.check_in_id
          and said.answer = 'not_all_right' and said.at >= i.opened_at);
  end if;
  return null;
end
$$;
--> statement-breakpoint
revoke all on function app.follow_check_in() from public;
--> statement-breakpoint
set local role none;
