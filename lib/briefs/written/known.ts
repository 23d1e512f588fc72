import "server-only";
import { type BriefPart, toldFields } from "@/db/reference/words";
import type { EditedWords, PlacedPoint } from "@/db/schema/briefs";
import type { SilentNote } from "@/lib/cases/mentions";
import { type Change, type Known, markOf } from "../noted";
import type { BriefInputs } from "./brief";
import type { Place } from "./mentions";
import { isWrittenElsewhere } from "./point-names";
import { spokenPoints } from "./points";
import { wordsFor } from "./preview";

/** Where something stands that is known, and that nobody wrote for the brief. */
export type KnownPlace = Place | { is: "fact"; reference: string; fact: CaseFact };

/** What a paper tells of a case beside its words. */
const caseFacts = [
  "title",
  "people",
  "naming",
  "types",
  "perpetrators",
  "date",
  "engagement",
  "verification",
  "response",
  "sgReport",
  "silence",
] as const;
export type CaseFact = (typeof caseFacts)[number];

const readable: readonly CaseFact[] = ["title", "people", "sgReport", "silence"];

export type BriefChange = Change<KnownPlace>;

/**
 * What a brief of these inputs is made from by itself, where `<case>.<field>` and `point.<point>` are words; and what must not
 * be mentioned in it.
 */
export const knownIn = (
  inputs: BriefInputs,
  notes: readonly SilentNoteOf[],
): Known<KnownPlace>[] => [
  ...(inputs.kind === "speaking" ? knownOfSpeech(inputs) : knownOfPaper(inputs)),
  ...inputs.cases.map(({ id, reference }) => ({
    name: `fact.case.${id}.silence`,
    place: { is: "fact", reference, fact: "silence" } as const,
    says: notes.find((one) => one.id === id)?.doNotMention.trim() ?? "",
    isReadable: true,
  })),
];

/** The note on silence of one case. */
export type SilentNoteOf = SilentNote & { id: string };

const knownOfSpeech = (inputs: BriefInputs): Known<KnownPlace>[] =>
  spokenPoints(inputs, wordsFor(inputs))
    .filter(({ point }) => !isWrittenElsewhere(point))
    .map(({ drawn, heading, point }) => ({
      name: `point.${point}`,
      place: { is: "point", point, heading },
      says: drawn,
    }));

function knownOfPaper({ agreed, cases, kind, record, said }: BriefInputs): Known<KnownPlace>[] {
  const of = (isRecommended: boolean) =>
    record.filter(({ type }) => (type === "recommendation") === isRecommended);
  const parts: Partial<Record<BriefPart, string>> =
    kind === "mission"
      ? { saidBefore: markOf({ record, said }) }
      : { recommended: markOf(of(true)), spoken: markOf(of(false)), agreed: agreed.join(", ") };
  return [
    ...cases.flatMap(({ id, people, reference, situation, words }): Known<KnownPlace>[] => [
      ...(words ? toldFields : []).map((field) => ({
        name: `${id}.${field}`,
        place: { is: "field", reference, field } as const,
        says: words?.[field] ?? "",
      })),
      ...(situation ? factsOf(people, situation, words !== null) : []).map(({ fact, says }) => ({
        name: `fact.case.${id}.${fact}`,
        place: { is: "fact", reference, fact } as const,
        says,
        isReadable: readable.includes(fact),
      })),
    ]),
    ...Object.entries(parts).map(([part, says]) => ({
      name: `fact.${part}`,
      place: { is: "part", part: part as BriefPart } as const,
      says,
      isReadable: part === "agreed",
    })),
  ];
}

function factsOf(
  people: readonly string[],
  {
    engagement,
    from,
    perpetrators,
    precision,
    response,
    sgReport,
    title,
    to,
    types,
    verification,
  }: NonNullable<BriefInputs["cases"][number]["situation"]>,
  isNamed: boolean,
): { fact: CaseFact; says: string }[] {
  const says: Record<Exclude<CaseFact, "silence">, string> = {
    title,
    people: people.join(", "),
    naming: markOf(isNamed),
    types: markOf(types),
    perpetrators: markOf(perpetrators),
    date: markOf({ from, to, precision }),
    engagement: markOf(engagement),
    verification: markOf(verification),
    response: markOf(response),
    sgReport: sgReport ?? "",
  };
  return caseFacts.flatMap((fact) => (fact === "silence" ? [] : [{ fact, says: says[fact] }]));
}

/** What stood in the place of words that its author wrote anew, by the name of their field. */
export const replacedIn =
  ({ edits, points }: { edits: EditedWords; points: readonly PlacedPoint[] }) =>
  (name: string): string | undefined => {
    const point = points.find((one) => `point.${one.point}` === name);
    const [caseId = "", field = ""] = name.split(".", 2);
    const edit = point ? point.edit : edits[caseId]?.[field as keyof EditedWords[string]];
    return edit?.was;
  };
