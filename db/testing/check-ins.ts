import { uuidv7 } from "uuidv7";
import type { Case, Member } from "./factories";
import { asSuperuser } from "./superuser";

/** A check-in each day of the coming week, with one step. Its words can't be opened: only the program seals. */
export async function aCheckIn(theCase: Case, defenderId: string, by: Member): Promise<string> {
  const id = uuidv7();
  await asSuperuser().begin(async (tx) => {
    await tx`insert into check_ins (org_id, case_id, id, defender_id, zone, weekdays, time_of_day, first_on, last_on,
        grace_minutes, sealed, agreed_by)
      values (${theCase.orgId}, ${theCase.id}, ${id}, ${defenderId}, 'Europe/Zurich', '{1,2,3,4,5,6,7}', '08:00',
        current_date + 1, current_date + 7, 60, 'v1.x', ${by.membershipId})`;
    await tx`insert into check_in_steps (org_id, case_id, check_in_id, position, kind, after_minutes)
      values (${theCase.orgId}, ${theCase.id}, ${id}, 1, 'call', 0)`;
  });
  return id;
}
