import { uuidv7 } from "uuidv7";
import type { Case, Member } from "./factories";
import { asSuperuser } from "./superuser";

/** What somebody of a case needs, with nothing that could be read: the program alone seals. */
export async function aSupportRequest(
  theCase: Case,
  defenderId: string,
  by: Member,
): Promise<string> {
  const id = uuidv7();
  await asSuperuser()`insert into support_requests (org_id, case_id, id, defender_id, kind, nature, urgency, sealed,
      created_by)
    values (${theCase.orgId}, ${theCase.id}, ${id}, ${defenderId}, 'medical_expenses', 'financial', 'this_week',
      'v1.x.x.x.x', ${by.membershipId})`;
  return id;
}

/** A request as an outline of it is shown to a partner. */
export async function aShownRequest(
  theCase: Case,
  requestId: string,
  by: Member,
  partner: { id: string },
): Promise<string> {
  const id = uuidv7();
  await asSuperuser()`insert into shown_requests (org_id, case_id, request_id, id, partner_org_id, level, region, wrapped,
      shown_by)
    values (${theCase.orgId}, ${theCase.id}, ${requestId}, ${id}, ${partner.id}, 'outline', 'EXAMPLE_A', 'v1.x.x.x.x',
      ${by.membershipId})`;
  return id;
}
