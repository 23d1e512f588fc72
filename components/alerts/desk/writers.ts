import type { DeskPerson } from "@/lib/alerts/desk";
import type { Present } from "./room-state";

/**
 * Who writes, by membership: those on record, and before they are, those who are here. A colleague is known by name; one
 * whose name was not read yet is left out rather than called otherwise.
 */
export function writersOf(
  onRecord: Readonly<Record<string, DeskPerson>>,
  here: readonly Present[],
  colleagues: Readonly<Record<string, string>>,
  ownOrganisation: string,
): Record<string, DeskPerson> {
  const present = here.flatMap(({ membershipId, organisation }) => {
    const name = colleagues[membershipId] ?? null;
    return name === null && organisation === ownOrganisation
      ? []
      : [[membershipId, { organisation, name }] as const];
  });
  return { ...Object.fromEntries(present), ...onRecord };
}
