import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";

/** Whether something was closed by this withdrawal: at its moment, or before anything else changed what the case allows. */
export const closedBy = (closedAt: PgColumn, caseId: string, consentId: string): SQL =>
  sql`${closedAt} >= (select c.withdrawn_at from consents c where c.id = ${consentId}::uuid)
    and ${closedAt} < coalesce((select min(x.at) from (
      select recorded_at as at from consents where case_id = ${caseId}::uuid
      union all select withdrawn_at from consents where case_id = ${caseId}::uuid) x
      where x.at > (select c.withdrawn_at from consents c where c.id = ${consentId}::uuid)), 'infinity')`;
