import postgres from "postgres";
import { anAlert } from "@/db/testing/alerts";
import type { Case, Member } from "@/db/testing/factories";
import { connectSuperuser, disconnectSuperuser } from "@/db/testing/superuser";
import type { World } from "../tracker/cluster";
import type { Facts } from "../tracker/facts";
import { secretHashOf } from "../tracker/people";
import type { Ids } from "./routes";

/**
 * What the addresses of pages need: a case, a State, a session and a commitment that the worker reads, and an alert of
 * that case, which is made here.
 */
export async function idsOf({ superuserUrl }: World, facts: Facts): Promise<Ids> {
  const sql = postgres(superuserUrl, { max: 1 });
  try {
    const [found] = await sql<{ caseId: string; sessionId: string }[]>`
      select case_id as "caseId", session_id as "sessionId" from commitments where id = ${facts.ownCommitment}`;
    if (!found) {
      throw new Error("The seeded database lacks what is opened.");
    }
    return {
      ...found,
      stateKey: facts.stateKey,
      commitmentId: facts.ownCommitment,
      alertId: await alertIn(found.caseId, superuserUrl),
    };
  } finally {
    await sql.end();
  }
}

async function alertIn(id: string, superuserUrl: string): Promise<string> {
  connectSuperuser(superuserUrl);
  try {
    const sql = postgres(superuserUrl, { max: 1 });
    const [by] = await sql<{ orgId: string; membershipId: string }[]>`
      select c.org_id as "orgId", m.id as "membershipId" from cases c, sign_ins s
      join memberships m on m.person_id = s.person_id and m.org_id = s.active_org_id
      where c.id = ${id} and s.secret_hash = ${secretHashOf("worker")}`;
    await sql.end();
    const alert = await anAlert({ id, orgId: by?.orgId } as Case, by as unknown as Member);
    return alert.id;
  } finally {
    await disconnectSuperuser();
  }
}
