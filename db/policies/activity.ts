import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { auditLog, disclosures } from "../schema/activity";
import { app, inCaseTeam, readsCase, readsCommitment } from "./rules";

/*
 * A row about a case is readable with the case, a row about a commitment with the commitment, and what touches
 * consent and identities by the team alone, who is in the team by its own organisation; what concerns no case, by the organisation.
 */
export const readAudit = pgPolicy("the log is as readable as what it tells of", {
  for: "select",
  to: app,
  using: sql`case
    when subject = 'conversations' then exists (select 1 from conversations c where c.id = subject_id::uuid)
    when subject = 'imports' then exists (select 1 from imports i where i.id = subject_id::uuid)
    when commitment_id is not null then ${readsCommitment("audit_log.commitment_id")}
    when case_id is not null and subject in ('consents', 'defender_identities', 'case_keys', 'case_shares', 'disclosures',
      'submissions', 'submission_drafts', 'submission_copies', 'submission_sendings', 'support_requests', 'referral_consents', 'referrals',
      'shown_requests', 'shown_request_steps', 'check_ins', 'check_in_steps', 'check_in_times', 'check_in_incidents', 'check_in_ticks',
      'support_request_asks', 'support_outcomes')
      then ${inCaseTeam("audit_log.case_id")}
    when subject = 'case_team' then org_id = app.org() and ${readsCase("audit_log.case_id")}
    when case_id is not null then ${readsCase("audit_log.case_id")}
    when subject in ('interventions', 'intervention_states', 'evidence') then exists (
      select 1 from interventions i where i.id::text = case subject
        when 'evidence' then details -> 'intervention_id' ->> 1 else subject_id end)
    else org_id = app.org()
  end`,
}).link(auditLog);

/** Disclosures are written by the functions that let something out, and by nobody else. */
export const readDisclosures = pgPolicy("the team knows what left and to whom", {
  for: "select",
  to: app,
  using: inCaseTeam("disclosures.case_id"),
}).link(disclosures);
