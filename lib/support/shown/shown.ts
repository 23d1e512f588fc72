import type {
  PartnerEnding,
  PartnerState,
  ReferralField,
  ShownEnding,
  ShownState,
  ShownStep,
  SupportKind,
  SupportLevel,
  SupportUrgency,
} from "@/db/reference/support-words";

/** A request as the team that shows it reads it: where it stands with one partner, and nothing of the partner's own. */
export interface ShownToPartner {
  id: string;
  partnerOrgId: string;
  partner: string;
  level: SupportLevel;
  region: string | null;
  fields: ReferralField[];
  shownAt: Date;
  expiresOn: string | null;
  state: ShownState;
  stateAt: Date;
  closedAs: PartnerEnding | null;
  openedAt: Date | null;
  endedAt: Date | null;
  endedAs: ShownEnding | null;
  /** Not ended, but its last day has passed. */
  isOver: boolean;
  /** The request was changed since the text was made, which is closed to the partner until the new one is shown. */
  isOlder: boolean;
}

/** A request as the partner reads it. */
export interface ShownToUs {
  id: string;
  fromOrgId: string;
  from: string;
  level: SupportLevel;
  kind: SupportKind;
  region: string | null;
  urgency: SupportUrgency;
  neededBy: string | null;
  actBy: string;
  state: PartnerState;
  stateAt: Date | null;
  closedAs: PartnerEnding | null;
  expiresOn: string | null;
  shownAt: Date;
  /** Its text is older than the request, and closed until whoever shows it shows the new one. */
  isOlder: boolean;
}

export interface Step {
  step: ShownStep;
  byPartner: boolean;
  at: Date;
  /** What the partner wrote to whoever shows it, or they to the partner. */
  words: string | null;
}
