import type { Modality } from "./words";

/** What a person needs and who helps: the closed lists of support, of referrals and of check-ins. */
export const supportKinds = [
  "urgent_monitoring",
  "reporting_and_advocacy",
  "appeals_to_authorities",
  "protective_publicity",
  "temporary_relocation",
  "medical_expenses",
  "legal_expenses",
  "rapid_practical_support",
  "emergency_subsistence",
  "legal_advice",
  "physical_security",
  "digital_security",
  "communications",
  "security_capacity_building",
  "secure_transport_and_social",
] as const;
export type SupportKind = (typeof supportKinds)[number];

/** The kinds under headings for people who choose one; each kind stands under exactly one. */
export const supportKindGroups = [
  {
    group: "voice",
    kinds: [
      "urgent_monitoring",
      "reporting_and_advocacy",
      "appeals_to_authorities",
      "protective_publicity",
    ],
  },
  {
    group: "safety",
    kinds: [
      "temporary_relocation",
      "physical_security",
      "digital_security",
      "communications",
      "security_capacity_building",
    ],
  },
  {
    group: "care",
    kinds: [
      "medical_expenses",
      "legal_expenses",
      "legal_advice",
      "emergency_subsistence",
      "rapid_practical_support",
      "secure_transport_and_social",
    ],
  },
] as const satisfies readonly { group: string; kinds: readonly SupportKind[] }[];

/** Whether a programme takes requests, as far as somebody saw. */
export const supportStatuses = ["active", "halted", "unknown"] as const;
export type SupportStatus = (typeof supportStatuses)[number];

/** How long help can wait, from the nearest. */
export const supportUrgencies = ["today", "this_week", "this_month", "later"] as const;
export type SupportUrgency = (typeof supportUrgencies)[number];

/** What help is made of; the field's own list. */
export const supportNatures = [
  "administrative",
  "material",
  "financial",
  "logistical",
  "practical",
] as const;
export type SupportNature = (typeof supportNatures)[number];

export const supportEndings = [
  "helped",
  "partly",
  "not_found",
  "not_needed",
  "opened_in_error",
] as const;
export type SupportEnding = (typeof supportEndings)[number];

/** How much of a request a partner is shown: what is needed where in the world and how soon, or a text agreed to as well. */
export const supportLevels = ["outline", "more"] as const;
export type SupportLevel = (typeof supportLevels)[number];

/** Where a request stands with one partner: open to it, handed to it by another, its own to answer, or answered. */
export const shownStates = ["shown", "offered", "claimed", "closed"] as const;
export type ShownState = (typeof shownStates)[number];

/** The same as the partner sees it: that another holds it is all that it learns of others. */
export const partnerStates = [...shownStates, "taken"] as const;
export type PartnerState = (typeof partnerStates)[number];

/** How a request ended with a partner, in the partner's words. */
export const partnerEndings = ["helped", "partly", "could_not", "not_needed"] as const;
export type PartnerEnding = (typeof partnerEndings)[number];

/** Why a request is shown to a partner no longer. */
export const shownEndings = ["taken_back", "withdrawn", "lapsed", "request_closed"] as const;
export type ShownEnding = (typeof shownEndings)[number];

/** What happens with a request between whoever shows it and a partner. */
export const shownSteps = [
  "shown",
  "shown_more",
  "offered",
  "claimed",
  "handed_back",
  "handed_over",
  "closed",
  "wrote",
  "answered",
  "ended",
] as const;
export type ShownStep = (typeof shownSteps)[number];

/** Of what the team of a request for support is reminded on its day. */
export const supportReminders = ["needed", "ask_again", "one_month", "six_months"] as const;
export type SupportReminder = (typeof supportReminders)[number];

/** When a defender is asked whether it helped, counted from the day on which the request was closed. */
export const outcomeTimes = ["one_month", "six_months"] as const;
export type OutcomeTime = (typeof outcomeTimes)[number];

/** Whether it helped, as the defender judges it. */
export const outcomeVerdicts = ["helped", "partly", "not", "worse", "not_reached"] as const;
/**
 * What somebody may allow to be told to one support organisation, beside what kind of help is asked for and how soon. In
 * the order in which a text tells it: who, in what situation, what is needed.
 */
export const referralFields = [
  "label",
  "name",
  "contact",
  "family",
  "where",
  "situation",
  "channel",
  "needs",
  "amount",
  "languages",
  "tried",
] as const;
export type ReferralField = (typeof referralFields)[number];

/** How a text reaches a support organisation: its own form, its line, or a way that nobody else reads. */
export const referralChannels = ["secure_form", "line", "encrypted_mail", "in_person"] as const;
export const referralOutcomes = ["accepted", "refused", "no_answer"] as const;
export const referralRefusals = [
  "not_eligible",
  "other_region",
  "other_kind",
  "no_funds",
  "no_capacity",
  "not_verified",
  "programme_halted",
  "not_told",
] as const;
export type ReferralRefusal = (typeof referralRefusals)[number];

/** What was heard at an agreed check-in. */
export const checkInAnswers = ["all_right", "not_all_right", "changed"] as const;
export type CheckInAnswer = (typeof checkInAnswers)[number];

/** What is done when nobody was heard from: somebody calls, a mission is told, an alert goes on. */
export const checkInStepKinds = ["call", "mission", "alert"] as const;
export type CheckInStepKind = (typeof checkInStepKinds)[number];

/** Why the agreed steps began. */
export const checkInCauses = ["missed", "not_all_right"] as const;
export type CheckInCause = (typeof checkInCauses)[number];

export const checkInFindings = [
  "reached_well",
  "reached_not_well",
  "not_reached",
  "false_alarm",
] as const;
/** What an embassy is asked for somebody, and by which way of the bilateral forum it is one of our asks. */
export const embassyAsks = {
  receive: "embassy_meeting",
  prison: "prison_visit",
  trial: "trial_observation",
  visa: "emergency_visa",
  shelter: "emergency_visa",
} as const satisfies Record<string, Modality>;
export type EmbassyAsk = keyof typeof embassyAsks;
