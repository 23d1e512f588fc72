/** What the reader may know behind the marks of a text. */
export interface Known {
  /** Public labels by the defender's id. */
  labels: Readonly<Record<string, string>>;
  /** Names that were opened; empty for everybody outside the team. */
  names: Readonly<Record<string, string>>;
  /** Words behind sealed passages; empty for everybody outside the team. */
  passages: Readonly<Record<string, string>>;
}

export const nothingKnown: Known = { labels: {}, names: {}, passages: {} };

/** A protected name: a lock and the label, or the name where it was opened for this reader. */
export const personClass =
  "rounded-cell bg-danger-soft px-1.5 py-0.5 font-sans text-ui font-semibold text-danger";
/** Words for the team alone. */
export const sealedClass =
  "rounded-cell bg-caution-soft px-1.5 py-0.5 text-caution underline decoration-dotted underline-offset-4";
/** Words that stop at one audience. */
export const onlyClass = "only";
