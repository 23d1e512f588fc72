import "server-only";
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import {
  type AlertLanguage,
  type Audience,
  audiences,
  type DisclosureChannel,
} from "@/db/reference/words";
import { disclosures } from "@/db/schema/activity";
import { alerts, alertTexts, editions } from "@/db/schema/alerts";
import { memberships, organisations, people } from "@/db/schema/people";
import { states } from "@/db/schema/reference";
import { asWriter } from "@/lib/alerts/beside-words";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { withWithdrawals } from "@/lib/consents/withdrawn";
import { isOpenTo } from "@/lib/shares/open-to";
import { correction, signatures } from "./as-shown";
import type { LanguageText, Preview, SignedSoFar } from "./edition";
import { signedSoFar, signedWithNames } from "./signed-so-far";
import {
  lackingThatLeave,
  previewOf,
  textThatLeaves,
  versionToSign,
  whatMayLeave,
} from "./what-leaves";

const line = {
  id: editions.id,
  versionId: editions.versionId,
  number: editions.number,
  audience: editions.audience,
  language: editions.language,
  hash: editions.hash,
  correction,
  issuedAt: editions.issuedAt,
  frozenAt: editions.frozenAt,
  supersededAt: editions.supersededAt,
  publicToken: editions.publicToken,
};

/** A line with who stood under it. */
const signedLine = { ...line, ...signatures };

interface OfAlert {
  caseId: string;
  alertId: string;
}

/** An alert as its editions need it; null where there is none for this actor. */
async function alertOf(tx: Tx, { caseId, alertId }: OfAlert) {
  if (!looksLikeId(alertId) || !looksLikeId(caseId)) {
    return null;
  }
  const [alert] = await tx
    .select({
      id: alerts.id,
      caseId: alerts.caseId,
      number: alerts.number,
      kind: alerts.kind,
      stage: alerts.stage,
      audience: alerts.audience,
      sourceLanguage: alerts.sourceLanguage,
    })
    .from(alerts)
    .where(and(eq(alerts.id, alertId), eq(alerts.caseId, caseId)));
  return alert ?? null;
}

/**
 * What is issued of an alert, what can be, and what each audience would read today in one language. The internal
 * preview is null for everybody outside the team.
 */
export async function findEditions(actor: Actor, of: OfAlert, wanted: string | undefined) {
  return asActor(
    actor,
    async (tx) => {
      const alert = await alertOf(tx, of);
      if (!alert) {
        return null;
      }
      const texts = await tx
        .select({ id: alertTexts.id, language: alertTexts.language, state: alertTexts.state })
        .from(alertTexts)
        .where(eq(alertTexts.alertId, alert.id))
        .orderBy(desc(eq(alertTexts.language, alert.sourceLanguage)), asc(alertTexts.language));
      const text = texts.find((one) => one.language === wanted) ?? texts[0];
      const previews = {} as Record<Audience, Preview | null>;
      for (const audience of audiences) {
        const preview = text ? await previewOf(tx, text.id, audience) : null;
        previews[audience] = preview && {
          ...preview,
          people: await withWithdrawals(tx, alert.id, audience, preview.people),
        };
      }
      const version = await versionToSign(tx, alert.id);
      const signed: Partial<Record<AlertLanguage, SignedSoFar>> = {};
      for (const one of texts) {
        signed[one.language] = await signedSoFar(tx, alert.id, one.language);
      }
      return {
        alert,
        texts,
        language: text?.language ?? alert.sourceLanguage,
        previews,
        /** By language, since each calls them in its own. */
        signed,
        mayHaveCapacities: (await signedWithNames(tx, alert.id)).length === 0,
        signable: version && {
          versionId: version.id,
          number: version.number,
          languages: version.languages,
        },
        editions: await tx
          .select(signedLine)
          .from(editions)
          .where(eq(editions.alertId, alert.id))
          .orderBy(desc(editions.number), desc(editions.issuedAt)),
      };
    },
    { readOnly: true },
  );
}

/**
 * What leaves when this edition is issued: its exact text, whom it names, whose consent is missing, what was typed by
 * hand, and to whom it goes. For the case's own editors; null for others and where the version does not have it.
 */
export async function findLeaving(
  actor: Actor,
  of: OfAlert,
  { audience, language }: { audience: Audience; language: AlertLanguage },
) {
  if (!looksLikeId(of.caseId)) {
    return null;
  }
  return asWriter(actor, of.caseId, async (tx) => {
    const alert = await alertOf(tx, of);
    const version = alert && (await versionToSign(tx, alert.id));
    if (!alert || !version?.languages.includes(language)) {
      return null;
    }
    const leaving = await whatMayLeave(tx, { ...of, versionId: version.id }, audience, language);
    const [text] = await tx
      .select({ id: alertTexts.id })
      .from(alertTexts)
      .where(eq(alertTexts.alertId, alert.id))
      .limit(1);
    const people = (text && (await previewOf(tx, text.id, audience))?.people) ?? [];
    const [earlier] = await tx
      .select(signedLine)
      .from(editions)
      .where(
        and(
          eq(editions.alertId, alert.id),
          eq(editions.audience, audience),
          eq(editions.language, language),
        ),
      )
      .orderBy(desc(editions.number))
      .limit(1);
    const madeFor = version.audience ?? alert.audience;
    const what = {
      versionId: version.id,
      audience,
      madeFor,
      language,
      caseId: of.caseId,
      names: leaving.names,
    };
    return {
      alert,
      version: { id: version.id, number: version.number },
      missing: leaving.missing,
      found: leaving.found,
      unlabelled: leaving.unlabelled,
      hasNobody: leaving.hasNobody,
      people: people.map((person) => ({
        label: person.label,
        isNamed:
          audience === madeFor
            ? version.shown.some(
                (was) => was.defenderId === person.defenderId && was.shown === "name",
              )
            : person.defenderId in leaving.names,
      })),
      signed: await signedSoFar(tx, alert.id, language),
      withNames: await signedWithNames(tx, alert.id),
      partners: audience === "coalition" ? await partnersOf(tx, of.caseId) : [],
      earlier,
      issuer: await issuerNow(tx, alert.id, language),
      text: await textThatLeaves(tx, what),
      lacking: await lackingThatLeave(tx, { ...what, sourceLanguage: alert.sourceLanguage }),
    };
  });
}

/** How the edition will name the organisation that issues it; empty where it does not publish its name. */
async function issuerNow(tx: Tx, alertId: string, language: AlertLanguage): Promise<string> {
  const [row] = await tx.execute<{ issuer: string | null }>(
    sql`select app.issuer_now(${alertId}::uuid, ${language}) as issuer`,
  );
  return row?.issuer ?? "";
}

/** The organisations to which a share opens the case now: whoever reads its coalition editions. */
async function partnersOf(tx: Tx, caseId: string): Promise<{ id: string; name: string }[]> {
  const rows = await tx.execute<{ id: string; name: string }>(sql`
    select o.id, o.name from case_shares s join organisations o on o.id = s.partner_org_id
    where s.case_id = ${caseId} and ${isOpenTo(sql`s.case_id`, sql`s.partner_org_id`)} order by o.name`);
  return [...rows];
}

/** The text and everything that stands around it; its text is null once it is frozen. */
export async function findEdition(actor: Actor, of: OfAlert, editionId: string) {
  if (!looksLikeId(editionId)) {
    return null;
  }
  return asActor(
    actor,
    async (tx) => {
      const alert = await alertOf(tx, of);
      const [edition] = alert
        ? await tx
            .select({
              ...line,
              content: sql<LanguageText | null>`case when ${editions.frozenAt} is null
                then ${editions.content} end`,
              issuer: editions.issuer,
              ...signatures,
              issuedBy: people.name,
            })
            .from(editions)
            .leftJoin(memberships, eq(memberships.id, editions.issuedBy))
            .leftJoin(people, eq(people.id, memberships.personId))
            .where(and(eq(editions.id, editionId), eq(editions.alertId, alert.id)))
        : [];
      if (!alert || !edition) {
        return null;
      }
      const [latest = { id: edition.id }] = await tx
        .select({ id: editions.id })
        .from(editions)
        .where(
          and(
            eq(editions.alertId, alert.id),
            eq(editions.audience, edition.audience),
            eq(editions.language, edition.language),
          ),
        )
        .orderBy(desc(editions.number))
        .limit(1);
      return {
        alert,
        edition,
        latest,
        signable: await versionToSign(tx, alert.id),
        partners: await partnersOf(tx, of.caseId),
      };
    },
    { readOnly: true },
  );
}

/** Who would stand under an edition that is issued now, and whether their capacities may stand beside them. */
export async function findSigners(actor: Actor, alertId: string, language: AlertLanguage) {
  return asActor(
    actor,
    async (tx) => ({
      signed: await signedSoFar(tx, alertId, language),
      mayHaveCapacities: (await signedWithNames(tx, alertId)).length === 0,
    }),
    { readOnly: true },
  );
}

/** One entry of the list of who received what. */
export interface HandedOut {
  id: string;
  editionId: string;
  audience: Audience;
  language: AlertLanguage;
  number: number;
  frozenAt: Date | null;
  organisation: string | null;
  stateNames: Record<string, string> | null;
  recipient: string;
  channel: DisclosureChannel;
  at: Date;
}

/** Which edition of an alert went to whom, when and how, newest first; the team's to read. */
export function listHandedOut(actor: Actor, { alertId }: OfAlert): Promise<HandedOut[]> {
  return asActor(actor, (tx) => handedOut(tx, eq(editions.alertId, alertId)), { readOnly: true });
}

/** Within a transaction: what was handed out of the editions that a condition picks. */
export async function handedOut(tx: Tx, which: SQL): Promise<HandedOut[]> {
  return tx
    .select({
      id: disclosures.id,
      editionId: editions.id,
      audience: editions.audience,
      language: editions.language,
      number: editions.number,
      frozenAt: editions.frozenAt,
      organisation: organisations.name,
      stateNames: states.names,
      recipient: disclosures.recipient,
      channel: sql<DisclosureChannel>`${disclosures.channel}`,
      at: disclosures.at,
    })
    .from(disclosures)
    .innerJoin(editions, eq(editions.id, disclosures.editionId))
    .leftJoin(organisations, eq(organisations.id, disclosures.recipientOrgId))
    .leftJoin(states, eq(states.code, disclosures.recipientStateCode))
    .where(which)
    .orderBy(desc(disclosures.at), desc(disclosures.id));
}

/** The audience that an answer is about; the others are about no edition. */
const audienceOf = sql`case this.scope when 'share_with_organisation' then 'coalition' when 'bilateral' then 'missions'
  when 'public_statement' then 'public' end`;

/**
 * The editions that a withdrawal froze, and who had received them: those frozen between it and whatever changed
 * consent next. And those of its audience that stay, since nobody's mark in them is that of who withdrew: somebody
 * reads whether their words speak of them all the same. The team's to read.
 */
export async function findFrozenBy(actor: Actor, caseId: string, consentId: string) {
  if (!looksLikeId(consentId)) {
    return { editions: [], received: [], staying: [] };
  }
  return asActor(
    actor,
    async (tx) => {
      const touched = sql`${editions.id} in (
        select e.id from editions e, consents this
        where this.case_id = ${caseId} and this.id = ${consentId} and e.case_id = this.case_id
          and e.frozen_at >= this.withdrawn_at and not exists (
            select 1 from consents next where next.case_id = this.case_id
              and ((next.recorded_at > this.withdrawn_at and next.recorded_at <= e.frozen_at)
                or (next.withdrawn_at > this.withdrawn_at and next.withdrawn_at <= e.frozen_at))))`;
      return {
        editions: await tx
          .select({ ...line, alertId: editions.alertId })
          .from(editions)
          .where(touched)
          .orderBy(desc(editions.issuedAt)),
        received: await handedOut(tx, touched),
        staying: await tx
          .select({ ...line, alertId: editions.alertId })
          .from(editions)
          .where(sql`${editions.frozenAt} is null and ${editions.id} in (
            select e.id from editions e, alerts a, consents this
            where this.case_id = ${caseId} and this.id = ${consentId} and e.case_id = this.case_id
              and a.id = e.alert_id and a.stage <> 'withdrawn' and e.audience = ${audienceOf}
              and e.issued_at < this.withdrawn_at)`)
          .orderBy(desc(editions.issuedAt)),
      };
    },
    { readOnly: true },
  );
}
