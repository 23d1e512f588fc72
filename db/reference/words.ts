/**
 * The field's closed lists, read by the schema, by input checks and by the screens alike.
 * Source: the domain page. Imports nothing, so that it may stand below everything.
 */
export const membershipRoles = ["administrator", "advocate", "reader"] as const;
export type MembershipRole = (typeof membershipRoles)[number];

export const membershipStatuses = ["invited", "confirmed", "suspended", "left"] as const;
export type MembershipStatus = (typeof membershipStatuses)[number];

export const teamRoles = ["lead", "editor", "reader"] as const;
export type TeamRole = (typeof teamRoles)[number];

export const caseVisibilities = ["team", "organisation"] as const;
export type CaseVisibility = (typeof caseVisibilities)[number];

export const shareLevels = ["read", "comment", "contribute"] as const;
export type ShareLevel = (typeof shareLevels)[number];

export const commitmentVisibilities = ["team", "organisation", "partners"] as const;
export type CommitmentVisibility = (typeof commitmentVisibilities)[number];

export const forums = ["bilateral", "hrc", "upr", "ga"] as const;
export type Forum = (typeof forums)[number];

export const sessionKinds = [
  "hrc_regular",
  "hrc_special",
  "upr_working_group",
  "upr_pre_session",
  "ga_third_committee",
  "bilateral",
] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** Where an ask stands. *Raised* is not among them: it is shown because an intervention exists. */
export const stages = [
  "not_approached",
  "planned",
  "asked",
  "considering",
  "agreed",
  "declined",
  "no_answer",
] as const;
export type Stage = (typeof stages)[number];

export const shownStages = [
  "not_approached",
  "planned",
  "asked",
  "considering",
  "agreed",
  "raised",
  "declined",
  "no_answer",
] as const;
export type ShownStage = (typeof shownStages)[number];

/** How sure we are of what a State said: 1 heard from others … 5 on the UN record. */
export const words = [1, 2, 3, 4, 5] as const;
export type Word = (typeof words)[number];

export const leanings = ["yes", "no"] as const;
export const closings = ["lapsed", "withdrawn"] as const;

export const namings = ["person", "organisation", "situation", "country", "theme"] as const;
export type Naming = (typeof namings)[number];

export const confidentialities = ["public", "coalition", "not_for_attribution", "team"] as const;
export type Confidentiality = (typeof confidentialities)[number];

export const deliveries = [
  "as_agreed",
  "stronger",
  "weaker",
  "in_writing_only",
  "by_bloc",
  "cut",
  "not_delivered",
  "without_agreement",
  "unknown",
] as const;
export type Delivery = (typeof deliveries)[number];

export const modalities = {
  bilateral: [
    "demarche",
    "note_verbale",
    "meeting",
    "embassy_meeting",
    "trial_observation",
    "prison_visit",
    "public_statement",
    "emergency_visa",
    "rights_dialogue",
  ],
  hrc: [
    "dialogue_senior_official",
    "dialogue_rapporteur",
    "general_debate",
    "joint_statement",
    "resolution",
    "special_session",
  ],
  upr: [
    "pre_session",
    "advance_question",
    "recommendation",
    "statement_in_review",
    "adoption",
    "mid_term",
  ],
  ga: ["third_committee_dialogue", "general_discussion", "joint_statement", "resolution"],
} as const satisfies Record<Forum, readonly string[]>;
export type Modality = (typeof modalities)[Forum][number];
export const allModalities = [...new Set(Object.values(modalities).flat())] as Modality[];

export const caseStatuses = ["open", "monitoring", "closed"] as const;
export type CaseStatus = (typeof caseStatuses)[number];

export const securityLevels = ["standard", "restricted"] as const;
export const verifications = ["confirmed", "likely", "possible", "unlikely"] as const;
export const governmentResponses = ["denied", "token", "promised", "acted", "none"] as const;

export const reprisalTypes = [
  "detention",
  "travel_restriction",
  "family_targeted",
  "disappearance",
  "raid",
  "surveillance",
  "physical_attack",
  "threats",
  "smear_campaign",
  "judicial_harassment",
  "restrictive_legislation",
  "denial_of_medical_care",
  "sexual_violence",
  "dismissal",
  "killing",
  "other",
] as const;
export type ReprisalType = (typeof reprisalTypes)[number];

export const perpetratorKinds = [
  "police",
  "border_authority",
  "security_service",
  "military",
  "court_or_prosecutor",
  "ministry",
  "parliament",
  "state_media",
  "non_state",
  "unknown",
] as const;

export const engagementKinds = [
  "upr",
  "treaty_body",
  "special_procedure",
  "human_rights_council",
  "general_assembly",
  "ohchr_field_presence",
  "security_council",
  "peace_operation",
  "other",
] as const;

export const caseEventKinds = [
  "engagement",
  "reprisal",
  "situation",
  "un_action",
  "government_response",
  "release",
  "death",
  /** How it ended, as the defender sees it. */
  "outcome",
  "other",
] as const;

export const defenderKinds = ["person", "organisation", "group"] as const;

export const consentScopes = [
  "contact_ohchr",
  "letter_to_government",
  "public_un_report",
  "share_with_organisation",
  "share_with_mission",
  "bilateral",
  "public_statement",
  "media",
] as const;
export type ConsentScope = (typeof consentScopes)[number];

export const consentAnswers = ["yes", "anonymous", "no"] as const;
export type ConsentAnswer = (typeof consentAnswers)[number];

export const consentGivers = ["defender", "family", "lawyer"] as const;
export const consentChannels = [
  "in_person",
  "call",
  "message",
  "letter",
  "through_lawyer",
] as const;

/** What a person may say of a source. */
export const tellableEvidenceKinds = [
  "official_record",
  "webcast",
  "own_text",
  "first_hand_note",
  "secondary_report",
] as const;
/** An imported sheet is told by the import alone. */
export const evidenceKinds = [...tellableEvidenceKinds, "imported_sheet"] as const;

/** A official record verbatim, B the State's own text or video, C first-hand and corroborated, D one first-hand note, E secondary report. */
export const grades = ["A", "B", "C", "D", "E"] as const;
export type Grade = (typeof grades)[number];

/** What the field warns of before a mission is contacted. */
export const cautionKinds = ["visitor_exposure", "staff_risk", "capacity"] as const;
export type CautionKind = (typeof cautionKinds)[number];

export const contactRoles = [
  "ambassador",
  "deputy_permanent_representative",
  "human_rights_officer",
  "desk_officer_capital",
  "embassy_officer",
] as const;

/** By which way we spoke with a mission. */
export const channels = ["meeting", "call", "message", "mail", "corridor", "other"] as const;
export type Channel = (typeof channels)[number];

export const themes = ["system", "light", "dark"] as const;

/** What an alert is among those of its case. */
export const alertKinds = ["first", "update", "closing"] as const;
export type AlertKind = (typeof alertKinds)[number];

/** Where an alert stands, in the order of its life; the last two end it. Source: domain, Alert. */
export const alertStages = [
  "draft",
  "in_review",
  "consent_check",
  "sign_on",
  "issued",
  "updated",
  "closed",
  "withdrawn",
] as const;
export type AlertStage = (typeof alertStages)[number];

/** The sections of an alert, in the order in which they are read. Source: design, section 7. */
export const alertSections = [
  "affected",
  "happened",
  "engagement",
  "perpetrators",
  "sources",
  "done",
  "asks",
  "risk",
] as const;
export type AlertSection = (typeof alertSections)[number];

/** Who reads an edition, from the fewest to everybody: each reads no more than the one before. Source: domain, Edition. */
export const audiences = ["internal", "coalition", "missions", "public"] as const;
export type Audience = (typeof audiences)[number];

/** What a reader of an alert may do to its text: `comment` suggests and discusses, `write` changes. */
export const alertRights = ["read", "comment", "write"] as const;
export type AlertRight = (typeof alertRights)[number];

/** The languages of the United Nations. */
export const alertLanguages = ["ar", "en", "es", "fr", "ru", "zh"] as const;
export type AlertLanguage = (typeof alertLanguages)[number];

export const sectionStatuses = ["todo", "doing", "done"] as const;
export type SectionStatus = (typeof sectionStatuses)[number];

export const versionPurposes = ["saved", "sign_on", "issued"] as const;
export type VersionPurpose = (typeof versionPurposes)[number];

/** An organisation's answer to one exact text. */
export const endorsementAnswers = ["signed", "with_change", "cannot"] as const;
export type EndorsementAnswer = (typeof endorsementAnswers)[number];

export const approvalKinds = ["review", "consent"] as const;
export type ApprovalKind = (typeof approvalKinds)[number];

/** What the inbox tells of. */
export const noticeKinds = [
  "mention",
  "review_requested",
  "sign_on_requested",
  "answered",
  "mended",
  "nudge",
  "deadline",
  "consent_withdrawn",
  "issued",
  "step_given",
  "access_ended",
  "alert_withdrawn",
  "alert_taken_back",
  "name_withheld",
  "pack_ready",
  "report_ready",
  "guest_answered",
  "brief_waits",
  "letter_waits",
  "support_shown",
  "support_handed",
  "support_answered",
  "support_moved",
  "support_ended",
  "check_in_missed",
  "support_due",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const mailChoices = ["none", "daily", "at_once"] as const;

export const disclosureChannels = ["mail", "paper", "link", "meeting", "other"] as const;
export type DisclosureChannel = (typeof disclosureChannels)[number];

/** How far an organisation lets its partners know with which States it is already talking (decision 20). */
export const tellings = ["no", "unnamed", "named"] as const;
export type Telling = (typeof tellings)[number];

/** Deadlines that follow from the kind of a session, or come with a shipped one; see lib/deadlines. */
export const deadlineRules = [
  "statement_due",
  "advance_questions_due",
  "stakeholder_deadline",
  "national_report_deadline",
  "sg_window_closes",
] as const;
export type DeadlineRule = (typeof deadlineRules)[number];

/** The charts of lib/insights, as their addresses call them. */
export const chartNames = [
  "promised-raised",
  "stage-ladder",
  "quiet-cases",
  "regional-balance",
  "asks-outstanding",
  "tile-map",
] as const;
export type ChartName = (typeof chartNames)[number];

/** A line of a speakers list: a State, somebody else, or words of which it is not clear whom they mean. */
export const speakerKinds = ["state", "other", "unclear"] as const;
export type SpeakerKind = (typeof speakerKinds)[number];

/** Why a State that had promised did not raise a case, as far as we know. Being cut is never a refusal. */
export const unraisedReasons = [
  "cut",
  "spoke_without_it",
  "not_on_the_list",
  "in_writing",
  "held_back",
  "asked_not_to",
  "unknown",
] as const;
export type UnraisedReason = (typeof unraisedReasons)[number];

/** Steps that follow a session: thanks to who raised a case, a question to who did not. */
export const taskPurposes = ["thank_you", "follow_up"] as const;
export type TaskPurpose = (typeof taskPurposes)[number];

/** What is made in the background: many briefs for missions, or one report. */
export const jobKinds = ["pack", "report"] as const;
export type JobKind = (typeof jobKinds)[number];

/** Why a part of a job was not made: the brief for one mission of a pack, or a report. */
export const partReasons = [
  "noCase",
  "noConsent",
  "noAsk",
  "askTooLong",
  "tooLong",
  "name",
  "file",
  "changed",
  "concerned",
  "notAllowed",
  "failed",
  "cancelled",
] as const;
export type PartReason = (typeof partReasons)[number];

/** The papers that are made, frozen and taken along. */
export const draftKinds = ["pre_session", "mission", "speaking"] as const;
export type DraftKind = (typeof draftKinds)[number];

/** An accountability report is made from the record as it stands; nobody writes it. */
export const briefKinds = [...draftKinds, "accountability"] as const;
export type BriefKind = (typeof briefKinds)[number];

/** For whom an accountability report is made. */
export const reportReaders = ["coalition", "public"] as const;
export type ReportReader = (typeof reportReaders)[number];

/** The parts of briefs below their asks. */
export const briefParts = [
  "cases",
  "recommended",
  "spoken",
  "agreed",
  "wordings",
  "care",
  "afterwards",
  "contact",
  "sources",
  "saidBefore",
] as const;
export type BriefPart = (typeof briefParts)[number];

/** The words of a case that papers tell where everybody may be named (`app.told_in_public`). */
export const toldFields = ["summary", "link", "trigger", "currentSituation"] as const;
export type ToldField = (typeof toldFields)[number];

/** Sentences that a State can lift word for word. */
export const wordingKinds = ["statement", "recommendation", "question", "short"] as const;
export type WordingKind = (typeof wordingKinds)[number];

/** What a guest of a mission answers to a brief. */
export const guestAnswers = ["will_raise", "considering", "cannot"] as const;
export type GuestAnswer = (typeof guestAnswers)[number];

/** What becomes of it: taken over as the State's word, set aside, or followed by another answer of the same guest. */
export const answerOutcomes = ["recorded", "set_aside", "replaced"] as const;
export type AnswerOutcome = (typeof answerOutcomes)[number];

/** For how many hours a guest's link may last, the shortest first. */
export const guestHours = [24, 72, 168, 336] as const;

/** Papers for the United Nations: for the Secretary-General's report, and letters of Special Procedures. */
export const submissionKinds = ["report", "allegation", "urgent"] as const;
export type SubmissionKind = (typeof submissionKinds)[number];

/** To whom they go, each with an address of its own. */
export const submissionPurposes = ["report", "procedures"] as const;
export type SubmissionPurpose = (typeof submissionPurposes)[number];

/** The texts of a submission that a case has words for, and those that are written for the submission alone. */
export const submissionCaseTexts = [
  "link",
  "trigger",
  "engagement",
  "summary",
  "currentSituation",
] as const;
export const submissionOwnTexts = [
  "detention",
  "remedies",
  "response",
  "priorAction",
  "sources",
  "urgency",
] as const;
export const submissionTexts = [...submissionCaseTexts, ...submissionOwnTexts] as const;
export type SubmissionText = (typeof submissionTexts)[number];

/** How a submission was sent. The product sends nothing itself. */
export const submissionChannels = ["mail", "form", "post", "hand"] as const;
export type SubmissionChannel = (typeof submissionChannels)[number];

/** Special Procedures to which letters on reprisals are addressed. */
export const mandates = [
  "defenders",
  "expression",
  "assembly",
  "arbitrary_detention",
  "disappearances",
  "executions",
  "torture",
  "judges_and_lawyers",
  "violence_against_women",
  "discrimination_against_women",
  "minorities",
  "indigenous_peoples",
  "religion",
  "privacy",
  "terrorism",
  "orientation_and_identity",
  "environment",
  "health",
  "cultural_rights",
  "country",
] as const;
export type Mandate = (typeof mandates)[number];
