import type { Answer, Caller } from "../http";
import type { Facts } from "./facts";
import type { Request } from "./requests";

/** Changes a stage to and fro, through the endpoint that the table uses. */
export async function setStageRequest(facts: Facts, _caller: Caller): Promise<Request> {
  let turn = 0;
  return {
    who: "worker",
    call() {
      turn += 1;
      return {
        method: "POST",
        path: "/commitments/changes",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          id: facts.ownCommitment,
          changes: { stage: turn % 2 === 0 ? "asked" : "considering" },
        }),
      };
    },
    faultOf: (answer: Answer) => (answer.status === 200 ? null : `status ${answer.status}`),
  };
}
