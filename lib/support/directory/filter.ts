import { foldName } from "@/db/reference/fold-name";
import { type SupportRegion, supportRegions } from "@/db/reference/support-regions";
import {
  type SupportKind,
  type SupportStatus,
  supportKinds,
  supportStatuses,
} from "@/db/reference/support-words";
import type { DirectoryEntry } from "./entry";

export interface DirectoryFilter {
  q: string;
  kind: SupportKind | undefined;
  region: SupportRegion | undefined;
  language: string | undefined;
  status: SupportStatus | undefined;
  line: boolean;
}

/** What an address asks for; what is no such word is not asked for. */
export function readFilter(one: (name: string) => string | undefined): DirectoryFilter {
  const known = <Word extends string>(words: readonly Word[], name: string) =>
    words.find((word) => word === one(name));
  return {
    q: one("q")?.slice(0, 100).trim() ?? "",
    kind: known(supportKinds, "kind"),
    region: known(supportRegions, "region"),
    language: /^[a-z]{2,3}$/.test(one("language") ?? "") ? one("language") : undefined,
    status: known(supportStatuses, "status"),
    line: one("line") === "1",
  };
}

const standing: readonly SupportStatus[] = ["active", "unknown", "halted"];

/**
 * The entries that fit, halted programmes last. An organisation of which nobody wrote down a fact does not fit where that
 * fact is asked for, but where part of a region is covered it does.
 */
export function filterDirectory(
  entries: readonly DirectoryEntry[],
  { q, kind, region, language, status, line }: DirectoryFilter,
): DirectoryEntry[] {
  const words = foldName(q);
  return entries
    .filter(
      (entry) =>
        (words === "" || foldName(entry.name).includes(words)) &&
        (!kind || entry.kinds.includes(kind)) &&
        (!region || worksIn(entry, region)) &&
        (!language || entry.languages.includes(language)) &&
        (!status || entry.status === status) &&
        (!line || entry.line !== ""),
    )
    .sort((a, b) => standing.indexOf(a.status) - standing.indexOf(b.status));
}

function worksIn({ coverage: { whole, part } }: DirectoryEntry, region: SupportRegion): boolean {
  return whole.includes("global") || whole.includes(region) || part.includes(region);
}
