/** What the parts of the tracker say in the browser. */
export const trackerMessages = ["commitments", "stages", "dates", "forms", "refusals"] as const;
