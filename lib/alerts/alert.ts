import {
  type AlertLanguage,
  type AlertSection,
  type AlertStage,
  type Audience,
  alertSections,
  audiences,
  type EndorsementAnswer,
  type SectionStatus,
} from "@/db/reference/words";
import { isOfOurTime } from "@/lib/dates/of-our-time";
import { dayInZone, genevaZone } from "@/lib/i18n/format";

/** The steps that people take, by the stage from which they are taken; issuing is the editions' own step. */
const steps: Record<AlertStage, readonly AlertStage[]> = {
  draft: ["in_review", "withdrawn"],
  in_review: ["consent_check", "draft", "withdrawn"],
  consent_check: ["sign_on", "draft", "withdrawn"],
  sign_on: ["draft", "withdrawn"],
  issued: ["closed", "withdrawn"],
  updated: ["closed", "withdrawn"],
  closed: [],
  withdrawn: [],
};

/** Whether there is such a step at all; who may take it, and what it needs, is another question. */
export function isStep(from: AlertStage, to: AlertStage): boolean {
  return steps[from].includes(to);
}

/** An alert that is over is read and never changed again. */
export function isOver(stage: AlertStage): boolean {
  return stage === "closed" || stage === "withdrawn";
}

/** Whether an alert is on its way to be issued. In one that went out or is over, no section is said to be in progress. */
export function isInTheMaking(stage: AlertStage): boolean {
  return isTakenBack(stage) || stage === "sign_on";
}

/** Stages in which organisations sign, until the deadline. */
export function isOpenForSignOn(
  { stage, signOnDeadline }: { stage: AlertStage; signOnDeadline: Date | null },
  at: Date,
): boolean {
  return isBeingSigned(stage) && (signOnDeadline === null || signOnDeadline >= at);
}

/** An alert that was open for sign-on once and is back where it is written: no answer holds for its next text. */
export function isTakenBack(stage: AlertStage): boolean {
  return stage === "draft" || stage === "in_review" || stage === "consent_check";
}

export function isBeingSigned(stage: AlertStage): boolean {
  return stage === "sign_on" || stage === "issued" || stage === "updated";
}

/** How an alert is called: by its stage, or by what consent took from it since. */
export type AlertStanding = AlertStage | "held" | "part_closed" | "nothing_out";

/**
 * Nothing is out any more of an alert whose editions a change of consent closed, or only what goes to fewer readers; and
 * a text that consent covers no longer can't be signed (app.version_is_covered): none of these is called open or issued.
 */
export function standingOf({
  stage,
  isCovered,
  hasClosedEdition,
  languages,
}: {
  stage: AlertStage;
  isCovered: boolean;
  hasClosedEdition: boolean;
  languages: readonly { isIssued: boolean }[];
}): AlertStanding {
  if (stage === "sign_on") {
    return isCovered ? stage : "held";
  }
  const wentOut = stage === "issued" || stage === "updated";
  if (!wentOut) {
    return stage;
  }
  return !languages.some(({ isIssued }) => isIssued)
    ? "nothing_out"
    : hasClosedEdition
      ? "part_closed"
      : stage;
}

/** The text's direction, which is its language's and not the reader's. */
export function directionOf(language: AlertLanguage): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

/**
 * The audiences that an alert may be meant for, the fewest readers first. Once it was looked at for one, no more can be
 * meant; fewer can, also where somebody concerned took back their consent. Says the same as app.guard_alert_audience.
 */
export function audiencesFor({
  stage,
  audience,
}: {
  stage: AlertStage;
  audience: Audience;
}): readonly Audience[] {
  return stage === "draft" || stage === "in_review" ? audiences : audiencesUpTo(audience);
}

/** The audiences of an alert, the fewest readers first: those up to the one it is written for. */
export function audiencesUpTo(widest: Audience): Audience[] {
  return audiences.slice(0, audiences.indexOf(widest) + 1);
}

export interface PartState {
  section: "title" | AlertSection;
  status: SectionStatus;
  /** Whether anything is written. */
  isEmpty: boolean;
}

export interface Task {
  section: "title" | AlertSection;
  status: SectionStatus;
}

/**
 * The task list of one language: every section with how far it is, the title first. A section that holds nothing is
 * to do, whatever was said of it before.
 */
export function tasksOf(parts: readonly PartState[]): Task[] {
  return (["title", ...alertSections] as const).map((section) => {
    const part = parts.find((one) => one.section === section);
    return { section, status: !part || part.isEmpty ? "todo" : part.status };
  });
}

/** What keeps a text from review, in the order in which it is read: sections without a word. */
export function missingSections(parts: readonly PartState[]): Task["section"][] {
  return tasksOf(parts)
    .filter(({ status }) => status === "todo")
    .map(({ section }) => section);
}

/** What stands next on an alert's way, for its list and header; a key of `alerts.next`. */
export type NextStep =
  | "write"
  | "sendForReview"
  | "review"
  | "consent"
  | "openForSignOn"
  | "collect"
  | "extend"
  | "renew"
  | "issue"
  | "keep"
  | "over";

export function nextStep(alert: {
  stage: AlertStage;
  missing: number;
  /** Nobody can sign any more until a later deadline is set. */
  hasPassed: boolean;
  /** Consent covers the text that is open for sign-on. */
  isCovered: boolean;
  isReviewed: boolean;
  isConsentChecked: boolean;
  waiting: number;
}): NextStep {
  if (isBeingSigned(alert.stage) && !alert.isCovered) {
    return "renew";
  }
  switch (alert.stage) {
    case "draft":
      return alert.missing > 0 ? "write" : "sendForReview";
    case "in_review":
      return alert.isReviewed ? "consent" : "review";
    case "consent_check":
      return alert.isConsentChecked ? "openForSignOn" : "consent";
    case "sign_on":
      return alert.waiting === 0 ? "issue" : alert.hasPassed ? "extend" : "collect";
    case "issued":
    case "updated":
      return "keep";
    default:
      return "over";
  }
}

export interface SignedVersion {
  id: string;
  number: number;
  isMinor: boolean;
}

/**
 * Whether an answer to one version still holds for the newest: only typing errors were mended since. `versions` are
 * those that were open for sign-on.
 */
export function stillHolds(answered: string, versions: readonly SignedVersion[]): boolean {
  const signed = versions.find(({ id }) => id === answered);
  return (
    signed !== undefined &&
    versions.every((later) => later.number <= signed.number || later.isMinor)
  );
}

/** What one organisation did in one section; a letter and a glyph on the screen. */
export type SectionMark = "drafted" | "commented" | "signed" | "with_change" | "objects";

export interface Answer {
  answer: EndorsementAnswer;
  section: AlertSection | null;
}

/**
 * An organisation's marks in each section. An answer that holds covers the whole text, except that a change or an
 * objection to one section stands in that section; without an answer it is all that they did there.
 * Nobody signed a section that is not in the text, unless their answer is about that very section. Whether they have
 * opened the text is said of the whole: nobody knows which sections they read.
 */
export function marksOf(
  answer: Answer | null,
  drafted: readonly string[],
  commented: readonly string[],
  inText: readonly AlertSection[] = alertSections,
): Record<AlertSection, SectionMark[]> {
  const marks = (section: AlertSection): SectionMark[] => {
    const isRead = inText.includes(section);
    if (answer && (isRead || answer.section === section)) {
      const isConcerned = answer.section === null || answer.section === section;
      if (answer.answer === "signed" || !isConcerned) {
        return answer.answer === "cannot" ? [] : ["signed"];
      }
      return [answer.answer === "cannot" ? "objects" : "with_change"];
    }
    const did = { drafted, commented };
    return (["drafted", "commented"] as const).filter((one) => did[one].includes(section));
  };
  return Object.fromEntries(alertSections.map((section) => [section, marks(section)])) as Record<
    AlertSection,
    SectionMark[]
  >;
}

/** Another organisation that was not reminded within the last day; whether its answer is awaited, the caller knows. */
export function canBeNudged(
  { orgId, nudgedAt }: { orgId: string; nudgedAt: Date | null },
  ownOrgId: string,
  now: Date,
): boolean {
  const isRecent = nudgedAt !== null && now.getTime() - nudgedAt.getTime() < 86_400_000;
  return orgId !== ownOrgId && !isRecent;
}

/** A fingerprint as people compare it: groups of four. */
export function groupsOf(hash: string): string[] {
  return hash.match(/.{1,4}/g) ?? [];
}

/** The moment at which Geneva's clocks show `YYYY-MM-DDTHH:MM`; null where that is no time, or none of our days. */
export function genevaMoment(local: string): Date | null {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local) && isOfOurTime(local);
  const asUtc = isTime ? Date.parse(`${local}Z`) : Number.NaN;
  if (Number.isNaN(asUtc)) {
    return null;
  }
  // The clocks differ from UTC by what they show for a moment near it; once more, for the hour of a change.
  let at = asUtc;
  for (let round = 0; round < 2; round++) {
    at = asUtc - (Date.parse(`${genevaLocal(new Date(at))}Z`) - at);
  }
  // 30 February would be 2 March.
  return dayInZone(new Date(at), genevaZone) === local.slice(0, 10) ? new Date(at) : null;
}

/** What Geneva's clocks show, as `YYYY-MM-DDTHH:MM`: the value of a field for day and time. */
export function genevaLocal(at: Date): string {
  const time = new Intl.DateTimeFormat("sv-SE", {
    timeZone: genevaZone,
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);
  return `${dayInZone(at, genevaZone)}T${time}`;
}
