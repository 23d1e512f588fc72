import type {
  ConsentAnswer,
  ConsentScope,
  Naming,
  ReprisalType,
  Stage,
  Word,
} from "@/db/reference/words";
import type { OpenRequest } from "@/lib/support/requests/input";

/*
 * Everything here is invented and stands on Example States only: no real State's position, no real person.
 */

/** Whose task it is: an index into the people of the example's own organisation, or a partner. */
export type Owner = "advocate" | "administrator" | "partnerA" | "partnerB";

export interface InventedAsk {
  stateCode: string;
  stage: Stage;
  word?: Word;
  naming?: Naming;
  withCapital?: boolean;
  nextStep?: string;
  /** Days from today. */
  due?: number;
  owner?: Owner;
  wordingAsked?: string;
  condition?: string;
  confidentiality?: "public" | "coalition" | "not_for_attribution" | "team";
}

/** A request for support, without places, people who hold channels or money. */
export type InventedSupport = Pick<
  OpenRequest,
  "kind" | "nature" | "urgency" | "situation" | "needs" | "languages" | "tried"
> & {
  /** The partners that see an outline of it. */
  shownTo: readonly ("A" | "B")[];
};

/** What the partners give, each in the region of an invented State. */
export const inventedOffers = [
  {
    by: "A",
    kinds: ["legal_advice", "legal_expenses"],
    regions: ["EXAMPLE_D"],
    languages: ["es", "en"],
    note: "Two lawyers, one of whom answers within three days. Fees up to a sum that we agree on beforehand.",
    since: "2026-03-01",
  },
  {
    by: "B",
    kinds: ["temporary_relocation", "secure_transport_and_social"],
    regions: ["EXAMPLE_C", "EXAMPLE_D"],
    languages: ["en", "fr"],
    note: "A room for up to six weeks, for one person and family. Ask two weeks before.",
    since: "2026-06-15",
  },
] as const;

/** What was agreed on with the first of the case's people; its steps as the form sends them. */
export const inventedCheckIn = {
  contact: "Second member of the association",
  channel: "The line on which they wrote last",
  allRight: "The word that was agreed on, and nothing else",
  graceMinutes: 120,
  note: "Sent the word.",
  steps: {
    words1: "Call the second member on the same line, and ask for the word.",
    after1: "0",
    state2: "XEA",
    words2: "Ask whoever follows human rights there to call the ministry.",
    after2: "120",
  },
} as const;

export interface InventedCase {
  /** What the first of its people needs. */
  support?: InventedSupport;
  reference: string;
  title: string;
  summary: string;
  reprisalTypes: ReprisalType[];
  reprisal: { on: string; until?: string; precision: "day" | "range" | "month" };
  engagementKind: "upr";
  engagementNote: string;
  engagement: { on: string; precision: "month" };
  linkNote: string;
  currentSituation: string;
  verification: "confirmed" | "likely" | "possible";
  securityLevel: "standard" | "restricted";
  doNotMention: string;
  defenders: { label: string; kind: "person" | "organisation" }[];
  consents: { scope: ConsentScope; answer: ConsentAnswer; partner?: "A" | "B" }[];
  events: {
    kind: "engagement" | "reprisal" | "situation";
    title: string;
    note: string;
    on: string;
    precision: "day" | "about" | "month";
  }[];
  shareWith: ("A" | "B")[];
  preSession: InventedAsk[];
  bilateral: InventedAsk[];
  council: InventedAsk[];
}

const reply = "Reply expected";

export const inventedCases: readonly InventedCase[] = [
  {
    reference: "PL-2026-014",
    title: "Two members of an association stopped at the border",
    summary:
      "Two members of an association are reported to have been stopped at the border on 12 October 2026, on their way to prepare a statement for the UPR pre-session. Their passports were reportedly kept for nine days. Both are at home; one has been told not to travel.",
    reprisalTypes: ["travel_restriction", "threats"],
    reprisal: { on: "2026-10-12", until: "2026-10-21", precision: "range" },
    engagementKind: "upr",
    engagementNote: "Joint UPR submission",
    engagement: { on: "2026-07-01", precision: "month" },
    linkNote: "Questions about Geneva.",
    currentSituation: "Both at home; one told not to travel.",
    verification: "likely",
    securityLevel: "standard",
    doNotMention: "The family’s town, or that a relative was questioned.",
    defenders: [
      { label: "First member of the association", kind: "person" },
      { label: "Second member of the association", kind: "person" },
    ],
    support: {
      kind: "legal_advice",
      nature: "administrative",
      urgency: "this_week",
      situation: "Told not to travel, without a paper that says so.",
      needs: "A lawyer who asks in writing who forbids the journey, and on what ground.",
      languages: ["es"],
      tried: "A colleague’s lawyer: no time before January.",
      shownTo: ["A"],
    },
    consents: [
      { scope: "contact_ohchr", answer: "yes" },
      { scope: "bilateral", answer: "anonymous" },
      { scope: "public_statement", answer: "anonymous" },
      { scope: "media", answer: "no" },
      { scope: "share_with_organisation", answer: "anonymous", partner: "A" },
      { scope: "share_with_organisation", answer: "anonymous", partner: "B" },
    ],
    events: [
      {
        kind: "engagement",
        title: "Joint UPR submission",
        note: "Month only.",
        on: "2026-07-01",
        precision: "month",
      },
      {
        kind: "reprisal",
        title: "Stopped at the border",
        note: "Reported by two sources.",
        on: "2026-10-12",
        precision: "day",
      },
      {
        kind: "situation",
        title: "Passports returned",
        note: "Day given from memory.",
        on: "2026-10-21",
        precision: "about",
      },
      {
        kind: "situation",
        title: "Situation checked",
        note: "Both at home.",
        on: "2026-11-20",
        precision: "day",
      },
    ],
    shareWith: ["A", "B"],
    preSession: [
      {
        stateCode: "XEA",
        stage: "agreed",
        word: 2,
        naming: "situation",
        nextStep: "Confirm the wording",
        due: 4,
        owner: "advocate",
      },
      {
        stateCode: "XEB",
        stage: "agreed",
        word: 4,
        naming: "situation",
        nextStep: "Send the final text",
        owner: "advocate",
        confidentiality: "public",
      },
      {
        stateCode: "XEC",
        stage: "considering",
        word: 2,
        naming: "situation",
        nextStep: "Meeting at the Palais",
        due: 6,
        owner: "partnerA",
      },
      {
        stateCode: "XED",
        stage: "agreed",
        word: 4,
        naming: "situation",
        nextStep: "Send the final text",
        due: 8,
        owner: "advocate",
        wordingAsked:
          "Name the two members stopped at the border, without their names, in your question at the pre-session.",
      },
      {
        stateCode: "XEE",
        stage: "asked",
        nextStep: "Shorter wording requested",
        due: 6,
        owner: "advocate",
      },
      { stateCode: "XEF", stage: "agreed", word: 3, naming: "situation", owner: "partnerB" },
    ],
    bilateral: [
      { stateCode: "XEA", stage: "asked", owner: "advocate" },
      { stateCode: "XEB", stage: "agreed", word: 2, owner: "advocate" },
      { stateCode: "XEC", stage: "agreed", word: 3, naming: "situation", owner: "advocate" },
      { stateCode: "XED", stage: "considering", word: 1, owner: "advocate" },
      { stateCode: "XEE", stage: "asked", owner: "administrator" },
      { stateCode: "XEF", stage: "agreed", word: 2, owner: "administrator" },
    ],
    council: [
      { stateCode: "XEA", stage: "planned" },
      { stateCode: "XEB", stage: "planned" },
      { stateCode: "XEC", stage: "planned" },
      { stateCode: "XED", stage: "planned" },
    ],
  },
  {
    reference: "PL-2026-017",
    title: "Lawyer’s office searched after a submission",
    summary:
      "The office of a lawyer who had sent a submission for the review is reported to have been searched in September 2026. Files of three clients were reportedly taken and have not been returned.",
    reprisalTypes: ["raid", "judicial_harassment"],
    reprisal: { on: "2026-09-01", precision: "month" },
    engagementKind: "upr",
    engagementNote: "Submission on the independence of lawyers",
    engagement: { on: "2026-07-01", precision: "month" },
    linkNote: "The search warrant is reported to quote the submission",
    currentSituation: "The lawyer works from home; the files have not been returned.",
    verification: "confirmed",
    securityLevel: "standard",
    doNotMention: "Any name: say “a lawyer”.",
    defenders: [{ label: "A lawyer", kind: "person" }],
    consents: [
      { scope: "contact_ohchr", answer: "yes" },
      { scope: "bilateral", answer: "yes" },
      { scope: "public_statement", answer: "anonymous" },
      { scope: "share_with_organisation", answer: "anonymous", partner: "A" },
      { scope: "share_with_organisation", answer: "anonymous", partner: "B" },
    ],
    events: [
      {
        kind: "reprisal",
        title: "Office searched",
        note: "Month only.",
        on: "2026-09-01",
        precision: "month",
      },
    ],
    shareWith: ["A", "B"],
    preSession: [
      {
        stateCode: "XEA",
        stage: "considering",
        word: 2,
        nextStep: "Text sent, first secretary to reply",
        due: 2,
        owner: "advocate",
      },
      {
        stateCode: "XEB",
        stage: "agreed",
        word: 3,
        naming: "situation",
        owner: "advocate",
        confidentiality: "public",
      },
      {
        stateCode: "XEC",
        stage: "asked",
        nextStep: "Meeting at 15:00, Palais",
        due: 6,
        owner: "advocate",
      },
      {
        stateCode: "XED",
        stage: "considering",
        word: 2,
        withCapital: true,
        nextStep: "Wording expected from capital",
        due: 2,
        owner: "advocate",
        naming: "situation",
        wordingAsked:
          "Name the search of the lawyer’s office in Example State 7 in your question at the pre-session.",
      },
      {
        stateCode: "XEE",
        stage: "no_answer",
        nextStep: "Call once more",
        due: -2,
        owner: "advocate",
      },
      {
        stateCode: "XEF",
        stage: "considering",
        word: 2,
        condition: "Will name the case if others do",
        nextStep: reply,
        due: 5,
        owner: "advocate",
        naming: "situation",
      },
    ],
    bilateral: [],
    council: [],
  },
  {
    reference: "PL-2026-019",
    title: "Relatives questioned after a side event",
    summary:
      "Relatives of a person who had spoken at a side event in Geneva are reported to have been questioned about it in October 2026. The family asks that only the theme be raised.",
    reprisalTypes: ["family_targeted", "threats"],
    reprisal: { on: "2026-10-01", precision: "month" },
    engagementKind: "upr",
    engagementNote: "Side event during the Council’s session",
    engagement: { on: "2026-09-01", precision: "month" },
    linkNote: "The questions were reportedly about the side event",
    currentSituation: "The relatives are at home.",
    verification: "likely",
    securityLevel: "restricted",
    doNotMention: "That a family is concerned; the town.",
    defenders: [{ label: "A speaker’s relatives", kind: "person" }],
    consents: [
      { scope: "bilateral", answer: "anonymous" },
      { scope: "public_statement", answer: "no" },
      { scope: "share_with_organisation", answer: "anonymous", partner: "B" },
    ],
    events: [
      {
        kind: "reprisal",
        title: "Relatives questioned",
        note: "Month only.",
        on: "2026-10-01",
        precision: "month",
      },
    ],
    shareWith: ["B"],
    preSession: [
      {
        stateCode: "XEA",
        stage: "asked",
        nextStep: "Text sent, first secretary to reply",
        due: 2,
        owner: "advocate",
      },
      { stateCode: "XEB", stage: "planned", owner: "partnerB" },
      { stateCode: "XEC", stage: "agreed", word: 2, owner: "advocate" },
      { stateCode: "XED", stage: "asked", nextStep: reply, due: 5, owner: "partnerB" },
      { stateCode: "XEE", stage: "declined", word: 2, owner: "partnerB" },
      { stateCode: "XEF", stage: "agreed", word: 4, owner: "partnerB" },
    ],
    bilateral: [],
    council: [],
  },
  {
    reference: "PL-2026-021",
    title: "Bank account of a group closed",
    summary:
      "A group that had met a Special Rapporteur is reported to have had its bank account closed in November 2026, without a reason given.",
    reprisalTypes: ["dismissal", "other"],
    reprisal: { on: "2026-11-01", precision: "month" },
    engagementKind: "upr",
    engagementNote: "Meeting with a mandate holder",
    engagement: { on: "2026-08-01", precision: "month" },
    linkNote: "No link documented yet; two colleagues are asking",
    currentSituation: "The group pays its rent in cash.",
    verification: "possible",
    securityLevel: "standard",
    doNotMention: "",
    defenders: [{ label: "A small group", kind: "organisation" }],
    consents: [{ scope: "bilateral", answer: "anonymous" }],
    events: [],
    shareWith: [],
    preSession: [
      { stateCode: "XEA", stage: "not_approached" },
      { stateCode: "XEB", stage: "not_approached" },
      {
        stateCode: "XEC",
        stage: "no_answer",
        nextStep: "Find another way in",
        due: -1,
        owner: "administrator",
      },
      {
        stateCode: "XED",
        stage: "planned",
        nextStep: "Prepare the ask",
        due: 5,
        owner: "advocate",
      },
      { stateCode: "XEE", stage: "not_approached" },
      { stateCode: "XEF", stage: "asked", nextStep: reply, due: 7, owner: "administrator" },
    ],
    bilateral: [],
    council: [],
  },
];

export const inventedCautions = [
  {
    stateCode: "XED",
    kind: "visitor_exposure" as const,
    note: "Do not bring a defender to the embassy.",
    saferAlternative: "A call by the safe channel, or a meeting at the Palais.",
    source: "Partner A, first hand",
    notedOn: "2026-10-12",
  },
  {
    stateCode: "XED",
    kind: "capacity" as const,
    note: "One officer covers the whole Council.",
    saferAlternative: "Send one page, ten days ahead.",
    source: "Geneva desk",
    notedOn: "2026-11-03",
  },
];

export const inventedContacts = [
  {
    stateCode: "XED",
    role: "human_rights_officer" as const,
    place: "Geneva mission",
    channel: "E-mail, signed",
    language: "French or English",
    leadTimeDays: 10,
  },
  {
    stateCode: "XED",
    role: "deputy_permanent_representative" as const,
    place: "Geneva mission",
    channel: "Only for a démarche",
    language: "French",
    leadTimeDays: null,
  },
  {
    stateCode: "XED",
    role: "desk_officer_capital" as const,
    place: "Capital",
    channel: "Through the mission first",
    language: "French",
    leadTimeDays: null,
  },
];

/** What Example States said before, on an older invented case. */
export const olderCase = {
  reference: "PL-2025-006",
  title: "Student summoned after a side event",
  summary:
    "A student who had spoken at a side event is reported to have been summoned three times in 2025.",
  countryCode: "XEG",
  interventions: [
    {
      speaker: "XEB",
      states: ["XEB", "XED", "XEA"],
      isJoint: true,
      onBehalfOf: "A group of three States",
      session: "hrc-63",
      said: { on: "2026-09-28", precision: "day" as const },
      modality: "dialogue_senior_official",
      summary: "Named the case in the interactive dialogue, item 5.",
      kind: "webcast" as const,
      grade: "A" as const,
      source: "Example webcast",
      timeCode: "1:12:40",
    },
    {
      speaker: "XED",
      states: ["XED"],
      isJoint: false,
      onBehalfOf: "",
      session: "bilateral",
      said: { on: "2026-03-01", precision: "month" as const },
      modality: "trial_observation",
      summary: "Observed one hearing.",
      kind: "first_hand_note" as const,
      grade: "C" as const,
      source: "Note by Partner A, second note by Partner B",
      timeCode: "",
    },
  ],
};
