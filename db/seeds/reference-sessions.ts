import type { Forum, SessionKind } from "../reference/words";

/** How much of the two dates is known. A month is stored as its first day. */
export type SessionDatePrecision = "day" | "month" | "year" | "unknown";

export type ReferenceMilestone = {
  kind:
    | "stakeholder_deadline"
    | "national_report_deadline"
    | "review"
    | "adoption"
    | "reprisals_dialogue"
    | "reprisals_joint_statement"
    | "assembly_opens"
    | "assembly_closes"
    | "closes";
  on: string | null;
  precision: SessionDatePrecision;
  /** The State under review, where the milestone is its own. */
  stateCode?: string;
  /** The session in which it falls, where that is another one. */
  sessionKey?: string;
};

export type ReferenceSession = {
  referenceKey: string;
  forum: Forum;
  kind: SessionKind;
  number: number | null;
  title: string;
  startsOn: string | null;
  endsOn: string | null;
  datePrecision: SessionDatePrecision;
  place: string | null;
  statesUnderReview: string[];
  status: "held" | "current" | "planned" | "open";
  milestones: ReferenceMilestone[];
  note: string | null;
  sources: string[];
};

export type HrcFile = {
  meta: { as_of: string; current_or_next: { last_held: number } };
  sessions: {
    session: number;
    start: string | null;
    end: string | null;
    reprisals_dialogue: { dates: string[] | null; month: string; source: string } | null;
    note: string | null;
    sources: string[];
  }[];
};

export type UprFile = {
  meta: { as_of: string };
  sessions: {
    session: number;
    start: string | null;
    end: string | null;
    states: string[];
    composition_basis: string;
    not_reviewed?: string[];
    stakeholder_deadline: string | null;
    national_report_deadline: string | null;
    review_dates?: Record<string, string>;
    pre_sessions: {
      start: string;
      end: string;
      place: string | null;
      source: string;
      note?: string;
    } | null;
    adopted_at_hrc_session: number | null;
    status: string;
    notes: string[];
    sources: string[];
  }[];
};

export type GaFile = {
  meta: { as_of: string; current: number };
  sessions: {
    session: number;
    opens: string | null;
    closes: string | null;
    third_committee_start: string | null;
    third_committee_end: string | null;
    reprisals_joint_statement: { date: string | null } | null;
    note: string | null;
    sources: string[];
  }[];
};

/** The shipped occasions: every known session of each forum, and one open-ended bilateral window. */
export function referenceSessions(files: {
  hrc: HrcFile;
  upr: UprFile;
  ga: GaFile;
}): ReferenceSession[] {
  return [
    bilateralWindow,
    ...files.hrc.sessions.map((session) => hrcSession(session, files.hrc)),
    ...files.upr.sessions.flatMap((session) => [uprSession(session), uprPreSession(session)]),
    ...files.ga.sessions.map((session) => gaSession(session, files.ga)),
  ];
}

const bilateralWindow: ReferenceSession = {
  referenceKey: "bilateral",
  forum: "bilateral",
  kind: "bilateral",
  number: null,
  title: "Bilateral contacts",
  startsOn: null,
  endsOn: null,
  datePrecision: "unknown",
  place: null,
  statesUnderReview: [],
  status: "open",
  milestones: [],
  note: "Open at any time; not a meeting of the United Nations.",
  sources: ["A window of this product, not an event: it has no outside source."],
};

function hrcSession(session: HrcFile["sessions"][number], file: HrcFile): ReferenceSession {
  const dialogue = session.reprisals_dialogue;
  const days = dialogue?.dates ?? (dialogue ? [dialogue.month] : []);
  const { dates, milestones } = knownDates(session.start, session.end);
  return {
    referenceKey: `hrc-${session.session}`,
    forum: "hrc",
    kind: "hrc_regular",
    number: session.session,
    title: `Human Rights Council, ${ordinal(session.session)} session`,
    ...dates,
    place: "Geneva",
    statesUnderReview: [],
    status: session.session <= file.meta.current_or_next.last_held ? "held" : "planned",
    milestones: [...days.map((on) => milestone("reprisals_dialogue", on)), ...milestones],
    note: session.note,
    sources: sourced(
      [...session.sources, ...(dialogue ? [dialogue.source] : [])],
      "The Council numbers its sessions in sequence; no announcement of this one was found.",
    ),
  };
}

function uprSession(session: UprFile["sessions"][number]): ReferenceSession {
  const { dates, milestones } = knownDates(session.start, session.end);
  return {
    referenceKey: `upr-${session.session}`,
    forum: "upr",
    kind: "upr_working_group",
    number: session.session,
    title: `Universal Periodic Review, ${ordinal(session.session)} session`,
    ...dates,
    place: "Geneva",
    statesUnderReview: session.states,
    status: uprStatus(session.status),
    milestones: [...deadlines(session), ...reviews(session), ...milestones, ...adoption(session)],
    note: sentences([
      ...session.notes,
      session.composition_basis === "sourced"
        ? null
        : `States under review: ${session.composition_basis}`,
    ]),
    sources: session.sources,
  };
}

/** Convened by an NGO about a month before the review; where nothing was found it says so. */
function uprPreSession(session: UprFile["sessions"][number]): ReferenceSession {
  const found = session.pre_sessions;
  const { dates, milestones } = knownDates(found?.start ?? null, found?.end ?? null);
  const notHeldFor = statesWithoutPreSession[session.session] ?? [];
  return {
    referenceKey: `upr-${session.session}-pre`,
    forum: "upr",
    kind: "upr_pre_session",
    number: session.session,
    title: `UPR pre-session, ahead of the ${ordinal(session.session)} session`,
    ...dates,
    place: found ? found.place : null,
    statesUnderReview: session.states.filter((code) => !notHeldFor.includes(code)),
    // It comes about a month earlier: when the review is on, it is over.
    status: uprStatus(session.status) === "planned" ? "planned" : "held",
    milestones,
    note: sentences([
      "Convened by the NGO UPR Info, not by the UN.",
      found ? found.note : "Dates not found; usually about a month before the review.",
    ]),
    sources: found ? [found.source] : session.sources,
  };
}

// The calendar says it in words: held for 12 of 14 States ahead of session 30.
const statesWithoutPreSession: Record<number, string[]> = { 30: ["CPV", "TUV"] };

function gaSession(session: GaFile["sessions"][number], file: GaFile): ReferenceSession {
  const statement = session.reprisals_joint_statement?.date;
  const { dates, milestones } = knownDates(
    session.third_committee_start,
    session.third_committee_end,
  );
  return {
    referenceKey: `ga-${session.session}-3c`,
    forum: "ga",
    kind: "ga_third_committee",
    number: session.session,
    title: `General Assembly, ${ordinal(session.session)} session, Third Committee`,
    ...dates,
    place: "New York",
    statesUnderReview: [],
    status:
      session.session < file.meta.current
        ? "held"
        : session.session === file.meta.current
          ? "current"
          : "planned",
    milestones: [
      ...(session.opens ? [milestone("assembly_opens", session.opens)] : []),
      ...(statement ? [milestone("reprisals_joint_statement", statement)] : []),
      ...milestones,
      ...(session.closes ? [milestone("assembly_closes", session.closes)] : []),
    ],
    note: session.note,
    sources: sourced(
      session.sources,
      "Numbering of the General Assembly: the year less 1945. No page with its dates was found.",
    ),
  };
}

function deadlines(session: UprFile["sessions"][number]): ReferenceMilestone[] {
  const { stakeholder_deadline: stakeholders, national_report_deadline: report } = session;
  return [
    ...(stakeholders ? [milestone("stakeholder_deadline", stakeholders)] : []),
    ...(report ? [milestone("national_report_deadline", report)] : []),
  ];
}

function reviews(session: UprFile["sessions"][number]): ReferenceMilestone[] {
  return Object.entries(session.review_dates ?? {}).map(([stateCode, on]) => ({
    ...milestone("review", on),
    stateCode,
  }));
}

function adoption(session: UprFile["sessions"][number]): ReferenceMilestone[] {
  const at = session.adopted_at_hrc_session;
  return at === null
    ? []
    : [{ kind: "adoption", on: null, precision: "unknown", sessionKey: `hrc-${at}` }];
}

function milestone(kind: ReferenceMilestone["kind"], on: string): ReferenceMilestone {
  return { kind, on: firstDay(on), precision: precisionOf(on) };
}

/**
 * Both dates of a session share one precision. Where the start is a day and the end only a month, the
 * end would look like a day, so it becomes a milestone of its own precision.
 */
function knownDates(start: string | null, end: string | null) {
  const datePrecision: SessionDatePrecision = start ? precisionOf(start) : "unknown";
  const endsAlike = end !== null && precisionOf(end) === datePrecision;
  return {
    dates: {
      startsOn: start ? firstDay(start) : null,
      endsOn: end && endsAlike ? firstDay(end) : null,
      datePrecision,
    },
    milestones: end && !endsAlike ? [milestone("closes", end)] : [],
  };
}

/** `2026-11-23`, `2026-11` or `2026`: how much is known, told by the form. */
export function precisionOf(date: string): Exclude<SessionDatePrecision, "unknown"> {
  if (/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    return "day";
  }
  if (/^\d{4}-\d{2}$/.test(date)) {
    return "month";
  }
  if (/^\d{4}$/.test(date)) {
    return "year";
  }
  throw new Error(`Not a date of the reference data: ${date}`);
}

/** The first day of a day, a month or a year: what is stored beside its precision. */
export function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}

function uprStatus(status: string): ReferenceSession["status"] {
  if (status === "held") {
    return "held";
  }
  return status.startsWith("current") ? "current" : "planned";
}

function sourced(sources: string[], otherwise: string): string[] {
  return sources.length > 0 ? [...new Set(sources)] : [otherwise];
}

function sentences(parts: (string | null | undefined)[]): string | null {
  const said = parts.filter((part): part is string => Boolean(part));
  return said.length > 0
    ? said.map((part) => (/[.!?)]$/.test(part) ? part : `${part}.`)).join(" ")
    : null;
}

function ordinal(number: number): string {
  const last = number % 10;
  const teen = number % 100 >= 11 && number % 100 <= 13;
  const ending = teen ? "th" : ({ 1: "st", 2: "nd", 3: "rd" }[last] ?? "th");
  return `${number}${ending}`;
}
