import type { RegionalGroup } from "@/db/reference/regional-groups";

/** Whether an organisation works where somebody is; null where its regions do not say. */
export function coverage(
  regions: readonly string[],
  state: { code: string; regionalGroup: RegionalGroup | null },
): boolean | null {
  if (regions.length === 0) return null;
  if (regions.includes("global")) return true;
  return state.regionalGroup && regions.includes(state.regionalGroup) ? true : null;
}
