-- What each open socket may do in its text now: 'write', 'comment', 'read', 'nothing', or 'signed-out' when the sign-in is
-- over; and whether nobody is shown who else is there. `asked` is [[secret, text], ...], the answer in its order. Unlike begin_session it does not count as a sign of
-- life, so that an open page alone never keeps a sign-in from ending.
create function app.live_rights(asked jsonb) returns table (place integer, may text, is_quiet boolean)
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  entry record;
  signed record;
  standing record;
begin
  for entry in select (e.ordinality - 1)::integer as place, e.value ->> 0 as secret, (e.value ->> 1)::uuid as text_id
                 from jsonb_array_elements(asked) with ordinality e loop
    select s.person_id, m.org_id, m.id as membership_id, m.role into signed
      from sign_ins s
      left join memberships m
        on m.person_id = s.person_id and m.org_id = s.active_org_id and m.status = 'confirmed'
     where s.secret_hash = sha256(convert_to(entry.secret, 'UTF8'))
       and s.revoked_at is null
       and s.expires_at > now()
       and s.last_seen_at > now() - interval '30 minutes';
    place := entry.place;
    is_quiet := true;
    if not found then
      may := 'signed-out';
      return next;
      continue;
    end if;
    perform set_config('app.person_id', signed.person_id::text, true),
            set_config('app.org_id', coalesce(signed.org_id::text, ''), true),
            set_config('app.membership_id', coalesce(signed.membership_id::text, ''), true),
            set_config('app.role', coalesce(signed.role, ''), true);
    select app.alert_right(t.case_id) as may, a.stage, c.security_level into standing
      from alert_texts t join alerts a on a.id = t.alert_id join cases c on c.id = t.case_id
     where t.id = entry.text_id;
    is_quiet := standing.security_level is distinct from 'standard';
    may := case
      when not found or signed.membership_id is null or standing.may is null then 'nothing'
      when standing.stage in ('closed', 'withdrawn') then 'read'
      else standing.may end;
    return next;
  end loop;
  perform set_config('app.person_id', '', true), set_config('app.org_id', '', true),
          set_config('app.membership_id', '', true), set_config('app.role', '', true);
end
$$;
--> statement-breakpoint
revoke all on function app.live_rights(jsonb) from public;
--> statement-breakpoint
grant execute on function app.live_rights(jsonb) to plenary_auth;
--> statement-breakpoint
alter function app.live_rights(jsonb) owner to plenary_guard;
