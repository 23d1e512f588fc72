import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import type { Case, Member } from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";

/** Where secrets are planted: a case, the session of a brief on it, and whoever leads it. */
export interface PlantedWorld {
  theCase: Case;
  sessionId: string;
  lead: Member;
}

/** Columns that hold codes or closed words, by which things hang together; a secret in them would break the world. */
const structural = [
  "country_code",
  "state_code",
  "delivered_by",
  "forum",
  "reference_key",
  "sealed",
  "wrapped",
];

const tables: Record<string, (world: PlantedWorld) => string> = {
  cases: ({ theCase }) => `id = '${theCase.id}'`,
  commitments: ({ theCase }) => `case_id = '${theCase.id}'`,
  commitment_events: ({ theCase }) => `case_id = '${theCase.id}'`,
  case_events: ({ theCase }) => `case_id = '${theCase.id}'`,
  consents: ({ theCase }) => `case_id = '${theCase.id}'`,
  defenders: ({ theCase }) => `case_id = '${theCase.id}'`,
  sessions: ({ sessionId }) => `id = '${sessionId}'`,
  speakers: ({ sessionId }) => `session_id = '${sessionId}'`,
  unraised_reasons: ({ theCase }) => `case_id = '${theCase.id}'`,
  interventions: ({ sessionId }) => `session_id = '${sessionId}'`,
  evidence: ({ theCase }) => `org_id = '${theCase.orgId}'`,
  cautions: ({ theCase }) => `org_id = '${theCase.orgId}'`,
  mission_contacts: ({ theCase }) => `org_id = '${theCase.orgId}'`,
  conversations: ({ lead }) => `recorded_by = '${lead.membershipId}'`,
  people: ({ lead }) => `id = '${lead.personId}'`,
};

/** The secret of each column that took one. */
export type Planted = Record<string, string>;

/** Plants a secret of its own wherever a table takes one; columns with closed words refuse it. */
export async function plant(world: PlantedWorld): Promise<Planted> {
  const planted: Planted = {};
  for (const [table, where] of Object.entries(tables)) {
    const columns = await asSuperuser()<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name = ${table} and data_type = 'text'`;
    for (const { name } of columns.filter(({ name }) => !structural.includes(name))) {
      const secret = `Zq${randomBytes(6).toString("hex")}x`;
      const set = await asSuperuser()
        .begin(async (tx) => {
          await tx`set local session_replication_role = replica`;
          return tx.unsafe(`update ${table} set ${name} = '${secret}' where ${where(world)}`);
        })
        .catch((error: { code?: string }) => {
          // Closed words alone may refuse; anything else is a fault of this test.
          expect(error.code, `${table}.${name}`).toBe("23514");
          return { count: 0 };
        });
      if (set.count > 0) {
        planted[`${table}.${name}`] = secret;
      }
    }
  }
  return planted;
}
