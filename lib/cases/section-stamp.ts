import { createHash } from "node:crypto";
import type { CaseSection } from "./case";
import type { FullCase } from "./shown";

type Stamped = Partial<Omit<FullCase, "access" | "numbers" | "mayBeNamed">>;

const sectionColumns: Record<CaseSection, (keyof Stamped)[]> = {
  brief: ["title", "countryCode", "summary"],
  engagement: [
    "engagementKind",
    "engagementNote",
    "engagementOn",
    "engagementUntil",
    "engagementPrecision",
    "linkNote",
  ],
  reprisal: [
    "trigger",
    "reprisalOn",
    "reprisalUntil",
    "reprisalPrecision",
    "reprisalTypes",
    "perpetratorKinds",
  ],
  situation: ["currentSituation"],
  verification: ["verification", "verifiedOn", "sourcesNote"],
  response: ["governmentResponse", "sgReportReference"],
  caution: ["doNotMention"],
};

/** A fingerprint of one section as it stands, carried by its form: a change that its writer did not see shows. */
export function sectionStamp(section: CaseSection, row: Stamped): string {
  const values = sectionColumns[section].map((column) => row[column] ?? null);
  return createHash("sha256").update(JSON.stringify(values)).digest("base64url").slice(0, 22);
}
