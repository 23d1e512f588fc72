/** What the parts of the tracker say in the browser. */
export const trackerMessages = [
  "commitments",
  "sessions.short",
  "stages",
  "dates",
  "forms",
  "refusals",
] as const;
