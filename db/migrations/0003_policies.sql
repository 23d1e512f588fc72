ALTER TABLE "audit_log" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "disclosures" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "case_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "case_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "case_readers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "case_shares" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "case_team" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "cases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "consents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "defender_identities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "defenders" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "commitment_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "commitment_readers" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "commitment_tallies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "commitments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "evidence" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "intervention_cases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "intervention_commitments" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "intervention_states" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "interventions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "cautions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "mission_contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "invitations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "memberships" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "organisations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "people" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sign_ins" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "visits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE POLICY "the log is as readable as what it tells of" ON "audit_log" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (case
    when commitment_id is not null then exists (select 1 from commitment_readers cr where cr.commitment_id = audit_log.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)
    when case_id is not null and subject in ('consents', 'defender_identities', 'case_keys', 'case_shares', 'disclosures')
      then exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id = app.membership() and r.via = 'team')
    when subject = 'case_team' then org_id = app.org() and exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))
    when case_id is not null then exists (select 1 from case_readers r where r.case_id = audit_log.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date))
    when subject in ('interventions', 'intervention_states', 'evidence') then exists (
      select 1 from interventions i where i.id::text = case subject
        when 'evidence' then details -> 'intervention_id' ->> 1 else subject_id end)
    else org_id = app.org()
  end);--> statement-breakpoint
CREATE POLICY "the team knows what left and to whom" ON "disclosures" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = disclosures.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "whoever reads a case records what they take out" ON "disclosures" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (exists (select 1 from case_readers r where r.case_id = disclosures.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)) and person_id = app.person() and kind = 'export' and exists (select 1 from cases c where c.org_id = disclosures.org_id and c.id = disclosures.case_id));--> statement-breakpoint
CREATE POLICY "editors correct events" ON "case_events" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_events.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit'))) WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_events.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "readers of the case read its events" ON "case_events" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = case_events.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "editors record events" ON "case_events" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and recorded_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_events.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "editors make the key" ON "case_keys" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_keys.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "the team holds the key" ON "case_keys" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = case_keys.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "everybody knows their own access" ON "case_readers" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (audience_id in (app.org(), app.membership()) and (valid_until is null or valid_until >= current_date));--> statement-breakpoint
CREATE POLICY "the lead changes or ends a share" ON "case_shares" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_shares.case_id and r.audience_id = app.membership() and r.level = 'lead')) WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_shares.case_id and r.audience_id = app.membership() and r.level = 'lead'));--> statement-breakpoint
CREATE POLICY "the team and the partner know of a share" ON "case_shares" AS PERMISSIVE FOR SELECT TO "plenary_app" USING ((exists (select 1 from case_readers r where r.case_id = case_shares.case_id
    and r.audience_id = app.membership() and r.via = 'team')) or (partner_org_id = app.org() and revoked_at is null));--> statement-breakpoint
CREATE POLICY "the lead shares the case" ON "case_shares" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and shared_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_shares.case_id and r.audience_id = app.membership() and r.level = 'lead'));--> statement-breakpoint
CREATE POLICY "the lead makes the team" ON "case_team" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_team.case_id and r.audience_id = app.membership() and r.level = 'lead'));--> statement-breakpoint
CREATE POLICY "the lead changes roles in the team" ON "case_team" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_team.case_id and r.audience_id = app.membership() and r.level = 'lead')) WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_team.case_id and r.audience_id = app.membership() and r.level = 'lead'));--> statement-breakpoint
CREATE POLICY "the lead removes members and members leave" ON "case_team" AS PERMISSIVE FOR DELETE TO "plenary_app" USING ((app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = case_team.case_id and r.audience_id = app.membership() and r.level = 'lead')) or (org_id = app.org() and membership_id = app.membership()));--> statement-breakpoint
CREATE POLICY "the organisation's readers of a case see its team" ON "case_team" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and exists (select 1 from case_readers r where r.case_id = case_team.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "editors of the team change the case" ON "cases" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = cases.id and r.audience_id = app.membership() and r.level in ('lead', 'edit'))) WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = cases.id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "advocates open cases in their organisation" ON "cases" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and created_by = app.membership() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "whoever the case is open to reads it" ON "cases" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = cases.id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "the team reads consent" ON "consents" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = consents.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors record consent" ON "consents" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and obtained_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = consents.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')) and withdrawn_at is null);--> statement-breakpoint
CREATE POLICY "anybody in the team records a withdrawal" ON "consents" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = consents.case_id
    and r.audience_id = app.membership() and r.via = 'team')) WITH CHECK (exists (select 1 from case_readers r where r.case_id = consents.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "the team alone reads identities" ON "defender_identities" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = defender_identities.case_id
    and r.audience_id = app.membership() and r.via = 'team'));--> statement-breakpoint
CREATE POLICY "editors seal identities anew" ON "defender_identities" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = defender_identities.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit'))) WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = defender_identities.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "editors seal identities" ON "defender_identities" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = defender_identities.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "editors add defenders" ON "defenders" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = defenders.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "readers of the case read public labels" ON "defenders" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = defenders.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "editors change public labels" ON "defenders" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = defenders.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit'))) WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = defenders.case_id and r.audience_id = app.membership() and r.level in ('lead', 'edit')));--> statement-breakpoint
CREATE POLICY "readers of a commitment read its history" ON "commitment_events" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from commitment_readers cr where cr.commitment_id = commitment_events.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0));--> statement-breakpoint
CREATE POLICY "contributors to the case change commitments" ON "commitment_events" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (exists (select 1 from commitment_readers cr where cr.commitment_id = commitment_events.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0) and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = commitment_events.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date)))) and kind in ('changed', 'undone'));--> statement-breakpoint
CREATE POLICY "everybody reads their own list" ON "commitment_readers" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (audience_id in (app.org(), app.membership()) and (valid_until is null or valid_until >= current_date));--> statement-breakpoint
CREATE POLICY "everybody reads their own totals" ON "commitment_tallies" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (audience_id in (app.org(), app.membership()));--> statement-breakpoint
CREATE POLICY "contributors to the case open commitments" ON "commitments" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (recorded_org_id = app.org() and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = commitments.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date)))) and exists (select 1 from sessions s where s.id = commitments.session_id));--> statement-breakpoint
CREATE POLICY "whoever the commitment is open to reads it" ON "commitments" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from commitment_readers cr where cr.commitment_id = commitments.id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0));--> statement-breakpoint
CREATE POLICY "advocates who read an intervention add evidence" ON "evidence" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (recorded_by = app.membership() and app.role() in ('administrator', 'advocate') and exists (select 1 from intervention_cases ic where ic.org_id = evidence.org_id
      and ic.intervention_id = evidence.intervention_id and app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = ic.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date))))));--> statement-breakpoint
CREATE POLICY "readers of an intervention read its evidence" ON "evidence" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from interventions i where i.id = evidence.intervention_id));--> statement-breakpoint
CREATE POLICY "contributors link what they recorded" ON "intervention_cases" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (app.role() in ('administrator', 'advocate') and exists (select 1 from case_readers r
    where r.case_id = intervention_cases.case_id
    and ((r.audience_id = app.membership() and r.level in ('lead', 'edit'))
      or (r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute'
        and (r.valid_until is null or r.valid_until >= current_date)))) and app.recorded_by_me(intervention_cases.org_id, intervention_cases.intervention_id));--> statement-breakpoint
CREATE POLICY "readers of a case read its interventions" ON "intervention_cases" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from case_readers r where r.case_id = intervention_cases.case_id
    and r.audience_id in (app.org(), app.membership())
    and (r.valid_until is null or r.valid_until >= current_date)));--> statement-breakpoint
CREATE POLICY "readers of a commitment see what kept it" ON "intervention_commitments" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from commitment_readers cr where cr.commitment_id = intervention_commitments.commitment_id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0));--> statement-breakpoint
CREATE POLICY "whoever records an intervention credits States" ON "intervention_states" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (app.recorded_by_me(intervention_states.org_id, intervention_states.intervention_id));--> statement-breakpoint
CREATE POLICY "readers of an intervention see who is credited" ON "intervention_states" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (exists (select 1 from interventions i where i.id = intervention_states.intervention_id));--> statement-breakpoint
CREATE POLICY "readers of a case read what was said about it" ON "interventions" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (recorded_by = app.membership() or exists (select 1 from intervention_cases ic where ic.intervention_id = interventions.id));--> statement-breakpoint
CREATE POLICY "advocates record what was said" ON "interventions" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (recorded_org_id = app.org() and recorded_by = app.membership() and app.role() in ('administrator', 'advocate') and (org_id = app.org() or exists (select 1 from case_readers r where r.org_id = interventions.org_id
      and r.audience_id = app.org() and r.via = 'partner' and r.level = 'contribute')));--> statement-breakpoint
CREATE POLICY "advocates end cautions" ON "cautions" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate')) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "advocates note cautions" ON "cautions" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and recorded_by = app.membership() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "members read their organisation's cautions" ON "cautions" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org());--> statement-breakpoint
CREATE POLICY "advocates change contacts" ON "mission_contacts" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate')) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "advocates remove contacts" ON "mission_contacts" AS PERMISSIVE FOR DELETE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "advocates note contacts" ON "mission_contacts" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and recorded_by = app.membership() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "members read their organisation's contacts" ON "mission_contacts" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org());--> statement-breakpoint
CREATE POLICY "administrators invite" ON "invitations" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() = 'administrator' and invited_by = app.membership());--> statement-breakpoint
CREATE POLICY "administrators see open invitations" ON "invitations" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (org_id = app.org() and app.role() = 'administrator');--> statement-breakpoint
CREATE POLICY "administrators take invitations back" ON "invitations" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() = 'administrator') WITH CHECK (org_id = app.org() and app.role() = 'administrator');--> statement-breakpoint
CREATE POLICY "administrators change memberships" ON "memberships" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() = 'administrator') WITH CHECK (org_id = app.org() and app.role() = 'administrator');--> statement-breakpoint
CREATE POLICY "a member may leave" ON "memberships" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and id = app.membership()) WITH CHECK (org_id = app.org() and id = app.membership() and status = 'left');--> statement-breakpoint
CREATE POLICY "members know their colleagues and their own memberships" ON "memberships" AS PERMISSIVE FOR SELECT TO "plenary_app" USING ((org_id = app.org()) or (person_id = app.person()));--> statement-breakpoint
CREATE POLICY "members know the organisations of the coalition" ON "organisations" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (app.org() is not null);--> statement-breakpoint
CREATE POLICY "administrators keep their organisation's details" ON "organisations" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (id = app.org() and app.role() = 'administrator') WITH CHECK (id = app.org() and app.role() = 'administrator');--> statement-breakpoint
CREATE POLICY "people keep their own preferences" ON "people" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (id = app.person()) WITH CHECK (id = app.person());--> statement-breakpoint
CREATE POLICY "people know themselves and their colleagues" ON "people" AS PERMISSIVE FOR SELECT TO "plenary_app" USING ((id = app.person()) or (exists (select 1 from memberships m where m.person_id = people.id and m.org_id = app.org())));--> statement-breakpoint
CREATE POLICY "people sign out elsewhere" ON "sign_ins" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (person_id = app.person()) WITH CHECK (person_id = app.person());--> statement-breakpoint
CREATE POLICY "people see where they are signed in" ON "sign_ins" AS PERMISSIVE FOR SELECT TO "plenary_app" USING (person_id = app.person());--> statement-breakpoint
CREATE POLICY "members keep their own way back" ON "visits" AS PERMISSIVE FOR ALL TO "plenary_app" USING (org_id = app.org() and membership_id = app.membership()) WITH CHECK (org_id = app.org() and membership_id = app.membership());--> statement-breakpoint
CREATE POLICY "advocates add sessions of their organisation" ON "sessions" AS PERMISSIVE FOR INSERT TO "plenary_app" WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate') and reference_key is null);--> statement-breakpoint
CREATE POLICY "advocates change sessions of their organisation" ON "sessions" AS PERMISSIVE FOR UPDATE TO "plenary_app" USING (org_id = app.org() and app.role() in ('administrator', 'advocate')) WITH CHECK (org_id = app.org() and app.role() in ('administrator', 'advocate'));--> statement-breakpoint
CREATE POLICY "shipped sessions, one's own, and those of shared commitments are readable" ON "sessions" AS PERMISSIVE FOR SELECT TO "plenary_app" USING ((org_id is null and app.org() is not null) or (org_id = app.org()) or (exists (select 1 from commitment_readers cr where cr.session_id = sessions.id
    and cr.audience_id in (app.org(), app.membership())
    and (cr.valid_until is null or cr.valid_until >= current_date) offset 0)));