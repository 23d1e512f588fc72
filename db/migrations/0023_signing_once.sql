-- An answer is given once, however often its form is sent; and nobody signs what the people concerned no longer agree to.
set local role plenary_guard;
--> statement-breakpoint
-- Whether consent still lets a version be told to the audience that it is signed for, as it stands in it.
create function app.version_is_covered(of_version uuid) returns boolean
language sql stable security definer
set search_path = pg_catalog, public, app
as $$
  select a.audience = 'internal' or not exists (
    select 1 from jsonb_array_elements(v.shown) was
    left join app.shown_people(v.case_id, a.audience) s on s.defender_id = (was.value ->> 'defenderId')::uuid
    where coalesce(s.shown, 'missing') = 'missing' or (was.value ->> 'shown' = 'name' and s.shown <> 'name'))
  from alert_versions v join alerts a on a.id = v.alert_id
  where v.id = of_version and app.alert_right(v.case_id) is not null
$$;
--> statement-breakpoint
revoke all on function app.version_is_covered(uuid) from public;
--> statement-breakpoint
grant execute on function app.version_is_covered(uuid) to plenary_app;
--> statement-breakpoint
create or replace function app.endorse(of_version uuid, seen_hash text, given text, of_section text, because text,
  signs_as text, names jsonb, publish boolean) returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, public, app
as $$
declare
  version record;
  made constant uuid := app.uuidv7();
  before record;
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
  -- Two presses of the same form come one after the other.
  perform 1 from sign_on_requests s where s.alert_id = version.alert_id and s.partner_org_id = app.org()
    and s.revoked_at is null for update;
  if not found then
    raise exception 'not asked to sign' using errcode = '42501';
  end if;
  if version.stage not in ('sign_on', 'issued', 'updated') or version.sign_on_deadline < now() then
    raise exception 'not open for sign-on' using errcode = 'PL004';
  end if;
  if of_version <> app.version_to_sign(version.alert_id) or seen_hash <> version.hash then
    raise exception 'the text changed' using errcode = 'PL003';
  end if;
  if given = 'signed' and not app.version_is_covered(of_version) then
    raise exception 'consent does not cover this text' using errcode = 'PL001';
  end if;
  if given <> 'signed' and btrim(because) = '' then
    raise exception 'a word why' using errcode = 'PL004';
  end if;
  select e.* into before from endorsements e where e.alert_id = version.alert_id and e.signer_org_id = app.org()
   order by e.at desc, e.id desc limit 1;
  if (before.version_id, before.answer, before.section, before.reason, before.capacity, before.display_names,
      before.publish_name) is not distinct from (of_version, given, of_section, because, signs_as, names, publish) then
    return before.id;
  end if;
  insert into endorsements (org_id, case_id, alert_id, id, version_id, hash, signer_org_id, membership_id, answer,
    section, reason, capacity, display_names, publish_name)
  values (version.org_id, version.case_id, version.alert_id, made, of_version, seen_hash, app.org(), app.membership(),
    given, of_section, because, signs_as, names, publish);
  return made;
end
$$;
--> statement-breakpoint
set local role none;
