import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { AlertLanguage, Audience } from "@/db/reference/words";
import { alertPassages, alertVersions } from "@/db/schema/alerts";
import { defenders } from "@/db/schema/cases";
import { type Clearance, clear } from "@/lib/alerts/clearance";
import type { PartName } from "@/lib/alerts/part-names";
import { draftLabels } from "@/lib/defenders/labels";
import { Refusal } from "@/lib/refusal";
import { type LanguageText, lackingParts, type Preview } from "./edition";

/** The version that is open for sign-on, or was last; null where none was. */
export async function versionToSign(tx: Tx, alertId: string) {
  const [version] = await tx
    .select({
      id: alertVersions.id,
      number: alertVersions.number,
      hash: alertVersions.hash,
      shown: alertVersions.shown,
      /** For whom it was made; null where the alert says. */
      audience: alertVersions.audience,
      languages: sql<string[]>`(select coalesce(array_agg(k order by k), '{}')
        from jsonb_object_keys(alert_versions.signed_text) k)`,
    })
    .from(alertVersions)
    .where(and(eq(alertVersions.alertId, alertId), eq(alertVersions.purpose, "sign_on")))
    .orderBy(desc(alertVersions.number))
    .limit(1);
  return version ?? null;
}

/** What an audience would read of a text today; null where the asker may not know, or there is no such text. */
export async function previewOf(
  tx: Tx,
  textId: string,
  audience: Audience,
): Promise<Preview | null> {
  const [row] = await tx.execute<{ preview: Preview | null }>(
    sql`select app.preview_edition(${textId}::uuid, ${audience}) as preview`,
  );
  return row?.preview ?? null;
}

/** What an edition may hold: who is not asked, what was typed by hand that may not leave, and whom it names. */
export interface Leaving extends Omit<Clearance, "names"> {
  /** Defender to name, for those whom this text speaks of and consent lets be named. */
  names: Record<string, string>;
}

/**
 * Looks at a version for one audience before anything leaves. The internal edition goes by labels: it is kept in
 * clear, and the sealed names are where the team reads them.
 */
export async function whatMayLeave(
  tx: Tx,
  of: { caseId: string; alertId: string; versionId: string },
  audience: Audience,
  language: AlertLanguage,
): Promise<Leaving> {
  const [version] = await tx
    .select({ people: sql<string[]>`app.people_in(app.read_version(alert_versions.id))` })
    .from(alertVersions)
    .where(and(eq(alertVersions.id, of.versionId), eq(alertVersions.alertId, of.alertId)));
  if (!version) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  const { names, unlabelled, ...clearance } = await clear(tx, of, audience, of.versionId);
  const isNamed = (id: string) => audience !== "internal" && version.people.includes(id);
  return {
    ...clearance,
    unlabelled: unlabelled.filter((one) => one.language === language),
    names: Object.fromEntries(Object.entries(names).filter(([id]) => isNamed(id))),
  };
}

/** The text of an edition before it is issued, word for word as app.issue_edition will make it. */
export async function textThatLeaves(
  tx: Tx,
  asked: {
    versionId: string;
    audience: Audience;
    /** The audience for which the version was made. */
    madeFor: Audience;
    language: AlertLanguage;
    caseId: string;
    names: Record<string, string>;
  },
): Promise<LanguageText | null> {
  const { audience, caseId, language, madeFor, names, versionId } = asked;
  if (audience === madeFor) {
    const [signed] = await tx
      .select({ text: sql<LanguageText | null>`signed_text -> ${language}::text` })
      .from(alertVersions)
      .where(eq(alertVersions.id, versionId));
    return signed?.text ?? null;
  }
  const people = await tx.select().from(defenders).where(eq(defenders.caseId, caseId));
  const words = { ...draftLabels(people, language), ...names };
  const [reduced] = await tx.execute<{ text: LanguageText | null }>(sql`
    select app.reduce_text(app.read_version(v.id) -> ${language}::text, ${audience}, ${JSON.stringify(words)}::jsonb,
      (select coalesce(jsonb_object_agg(p.id, p.words), '{}') from ${alertPassages} p
        where p.alert_id = v.alert_id and ${audience} = 'internal')) as text
    from ${alertVersions} v where v.id = ${versionId} and v.signed_text ? ${language}::text`);
  return reduced?.text ?? null;
}

/** Which parts of the source this audience would not read in another language, since they are not written in it. */
export async function lackingThatLeave(
  tx: Tx,
  asked: Parameters<typeof textThatLeaves>[1] & { sourceLanguage: AlertLanguage },
): Promise<PartName[]> {
  if (asked.language === asked.sourceLanguage) {
    return [];
  }
  const source = await textThatLeaves(tx, { ...asked, language: asked.sourceLanguage });
  const own = await textThatLeaves(tx, asked);
  return source && own ? lackingParts(source, own) : [];
}
