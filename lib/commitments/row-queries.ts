import "server-only";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { Forum, Naming, Stage, Word } from "@/db/reference/words";
import { cases, commitments, memberships, people, sessions } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { namingsAllowed } from "@/lib/consents/naming-queries";
import { dayInZone } from "@/lib/i18n/format";
import { shortTitleOf } from "@/lib/sessions/short-title";
import type { Access, Colleague, CommitmentRow } from "./commitment";
import { plainState, regionOf, type States } from "./named-states";
import { canChangeCommitment } from "./permissions";

const columns = {
  id: commitments.id,
  version: commitments.version,
  stateCode: commitments.stateCode,
  caseId: commitments.caseId,
  caseReference: cases.reference,
  caseTitle: cases.title,
  sessionId: commitments.sessionId,
  sessionTitle: sessions.title,
  sessionOrgId: sessions.orgId,
  sessionKind: sessions.kind,
  sessionNumber: sessions.number,
  sessionReviews: sessions.statesUnderReview,
  sessionStartsOn: sessions.startsOn,
  sessionPrecision: sessions.datePrecision,
  forum: commitments.forum,
  stage: commitments.stage,
  isRaised: commitments.isRaised,
  closedAs: commitments.closedAs,
  withCapital: commitments.withCapital,
  leaning: commitments.leaning,
  word: commitments.word,
  modality: commitments.modality,
  naming: commitments.naming,
  confidentiality: commitments.confidentiality,
  visibility: commitments.visibility,
  delivery: commitments.delivery,
  nextStep: commitments.nextStep,
  dueOn: commitments.dueOn,
  ownerId: commitments.ownerId,
  ownerName: people.name,
  // The owner is of the organisation of the case, or of the one that asked: whose it is where it isn't a colleague's.
  // Where the reader is of neither, it may be either, and is not guessed.
  ownerOrganisation: sql<
    string | null
  >`case when ${commitments.ownerId} is not null and ${memberships.id} is null
    then (select min(o.name) from organisations o
      where o.id in (${commitments.orgId}, ${commitments.recordedOrgId}) and o.id <> app.org() having count(*) = 1) end`,
  changedAt: commitments.changedAt,
  access: sql<Access | null>`(select r.level from case_readers r where r.case_id = ${commitments.caseId}
    and (r.audience_id = app.membership() or (r.audience_id = app.org() and r.via = 'partner'))
    order by r.level in ('lead', 'edit', 'contribute') desc limit 1)`,
};

/** The rows of these ids, in their order; those that the actor may not read are missing. */
export async function readRows(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  states: States,
): Promise<CommitmentRow[]> {
  if (ids.length === 0) {
    return [];
  }
  const found = await tx
    .select(columns)
    .from(commitments)
    .innerJoin(cases, and(eq(cases.orgId, commitments.orgId), eq(cases.id, commitments.caseId)))
    .innerJoin(sessions, eq(sessions.id, commitments.sessionId))
    .leftJoin(memberships, eq(memberships.id, commitments.ownerId))
    .leftJoin(people, eq(people.id, memberships.personId))
    .where(inArray(commitments.id, [...ids]));
  const mayName = await namingsAllowed(tx, found);
  const byId = new Map(found.map((row) => [row.id, rowOf(actor, row, mayName(row), states)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

type Selected = {
  [K in keyof typeof columns]: (typeof columns)[K] extends {
    _: { data: infer D; notNull: infer N };
  }
    ? N extends true
      ? D
      : D | null
    : unknown;
};
type Row = Omit<
  Selected,
  "access" | "ownerName" | "ownerOrganisation" | "sessionOrgId" | "sessionNumber" | "sessionReviews"
> & {
  access: Access | null;
  ownerName: string | null;
  ownerOrganisation: string | null;
  sessionOrgId: string | null;
  sessionNumber: number | null;
  sessionReviews: string[];
};

function rowOf(actor: Actor, row: Row, mayName: Naming, states: States): CommitmentRow {
  return {
    id: row.id,
    version: row.version,
    state: plainState(states.get(row.stateCode), row.stateCode),
    region: regionOf(states, row.stateCode),
    case: { id: row.caseId, reference: row.caseReference, title: row.caseTitle },
    session: {
      id: row.sessionId,
      title: row.sessionTitle,
      short: shortTitleOf(
        {
          orgId: row.sessionOrgId,
          kind: row.sessionKind,
          number: row.sessionNumber,
          title: row.sessionTitle,
          statesUnderReview: row.sessionReviews,
          startsOn: row.sessionStartsOn,
          datePrecision: row.sessionPrecision,
        },
        (code) => states.get(code)?.name,
        dayInZone(new Date(), actor.timeZone).slice(0, 4),
      ),
    },
    forum: row.forum as Forum,
    stage: row.stage as Stage,
    isRaised: row.isRaised,
    closedAs: row.closedAs as CommitmentRow["closedAs"],
    withCapital: row.withCapital,
    leaning: row.leaning as CommitmentRow["leaning"],
    word: row.word as Word | null,
    modality: row.modality as CommitmentRow["modality"],
    naming: row.naming as Naming,
    mayName,
    confidentiality: row.confidentiality as CommitmentRow["confidentiality"],
    visibility: row.visibility as CommitmentRow["visibility"],
    delivery: row.delivery as CommitmentRow["delivery"],
    nextStep: row.nextStep,
    dueOn: row.dueOn,
    owner: row.ownerId
      ? {
          id: row.ownerId,
          name: row.ownerName ?? "",
          organisation: row.ownerOrganisation,
          isMe: row.ownerId === actor.membershipId,
        }
      : null,
    changedAt: row.changedAt.toISOString(),
    changedOn: dayInZone(row.changedAt, actor.timeZone),
    mayChange: canChangeCommitment(actor, row.access),
  };
}

/** The colleagues who may be made the owner of an ask. */
export async function readMembers(tx: Tx): Promise<Colleague[]> {
  return tx
    .select({
      id: memberships.id,
      name: people.name,
      isMe: sql<boolean>`${memberships.id} = app.membership()`,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(and(eq(memberships.orgId, sql`app.org()`), eq(memberships.status, "confirmed")))
    .orderBy(asc(people.name))
    .limit(200);
}
