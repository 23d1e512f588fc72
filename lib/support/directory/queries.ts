import "server-only";
import { asActor } from "@/db/client";
import type { SupportKind } from "@/db/reference/words";
import { supportOrganisations } from "@/db/schema/reference";
import type { Actor } from "@/lib/auth/actor";
import type { DirectoryEntry } from "./entry";

export async function directory(actor: Actor): Promise<DirectoryEntry[]> {
  const rows = await asActor(actor, (tx) => tx.select().from(supportOrganisations), {
    readOnly: true,
  });
  return rows.map((row) => ({
    key: row.id,
    name: row.name,
    kinds: row.kinds as SupportKind[],
    regions: row.region ? [row.region] : [],
    languages: row.languages,
    eligibility: "",
    status: row.status.startsWith("halted")
      ? "halted"
      : row.status.startsWith("active")
        ? "active"
        : "unknown",
    statusWords: row.status,
    line: null,
    securePage: row.emergencyContactPage,
    lastCheckedOn: null,
    checkedBy: null,
    isOld: true,
    isOwn: false,
  }));
}
export async function findEntry(actor: Actor, key: string): Promise<DirectoryEntry | null> {
  return (await directory(actor)).find((entry) => entry.key === key) ?? null;
}
