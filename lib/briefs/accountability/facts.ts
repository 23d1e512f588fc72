import type { Grade, Naming } from "@/db/reference/words";
import type { ListReason, WhyNot } from "@/lib/afterwards/account";
import type { Outcome } from "@/lib/afterwards/account-file";
import { reasonOnList } from "@/lib/afterwards/list-record";
import { knownDate } from "@/lib/dates/stored-date";
import type { KnownDate } from "@/lib/i18n/format";
import { type CountBySource, countBySource } from "@/lib/interventions/intervention";
import type { ReportInputs } from "./inputs";

/** What one State did on one case. */
export interface ReportedLine {
  /** `raised` where its reader may not be told what came before. */
  outcome: Outcome | "raised";
  state: string;
  case: ReportInputs["cases"][number];
  before: ReportInputs["lines"][number]["before"];
  raisings: Raised[];
  why: WhyNot["reason"] | ListReason;
}

/** What was said of it, by whom, and how well that is known. */
export interface Raised {
  id: string;
  speaker: string;
  states: readonly string[];
  isJoint: boolean;
  naming: Naming | null;
  when: KnownDate;
  evidence: readonly { grade: Grade; source: number; quote?: string }[];
}

/** What a report tells, worked out from what was frozen of it. */
export interface ReportFacts {
  lines: ReportedLine[];
  raisings: Raised[];
  /** Different States, and what each source says of them; a source is called by its place. */
  count: CountBySource;
  /** Those that may be named, in the order of the annex. */
  sources: { place: number; name: string; address: string | null; grades: readonly Grade[] }[];
}

/** Sorts what was frozen into an account. A State is counted once, and being cut is no refusal. */
export function factsOf(inputs: ReportInputs): ReportFacts {
  const nameOf = (code: string) => inputs.states[code] ?? code;
  const named = (code: string) => ({ code, key: code, name: nameOf(code) });
  const raisings = inputs.interventions.map(({ lines, on, until, precision, ...said }) => ({
    ...said,
    of: lines,
    when: knownDate({ on, until, precision }),
  }));
  const list = inputs.list.map(({ state, ...line }) => ({ ...line, stateCode: state }));
  const lines = inputs.lines.flatMap(({ id, caseId, state, before, wasCut, reason }) => {
    const about = inputs.cases.find((one) => one.id === caseId);
    const theirs = raisings.filter(({ of }) => of.includes(id));
    const outcome = outcomeOf(before?.stage ?? null, theirs.length > 0);
    const why = outcome === "notRaised" ? (reason ?? reasonOnList(list, state, wasCut)) : null;
    return about ? [{ outcome, state, case: about, before, raisings: theirs, why }] : [];
  });
  const order = new Intl.Collator(inputs.language, { numeric: true });
  lines.sort(
    (a, b) =>
      order.compare(nameOf(a.state), nameOf(b.state)) ||
      order.compare(a.case.reference, b.case.reference),
  );
  const count = countBySource(
    raisings.map(({ states, evidence }) => ({
      states: states.map(named),
      evidence: evidence.map(({ grade, source }) => ({
        grade,
        source: String(source),
        sourceUrl: null,
      })),
    })),
  );
  const sources = count.sources.flatMap(({ source, grades }) => {
    const one = inputs.sources.find(({ place }) => String(place) === source);
    return one?.name ? [{ ...one, name: one.name, grades }] : [];
  });
  return { lines, raisings, count, sources };
}

function outcomeOf(stage: string | null, isRaised: boolean): ReportedLine["outcome"] {
  if (stage === null) {
    return "raised";
  }
  if (stage === "agreed") {
    return isRaised ? "kept" : "notRaised";
  }
  return isRaised ? "unpromised" : "asked";
}
