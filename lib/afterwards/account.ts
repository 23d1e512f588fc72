import {
  type Grade,
  grades,
  type Naming,
  type UnraisedReason,
  type Word,
} from "@/db/reference/words";
import type { CommitmentRow, NamedState } from "@/lib/commitments/commitment";
import {
  type CountBySource,
  countBySource,
  type Intervention,
} from "@/lib/interventions/intervention";

/** What was said of one commitment: when, by whom, on which grades, and the words, where somebody kept them. */
export interface Raising {
  interventionId: string;
  on: string | null;
  until: string | null;
  precision: Intervention["saidPrecision"];
  /** The minute, where it was stamped in the room. */
  at: string | null;
  speaker: NamedState;
  isJoint: boolean;
  /** How far it named those concerned; null where nobody noted it. */
  naming: Naming | null;
  grades: Grade[];
  /** Where it is known from. */
  sources: string[];
  quotes: { quote: string; language: string; grade: Grade }[];
}

/** Why it was not raised: as somebody said, or only as the room shows. */
export type WhyNot =
  | { told: true; reason: UnraisedReason; words: string; by: string | null; at: string }
  | { told: false; reason: ListReason | null };

/** What a speakers list shows of a promise that was not raised; only the list says that a State was spoken for. */
export type ListReason =
  | "cut"
  | "spoke_without_it"
  | "joined_without_it"
  | "group_spoke"
  | "not_on_the_list";

export interface AccountLine {
  id: string;
  state: NamedState;
  case: CommitmentRow["case"];
  stage: CommitmentRow["stage"];
  word: Word | null;
  delivery: CommitmentRow["delivery"];
  mayChange: boolean;
  raisings: Raising[];
  why: WhyNot | null;
}

/** A commitment with what is on record of it. */
export type Accounted = Pick<
  CommitmentRow,
  "id" | "state" | "case" | "stage" | "isRaised" | "word" | "delivery" | "mayChange"
>;

export interface Account {
  kept: AccountLine[];
  /** Raised without a promise: never asked, or asked and not agreed. */
  unpromised: AccountLine[];
  notRaised: AccountLine[];
  /** Asked, neither promised nor raised. */
  asked: AccountLine[];
  rule: CountingRule;
}

/** How the figures of an account came about. Each State is counted once. */
export interface CountingRule {
  count: CountBySource;
  joint: number;
  /** By the best grade of evidence that there is for it, how many States raised a case. */
  byBestGrade: { grade: Grade; states: number }[];
}

/** Sorts what was promised and what was raised into an account. Being cut is never counted as a refusal. */
export function accountOf(
  rows: readonly Accounted[],
  interventions: readonly Intervention[],
  why: (row: Accounted) => WhyNot,
): Account {
  const line = (row: Accounted): AccountLine => ({
    id: row.id,
    state: row.state,
    case: row.case,
    stage: row.stage,
    word: row.word,
    delivery: row.delivery,
    mayChange: row.mayChange,
    raisings: interventions
      .filter((said) => said.commitmentIds.includes(row.id))
      .map((said) => ({
        interventionId: said.id,
        on: said.saidOn,
        until: said.saidUntil,
        precision: said.saidPrecision,
        at: said.saidAt,
        speaker: said.deliveredBy,
        isJoint: said.isJoint,
        naming: said.naming,
        grades: gradesOf([said]),
        sources: [...new Set(said.evidence.map(({ source }) => source))],
        quotes: said.evidence
          .filter(({ quote }) => quote)
          .map(({ quote, quoteLanguage, grade }) => ({ quote, language: quoteLanguage, grade })),
      })),
    why: row.stage === "agreed" && !row.isRaised ? why(row) : null,
  });
  const promised = rows.filter(({ stage }) => stage === "agreed");
  return {
    kept: promised.filter(({ isRaised }) => isRaised).map(line),
    unpromised: rows.filter(({ stage, isRaised }) => stage !== "agreed" && isRaised).map(line),
    notRaised: promised.filter(({ isRaised }) => !isRaised).map(line),
    asked: rows.filter(({ stage, isRaised }) => stage !== "agreed" && !isRaised).map(line),
    rule: ruleOf(interventions),
  };
}

/** A State to be asked about what it promised: why not without somebody's choosing it, or null where it is offered. */
export interface Asked {
  state: NamedState;
  spared: AskedNot | null;
}

/** Another spoke in its name, or it was we who asked for silence: to ask such a State why it kept still would be wrong. */
const sparing = ["joined_without_it", "group_spoke", "asked_not_to"] as const;
type AskedNot = (typeof sparing)[number];

/** The States of promises that were not raised, once each. One is spared only where that holds for all it promised. */
export function toBeAsked(notRaised: readonly AccountLine[]): Asked[] {
  const asked = new Map<string, Asked>();
  for (const { state, why } of notRaised) {
    const spared = sparing.find((reason) => reason === why?.reason) ?? null;
    const before = asked.get(state.code);
    asked.set(state.code, { state, spared: before?.spared === null ? null : spared });
  }
  return [...asked.values()];
}

function ruleOf(interventions: readonly Intervention[]): CountingRule {
  const best = new Map<string, Grade>();
  for (const said of interventions) {
    const [grade] = gradesOf([said]);
    for (const { code } of said.states) {
      const standing = best.get(code);
      if (grade && (!standing || grade < standing)) {
        best.set(code, grade);
      }
    }
  }
  const values = [...best.values()];
  return {
    count: countBySource(interventions),
    joint: interventions.filter(({ states }) => states.length > 1).length,
    byBestGrade: grades
      .map((grade) => ({ grade, states: values.filter((one) => one === grade).length }))
      .filter(({ states }) => states > 0),
  };
}

/** The grades of the evidence, the best first. */
function gradesOf(interventions: readonly Pick<Intervention, "evidence">[]): Grade[] {
  const found = new Set(
    interventions.flatMap(({ evidence }) => evidence.map(({ grade }) => grade)),
  );
  return grades.filter((grade) => found.has(grade));
}

/** What happened after a session in one case, as somebody recorded it. */
export interface LaterEvent {
  id: string;
  caseId: string;
  kind: "government_response" | "reprisal" | "outcome";
  title: string;
  note: string;
  source: string;
  happenedOn: string | null;
  happenedUntil: string | null;
  happenedPrecision: string;
  recordedBy: string | null;
}

export const laterKinds = ["government_response", "reprisal", "outcome"] as const;
