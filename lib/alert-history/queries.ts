import "server-only";
import { and, asc, desc, eq, gte, lte, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { AlertLanguage, AlertSection } from "@/db/reference/words";
import type { TextNode } from "@/db/schema";
import {
  alertContributions,
  alertParts,
  alerts,
  alertTexts,
  alertVersions,
} from "@/db/schema/alerts";
import { defenders } from "@/db/schema/cases";
import { memberships, organisations } from "@/db/schema/people";
import { type PartName, partNames } from "@/lib/alerts/part-names";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { draftLabels } from "@/lib/defenders/labels";
import { compareWords, countWords, standingWords } from "./compare";
import { type ChangedSection, type Comparison, presentText } from "./shown";

/** One language of a version or of the present text, by part. */
export type WholeText = Partial<Record<PartName, TextNode>>;

/** Every kept version, newest first, with the organisations whose members had written by then. */
export async function listHistory(actor: Actor, alertId: string) {
  return asActor(
    actor,
    async (tx) => {
      const versions = await tx
        .select({
          id: alertVersions.id,
          number: alertVersions.number,
          purpose: alertVersions.purpose,
          isMinor: alertVersions.isMinor,
          note: alertVersions.note,
          madeAt: alertVersions.madeAt,
          authors: alertVersions.authors,
          languages: sql<AlertLanguage[]>`(select coalesce(array_agg(l order by l), '{}')
            from jsonb_object_keys(alert_versions.content) l)`,
        })
        .from(alertVersions)
        .where(eq(alertVersions.alertId, alertId))
        .orderBy(desc(alertVersions.number));
      const members = await tx
        .selectDistinct({ id: alertContributions.membershipId, organisation: organisations.name })
        .from(alertContributions)
        .innerJoin(organisations, eq(organisations.id, alertContributions.actorOrgId))
        .where(eq(alertContributions.alertId, alertId));
      const home = new Map(members.map(({ id, organisation }) => [id, organisation]));
      return versions.map(({ authors, ...version }) => ({
        ...version,
        organisations: [...new Set(authors.flatMap((id) => home.get(id) ?? []))].sort((a, b) =>
          a.localeCompare(b),
        ),
      }));
    },
    { readOnly: true },
  );
}

/** What changed between two versions in one language; null where one of them does not have it. */
export async function compareVersions(
  actor: Actor,
  alertId: string,
  { from, to, language }: { from: string; to: string; language: AlertLanguage },
): Promise<Comparison | null> {
  return asActor(
    actor,
    async (tx) => {
      const [before, now] = [
        await textOf(tx, alertId, from, language),
        await textOf(tx, alertId, to, language),
      ];
      if (!before || !now) {
        return null;
      }
      const labels = await labelsOf(tx, alertId, language);
      const sections: ChangedSection[] = [];
      let unchanged = 0;
      for (const section of partNames) {
        const [was, is] = [before.text[section], now.text[section]].map((node) =>
          node ? standingWords(node, labels) : "",
        ) as [string, string];
        if (was === is) {
          unchanged += was ? 1 : 0;
          continue;
        }
        const pieces = compareWords(was, is, language);
        sections.push({
          section,
          pieces,
          before: was,
          now: is,
          added: countWords(pieces ?? [], "added", language),
          removed: countWords(pieces ?? [], "removed", language),
        });
      }
      return {
        language,
        sections,
        unchanged,
        writers: await writersBetween(tx, alertId, before.at, now.at),
      };
    },
    { readOnly: true },
  );
}

async function textOf(
  tx: Tx,
  alertId: string,
  side: string,
  language: AlertLanguage,
): Promise<{ text: WholeText; at: Date } | null> {
  if (side === presentText) {
    const rows = await tx
      .select({ section: alertParts.section, content: alertParts.content })
      .from(alertParts)
      .innerJoin(alertTexts, eq(alertTexts.id, alertParts.textId))
      .where(and(eq(alertTexts.alertId, alertId), eq(alertTexts.language, language)));
    return rows.length > 0
      ? {
          text: Object.fromEntries(rows.map(({ section, content }) => [section, content])),
          at: new Date(),
        }
      : null;
  }
  const kept = await versionText(tx, alertId, side, language);
  return kept && { text: kept.text, at: kept.madeAt };
}

/** One language of a version, part by part; a part without words is not in it. */
export async function versionText(
  tx: Tx,
  alertId: string,
  versionId: string,
  language: AlertLanguage,
): Promise<{ text: WholeText; number: number; madeAt: Date } | null> {
  if (!looksLikeId(versionId)) {
    return null;
  }
  const [version] = await tx
    .select({
      number: alertVersions.number,
      madeAt: alertVersions.madeAt,
      whole: sql<{
        title: TextNode | null;
        sections: Partial<Record<AlertSection, TextNode>>;
      } | null>`content -> ${language}::text`,
    })
    .from(alertVersions)
    .where(and(eq(alertVersions.id, versionId), eq(alertVersions.alertId, alertId)));
  if (!version?.whole) {
    return null;
  }
  const { title, sections } = version.whole;
  return {
    number: version.number,
    madeAt: version.madeAt,
    text: { ...(title && { title }), ...sections },
  };
}

async function labelsOf(
  tx: Tx,
  alertId: string,
  language: AlertLanguage,
): Promise<Record<string, string>> {
  const rows = await tx
    .select({
      id: defenders.id,
      publicLabel: defenders.publicLabel,
      publicLabels: defenders.publicLabels,
    })
    .from(defenders)
    .innerJoin(alerts, eq(alerts.caseId, defenders.caseId))
    .where(eq(alerts.id, alertId));
  return draftLabels(rows, language);
}

/** From first to last writing in a section: whoever was at it in between, whatever is left of their words. */
async function writersBetween(tx: Tx, alertId: string, one: Date, other: Date) {
  const [since, until] = one < other ? [one, other] : [other, one];
  const rows = await tx
    .selectDistinct({ organisation: organisations.name, section: alertContributions.section })
    .from(alertContributions)
    .innerJoin(organisations, eq(organisations.id, alertContributions.actorOrgId))
    .innerJoin(memberships, eq(memberships.id, alertContributions.membershipId))
    .where(
      and(
        eq(alertContributions.alertId, alertId),
        gte(alertContributions.lastAt, since),
        lte(alertContributions.firstAt, until),
      ),
    )
    .orderBy(asc(organisations.name));
  const writers = new Map<string, PartName[]>();
  for (const { organisation, section } of rows) {
    writers.set(organisation, [...(writers.get(organisation) ?? []), section]);
  }
  return [...writers].map(([organisation, sections]) => ({
    organisation,
    sections: partNames.filter((name) => sections.includes(name)),
  }));
}
