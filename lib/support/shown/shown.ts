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
}

export interface Step {
  step: ShownStep;
  byPartner: boolean;
  at: Date;
  /** What the partner wrote to whoever shows it. */
  words: string | null;
}
