import { lastPage } from "@/lib/commitments/commitment";
import { conditions } from "@/lib/commitments/conditions";
import { writeCursor } from "@/lib/commitments/cursor";
import type { Answer, Call } from "../http";
import type { Facts } from "./facts";
import type { Measured } from "./people";
import { commonWord, rareWord } from "./views";

/** What is asked of the program for one figure. */
export interface Request {
  who: Measured;
  call(): Call;
  /** Says what is wrong with an answer, or nothing: a refusal is fast, and no figure. */
  faultOf(answer: Answer): string | null;
}

const rowsOf = (answer: Answer) => (JSON.parse(answer.body.toString()) as { rows: unknown[] }).rows;

/** An answer of rows; fewer than a page only where a small database has no more. */
function list(who: Measured, query: Record<string, string>, least = 50): Request {
  const path = `/commitments/rows?${new URLSearchParams(query)}`;
  return {
    who,
    call: () => ({ path, headers: { accept: "application/json" } }),
    faultOf: (answer) =>
      answer.status !== 200
        ? `status ${answer.status}`
        : rowsOf(answer).length < least
          ? `${rowsOf(answer).length} rows`
          : null,
  };
}

function page(who: Measured, path: string): Request {
  return {
    who,
    call: () => ({ path, headers: { accept: "text/html" } }),
    faultOf: (answer) =>
      answer.status === 200 && answer.body.includes("</html>") ? null : `status ${answer.status}`,
  };
}

export function requestsFor(facts: Facts, setStage: Request): Record<string, Request> {
  const middle = writeCursor({ order: "changed:desc", keys: [...facts.middle], position: null });
  return {
    "list-filtered": list("worker", { state: facts.stateKey, stage: "asked" }, 1),
    "list-all": list("worker", {}),
    "list-stage": list("worker", { stage: "asked" }),
    "list-forum": list("worker", { forum: "ga" }),
    "list-by-due": list("worker", { sort: "due" }),
    "list-by-state": list("worker", { sort: "state" }),
    "list-middle": list("worker", { after: middle }),
    "list-end": list("worker", { before: lastPage }),
    "search-rare": list("worker", { q: rareWord }, 1),
    "search-common": list("worker", { q: commonWord }),
    "list-by-region": list("worker", { group: "region" }),
    "list-counted": list("worker", { counts: conditions.join(",") }),
    "list-grouped": list("worker", { group: "region", counts: "agreed,late,word4" }),
    matrix: page("worker", "/commitments?view=matrix"),
    board: page("worker", "/commitments?view=board"),
    "state-page": page("worker", `/states/${facts.stateKey}`),
    "set-stage": setStage,
    "partner-list": list("partner", {}, 1),
  };
}
