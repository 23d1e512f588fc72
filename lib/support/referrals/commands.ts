import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import type { ReferralField } from "@/db/reference/words";
import { defenderIdentities, defenders } from "@/db/schema/cases";
import { organisations } from "@/db/schema/people";
import { states } from "@/db/schema/reference";
import { referralConsents, referrals, supportRequests } from "@/db/schema/support-requests";
import { mustBeOtherWords, typedNames } from "@/lib/alerts/other-words";
import type { Actor } from "@/lib/auth/actor";
import { openCaseKeys } from "@/lib/cases/keys";
import { type FieldPlace, openField, sealField } from "@/lib/crypto/envelope";
import { padded } from "@/lib/crypto/padded";
import { earliestToday } from "@/lib/dates/date-input";
import { dateColumns } from "@/lib/dates/stored-date";
import { type KeptIdentity, parseIdentity } from "@/lib/defenders/identity";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { findEntry } from "../directory/queries";
import { openDetails } from "../requests/seal";
import type {
  OneReferral,
  PrepareReferral,
  RecordAnswer,
  RecordReferralConsent,
  RecordSent,
  WithdrawReferralConsent,
} from "./input";
import { referralText, type TextWords, type ToldBy } from "./referral-text";

const notAllowed = () => new Refusal("not-allowed", "refusals.notAllowed");

/** Records what a defender answered about one organisation. An earlier answer stays as history. */
export async function recordReferralConsent(
  actor: Actor,
  { answer, fields, obtained, ...given }: RecordReferralConsent,
  once: string = uuidv7(),
): Promise<void> {
  const id = rowIdOf(actor, "referral_consents", { answer, fields, obtained, ...given }, once);
  await onceOnly(
    async () => {
      await asActor(actor, (tx) =>
        tx.insert(referralConsents).values({
          ...given,
          ...dateColumns("obtained", obtained),
          id,
          isAllowed: answer === "yes",
          fields: answer === "yes" ? fields : [],
          orgId: actor.organisationId,
          obtainedBy: actor.membershipId,
        }),
      );
      return id;
    },
    () => asActor(actor, (tx) => findId(tx, referralConsents, id), { readOnly: true }),
  );
}

/** Ends consent to refer; texts that rest on it close in the same transaction. Any member of the team may. */
export async function withdrawReferralConsent(
  actor: Actor,
  { caseId, consentId }: WithdrawReferralConsent,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(referralConsents)
        .set({ withdrawnAt: new Date() })
        .where(
          and(
            eq(referralConsents.caseId, caseId),
            eq(referralConsents.id, consentId),
            isNull(referralConsents.withdrawnAt),
          ),
        )
        .returning({ id: referralConsents.id }),
    ),
  );
}

/**
 * Prepares the text for one organisation, as `composeText` makes it. Refuses an organisation whose programme is halted.
 * Nothing is sent.
 */
export async function prepareReferral(
  actor: Actor,
  { caseId, requestId, supportKey, sure }: PrepareReferral,
  words: TextWords,
  once: string = uuidv7(),
): Promise<string> {
  const entry = await findEntry(actor, supportKey);
  if (!entry) {
    throw notAllowed();
  }
  if (entry.status === "halted") {
    throw new Refusal("rule", "support.refused.halted");
  }
  const { defenderId, fields, text, tellsIdentity } = await composeText(
    actor,
    { caseId, requestId, supportKey, sure },
    words,
  );
  const id = rowIdOf(actor, "referrals", { requestId, supportKey, fields, text }, once);
  return onceOnly(
    async () => {
      await asActor(actor, async (tx) => {
        const [key] = await openCaseKeys(tx, caseId);
        if (tellsIdentity) {
          await tx.execute(sql`select app.record_identity_read(${caseId}, ${defenderId})`);
        }
        await tx.insert(referrals).values({
          orgId: actor.organisationId,
          caseId,
          requestId,
          id,
          supportKey,
          supportName: entry.name,
          fields,
          sealed: sealField(key, placeOf("sealed", actor.organisationId, id), padded(text)),
          preparedBy: actor.membershipId,
        });
      });
      return id;
    },
    () => asActor(actor, (tx) => findId(tx, referrals, id), { readOnly: true }),
  );
}

/**
 * The text for one organisation out of exactly what the defender agreed that it is told, for whoever edits the case.
 * Refuses words in which a protected name stands that is not to be told; a part of one until whoever prepares it looked
 * (`sure`).
 */
export async function composeText(
  actor: Actor,
  { caseId, requestId, supportKey, sure }: PrepareReferral,
  words: TextWords,
): Promise<{
  defenderId: string;
  fields: ReferralField[];
  text: string;
  /** Whether what is sealed of the person's identity was read for it. */
  tellsIdentity: boolean;
}> {
  const found = await asActor(
    actor,
    (tx) => readForText(tx, actor, caseId, requestId, supportKey),
    {
      readOnly: true,
    },
  );
  const { defenderId, fields, told } = found;
  const typed = [
    told.details.place,
    told.details.situation,
    told.details.channel,
    told.details.channelHolder,
    told.details.needs,
    told.details.tried,
  ].join("\n");
  const mayBeNamed = fields.includes("name");
  const names = (await typedNames(actor, [caseId], typed)).filter(
    ({ id }) => !(mayBeNamed && id === defenderId),
  );
  if (names.some(({ isWhole }) => isWhole)) {
    throw new Refusal("rule", "support.refused.name");
  }
  mustBeOtherWords(names, sure === "yes");
  const text = referralText(told, fields, words);
  return { defenderId, fields, text, tellsIdentity: told.identity !== null };
}

/** The prepared text, while consent covers it; refuses with the reason where it does not any more. */
export async function readReferral(
  actor: Actor,
  { caseId, referralId }: OneReferral,
): Promise<string> {
  return asActor(actor, async (tx) => {
    const [row] = await tx.execute<{
      read: { sealed: string; orgId: string; caseId: string } | null;
    }>(sql`select app.read_referral(${referralId}::uuid) as read`);
    const read = row?.read;
    if (!read || read.caseId !== caseId) {
      throw new Refusal("consent", "support.refused.textClosed");
    }
    const keys = await openCaseKeys(tx, caseId);
    return openField(keys, placeOf("sealed", read.orgId, referralId), read.sealed).trimEnd();
  });
}

/** Records that the text was given to the organisation, on which day and by which way. */
export async function recordSent(
  actor: Actor,
  { caseId, referralId, channel, sentOn, followUpOn }: RecordSent,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(referrals)
        .set({ channel, sentOn, sentBy: actor.membershipId, followUpOn })
        .where(
          and(eq(referrals.caseId, caseId), eq(referrals.id, referralId), isNull(referrals.sentOn)),
        )
        .returning({ id: referrals.id }),
    ),
  );
}

/** What an answer says beside its outcome: an amount that was granted, and words. */
export interface AnswerDetails {
  amount: string;
  currency: string;
  words: string;
}

/** Records what became of a referral. Refuses what was written over another state of it than the one of now. */
export async function recordAnswer(
  actor: Actor,
  {
    caseId,
    referralId,
    version,
    outcome,
    answeredOn,
    refusal,
    followUpOn,
    amount,
    currency,
    words,
  }: RecordAnswer,
): Promise<void> {
  await asActor(actor, async (tx) => {
    if (followUpOn && followUpOn < earliestToday()) {
      const [before] = await tx
        .select({ followUpOn: referrals.followUpOn })
        .from(referrals)
        .where(and(eq(referrals.caseId, caseId), eq(referrals.id, referralId)));
      if (before && before.followUpOn !== followUpOn) {
        throw new Refusal("rule", "forms.dayPassed", "followUpOn");
      }
    }
    const [key] = await openCaseKeys(tx, caseId);
    const details: AnswerDetails = { amount, currency, words };
    const place = placeOf("answer", actor.organisationId, referralId);
    const changed = await tx
      .update(referrals)
      .set({
        outcome,
        answeredOn,
        refusal,
        followUpOn,
        answer: sealField(key, place, padded(JSON.stringify(details))),
      })
      .where(
        and(
          eq(referrals.caseId, caseId),
          eq(referrals.id, referralId),
          eq(referrals.version, version),
        ),
      )
      .returning({ id: referrals.id });
    if (changed.length === 0) {
      const [now] = await tx
        .select({ version: referrals.version })
        .from(referrals)
        .where(and(eq(referrals.caseId, caseId), eq(referrals.id, referralId)));
      throw now && now.version !== version
        ? new Refusal("conflict", "support.changedSince")
        : notAllowed();
    }
  });
}

/** Puts a text away that was not sent: nobody reads it again. */
export async function putReferralAway(
  actor: Actor,
  { caseId, referralId }: OneReferral,
): Promise<void> {
  await asActor(actor, (tx) =>
    mustChange(
      tx
        .update(referrals)
        .set({ withdrawnAt: new Date() })
        .where(
          and(
            eq(referrals.caseId, caseId),
            eq(referrals.id, referralId),
            isNull(referrals.sentOn),
            isNull(referrals.withdrawnAt),
          ),
        )
        .returning({ id: referrals.id }),
    ),
  );
}

/** Opens what was noted of an answer; null where nothing was. */
export async function openAnswer(
  tx: Tx,
  caseId: string,
  { id, orgId, answer }: { id: string; orgId: string; answer: string | null },
): Promise<AnswerDetails | null> {
  if (!answer) {
    return null;
  }
  const keys = await openCaseKeys(tx, caseId);
  return JSON.parse(openField(keys, placeOf("answer", orgId, id), answer)) as AnswerDetails;
}

async function readForText(
  tx: Tx,
  actor: Actor,
  caseId: string,
  requestId: string,
  supportKey: string,
) {
  const [request] = await tx
    .select({
      defenderId: supportRequests.defenderId,
      kind: supportRequests.kind,
      urgency: supportRequests.urgency,
      neededBy: supportRequests.neededBy,
      label: defenders.publicLabel,
    })
    .from(supportRequests)
    .innerJoin(defenders, eq(defenders.id, supportRequests.defenderId))
    .where(and(eq(supportRequests.caseId, caseId), eq(supportRequests.id, requestId)));
  if (!request) {
    throw notAllowed();
  }
  const [consent] = await tx
    .select({ isAllowed: referralConsents.isAllowed, fields: referralConsents.fields })
    .from(referralConsents)
    .where(
      and(eq(referralConsents.requestId, requestId), eq(referralConsents.supportKey, supportKey)),
    )
    .orderBy(desc(referralConsents.recordedAt), desc(referralConsents.id))
    .limit(1);
  const fields = consent?.isAllowed ? consent.fields : [];
  const { defenderId, ...asked } = request;
  const details = await openDetails(tx, caseId, requestId);
  const [state] = details.stateCode
    ? await tx
        .select({ names: states.names })
        .from(states)
        .where(eq(states.code, details.stateCode))
    : [];
  const [own] = await tx
    .select({ name: organisations.name })
    .from(organisations)
    .where(eq(organisations.id, actor.organisationId));
  const needsIdentity = fields.some((field) => ["name", "contact", "family"].includes(field));
  return {
    defenderId,
    fields,
    told: {
      ...asked,
      details,
      identity: needsIdentity ? await openIdentity(tx, caseId, defenderId) : null,
      organisation: own?.name ?? "",
      stateNames: state?.names ?? null,
    } satisfies ToldBy,
  };
}

async function openIdentity(
  tx: Tx,
  caseId: string,
  defenderId: string,
): Promise<KeptIdentity | null> {
  const [row] = await tx
    .select({ orgId: defenderIdentities.orgId, sealed: defenderIdentities.sealed })
    .from(defenderIdentities)
    .where(eq(defenderIdentities.defenderId, defenderId));
  if (!row) {
    return null;
  }
  const place = {
    table: "defender_identities",
    column: "sealed",
    rowId: defenderId,
    orgId: row.orgId,
  };
  return parseIdentity(openField(await openCaseKeys(tx, caseId), place, row.sealed));
}

/** Where the parts of a referral are kept; part of what their envelopes are bound to. */
const placeOf = (column: "sealed" | "answer", orgId: string, rowId: string): FieldPlace => ({
  table: "referrals",
  column,
  rowId,
  orgId,
});
