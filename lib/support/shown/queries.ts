import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { organisations } from "@/db/schema/people";
import { shownRequestSteps, shownRequests } from "@/db/schema/support-coalition";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { openPadded } from "@/lib/crypto/padded";
import { findShownKey, wordsPlace } from "./keys";
import type { ShownToPartner, ShownToUs, Step } from "./shown";

/** To whom a request is and was shown, what stands first. Empty outside the team of its case. */
export function listShownTo(
  actor: Actor,
  caseId: string,
  requestId: string,
): Promise<ShownToPartner[]> {
  return asActor(
    actor,
    (tx) =>
      tx
        .select({
          id: shownRequests.id,
          partnerOrgId: shownRequests.partnerOrgId,
          partner: organisations.name,
          level: shownRequests.level,
          region: shownRequests.region,
          fields: shownRequests.fields,
          shownAt: shownRequests.shownAt,
          expiresOn: shownRequests.expiresOn,
          state: shownRequests.state,
          stateAt: shownRequests.stateAt,
          closedAs: shownRequests.closedAs,
          openedAt: shownRequests.openedAt,
          endedAt: shownRequests.endedAt,
          endedAs: shownRequests.endedAs,
          isOver: sql<boolean>`coalesce(${shownRequests.endedAt} is null and ${shownRequests.expiresOn} < current_date, false)`,
          isOlder: sql<boolean>`${shownRequests.endedAt} is null and ${shownRequests.level} = 'more'
            and exists (select 1 from support_requests r where r.id = ${shownRequests.requestId}
              and r.writing <> ${shownRequests.ofWriting})`,
        })
        .from(shownRequests)
        .innerJoin(organisations, eq(organisations.id, shownRequests.partnerOrgId))
        .where(and(eq(shownRequests.caseId, caseId), eq(shownRequests.requestId, requestId)))
        .orderBy(sql`ended_at is not null`, desc(shownRequests.shownAt), desc(shownRequests.id)),
    { readOnly: true },
  );
}

/** Whether the person does not want this partner asked, by their answers for the request and for their case. */
export async function mindsPartner(
  actor: Actor,
  requestId: string,
  partnerOrgId: string,
): Promise<boolean> {
  const [row] = await asActor(
    actor,
    (tx) =>
      tx.execute<{ minds: boolean }>(
        sql`select app.minds_our_partner(${requestId}::uuid, ${partnerOrgId}::uuid) as minds`,
      ),
    { readOnly: true },
  );
  return row?.minds ?? false;
}

/** What happened with a request that the actor's team shows, oldest first, with what the partner wrote. */
export function listStepsOf(actor: Actor, shownId: string): Promise<Step[]> {
  return asActor(
    actor,
    async (tx) => {
      const rows = await tx
        .select({
          step: shownRequestSteps.step,
          byPartner: shownRequestSteps.byPartner,
          at: shownRequestSteps.at,
          words: shownRequestSteps.words,
        })
        .from(shownRequestSteps)
        .where(eq(shownRequestSteps.shownId, shownId))
        .orderBy(asc(shownRequestSteps.at), asc(shownRequestSteps.id));
      return openSteps(tx, shownId, rows);
    },
    { readOnly: true },
  );
}

interface ShownRow extends Record<string, unknown> {
  id: string;
  from_org_id: string;
  from: string;
  level: ShownToUs["level"];
  kind: ShownToUs["kind"];
  region: string | null;
  urgency: ShownToUs["urgency"];
  needed_by: string | null;
  act_by: string;
  state: ShownToUs["state"];
  state_at: string | null;
  closed_as: ShownToUs["closedAs"];
  expires_on: string | null;
  shown_at: string;
  is_older: boolean;
}

const mostListed = 500;

function readShown(tx: Tx, shownId: string | null) {
  return tx.execute<ShownRow>(sql`
    select s.id, s.from_org_id, o.name as "from", s.level, s.kind, s.region, s.urgency, s.needed_by::text, s.act_by::text,
      s.state, s.state_at, s.closed_as, s.expires_on::text, s.shown_at, s.is_older
    from app.shown_to_us(${shownId}::uuid) s join organisations o on o.id = s.from_org_id
    order by s.state = 'closed', s.state = 'taken', s.act_by, s.id limit ${mostListed}`);
}

const asShown = (row: ShownRow): ShownToUs => ({
  id: row.id,
  fromOrgId: row.from_org_id,
  from: row.from,
  level: row.level,
  kind: row.kind,
  region: row.region,
  urgency: row.urgency,
  neededBy: row.needed_by,
  actBy: row.act_by,
  state: row.state,
  stateAt: row.state_at === null ? null : new Date(row.state_at),
  closedAs: row.closed_as,
  expiresOn: row.expires_on,
  shownAt: new Date(row.shown_at),
  isOlder: row.is_older,
});

/** What is shown to the actor's organisation: what it can do something about first, by the day by which to act. */
export function listShownToUs(actor: Actor): Promise<ShownToUs[]> {
  return asActor(actor, async (tx) => [...(await readShown(tx, null))].map(asShown), {
    readOnly: true,
  });
}

/** One of them, with what happened and to whom it could be handed over; null where it is not shown (any more). */
export async function findShownToUs(actor: Actor, shownId: string) {
  if (!looksLikeId(shownId)) {
    return null;
  }
  return asActor(
    actor,
    async (tx) => {
      const [row] = await readShown(tx, shownId);
      if (!row) {
        return null;
      }
      const steps = await tx.execute<{
        step: Step["step"];
        by_partner: boolean;
        at: string;
        words: string | null;
      }>(sql`select step, by_partner, at, words from app.steps_shown_to_us(${shownId}::uuid)`);
      const others = await tx.execute<{ id: string; name: string }>(sql`
        select o.id, o.name from app.others_shown(${shownId}::uuid) x join organisations o on o.id = x.org_id
        order by o.name`);
      return {
        ...asShown(row),
        steps: await openSteps(
          tx,
          shownId,
          steps.map(({ by_partner, at, ...step }) => ({
            ...step,
            byPartner: by_partner,
            at: new Date(at),
          })),
        ),
        others: others.map(({ id, name }) => ({ id, name })),
      };
    },
    { readOnly: true },
  );
}

async function openSteps(tx: Tx, shownId: string, rows: readonly Step[]): Promise<Step[]> {
  if (rows.every(({ words }) => words === null)) {
    return [...rows];
  }
  const found = await findShownKey(tx, shownId);
  return rows.map((row) => ({
    ...row,
    words:
      row.words && found
        ? openPadded([found.key], wordsPlace(found.orgId, shownId), row.words)
        : null,
  }));
}
