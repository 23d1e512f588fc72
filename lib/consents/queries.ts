import "server-only";
import { aliasedTable, desc, eq, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { Naming } from "@/db/reference/words";
import { consents, defenders } from "@/db/schema/cases";
import { memberships, organisations, people } from "@/db/schema/people";
import { states } from "@/db/schema/reference";
import type { Actor } from "@/lib/auth/actor";

const obtainer = aliasedTable(memberships, "obtainer");
const obtainerPerson = aliasedTable(people, "obtainer_person");
const withdrawer = aliasedTable(memberships, "withdrawer");
const withdrawerPerson = aliasedTable(people, "withdrawer_person");

const columns = {
  id: consents.id,
  defenderId: consents.defenderId,
  scope: consents.scope,
  targetOrgId: consents.targetOrgId,
  targetOrganisation: organisations.name,
  targetStateCode: consents.targetStateCode,
  targetStateNames: states.names,
  answer: consents.answer,
  givenBy: consents.givenBy,
  language: consents.language,
  risksExplained: consents.risksExplained,
  channel: consents.channel,
  obtainedBy: obtainerPerson.name,
  obtainedOn: consents.obtainedOn,
  obtainedUntil: consents.obtainedUntil,
  obtainedPrecision: consents.obtainedPrecision,
  validUntil: consents.validUntil,
  recordedAt: consents.recordedAt,
  withdrawnAt: consents.withdrawnAt,
  withdrawnBy: withdrawerPerson.name,
};

/** Every answer in a case, newest first, withdrawn and replaced ones too. Empty for everybody outside the team. */
export function listConsents(actor: Actor, caseId: string) {
  return asActor(actor, (tx) =>
    tx
      .select(columns)
      .from(consents)
      .leftJoin(organisations, eq(organisations.id, consents.targetOrgId))
      .leftJoin(states, eq(states.code, consents.targetStateCode))
      .leftJoin(obtainer, eq(obtainer.id, consents.obtainedBy))
      .leftJoin(obtainerPerson, eq(obtainerPerson.id, obtainer.personId))
      .leftJoin(withdrawer, eq(withdrawer.id, consents.withdrawnBy))
      .leftJoin(withdrawerPerson, eq(withdrawerPerson.id, withdrawer.personId))
      .where(eq(consents.caseId, caseId))
      .orderBy(desc(consents.recordedAt), desc(consents.id)),
  );
}

export type Consent = Awaited<ReturnType<typeof listConsents>>[number];

/** What a withdrawal touched, each with what one needs to act on it. */
export interface Withdrawal {
  consent: Consent;
  publicLabel: string;
  /** Partners that lost the case. */
  closedShares: { partner: string }[];
  /** Asks that named more than is allowed now; `from` is how they named before. */
  loweredAsks: { commitmentId: string; stateNames: Record<string, string>; from: Naming }[];
  setBackWords: { commitmentId: string; stateNames: Record<string, string> }[];
  /** What had left the team before: it can't be taken back, only followed up. */
  wentOut: {
    kind: string;
    recipient: string | null;
    at: Date;
    /** Who took it along; null for what nobody took. */
    by: string | null;
    /** The guest who read a brief at an address of their own. */
    guest: string | null;
    /** Where a submission or a referral was sent; null where a submission was only taken along. */
    sentTo: string | null;
    /** The names of the State for whose mission it was, where it was for one. */
    toMission?: Record<string, string>;
  }[];
}

/**
 * A withdrawal and what it touched; null when there is none that the actor may see. Asks were lowered by this
 * withdrawal when their event lies between it and whatever changed consent next.
 */
export async function findWithdrawal(
  actor: Actor,
  caseId: string,
  consentId: string,
): Promise<Withdrawal | null> {
  const consent = (await listConsents(actor, caseId)).find((row) => row.id === consentId);
  if (!consent?.withdrawnAt) {
    return null;
  }
  return asActor(actor, async (tx) => {
    const [defender] = await tx
      .select({ publicLabel: defenders.publicLabel })
      .from(defenders)
      .where(eq(defenders.id, consent.defenderId));
    // In the database's own precision: a moment in JavaScript has lost its microseconds.
    const touched = await tx.execute<{
      kind: "share_closed" | "ask_lowered" | "words_set_back" | "went_out";
      id: string;
      at: string;
      recipient_org_id: string | null;
      recipient: string | null;
      detail: string;
      state_names: Record<string, string> | null;
      taken_by: string | null;
      guest: string | null;
      sent_to: string | null;
    }>(sql`
      with this as (select withdrawn_at, defender_id from consents where case_id = ${caseId} and id = ${consentId}),
      next as (
        select min(x.at) as at from (
          select recorded_at as at from consents where case_id = ${caseId}
          union all select withdrawn_at from consents where case_id = ${caseId} and withdrawn_at is not null
        ) x, this where x.at > this.withdrawn_at)
      select t.kind, t.id, t.at::text as at, t.recipient_org_id, o.name as recipient, t.detail,
        s.names as state_names, p.name as taken_by, case when d.channel = 'link' then d.recipient end as guest,
        case when d.kind in ('submission', 'referral') then nullif(d.recipient, '') end as sent_to
      from app.touched_by_consent(${caseId}) t
      cross join this cross join next
      left join organisations o on o.id = t.recipient_org_id
      left join commitments c on t.kind in ('ask_lowered', 'words_set_back') and c.id = t.id
      left join disclosures d on t.kind = 'went_out' and d.id = t.id
      left join people p on p.id = d.person_id
      left join states s on s.code = coalesce(c.state_code, d.recipient_state_code)
      where case t.kind
        when 'ask_lowered' then t.at >= this.withdrawn_at and (next.at is null or t.at < next.at)
        when 'words_set_back' then t.at >= this.withdrawn_at and (next.at is null or t.at < next.at)
        -- A referral is of one person; what left for somebody else is not theirs to follow up.
        when 'went_out' then t.at <= this.withdrawn_at and not exists (
          select 1 from referrals f join support_requests r on r.id = f.request_id
          where f.id = d.referral_id and r.defender_id <> this.defender_id)
        else true end
      order by t.at desc`);
    const rows = [...touched];
    const concernsPartner = consent.scope === "share_with_organisation";
    return {
      consent,
      publicLabel: defender?.publicLabel ?? "",
      closedShares: rows
        .filter(
          (row) =>
            row.kind === "share_closed" &&
            concernsPartner &&
            row.recipient_org_id === consent.targetOrgId,
        )
        .map((row) => ({ partner: row.recipient ?? "" })),
      loweredAsks: rows
        .filter((row) => row.kind === "ask_lowered")
        .map((row) => ({
          commitmentId: row.id,
          stateNames: row.state_names ?? {},
          from: row.detail as Naming,
        })),
      setBackWords: rows
        .filter((row) => row.kind === "words_set_back")
        .map((row) => ({ commitmentId: row.id, stateNames: row.state_names ?? {} })),
      wentOut: rows
        .filter(
          (row, at) =>
            row.kind === "went_out" &&
            // A partner is told once, from when it could first read the case, however often that ended and began again.
            !(
              row.detail === "share" &&
              rows
                .slice(at + 1)
                .some(
                  (older) =>
                    older.detail === "share" && older.recipient_org_id === row.recipient_org_id,
                )
            ) &&
            // Editions are told with what became of them (lib/editions).
            row.detail !== "edition" &&
            // What a colleague took along is nobody's in particular, and may have reached this partner too.
            (!concernsPartner ||
              row.detail !== "share" ||
              row.recipient_org_id === consent.targetOrgId),
        )
        .map((row) => ({
          kind: row.detail,
          recipient: row.recipient,
          at: new Date(row.at),
          by: row.taken_by,
          guest: row.guest,
          sentTo: row.sent_to,
          ...(row.state_names && { toMission: row.state_names }),
        })),
    };
  });
}

/** The day until which what is allowed today stays allowed, and who gave it: for the header, the team's to read. */
export async function findConsentFacts(actor: Actor, caseId: string) {
  return asActor(actor, async (tx) => {
    const [facts] = await tx.execute<{
      answered: number;
      defenders: number;
      valid_until: string | null;
      obtained_on: string | null;
    }>(sql`
      with latest as (
        select distinct on (c.defender_id, c.scope) c.* from consents c
        where c.case_id = ${caseId} and c.scope in ('public_statement', 'bilateral')
        order by c.defender_id, c.scope, c.recorded_at desc, c.id desc)
      select (select count(*)::int from defenders d where d.case_id = ${caseId}) as defenders,
        count(distinct l.defender_id)::int as answered, min(l.valid_until)::text as valid_until,
        max(l.obtained_on)::text as obtained_on
      from latest l
      where l.withdrawn_at is null and l.answer <> 'no'
        and (l.valid_until is null or l.valid_until >= current_date)`);
    return facts ?? null;
  });
}
