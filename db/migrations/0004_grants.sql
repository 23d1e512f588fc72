-- Who may do what at all, before the policies say to which rows; and the policies of the two roles that serve the
-- program itself.
do $$
declare
  t record;
  shipped constant text[] := array['states', 'state_aliases', 'state_groups', 'council_terms', 'council_years',
    'guidelines', 'record_entries', 'record_notes', 'support_organisations', 'reference_versions'];
begin
  for t in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = 'public' and c.relkind in ('r', 'p') loop
    execute format('revoke all on %I from public', t.relname);
    if t.relname = any (shipped) then
      execute format('grant select on %I to plenary_app, plenary_auth, plenary_guard', t.relname);
    else
      execute format('alter table %I enable row level security', t.relname);
      execute format('alter table %I force row level security', t.relname);
      execute format('create policy "the guard keeps the rules" on %I to plenary_guard using (true) with check (true)',
        t.relname);
      execute format('grant select, insert, update, delete on %I to plenary_guard', t.relname);
    end if;
  end loop;
end
$$;
--> statement-breakpoint
revoke update, delete on audit_log from plenary_guard;
--> statement-breakpoint
-- Signed-in work.
grant select on organisations, memberships, invitations, visits, sessions, cases, case_team, case_shares,
  case_readers, case_keys, case_events, defenders, defender_identities, consents, commitments, commitment_events,
  commitment_readers, commitment_tallies, interventions, intervention_states, intervention_cases,
  intervention_commitments, evidence, cautions, mission_contacts, audit_log, disclosures to plenary_app;
--> statement-breakpoint
revoke select on invitations from plenary_app;
--> statement-breakpoint
grant select (org_id, id, email, role, invited_by, created_at, expires_at, accepted_at, revoked_at)
  on invitations to plenary_app;
--> statement-breakpoint
grant select (id, name, email, locale, time_zone, theme, low_data, is_example, created_at) on people to plenary_app;
--> statement-breakpoint
grant update (name, locale, time_zone, theme, low_data) on people to plenary_app;
--> statement-breakpoint
grant select (id, person_id, active_org_id, device, method, created_at, last_seen_at, expires_at, revoked_at)
  on sign_ins to plenary_app;
--> statement-breakpoint
grant update (revoked_at, device) on sign_ins to plenary_app;
--> statement-breakpoint
grant update (name) on organisations to plenary_app;
--> statement-breakpoint
grant update (role, status, last_visit_at) on memberships to plenary_app;
--> statement-breakpoint
grant insert on invitations, sessions, cases, case_team, case_shares, case_keys, case_events, defenders,
  defender_identities, consents, commitments, commitment_events, interventions, intervention_states,
  intervention_cases, evidence, cautions, mission_contacts, disclosures, visits to plenary_app;
--> statement-breakpoint
grant update (revoked_at) on invitations to plenary_app;
--> statement-breakpoint
grant update on visits, sessions, cases to plenary_app;
--> statement-breakpoint
grant update (role) on case_team to plenary_app;
--> statement-breakpoint
grant update (level, revoked_at) on case_shares to plenary_app;
--> statement-breakpoint
grant update (kind, title, note, source, happened_on, happened_until, happened_precision) on case_events to plenary_app;
--> statement-breakpoint
grant update (public_label, kind) on defenders to plenary_app;
--> statement-breakpoint
grant update (sealed, changed_at) on defender_identities to plenary_app;
--> statement-breakpoint
grant update (withdrawn_at, withdrawn_by) on consents to plenary_app;
--> statement-breakpoint
grant update (ended_at) on cautions to plenary_app;
--> statement-breakpoint
grant update (role, place, channel, language, lead_time_days) on mission_contacts to plenary_app;
--> statement-breakpoint
grant delete on case_team, mission_contacts, visits to plenary_app;
--> statement-breakpoint
-- Signing in, inviting, setting up: people and doors, never a case.
do $$
declare
  t text;
begin
  foreach t in array array['organisations', 'people', 'memberships', 'invitations', 'sign_ins', 'sign_in_failures',
      'known_devices', 'outside_identities', 'set_up_links'] loop
    execute format('create policy "sign-in keeps people and doors" on %I to plenary_auth using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to plenary_auth', t);
  end loop;
end
$$;
--> statement-breakpoint
-- No function is callable by whoever comes along, only by whom it was made for.
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'app' loop
    execute format('revoke all on function %s from public', f.signature);
  end loop;
end
$$;
--> statement-breakpoint
grant execute on function app.uuidv7(), app.today(), app.org(), app.membership(), app.person(), app.sign_in(), app.role()
  to plenary_app, plenary_auth, plenary_guard;
--> statement-breakpoint
grant execute on function app.begin_session(text), app.switch_organisation(uuid), app.namings_allowed(uuid[], text[], text[]),
  app.consent_summary(uuid), app.touched_by_consent(uuid), app.search_cases(text, integer), app.recorded_by_me(uuid, uuid),
  app.record_identity_read(uuid, uuid), app.remove_example()
  to plenary_app;
--> statement-breakpoint
grant execute on function app.close_expired() to plenary_auth;
--> statement-breakpoint
-- Last, since the owner can't grant what is no longer its own: the functions that look over the wall go to the guard.
do $$
declare
  f record;
begin
  for f in select p.oid::regprocedure as signature from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname = 'app' and p.prosecdef loop
    execute format('alter function %s owner to plenary_guard', f.signature);
  end loop;
end
$$;
