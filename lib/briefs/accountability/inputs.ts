import type {
  Grade,
  Naming,
  ReportReader,
  SessionKind,
  Stage,
  UnraisedReason,
  Word,
} from "@/db/reference/words";
import type { LaterEvent } from "@/lib/afterwards/account";
import type { ListedLine } from "@/lib/afterwards/list-record";
import type { NamedEntry, NotedTotal, PublishedCount } from "@/lib/afterwards/published";
import type { DatePrecision } from "@/lib/i18n/format";
import type { PaperLanguage } from "../paper/paper";

/** When a session is, as far as that is known. */
interface SessionOfReport {
  title: string;
  kind: SessionKind;
  startsOn: string | null;
  endsOn: string | null;
  datePrecision: string;
}

/** What an accountability report is made from, as the database puts it together (`app.report_inputs`). */
export interface ReportInputs {
  kind: "accountability";
  reader: ReportReader;
  language: PaperLanguage;
  day: string;
  organisation: string;
  session: SessionOfReport;
  /** `words` is null where not everybody in the case may be named. */
  cases: { id: string; reference: string; title: string; words: object | null }[];
  lines: {
    id: string;
    state: string;
    caseId: string;
    isRaised: boolean;
    /** Where the State stood; null where its reader may not be told. */
    before: { stage: Stage; word: Word | null } | null;
    wasCut: boolean;
    reason: UnraisedReason | null;
  }[];
  interventions: {
    id: string;
    speaker: string;
    isJoint: boolean;
    naming: Naming | null;
    on: string | null;
    until: string | null;
    precision: DatePrecision;
    states: string[];
    /** Which of the lines it kept or raised. */
    lines: string[];
    /** A source by its place. */
    evidence: { grade: Grade; source: number; quote?: string }[];
  }[];
  /** One without a name may not be named. */
  sources: { place: number; name: string | null; address: string | null }[];
  /** The speakers list, as anybody in the room could follow it. */
  list: ({ state: string | null } & Omit<ListedLine, "stateCode">)[];
  later: (Pick<LaterEvent, "caseId" | "kind" | "title"> & {
    on: string | null;
    until: string | null;
    precision: DatePrecision;
  })[];
  /** The same cases at this session and others, the latest first. */
  trend: (SessionOfReport & { kept: number; open: number; unasked: number })[];
  /** The public record of like occasions; null where the product ships none. */
  published: {
    forum: PublishedCount["forum"];
    totals: NotedTotal[];
    entries: NamedEntry[];
  } | null;
  /** The names of all these States, in the language of the paper. */
  states: Record<string, string>;
}
