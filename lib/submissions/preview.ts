import "server-only";
import { factWords } from "@/lib/alerts/fact-words";
import type { Paper } from "@/lib/briefs/paper/paper";
import { paperWords } from "@/lib/briefs/words";
import { submissionPaper } from "./paper";
import type { SubmissionInputs } from "./submission";

/** The paper of these inputs, with the phrases of its language around it. */
export const paperOf = (
  inputs: SubmissionInputs,
  names: ReadonlyMap<string, string> | null,
): Paper =>
  submissionPaper(inputs, names, {
    say: paperWords(inputs.language),
    facts: factWords(inputs.language),
  });
