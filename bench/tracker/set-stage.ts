import type { Answer } from "../http";
import type { Facts } from "./facts";
import type { Request } from "./requests";

interface Changed {
  outcome: string;
  row?: { version: number };
}

/** Changes a stage to and fro as the table does: one commitment, with the version that was seen last. */
export function setStageRequest({ ownCommitment }: Pick<Facts, "ownCommitment">): Request {
  let turn = 0;
  let version: number | undefined;
  return {
    who: "worker",
    call() {
      turn += 1;
      return {
        method: "POST",
        path: "/commitments/changes",
        headers: { "content-type": "application/json", accept: "application/json" },
        body: JSON.stringify([
          {
            kind: "change",
            id: ownCommitment,
            expectedVersion: version,
            changes: { stage: turn % 2 === 0 ? "asked" : "considering" },
          },
        ]),
      };
    },
    faultOf(answer: Answer) {
      if (answer.status !== 200) {
        return `status ${answer.status}`;
      }
      const [changed] = JSON.parse(answer.body.toString()) as Changed[];
      version = changed?.row?.version;
      return changed?.outcome === "changed" ? null : (changed?.outcome ?? "no answer");
    },
  };
}
