import postgres from "postgres";
import type { World } from "../tracker/cluster";
import type { Facts } from "../tracker/facts";
import type { Ids } from "./routes";

/** What the addresses of pages need: a case, a State, a session and a commitment that the worker reads. */
export async function idsOf({ superuserUrl }: World, facts: Facts): Promise<Ids> {
  const sql = postgres(superuserUrl, { max: 1 });
  try {
    const [found] = await sql<{ caseId: string; sessionId: string }[]>`
      select case_id as "caseId", session_id as "sessionId" from commitments where id = ${facts.ownCommitment}`;
    if (!found) {
      throw new Error("The seeded database lacks what is opened.");
    }
    return { ...found, stateKey: facts.stateKey, commitmentId: facts.ownCommitment };
  } finally {
    await sql.end();
  }
}
