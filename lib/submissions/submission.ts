import type {
  ConsentAnswer,
  ConsentScope,
  Mandate,
  SubmissionKind,
  SubmissionPurpose,
  SubmissionText,
} from "@/db/reference/words";
import type { SubmittedTexts } from "@/db/schema/submissions";
import type { PaperLanguage } from "@/lib/briefs/paper/paper";
import type { DatePrecision } from "@/lib/i18n/format";
import { type InWindow, inWindow, type Reported, type ReportWindow } from "./window";

export type { SubmittedTexts };

/** The version of what makes the paper of a submission; each keeps the one that it was made with. */
export const generators: Record<SubmissionKind, string> = {
  report: "report submission 3",
  allegation: "allegation letter 3",
  urgent: "urgent appeal 3",
};

/** To whom a kind goes. */
export const purposeOf = (kind: SubmissionKind): SubmissionPurpose =>
  kind === "report" ? "report" : "procedures";

/** As long as the longest text of a case. */
export const mostTextLength = 10_000;

/** What was answered for one scope, as far as it stands; `answer` is null where no consent is recorded. */
export interface ToldConsent {
  scope: ConsentScope;
  answer: ConsentAnswer | null;
  by?: string;
  on?: string | null;
  until?: string | null;
  precision?: DatePrecision;
  language?: string;
  validUntil?: string | null;
  risks?: boolean;
}

export interface ToldPerson {
  id: string;
  label: string;
  /** By name only where they agreed that OHCHR has it; `missing` where they did and none is entered. No name stands here. */
  shown: "name" | "missing" | "label";
  consent: ToldConsent[];
}

/** What the paper of a submission is made from, as the database puts it together (`app.submission_inputs`). */
export interface SubmissionInputs {
  kind: SubmissionKind;
  language: PaperLanguage;
  contact: string;
  day: string;
  organisation: string;
  reference: string;
  state: string;
  mandates: Mandate[];
  isFollowUp: boolean;
  /** For the report alone. */
  window: ReportWindow | null;
  people: ToldPerson[];
  facts: Reported & {
    types: string[];
    perpetrators: string[];
    engagement: string | null;
    engagementFrom: string | null;
    engagementTo: string | null;
    engagementPrecision: DatePrecision;
    verification: string | null;
    verifiedOn: string | null;
    response: string | null;
    sgReport: string | null;
  };
  /** `title` is empty where its words may not leave. */
  events: (Reported & { kind: string; title: string })[];
  texts: Record<SubmissionText, string>;
}

/** What a draft would become, and what stays here. */
export interface SeenSubmission {
  inputs: SubmissionInputs;
  hash: string;
  /** Who is not to be named to OHCHR, in or out of it. */
  unnamed: string[];
  /** Who is not in it at all, by public label. */
  leftOut: string[];
}

/** Why a submission can't be made as it stands. */
export type Stop = "noPeople" | "noLink" | "outside" | "noMandate" | "noUrgency" | "name";

/** Whether what is reported falls within the time of the report; null for letters, which have none. */
export function placeInWindow({ events, facts, window }: SubmissionInputs): InWindow | null {
  const reported = events.filter(({ kind }) => kind === "reprisal");
  return (
    window &&
    inWindow([...(reported.length > 0 && !facts.from ? [] : [facts]), ...reported], window)
  );
}

/** What the inputs themselves say against making it. */
export function stopsOf(inputs: SubmissionInputs): Stop[] {
  const { isFollowUp, kind, mandates, people, texts } = inputs;
  const stops: [Stop, boolean][] = [
    ["noPeople", people.length === 0],
    ["noLink", texts.link.trim() === ""],
    ["outside", placeInWindow(inputs) === "outside" && !isFollowUp],
    ["noMandate", kind !== "report" && mandates.length === 0],
    ["noUrgency", kind === "urgent" && texts.urgency.trim() === ""],
  ];
  return stops.filter(([, isSo]) => isSo).map(([stop]) => stop);
}

/** Everything in it that somebody wrote, where no name may stand. */
export const writtenIn = ({ contact, events, people, texts }: SubmissionInputs): string =>
  [
    ...Object.values(texts),
    ...events.map(({ title }) => title),
    ...people.flatMap(({ consent, label }) => [
      label,
      ...consent.map(({ language = "" }) => language),
    ]),
    contact,
  ].join("\n");
