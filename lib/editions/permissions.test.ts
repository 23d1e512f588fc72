import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { useDatabase } from "@/db/testing/database";
import { aConsent } from "@/db/testing/factories";
import { aVersionToSign, aWrittenAlert } from "@/lib/alerts/testing";
import { type Attempt, agreesWithTheWall, type Ground, onCase } from "@/lib/testing-permissions";
import { canHandOut, canIssue } from "./permissions";

useDatabase();

interface Issued {
  versionId: string;
  editionId: string;
}

const attempts: Attempt<Ground & Issued>[] = [
  {
    name: "issue an edition",
    sign: onCase(canIssue),
    async wall(tx, { versionId }) {
      await tx.execute(
        sql`select app.issue_edition(${versionId}::uuid, 'public', 'en', '{}'::jsonb, '')`,
      );
      return true;
    },
  },
  {
    name: "hand one out",
    sign: onCase(canHandOut),
    async wall(tx, { editionId }) {
      await tx.execute(
        sql`select app.disclose_edition(${editionId}::uuid, null, null, 'A mission', 'mail', current_date)`,
      );
      return true;
    },
  },
];

agreesWithTheWall(attempts, {
  async furnish({ theCase, lead, defender }) {
    for (const scope of ["public_statement", "bilateral"] as const) {
      await aConsent(theCase, defender, lead, scope, "anonymous");
    }
    const alert = await aWrittenAlert(theCase, lead, { en: { title: "Two people stopped" } });
    const versionId = await aVersionToSign(lead, alert.id);
    const [edition] = await asActor(lead, (tx) =>
      tx.execute<{ id: string }>(
        sql`select app.issue_edition(${versionId}::uuid, 'missions', 'en', '{}'::jsonb, '') as id`,
      ),
    );
    return { versionId, editionId: edition?.id ?? "" };
  },
  mutations: [
    {
      name: "every reader of a case may write",
      functions: ["app.alert_right(uuid)"],
      sql: `create or replace function app.alert_right(of_case uuid) returns text language sql stable security definer
        set search_path = pg_catalog, public, app as $$ select 'write'::text where app.membership() is not null $$`,
    },
  ],
});
