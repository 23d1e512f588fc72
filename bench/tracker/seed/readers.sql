-- The rules of app.refresh_case_readers and app.refresh_commitment_readers, for all cases at once; check.ts compares.
insert into case_readers (org_id, case_id, audience_id, via, level, valid_until)
select t.org_id, t.case_id, t.membership_id, 'team',
  case t.role when 'lead' then 'lead' when 'editor' then 'edit' else 'read' end, null::date
from case_team t
union all
select c.org_id, c.id, c.org_id, 'organisation', 'read', null from cases c where c.visibility = 'organisation'
union all
select s.org_id, s.case_id, s.partner_org_id, 'partner', s.level,
  app.consent_valid_until(s.case_id, 'share_with_organisation', s.partner_org_id)
from case_shares s
where s.revoked_at is null and app.consent_level(s.case_id, 'share_with_organisation', s.partner_org_id) >= 1;
--> statement-breakpoint
analyze case_readers, commitments;
--> statement-breakpoint
insert into commitment_readers (audience_id, commitment_id, org_id, case_id, state_code, session_id, forum, stage,
  promised, owner_id, due_on, changed_at, valid_until)
select r.audience_id, c.id, c.org_id, c.case_id, c.state_code, c.session_id, c.forum,
  case when c.is_raised then 'raised' else c.stage end, c.stage = 'agreed',
  c.owner_id, case when c.closed_as is null then c.due_on end, c.changed_at, r.valid_until
from commitments c
join cases k on k.org_id = c.org_id and k.id = c.case_id
join case_readers r on r.case_id = c.case_id
where case r.via
  when 'team' then c.visibility = 'team' or k.visibility <> 'organisation'
  when 'organisation' then c.visibility <> 'team'
  else c.visibility = 'partners' end
order by c.id;
--> statement-breakpoint
insert into commitment_tallies (audience_id, state_code, stage, n)
select audience_id, state_code, stage, count(*) from commitment_readers group by 1, 2, 3;
--> statement-breakpoint
insert into promise_tallies (audience_id, session_id, outcome, n)
select audience_id, session_id, app.outcome_of(stage, promised), count(*) from commitment_readers
where stage in ('agreed', 'raised') group by 1, 2, 3;
