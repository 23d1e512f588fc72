import "server-only";
import { eq, isNull } from "drizzle-orm";
import { asActor } from "@/db/client";
import { memberships, people } from "@/db/schema/people";
import { referenceVersions, supportOrganisations } from "@/db/schema/reference";
import { supportEntries } from "@/db/schema/support-directory";
import type { Actor } from "@/lib/auth/actor";
import { dayInZone } from "@/lib/i18n/format";
import type { DirectoryEntry } from "./entry";
import { mergeDirectory } from "./merge";

/** The whole directory as the actor's organisation sees it, by name; retired entries too, marked so. */
export function wholeDirectory(actor: Actor): Promise<DirectoryEntry[]> {
  return asActor(
    actor,
    async (tx) => {
      const shipped = await tx
        .select()
        .from(supportOrganisations)
        .where(isNull(supportOrganisations.retiredAt));
      const own = await tx
        .select({
          id: supportEntries.id,
          shippedId: supportEntries.shippedId,
          name: supportEntries.name,
          kinds: supportEntries.kinds,
          regions: supportEntries.regions,
          languages: supportEntries.languages,
          eligibility: supportEntries.eligibility,
          status: supportEntries.status,
          statusNote: supportEntries.statusNote,
          line: supportEntries.line,
          securePage: supportEntries.securePage,
          source: supportEntries.source,
          checkedOn: supportEntries.checkedOn,
          checkedBy: people.name,
          version: supportEntries.version,
          retiredAt: supportEntries.retiredAt,
        })
        .from(supportEntries)
        .leftJoin(memberships, eq(memberships.id, supportEntries.checkedBy))
        .leftJoin(people, eq(people.id, memberships.personId));
      const [version] = await tx
        .select({ asOf: referenceVersions.asOf })
        .from(referenceVersions)
        .where(eq(referenceVersions.dataset, "support-organisations"));
      return mergeDirectory(shipped, own, {
        asOf: version?.asOf ?? null,
        today: dayInZone(new Date(), actor.timeZone),
      });
    },
    { readOnly: true },
  );
}

/** The directory without what was retired. */
export async function directory(actor: Actor): Promise<DirectoryEntry[]> {
  return (await wholeDirectory(actor)).filter(({ isRetired }) => !isRetired);
}

/** One organisation, retired ones too; null where there is none for the actor's organisation. */
export async function findEntry(actor: Actor, key: string): Promise<DirectoryEntry | null> {
  return (await wholeDirectory(actor)).find((entry) => entry.key === key) ?? null;
}
