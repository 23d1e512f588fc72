import type { SupportKind } from "@/db/reference/words";

export interface DirectoryEntry {
  key: string;
  name: string;
  kinds: readonly SupportKind[];
  regions: readonly string[];
  languages: readonly string[];
  eligibility: string;
  status: "active" | "halted" | "unknown";
  statusWords: string;
  line: string | null;
  securePage: string | null;
  lastCheckedOn: string | null;
  checkedBy: string | null;
  isOld: boolean;
  isOwn: boolean;
}
