import type { ShownStage } from "@/db/reference/words";
import { waitingStages } from "@/lib/commitments/commitment";
import { type ChartCase, noCounts, type QuietCases, type StageLadder } from "./chart";

export type Outcome = "open" | "kept" | "unasked";

/** What became of promises, by session, less what stays behind; sessions of which nothing is left are gone. */
export function countsOfSessions(
  rows: readonly { sessionId: string; outcome: Outcome; n: number }[],
  behind: readonly { sessionId: string; outcome: Outcome; n: number }[],
): Map<string, Record<Outcome, number>> {
  const counts = new Map<string, Record<Outcome, number>>();
  const add = (sessionId: string, outcome: Outcome, n: number) => {
    const known = counts.get(sessionId) ?? { open: 0, kept: 0, unasked: 0 };
    known[outcome] += n;
    counts.set(sessionId, known);
  };
  for (const { sessionId, outcome, n } of rows) {
    add(sessionId, outcome, n);
  }
  for (const { sessionId, outcome, n } of behind) {
    add(sessionId, outcome, -n);
  }
  for (const [sessionId, { open, kept, unasked }] of counts) {
    if (open + kept + unasked <= 0) {
      counts.delete(sessionId);
    }
  }
  return counts;
}

/** How many asks of one State on one case stand at a stage. */
export interface CaseRow {
  caseId: string;
  stateCode: string;
  stage: ShownStage;
  n: number;
}

/** How many asks stand where in each case. */
export function countLadders(
  looked: readonly ChartCase[],
  rows: readonly CaseRow[],
): StageLadder["cases"] {
  const counts = new Map(looked.map(({ id }) => [id, noCounts()]));
  for (const { caseId, stage, n } of rows) {
    const known = counts.get(caseId);
    if (known) {
      known[stage] += n;
    }
  }
  return looked.map((one) => ({ case: one, counts: counts.get(one.id) ?? noCounts() }));
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0);

/** Cases with an ask, those that came furthest first. */
export function sortLadders(cases: StageLadder["cases"]): StageLadder["cases"] {
  const carried = ({ counts }: StageLadder["cases"][number]) =>
    (counts.raised + counts.agreed) / sum(counts);
  return cases
    .filter(({ counts }) => sum(counts) > 0)
    .sort(
      (a, b) =>
        carried(b) - carried(a) ||
        sum(b.counts) - sum(a.counts) ||
        (a.case.reference < b.case.reference ? -1 : 1),
    );
}

/** How many States carry each case, and how many owe it an answer; each State once, at the furthest that it came. */
export function countQuiet(
  looked: readonly ChartCase[],
  rows: readonly CaseRow[],
  spoken: readonly { caseId: string; stateCode: string }[],
): QuietCases["cases"] {
  const carrying = new Map<string, Set<string>>();
  const owing = new Map<string, Set<string>>();
  const put = (into: Map<string, Set<string>>, caseId: string, stateCode: string) =>
    into.set(caseId, (into.get(caseId) ?? new Set()).add(stateCode));
  for (const { caseId, stateCode, stage, n } of rows) {
    if (n > 0 && (stage === "agreed" || stage === "raised")) {
      put(carrying, caseId, stateCode);
    } else if (n > 0 && waitingStages.some((one) => one === stage)) {
      put(owing, caseId, stateCode);
    }
  }
  for (const { caseId, stateCode } of spoken) {
    put(carrying, caseId, stateCode);
  }
  return looked.map((one) => {
    const carried = carrying.get(one.id) ?? new Set();
    const waiting = [...(owing.get(one.id) ?? [])].filter((code) => !carried.has(code));
    return { case: one, carried: carried.size, waiting: waiting.length };
  });
}

/** Those that nobody carries first, and among them those that wait for nobody. */
export function sortQuiet(cases: QuietCases["cases"]): QuietCases["cases"] {
  return [...cases].sort(
    (a, b) =>
      a.carried - b.carried ||
      a.waiting - b.waiting ||
      (a.case.reference < b.case.reference ? -1 : 1),
  );
}
