import "server-only";
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import type { ReferralField } from "@/db/reference/support-words";
import { defenderIdentities, defenders } from "@/db/schema/cases";
import { organisations } from "@/db/schema/people";
import { states } from "@/db/schema/reference";
import { referralConsents, referrals, supportRequests } from "@/db/schema/support-requests";
import type { Actor } from "@/lib/auth/actor";
import { openCaseKeys } from "@/lib/cases/keys";
import { type FieldPlace, openField } from "@/lib/crypto/envelope";
import { openPadded, sealPadded } from "@/lib/crypto/padded";
import { earliestToday } from "@/lib/dates/date-input";
import { dateColumns } from "@/lib/dates/stored-date";
import { type KeptIdentity, parseIdentity } from "@/lib/defenders/identity";
import { dayInZone } from "@/lib/i18n/format";
import { mustChange } from "@/lib/must-change";
import { findId, onceOnly, rowIdOf } from "@/lib/once";
import { Refusal } from "@/lib/refusal";
import { findEntry } from "../directory/queries";
import { keepNamesOut } from "../names";
import { openDetails } from "../requests/seal";
import type {
  OneReferral,
  PrepareReferral,
  RecordAnswer,
  RecordReferralConsent,
  RecordSent,
  WithdrawReferralConsent,
} from "./input";
import { asLetter, referenceOf } from "./letter";
import { keptFields, referralText, type ToldBy } from "./referral-text";
import { referralWords } from "./words";

const notAllowed = () => new Refusal("not-allowed", "refusals.notAllowed");

/** Whether the request was changed since the text was made out of it. */
export const isOlderText = sql<boolean>`exists (select 1 from support_requests r
  where r.id = referrals.request_id and r.writing <> referrals.of_writing)`;

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
  { caseId, requestId, supportKey, language, replyTo, sure }: PrepareReferral,
  once: string = uuidv7(),
): Promise<string> {
  const entry = await findEntry(actor, supportKey);
  if (!entry) {
    throw notAllowed();
  }
  if (entry.status === "halted") {
    throw new Refusal("rule", "support.refused.halted");
  }
  const { defenderId, fields, text, tellsIdentity, ofWriting } = await composeText(actor, {
    caseId,
    requestId,
    supportKey,
    language,
    sure,
  });
  await keepNamesOut(actor, caseId, replyTo, { sure });
  const id = rowIdOf(actor, "referrals", { requestId, supportKey, language, fields, text }, once);
  const day = dayInZone(new Date(), actor.timeZone);
  const letter = { to: entry.name, day, reference: referenceOf(requestId), replyTo };
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
          language,
          fields,
          sealed: sealPadded(
            key,
            placeOf("sealed", actor.organisationId, id),
            asLetter(letter, text, language),
          ),
          ofWriting,
          preparedBy: actor.membershipId,
        });
      });
      return id;
    },
    () => asActor(actor, (tx) => findId(tx, referrals, id), { readOnly: true }),
  );
}

/**
 * The text for one organisation out of exactly what the defender agreed that it is told, for whoever edits the case; in
 * one language, but for what somebody typed.
 * Refuses words in which a protected name stands that is not to be told; a part of one until whoever prepares it looked
 * (`sure`).
 */
export async function composeText(
  actor: Actor,
  { caseId, requestId, supportKey, language, sure }: Omit<PrepareReferral, "replyTo">,
): Promise<{
  defenderId: string;
  /** What the text tells of what was agreed to: where nothing is kept, nothing can be told. */
  fields: ReferralField[];
  text: string;
  /** The `writing` of the request that it tells of. */
  ofWriting: number;
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
  const { defenderId, fields: agreed, told, ofWriting } = found;
  const words = referralWords(language);
  const fields = keptFields(told, agreed, words);
  const typed = [
    told.details.place,
    told.details.situation,
    told.details.channel,
    told.details.channelHolder,
    told.details.needs,
    told.details.tried,
  ].join("\n");
  const mayBeNamed = agreed.includes("name") ? defenderId : undefined;
  await keepNamesOut(actor, caseId, typed, { sure, mayBeNamed });
  const text = referralText(told, fields, words);
  return { defenderId, fields, text, ofWriting, tellsIdentity: told.identity !== null };
}

/** What somebody agreed that one organisation is told, and of which nothing is kept that could be told. */
export async function listMissingFields(
  actor: Actor,
  { caseId, requestId, supportKey }: Pick<PrepareReferral, "caseId" | "requestId" | "supportKey">,
): Promise<ReferralField[]> {
  // Of the identity nothing but whether it is there leaves this: no look at it.
  const { fields, told } = await asActor(
    actor,
    (tx) => readForText(tx, actor, caseId, requestId, supportKey),
    { readOnly: true },
  );
  const kept = keptFields(told, fields, referralWords("en"));
  return fields.filter((field) => !kept.includes(field));
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
    return openPadded(keys, placeOf("sealed", read.orgId, referralId), read.sealed);
  });
}

/**
 * Records that the text was given to the organisation, on which day and by which way. Of a text that is closed, or older
 * than its request, whoever records it says that it did go out all the same (`didGo`): nobody is asked again then.
 */
export async function recordSent(
  actor: Actor,
  { caseId, referralId, channel, sentOn, followUpOn, didGo }: RecordSent,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const [text] = await tx
      .select({
        isClosed: sql<boolean>`${referrals.withdrawnAt} is not null`,
        isOlder: isOlderText,
      })
      .from(referrals)
      .where(and(eq(referrals.caseId, caseId), eq(referrals.id, referralId)));
    if ((text?.isClosed || text?.isOlder) && didGo !== "yes") {
      throw new Refusal("rule", text.isClosed ? "support.refused.closed" : "support.refused.older");
    }
    await mustChange(
      tx
        .update(referrals)
        .set({
          ...{ channel, sentOn },
          sentBy: actor.membershipId,
          followUpOn: text?.isClosed ? null : followUpOn,
        })
        .where(
          and(eq(referrals.caseId, caseId), eq(referrals.id, referralId), isNull(referrals.sentOn)),
        )
        .returning({ id: referrals.id }),
    );
  });
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
        answer: sealPadded(key, place, JSON.stringify(details)),
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
  return JSON.parse(openPadded(keys, placeOf("answer", orgId, id), answer)) as AnswerDetails;
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
      ofWriting: supportRequests.writing,
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
  const { defenderId, ofWriting, ...asked } = request;
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
    ofWriting,
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
