/**
 * The words of a check-in. Sealed as one, so that not even the lengths can be told apart: whoever knows whom we wait for,
 * and by which way, knows when they are alone.
 */
export interface CheckInDetails {
  /** Who is heard from where that is not the defender; empty for the defender themselves. */
  contact: string;
  channel: string;
  /** What counts as all right: a word, a call, a picture. */
  allRight: string;
  /** For each step in its order: who does it where that is nobody of the team, and what they do. */
  steps: { who: string; words: string }[];
}

const noDetails: CheckInDetails = { contact: "", channel: "", allRight: "", steps: [] };

export function parseDetails(text: string): CheckInDetails {
  return { ...noDetails, ...(JSON.parse(text) as Partial<CheckInDetails>) };
}
