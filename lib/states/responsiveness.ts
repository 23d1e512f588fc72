/*
 * How likely a State is to act, computed from records and never typed in. Each reason is a fact with its sources, so
 * that a reader can disagree with the sum. What is missing from a record is missing from the record: a State that
 * nobody wrote down may well have spoken, so absence lowers nothing and is said to be absence.
 */

export type RecordFact = {
  forum: string;
  body: string;
  date: string | null;
  type: string;
  sources: readonly string[];
};

export type GuidelineFact = {
  id: string;
  title: string;
  stateCode: string | null;
  appliesToEuMembers: boolean;
  sources: readonly string[];
};

export type TermFact = { startsOn: string; endsOn: string; sources: readonly string[] };

/** One promise to us: a State had agreed, and the occasion has passed. */
export type PromiseFact = { isRaised: boolean; delivery: string | null };

export type ResponsivenessFacts = {
  today: string;
  isExample: boolean;
  euMember: boolean;
  /** What the public record has of this State. */
  record: readonly RecordFact[];
  /** Every year of which the public record knows at least one State that spoke in the dialogue on reprisals. */
  dialogueYears: readonly number[];
  guidelines: readonly GuidelineFact[];
  terms: readonly TermFact[];
  promises: readonly PromiseFact[];
};

export type Reason =
  | { kind: "dialogue"; years: number[]; of: number; sources: string[] }
  | { kind: "joint_statements"; years: number[]; sources: string[] }
  | { kind: "recommendations"; count: number; sources: string[] }
  | { kind: "spoke_elsewhere"; count: number; sources: string[] }
  | { kind: "no_record"; sources: string[] }
  | { kind: "own_guidelines"; title: string; sources: string[] }
  | { kind: "eu_guidelines"; title: string; sources: string[] }
  | { kind: "no_guidelines"; sources: string[] }
  | { kind: "council_member"; until: string; sources: string[] }
  | { kind: "council_soon"; from: string; sources: string[] }
  | { kind: "promises_kept"; kept: number; of: number; notCounted: number; sources: string[] };

/** `likely`: it has acted, and something else speaks for it. `some`: one sign. `unknown`: nothing we hold tells. */
export type ResponsivenessLevel = "likely" | "some" | "unknown";

export type Responsiveness = { level: ResponsivenessLevel; reasons: Reason[] };

/** The level and its reasons, acts before texts, so that the words can be read top to bottom as an argument. */
export function responsivenessOf(facts: ResponsivenessFacts): Responsiveness {
  const acts = actsOf(facts);
  const promises = promisesOf(facts.promises);
  const standing = [...guidelinesOf(facts), ...councilOf(facts)];
  const reasons: Reason[] = [
    ...promises,
    ...acts,
    // An invented State has no public record by nature; to say that it lacks one would be a claim.
    ...(acts.length === 0 && !facts.isExample ? [{ kind: "no_record" as const, sources: [] }] : []),
    ...standing,
  ];
  const hasActed = acts.length > 0 || promises.some((promise) => promise.kept > 0);
  const signs = acts.length + promises.filter((promise) => promise.kept * 2 >= promise.of).length;
  const supports = standing.filter((reason) => reason.kind !== "no_guidelines").length;
  const level =
    hasActed && signs + supports >= 2 ? "likely" : hasActed || supports > 0 ? "some" : "unknown";
  return { level, reasons };
}

/** Whether an entry of the record is about the dialogue on the Secretary-General's report on reprisals. */
export function isReprisalsDialogue(entry: Pick<RecordFact, "forum" | "body">): boolean {
  return entry.forum === "hrc" && /item 5 interactive dialogue/i.test(entry.body);
}

/** The years of the entries that are about the dialogue, each once, ascending. */
export function dialogueYearsOf(
  entries: readonly Pick<RecordFact, "forum" | "body" | "date">[],
): number[] {
  return yearsOf(entries.filter(isReprisalsDialogue));
}

function actsOf(facts: ResponsivenessFacts): Reason[] {
  const dialogue = facts.record.filter(isReprisalsDialogue);
  const joint = facts.record.filter(
    (entry) => entry.type === "joint_statement" && !isReprisalsDialogue(entry),
  );
  const recommendations = facts.record.filter((entry) => entry.type === "recommendation");
  const elsewhere = facts.record.filter(
    (entry) => entry.type === "individual_statement" && !isReprisalsDialogue(entry),
  );
  const reasons: Reason[] = [];
  if (dialogue.length > 0) {
    const years = dialogueYearsOf(dialogue);
    const of = Math.max(facts.dialogueYears.length, years.length);
    reasons.push({ kind: "dialogue", years, of, sources: sourcesOf(dialogue) });
  }
  if (joint.length > 0) {
    reasons.push({ kind: "joint_statements", years: yearsOf(joint), sources: sourcesOf(joint) });
  }
  if (recommendations.length > 0) {
    const sources = sourcesOf(recommendations);
    reasons.push({ kind: "recommendations", count: recommendations.length, sources });
  }
  if (elsewhere.length > 0) {
    reasons.push({
      kind: "spoke_elsewhere",
      count: elsewhere.length,
      sources: sourcesOf(elsewhere),
    });
  }
  return reasons;
}

function guidelinesOf(facts: ResponsivenessFacts): Reason[] {
  const own = facts.guidelines.filter((guideline) => guideline.stateCode !== null);
  const shared = facts.guidelines.filter((guideline) => guideline.appliesToEuMembers);
  const [first] = own;
  if (first) {
    return [{ kind: "own_guidelines", title: first.title, sources: [...first.sources] }];
  }
  const [eu] = shared;
  if (facts.euMember && eu) {
    return [{ kind: "eu_guidelines", title: eu.title, sources: [...eu.sources] }];
  }
  return facts.isExample ? [] : [{ kind: "no_guidelines", sources: [] }];
}

function councilOf(facts: ResponsivenessFacts): Reason[] {
  const current = facts.terms.find(
    (term) => term.startsOn <= facts.today && facts.today <= term.endsOn,
  );
  // A State elected twice in a row sits until the end of the second term.
  const last = current && follow(current, facts.terms);
  if (last) {
    return [{ kind: "council_member", until: last.endsOn, sources: [...last.sources] }];
  }
  const next = facts.terms.find((term) => term.startsOn > facts.today);
  return next ? [{ kind: "council_soon", from: next.startsOn, sources: [...next.sources] }] : [];
}

function follow(term: TermFact, terms: readonly TermFact[]): TermFact {
  const dayAfter = new Date(Date.parse(`${term.endsOn}T00:00Z`) + 86_400_000).toISOString();
  const next = terms.find((other) => other.startsOn === dayAfter.slice(0, 10));
  return next ? follow(next, terms) : term;
}

// A State that the speaking list cut has not broken its word, and of an unknown outcome nothing is known.
const notCounted = new Set(["cut", "unknown"]);

function promisesOf(promises: readonly PromiseFact[]) {
  const counted = promises.filter(
    (promise) => promise.isRaised || !notCounted.has(promise.delivery ?? ""),
  );
  return counted.length === 0
    ? []
    : [
        {
          kind: "promises_kept" as const,
          kept: counted.filter((promise) => promise.isRaised).length,
          of: counted.length,
          notCounted: promises.length - counted.length,
          sources: [],
        },
      ];
}

function yearsOf(entries: readonly { date: string | null }[]): number[] {
  const years = entries.flatMap((entry) => (entry.date ? [Number(entry.date.slice(0, 4))] : []));
  return [...new Set(years)].sort((a, b) => a - b);
}

function sourcesOf(entries: readonly { sources: readonly string[] }[]): string[] {
  return [...new Set(entries.flatMap((entry) => entry.sources))];
}
