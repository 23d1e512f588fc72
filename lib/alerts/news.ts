import "server-only";
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { audiences } from "@/db/reference/words";
import type { Actor } from "@/lib/auth/actor";
import { findCase } from "@/lib/cases/queries";
import { previewOf } from "@/lib/editions/what-leaves";
import { listSignOn } from "@/lib/sign-on/queries";
import { standingOf } from "./alert";
import { findAlert, listAlerts } from "./queries";
import type { AlertNews, FullAlert } from "./shown";

/** What an open page asks for, to know whether the alert went on without it; null where it is not the actor's. */
export async function findNews(
  actor: Actor,
  of: { caseId: string; alertId: string },
): Promise<AlertNews | null> {
  const alert = await findAlert(actor, of.caseId, of.alertId);
  return alert && newsOf(actor, alert);
}

/** Another one whenever a list of a case's alerts shows something else; null where the case is not the actor's. */
export async function markOfAlerts(actor: Actor, caseId: string): Promise<string | null> {
  return (await findCase(actor, caseId)) && markOf(await listAlerts(actor, caseId));
}

/** The same for rows that were read already. */
export const markOf = (shown: unknown): string =>
  createHash("sha256").update(JSON.stringify(shown)).digest("base64url");

/**
 * How an alert stands for one reader, with a mark of all that its pages show of it: its steps and answers, its
 * editions, who may be named to whom. The mark says that something changed, and never what.
 */
export async function newsOf(actor: Actor, alert: FullAlert): Promise<AlertNews> {
  const { changedAt: _, ...standing } = alert;
  const rows = (await listSignOn(actor, alert.id)).map(
    // Somebody's look at the text changes what stands here only once.
    ({ lastAt: _at, ...row }) => row,
  );
  const beside = await asActor(
    actor,
    async (tx) => {
      const [kept] = await tx.execute<Record<string, unknown>>(sql`
        select app.alert_right(${alert.caseId}) as may,
          (select json_agg(json_build_array(e.id, e.frozen_at, e.superseded_at) order by e.id)
            from editions e where e.alert_id = ${alert.id}) as editions,
          (select json_agg(json_build_array(v.id, app.version_is_covered(v.id)) order by v.id)
            from alert_versions v where v.alert_id = ${alert.id} and v.purpose = 'sign_on') as versions,
          (select max(v.number) from alert_versions v where v.alert_id = ${alert.id}) as latest,
          (select json_agg(p.id order by p.id) from alert_approvals p where p.alert_id = ${alert.id}) as approvals,
          (select json_agg(n.id order by n.id) from endorsements n where n.alert_id = ${alert.id}) as answers,
          (select json_agg(w.id order by w.id) from withheld_names w where w.alert_id = ${alert.id}) as withheld,
          (select json_agg(json_build_array(c.id, c.withdrawn_at) order by c.id)
            from consents c where c.case_id = ${alert.caseId}) as consents`);
      const people: unknown[] = [];
      for (const audience of alert.languages[0] ? audiences : []) {
        people.push((await previewOf(tx, alert.languages[0]?.id as string, audience))?.people);
      }
      return { kept, people };
    },
    { readOnly: true },
  );
  return {
    mark: markOf({ standing, rows, beside }),
    standing: standingOf(alert),
    audience: alert.audience,
  };
}
