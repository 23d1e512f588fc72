import { asSuperuser } from "@/db/testing/superuser";

/** The example's own places, for looking at every kind of page with something on it. */
export interface Places {
  caseId: string;
  cubaCaseId: string;
  /** The alert of the Cuba case, open for sign-on. */
  alertId: string;
  /** An edition of that alert, or of none while the example has issued nothing. */
  editionId: string;
  commitmentId: string;
  sessionId: string;
  stateKey: string;
  defenderId: string;
  consentId: string;
}

export async function placesOfTheExample(): Promise<Places> {
  const sql = asSuperuser();
  const [found] = await sql<Places[]>`
    select
      (select id from cases where reference = 'PL-2026-014') as "caseId",
      (select id from cases where reference = 'PL-2018-001') as "cubaCaseId",
      (select a.id from alerts a join cases k on k.id = a.case_id
        where k.reference = 'PL-2018-001' order by a.number limit 1) as "alertId",
      coalesce((select e.id from editions e join cases k on k.id = e.case_id
        where k.reference = 'PL-2018-001' order by e.issued_at limit 1), gen_random_uuid()) as "editionId",
      (select c.id from commitments c join cases k on k.id = c.case_id
        where k.reference = 'PL-2026-017' and c.state_code = 'XED') as "commitmentId",
      (select id from sessions where is_example and status <> 'held' limit 1) as "sessionId",
      (select key from states where code = 'XED') as "stateKey",
      (select d.id from defenders d join cases k on k.id = d.case_id
        where k.reference = 'PL-2026-014' order by d.id limit 1) as "defenderId",
      (select c.id from consents c join cases k on k.id = c.case_id
        where k.reference = 'PL-2026-014' order by c.id limit 1) as "consentId"`;
  if (!found?.caseId || !found.alertId || !found.commitmentId || !found.sessionId) {
    throw new Error("The example is not loaded.");
  }
  return found;
}

/** A page's address with the example's ids in the place of its parameters. */
export function addressOf(route: string, places: Places): string {
  return route
    .replace("[caseId]", route.includes("[alertId]") ? places.cubaCaseId : places.caseId)
    .replace("[alertId]", places.alertId)
    .replace("[editionId]", places.editionId)
    .replace("[commitmentId]", places.commitmentId)
    .replace("[sessionId]", places.sessionId)
    .replace("[stateKey]", places.stateKey)
    .replace("[defenderId]", places.defenderId)
    .replace("[consentId]", places.consentId)
    .replace("[token]", "A".repeat(43));
}
