import { type SQL, sql } from "drizzle-orm";

/**
 * Whether a share opens a case to a partner now: it stands, its last day has not passed, and nobody's consent to it is
 * missing, withdrawn or over. For the case's team, which alone reads shares and consent.
 */
export const isOpenTo = (caseId: SQL, partnerOrgId: SQL): SQL => sql`(
  exists (select 1 from case_shares h where h.case_id = ${caseId} and h.partner_org_id = ${partnerOrgId}
    and h.revoked_at is null and coalesce(h.ends_on, current_date) >= current_date)
  and not exists (select 1 from defenders d where d.case_id = ${caseId} and coalesce((
    select c.withdrawn_at is not null or c.answer = 'no' or coalesce(c.valid_until < current_date, false)
    from consents c where c.defender_id = d.id and c.scope = 'share_with_organisation'
      and c.target_org_id = ${partnerOrgId}
    order by c.recorded_at desc, c.id desc limit 1), true)))`;
