import type { Stage, Word } from "@/db/reference/words";
import type { CommitmentChanges, CommitmentRow, LastChange } from "@/lib/commitments/commitment";
import { setAway } from "./outstanding";

/** What the tracker asks the server to change. A cell of the matrix is named by its place. */
export type ChangeRequest =
  | {
      kind: "change";
      id: string;
      expectedVersion?: number;
      changes: CommitmentChanges;
      because?: string;
    }
  | {
      kind: "set";
      caseId: string;
      sessionId: string;
      state: string;
      expectedVersion?: number;
      changes: { stage?: Stage; word?: Word | null };
      because?: string;
    }
  | { kind: "undo"; id: string; eventId: string };

export type ChangeAnswer =
  | { outcome: "changed"; row: CommitmentRow; eventId: string | null }
  | { outcome: "conflict"; row: CommitmentRow; by: LastChange | null }
  /** A rule said no: a key of the catalogue, and the field that it is about where it is about one. */
  | { outcome: "refused"; messageKey: string; field?: string };

/** `failed`: the server did not answer as it should. Nothing is known to be saved. */
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

/** A session that is over leads to the sign-in page, and from there back to where one was. */
export function signInAgain(): void {
  location.assign(`/sign-in?to=${encodeURIComponent(location.pathname + location.search)}`);
}

/** Without a network it is tried again as soon as the device says that there is one, and every so often: in milliseconds. */
const tryAgainAfter = 5_000;

/**
 * What was shown as set is not taken away because a train went into a tunnel: it waits on the page, which says so, and is
 * sent when the network is back. A try may have arrived without its answer; what then stands as it was wanted is ours.
 */
async function sendSome(requests: readonly ChangeRequest[]): Promise<OneAnswer[]> {
  const first = await tryOnce(requests);
  if (first !== "away") {
    return first;
  }
  setAway(true);
  for (;;) {
    await networkOr(tryAgainAfter);
    const answers = await tryOnce(requests);
    if (answers !== "away") {
      setAway(false);
      return answers.map((answer, at) => ownedAgain(answer, requests[at] as ChangeRequest));
    }
  }
}

async function tryOnce(requests: readonly ChangeRequest[]): Promise<OneAnswer[] | "away"> {
  try {
    const response = await fetch("/commitments/changes", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(requests),
      // What was shown as set is sent even when the page is left in the same moment.
      keepalive: true,
    });
    if (response.status === 401) {
      signInAgain();
    }
    if (response.ok) {
      return await response.json();
    }
    // In between: the program starts again, or its database does.
    if (response.status >= 502 && response.status <= 504) {
      return "away";
    }
  } catch {
    return "away";
  }
  return requests.map(() => ({ outcome: "failed" }));
}

const networkOr = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    const go = () => {
      window.removeEventListener("online", go);
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    window.addEventListener("online", go);
  });

/** A conflict with the very thing that was asked for is the answer that got lost. */
function ownedAgain(answer: OneAnswer, request: ChangeRequest): OneAnswer {
  if (answer.outcome !== "conflict" || request.kind === "undo") {
    return answer;
  }
  const { row } = answer;
  const isAsWanted = Object.entries(request.changes).every(
    ([field, wanted]) =>
      wanted === undefined ||
      wanted ===
        (field === "ownerId" ? (row.owner?.id ?? null) : row[field as keyof CommitmentRow]),
  );
  return isAsWanted ? { outcome: "changed", row, eventId: null } : answer;
}
