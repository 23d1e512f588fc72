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
  | { kind: "undo"; id: string; eventId: string }
  | { kind: "stages"; ids: string[]; stage: Stage };

export type ChangeAnswer =
  | { outcome: "changed"; row: CommitmentRow; eventId: string | null }
  | { outcome: "conflict"; row: CommitmentRow }
  | { outcome: "several"; changed: CommitmentRow[]; events: { id: string; eventId: string }[] }
  /** A rule said no: a key of the catalogue. */
  | { outcome: "refused"; messageKey: string };

/** Thrown when the server could not be reached or did not answer as it should: nothing is known to be saved. */
export class NotSaved extends Error {
  override name = "NotSaved";
}

/** Sends one change. A session that is over leads to the sign-in page. */
export async function sendChange(request: ChangeRequest): Promise<ChangeAnswer> {
  let response: Response;
  try {
    response = await fetch("/commitments/changes", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(request),
    });
  } catch (cause) {
    throw new NotSaved("The network is away.", { cause });
  }
  if (response.status === 401) {
    location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
  }
  if (!response.ok) {
    throw new NotSaved(`The server answered ${response.status}.`);
  }
  return response.json();
}
