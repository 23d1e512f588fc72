import "server-only";
import { type BriefPart, toldFields } from "@/db/reference/words";
import type { EditedWords, PlacedPoint } from "@/db/schema/briefs";
import { type Change, type Known, markOf } from "../noted";
import type { BriefInputs } from "./brief";
import type { Place } from "./mentions";
import { isWrittenElsewhere } from "./point-names";
import { spokenPoints } from "./points";
import { wordsFor } from "./preview";

/** Where something stands that is known, and that nobody wrote for the brief. */
export type KnownPlace =
  | Place
  | { is: "part"; part: BriefPart }
  | { is: "case"; reference: string };

export type BriefChange = Change<KnownPlace>;

/** What a brief of these inputs is made from by itself: `<case>.<field>` and `point.<point>` are words. */
export const knownIn = (inputs: BriefInputs): Known<KnownPlace>[] =>
  inputs.kind === "speaking" ? knownOfSpeech(inputs) : knownOfPaper(inputs);

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
  const parts: [BriefPart, unknown][] =
    kind === "mission"
      ? [["saidBefore", { record, said }]]
      : [
          ["recommended", of(true)],
          ["spoken", of(false)],
          ["agreed", agreed],
        ];
  return [
    ...cases.flatMap(({ id, people, reference, situation, words }): Known<KnownPlace>[] => [
      ...(words ? toldFields : []).map((field) => ({
        name: `${id}.${field}`,
        place: { is: "field", reference, field } as const,
        says: words?.[field] ?? "",
      })),
      {
        name: `fact.case.${id}`,
        place: { is: "case", reference },
        says: markOf({ people, situation, isNamed: words !== null }),
      },
    ]),
    ...parts.map(([part, says]) => ({
      name: `fact.${part}`,
      place: { is: "part", part } as const,
      says: markOf(says),
    })),
  ];
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
