import type { UnLanguage } from "@/db/reference/languages";
import type {
  CaseStatus,
  CaseVisibility,
  engagementKinds,
  governmentResponses,
  securityLevels,
  verifications,
} from "@/db/reference/words";
import type { CaseAccess, MayBeNamed, NamingAllowed } from "./case";

type OneOf<Words extends readonly string[]> = Words[number];
type Names = Record<UnLanguage, string>;

/** A case as its pages show it. Made by `findCase`, which chooses the columns. */
export interface FullCase {
  id: string;
  organisation: string;
  /** Of another organisation, shared with the reader's. */
  isPartners: boolean;
  reference: string;
  title: string;
  countryCode: string;
  countryKey: string;
  countryNames: Names;
  status: CaseStatus;
  visibility: CaseVisibility;
  securityLevel: OneOf<typeof securityLevels>;
  summary: string;
  reprisalTypes: string[];
  perpetratorKinds: string[];
  reprisalOn: string | null;
  reprisalUntil: string | null;
  reprisalPrecision: string;
  engagementKind: OneOf<typeof engagementKinds> | null;
  engagementNote: string;
  engagementOn: string | null;
  engagementUntil: string | null;
  engagementPrecision: string;
  linkNote: string;
  trigger: string;
  currentSituation: string;
  verification: OneOf<typeof verifications> | null;
  verifiedOn: string | null;
  sourcesNote: string;
  governmentResponse: OneOf<typeof governmentResponses> | null;
  sgReportReference: string | null;
  doNotMention: string;
  isExample: boolean;
  createdAt: Date;
  changedAt: Date;
  access: CaseAccess;
  numbers: {
    defenders: number;
    alerts: number;
    commitments: number;
    events: number;
    team: number;
    partners: number;
  };
  mayBeNamed: MayBeNamed;
}

/** A case in the list, with what stands beside it. Made by `listCases`. */
export interface CaseRow {
  id: string;
  reference: string;
  title: string;
  countryCode: string;
  countryKey: string;
  countryNames: Names;
  status: CaseStatus;
  visibility: CaseVisibility;
  securityLevel: OneOf<typeof securityLevels>;
  isExample: boolean;
  isPartners: boolean;
  organisation: string;
  changedAt: Date;
  reprisalOn: string | null;
  reprisalUntil: string | null;
  reprisalPrecision: string;
  inPublic: NamingAllowed;
  bilaterally: NamingAllowed;
  defenders: number;
  agreed: number;
  raised: number;
  /** Names, the lead first. Empty for a partner. */
  team: string[];
}
