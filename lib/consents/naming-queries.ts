import "server-only";
import { sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Naming } from "@/db/reference/words";

/** Where something would be said. Only in a bilateral forum does it matter to which State. */
export interface NamingPlace {
  caseId: string;
  forum: string;
  stateCode: string;
}

/** What consent can allow; a theme alone names nobody and needs none. */
export type AllowedNaming = Exclude<Naming, "theme">;

/** Stands for no State in a question about naming: what is allowed whichever mission is asked. */
export const noState = "-";

/** Public forums have one answer for all States; a bilateral ask may have the consent for one mission. */
const keyOf = ({ caseId, forum, stateCode }: NamingPlace) =>
  forum === "bilateral" ? `${caseId} ${stateCode}` : caseId;

/**
 * What consent allows today at each of the places, asked once for each case and kind of forum. A case that the actor
 * may not read, and a place that was not among them, give "country".
 */
export async function namingsAllowed(
  tx: Tx,
  places: readonly NamingPlace[],
): Promise<(place: NamingPlace) => AllowedNaming> {
  const distinct = [...new Map(places.map((place) => [keyOf(place), place]))];
  const allowed = new Map<string, AllowedNaming>();
  if (distinct.length > 0) {
    const all = (part: keyof NamingPlace) =>
      `{${distinct.map(([, place]) => place[part]).join(",")}}`;
    const answers = await tx.execute<{ place: string; naming: AllowedNaming }>(
      sql`select place, naming from app.namings_allowed(
        ${all("caseId")}::uuid[], ${all("forum")}::text[], ${all("stateCode")}::text[])`,
    );
    for (const { place, naming } of answers) {
      allowed.set(distinct[Number(place) - 1]?.[0] ?? "", naming);
    }
  }
  return (place) => allowed.get(keyOf(place)) ?? "country";
}
