import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { ReferralField } from "@/db/reference/support-words";
import { memberships, people } from "@/db/schema/people";
import { referralConsents, referrals } from "@/db/schema/support-requests";
import type { Actor } from "@/lib/auth/actor";
import { standing } from "@/lib/consents/consent";
import { isOlderText, openAnswer } from "./commands";

/** Every answer about referring one request, newest first, withdrawn and replaced ones too. Empty outside the team. */
export function listReferralConsents(actor: Actor, caseId: string, requestId: string) {
  return asActor(
    actor,
    (tx) =>
      tx
        .select({
          id: referralConsents.id,
          supportKey: referralConsents.supportKey,
          isAllowed: referralConsents.isAllowed,
          fields: referralConsents.fields,
          givenBy: referralConsents.givenBy,
          channel: referralConsents.channel,
          risksExplained: referralConsents.risksExplained,
          obtainedOn: referralConsents.obtainedOn,
          obtainedUntil: referralConsents.obtainedUntil,
          obtainedPrecision: referralConsents.obtainedPrecision,
          obtainedBy: people.name,
          validUntil: referralConsents.validUntil,
          recordedAt: referralConsents.recordedAt,
          withdrawnAt: referralConsents.withdrawnAt,
        })
        .from(referralConsents)
        .leftJoin(memberships, eq(memberships.id, referralConsents.obtainedBy))
        .leftJoin(people, eq(people.id, memberships.personId))
        .where(and(eq(referralConsents.caseId, caseId), eq(referralConsents.requestId, requestId)))
        .orderBy(desc(referralConsents.recordedAt), desc(referralConsents.id)),
    { readOnly: true },
  );
}

export type ReferralConsent = Awaited<ReturnType<typeof listReferralConsents>>[number];

/** What the newest answer about each organisation is worth on a day, by the organisation's key. */
export function standingByKey(
  consents: readonly ReferralConsent[],
  today: string,
): Map<string, { consent: ReferralConsent; isAllowed: boolean; fields: ReferralField[] }> {
  const newest = new Map<string, ReferralConsent>();
  for (const consent of consents) {
    if (!newest.has(consent.supportKey)) {
      newest.set(consent.supportKey, consent);
    }
  }
  return new Map(
    [...newest].map(([key, consent]) => {
      const isAllowed =
        standing({ ...consent, answer: consent.isAllowed ? "yes" : "no" }, today) === "yes";
      return [key, { consent, isAllowed, fields: isAllowed ? consent.fields : [] }];
    }),
  );
}

/** The referrals of one request, newest first, with what was noted of each answer. Empty outside the team. */
export function listReferrals(actor: Actor, caseId: string, requestId: string) {
  return asActor(
    actor,
    async (tx) => {
      const rows = await tx
        .select({
          id: referrals.id,
          orgId: referrals.orgId,
          supportKey: referrals.supportKey,
          supportName: referrals.supportName,
          language: referrals.language,
          fields: referrals.fields,
          preparedAt: referrals.preparedAt,
          preparedBy: people.name,
          sentOn: referrals.sentOn,
          channel: referrals.channel,
          outcome: referrals.outcome,
          answeredOn: referrals.answeredOn,
          refusal: referrals.refusal,
          answer: referrals.answer,
          followUpOn: referrals.followUpOn,
          version: referrals.version,
          withdrawnAt: referrals.withdrawnAt,
          /** The request was changed since it was made. */
          isOlder: isOlderText,
        })
        .from(referrals)
        .leftJoin(memberships, eq(memberships.id, referrals.preparedBy))
        .leftJoin(people, eq(people.id, memberships.personId))
        .where(and(eq(referrals.caseId, caseId), eq(referrals.requestId, requestId)))
        .orderBy(desc(referrals.preparedAt), desc(referrals.id));
      const opened = [];
      for (const { answer, orgId, ...row } of rows) {
        opened.push({
          ...row,
          answer: await openAnswer(tx, caseId, { id: row.id, orgId, answer }),
        });
      }
      return opened;
    },
    { readOnly: true },
  );
}

export type Referral = Awaited<ReturnType<typeof listReferrals>>[number];
