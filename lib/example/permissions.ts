import type { MembershipRole } from "@/db/reference/words";

interface Asking {
  role: MembershipRole;
  hasExample: boolean;
}

export function canLoadExample(actor: Asking): boolean {
  return actor.role === "administrator" && !actor.hasExample;
}

export function canRemoveExample(actor: Asking): boolean {
  return actor.role === "administrator" && actor.hasExample;
}
