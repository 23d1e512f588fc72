-- Every instance hears which commitments moved and by whose hand, in opaque ids; what of it a browser is told, each
-- reader's own right decides (app.moved_to). Commits that notify wait for each other, so that a whole import says only
-- that much moved.
create function app.tell_of_moves() returns trigger
language plpgsql
set search_path = pg_catalog
as $$
declare
  move record;
begin
  if (select count(*) from told) > 50 then
    perform pg_notify('plenary_moves', '');
    return null;
  end if;
  for move in select distinct commitment_id, person_id from told loop
    perform pg_notify('plenary_moves', move.commitment_id || ' ' || coalesce(move.person_id::text, ''));
  end loop;
  return null;
end
$$;
--> statement-breakpoint
revoke all on function app.tell_of_moves() from public;
--> statement-breakpoint
create trigger tell_of_moves after insert on commitment_events
  referencing new table as told for each statement execute function app.tell_of_moves();
--> statement-breakpoint
-- Which of the moves each open tracker may be told: `secrets` is [secret, ...], `moves` is [[commitment, person], ...].
-- A row without a commitment says only whether the sign-in of that place still holds. Nobody is told of their own. Like
-- app.live_rights it is no sign of life.
create function app.moved_to(secrets jsonb, moves jsonb) returns table (
  place integer, is_signed_in boolean, commitment_id uuid, state_code text, case_id uuid, session_id uuid,
  version integer)
language sql stable security definer
set search_path = pg_catalog, public
as $$
  with open as (
    select (o.ordinality - 1)::integer as place, s.person_id, m.org_id, m.id as membership_id
      from jsonb_array_elements_text(secrets) with ordinality o (secret, ordinality)
      left join sign_ins s on s.secret_hash = sha256(convert_to(o.secret, 'UTF8'))
        and s.revoked_at is null and s.expires_at > now() and s.last_seen_at > now() - interval '30 minutes'
      left join memberships m
        on m.person_id = s.person_id and m.org_id = s.active_org_id and m.status = 'confirmed'
  ), moved as (
    select (e.value ->> 0)::uuid as commitment_id, (e.value ->> 1)::uuid as person_id
      from jsonb_array_elements(moves) e
  )
  select o.place, o.person_id is not null, told.*
    from open o
    left join lateral (
      select distinct r.commitment_id, r.state_code, r.case_id, r.session_id, c.version
        from moved n
        join commitment_readers r on r.commitment_id = n.commitment_id
          and r.audience_id in (o.org_id, o.membership_id)
          and (r.valid_until is null or r.valid_until >= current_date)
        join commitments c on c.id = r.commitment_id
       where n.person_id is distinct from o.person_id) told on true
$$;
--> statement-breakpoint
revoke all on function app.moved_to(jsonb, jsonb) from public;
--> statement-breakpoint
grant execute on function app.moved_to(jsonb, jsonb) to plenary_auth;
--> statement-breakpoint
alter function app.moved_to(jsonb, jsonb) owner to plenary_guard;
