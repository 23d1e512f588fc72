/** The points of a speech that are not one of its cases, in the order in which they stand unless somebody moves them. */
export const fixedPoints = [
  "opening",
  "own1",
  "own2",
  "before",
  "wordings",
  "ask",
  "closing",
] as const;
export type FixedPoint = (typeof fixedPoints)[number];

/** The point of a case. */
export const pointOfCase = (caseId: string) => `case.${caseId}`;

/** By which names points may be known. */
export const isPointName = (name: string): boolean =>
  fixedPoints.some((one) => one === name) || /^case\.[0-9a-f-]{36}$/.test(name);

/** Whether the words of a point are its author's in a field of their own: the ask, and words to lift. */
export const isWrittenElsewhere = (point: string): point is "ask" | "wordings" =>
  point === "ask" || point === "wordings";

/** A speech that asks for nothing is none. */
export const isAlwaysSpoken = (point: string): boolean => point === "ask";
