import type { CommitmentView } from "@/lib/commitments/commitment";
import { lastPage, pageSize } from "@/lib/commitments/commitment";

/** The State whose lists are measured: asked often, as a member of the Council is. */
export const measuredState = "CHE";
export const rareWord = "lighthouse";
export const commonWord = "detention";

const newestFirst = { sort: "changed", direction: "desc", limit: pageSize } as const;

/** The lists that are measured, as the program's own code knows a view. */
export const views = {
  "list-filtered": { ...newestFirst, state: [measuredState], stage: ["asked"] },
  "list-all": newestFirst,
  "list-end": { ...newestFirst, before: lastPage },
  "search-rare": { ...newestFirst, q: rareWord },
  "search-common": { ...newestFirst, q: commonWord },
} satisfies Record<string, CommitmentView>;
