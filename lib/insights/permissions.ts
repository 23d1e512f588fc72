import type { MembershipRole } from "@/db/reference/words";

interface Asker {
  readonly role: MembershipRole;
}

/** Whether someone tells a chart in their own words. */
export function canTellChart(actor: Asker): boolean {
  return actor.role === "administrator" || actor.role === "advocate";
}
