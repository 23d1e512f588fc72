import type { Stage, Word } from "@/db/reference/words";
import type { CommitmentChanges, CommitmentRow } from "@/lib/commitments/commitment";

/** What the tracker asks the server to change. A cell of the matrix is named by its place. */
export type ChangeRequest =
  | { kind: "change"; id: string; expectedVersion?: number; changes: CommitmentChanges }
  | {
      kind: "set";
      caseId: string;
      sessionId: string;
      state: string;
      expectedVersion?: number;
      changes: { stage?: Stage; word?: Word | null };
    }
  | { kind: "undo"; id: string; eventId: string };

export type ChangeAnswer =
  | { outcome: "changed"; row: CommitmentRow; eventId: string | null }
  | { outcome: "conflict"; row: CommitmentRow }
  /** A rule said no: a key of the catalogue. */
  | { outcome: "refused"; messageKey: string };

/** `failed`: the server could not be reached or did not answer as it should. Nothing is known to be saved. */
export type OneAnswer = ChangeAnswer | { outcome: "failed" };

/** As many as the server takes at once (`mostChanges` of the route). */
const together = 50;

/** Sends changes, each for itself: one that is refused takes no other with it. An answer for each, in their order. */
export async function sendChanges(requests: readonly ChangeRequest[]): Promise<OneAnswer[]> {
  const answers: OneAnswer[] = [];
  for (let at = 0; at < requests.length; at += together) {
    answers.push(...(await sendSome(requests.slice(at, at + together))));
  }
  return answers;
}

/** A session that is over leads to the sign-in page. */
async function sendSome(requests: readonly ChangeRequest[]): Promise<OneAnswer[]> {
  try {
    const response = await fetch("/commitments/changes", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(requests),
      // What was shown as set is sent even when the page is left in the same moment.
      keepalive: true,
    });
    if (response.status === 401) {
      location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
    }
    if (response.ok) {
      return await response.json();
    }
  } catch {
    // The network is away, or went away in the middle of the answer.
  }
  return requests.map(() => ({ outcome: "failed" }));
}
