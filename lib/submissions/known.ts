import "server-only";
import { type SubmissionText, submissionCaseTexts } from "@/db/reference/words";
import { type Change, type Known, markOf } from "@/lib/briefs/noted";
import { mentionsAt, type SilentMention, type SilentNote } from "@/lib/cases/mentions";
import type { SeenSubmission, SubmissionInputs } from "./submission";

/** Where something stands in a submission. */
export type SubmissionPlace =
  | { is: "text"; field: SubmissionText }
  | { is: "fact"; fact: "people" | "facts" | "events" }
  | { is: "event"; title: string }
  | { is: "contact" };

export type SubmissionChange = Change<SubmissionPlace>;
export type SubmissionMention = SilentMention<SubmissionPlace>;

/** What a submission is made from by itself: the words of the case, who is in it, what is known, and its events. */
export const knownIn = (
  { inputs, unnamed }: SeenSubmission,
  said: Partial<Record<SubmissionText, string>>,
  events: readonly object[],
): Known<SubmissionPlace>[] => [
  ...submissionCaseTexts.map((field) => ({
    name: field,
    place: { is: "text", field } as const,
    says: said[field] ?? "",
  })),
  ...Object.entries({ people: [inputs.people, unnamed], facts: inputs.facts, events }).map(
    ([fact, says]) => ({
      name: `fact.${fact}`,
      place: { is: "fact", fact: fact as "people" | "facts" | "events" } as const,
      says: markOf(says),
    }),
  ),
];

/** Where a submission says again what must not be mentioned of its case. */
export const mentionsIn = (
  { contact, events, texts }: SubmissionInputs,
  note: SilentNote,
): SubmissionMention[] =>
  mentionsAt<SubmissionPlace>(
    [
      ...Object.entries(texts).map(([field, text]) => ({
        place: { is: "text", field: field as SubmissionText } as const,
        text,
      })),
      ...events.map(({ title }) => ({ place: { is: "event", title } as const, text: title })),
      { place: { is: "contact" }, text: contact },
    ],
    [note],
  );
