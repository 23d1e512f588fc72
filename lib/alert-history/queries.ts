import "server-only";
import { and, asc, desc, eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { asActor, type Tx } from "@/db/client";
import type { AlertLanguage, AlertSection, VersionPurpose } from "@/db/reference/words";
import type { TextNode } from "@/db/schema";
import {
  alertContributions,
  alertParts,
  alertRestorations,
  alerts,
  alertTexts,
  alertVersions,
  editions,
} from "@/db/schema/alerts";
import { defenders } from "@/db/schema/cases";
import { memberships, organisations, people } from "@/db/schema/people";
import { partContent } from "@/lib/alerts/as-read";
import { besideWords } from "@/lib/alerts/beside-words";
import { type PartName, partNames } from "@/lib/alerts/part-names";
import { namesInVersions } from "@/lib/alerts/typed-names";
import type { Actor } from "@/lib/auth/actor";
import { looksLikeId } from "@/lib/cases/case";
import { draftLabels } from "@/lib/defenders/labels";
import { compareWords, countPieces, standingWords } from "./compare";
import {
  type ChangedSection,
  type Comparison,
  type KeptBefore,
  presentText,
  type ReadVersion,
} from "./shown";

/** One language of a version or of the present text, by part. */
export type WholeText = Partial<Record<PartName, TextNode>>;

const languagesOf = sql<AlertLanguage[]>`(select coalesce(array_agg(l order by l), '{}')
  from jsonb_object_keys(app.read_version(alert_versions.id)) l)`;

/** Every kept version, newest first, with the organisations whose members had written by then. */
export async function listHistory(actor: Actor, alertId: string) {
  return asActor(
    actor,
    async (tx) => {
      const versions = await tx
        .select({
          id: alertVersions.id,
          number: alertVersions.number,
          // What was issued was opened for sign-on before, and is called by what became of it.
          purpose: sql<VersionPurpose>`case when exists (select 1 from ${editions} e
            where e.version_id = alert_versions.id) then 'issued' else alert_versions.purpose end`,
          isMinor: alertVersions.isMinor,
          madeAt: alertVersions.madeAt,
          authors: alertVersions.authors,
          languages: languagesOf,
        })
        .from(alertVersions)
        .where(eq(alertVersions.alertId, alertId))
        .orderBy(desc(alertVersions.number));
      const names = await namesInVersions(tx, alertId);
      const notes = await besideWords(tx, alertId, "alert_versions");
      const restorations = await restorationsOf(tx, alertId);
      const members = await tx
        .selectDistinct({ id: alertContributions.membershipId, organisation: organisations.name })
        .from(alertContributions)
        .innerJoin(organisations, eq(organisations.id, alertContributions.actorOrgId))
        .where(eq(alertContributions.alertId, alertId));
      const home = new Map(members.map(({ id, organisation }) => [id, organisation]));
      return versions.map(({ authors, ...version }) => ({
        ...version,
        note: notes.get(version.id)?.note ?? "",
        names: names.find(({ versionId }) => versionId === version.id) ?? null,
        keptBefore: restorations.get(version.id) ?? null,
        organisations: [...new Set(authors.flatMap((id) => home.get(id) ?? []))].sort((a, b) =>
          a.localeCompare(b),
        ),
      }));
    },
    { readOnly: true },
  );
}

/** Who restored what, by the version in which is kept what stood there before. */
async function restorationsOf(tx: Tx, alertId: string): Promise<Map<string, KeptBefore>> {
  const restored = alias(alertVersions, "restored");
  const rows = await tx
    .select({
      keptIn: alertRestorations.keptIn,
      organisation: organisations.name,
      name: people.name,
      number: restored.number,
      language: alertTexts.language,
    })
    .from(alertRestorations)
    .innerJoin(alertTexts, eq(alertTexts.id, alertRestorations.textId))
    .leftJoin(organisations, eq(organisations.id, alertRestorations.actorOrgId))
    .leftJoin(memberships, eq(memberships.id, alertRestorations.restoredBy))
    .leftJoin(people, eq(people.id, memberships.personId))
    .leftJoin(restored, eq(restored.id, alertRestorations.versionId))
    .where(eq(alertRestorations.alertId, alertId));
  return new Map(
    rows.map(({ keptIn, name, organisation, ...one }) => [
      keptIn,
      { ...one, by: name ?? organisation ?? "" },
    ]),
  );
}

/** One kept version in one of its languages, as this actor reads it; null where there is none for them. */
export async function findVersion(
  actor: Actor,
  alertId: string,
  { versionId, languages: wanted }: { versionId: string; languages: readonly AlertLanguage[] },
): Promise<ReadVersion | null> {
  if (!looksLikeId(versionId)) {
    return null;
  }
  return asActor(
    actor,
    async (tx) => {
      const [version] = await tx
        .select({
          id: alertVersions.id,
          hash: alertVersions.hash,
          languages: languagesOf,
        })
        .from(alertVersions)
        .where(and(eq(alertVersions.id, versionId), eq(alertVersions.alertId, alertId)));
      const language =
        wanted.find((one) => version?.languages.includes(one)) ?? version?.languages[0];
      const found = language && (await versionText(tx, alertId, versionId, language));
      if (!version || !found) {
        return null;
      }
      const { title, ...sections } = found.text;
      const labels = await labelsOf(tx, alertId, language);
      return {
        ...version,
        number: found.number,
        madeAt: found.madeAt,
        language,
        labels,
        text: { title: title ? standingWords(title, labels) : "", sections },
      };
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
          added: countPieces(pieces ?? [], "added", language),
          removed: countPieces(pieces ?? [], "removed", language),
        });
      }
      return {
        language,
        sections,
        unchanged,
        ...(await writersBetween(tx, alertId, language, [from, to])),
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
): Promise<{ text: WholeText } | null> {
  if (side === presentText) {
    const rows = await tx
      .select({ section: alertParts.section, content: partContent })
      .from(alertParts)
      .innerJoin(alertTexts, eq(alertTexts.id, alertParts.textId))
      .where(and(eq(alertTexts.alertId, alertId), eq(alertTexts.language, language)));
    return rows.length > 0
      ? {
          text: Object.fromEntries(rows.map(({ section, content }) => [section, content])),
        }
      : null;
  }
  return versionText(tx, alertId, side, language);
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
      } | null>`app.read_version(alert_versions.id) -> ${language}::text`,
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

/**
 * Who wrote in one language between two texts. Exact where every version on the way kept who wrote since the one before;
 * for those made before that was kept, whoever certainly wrote: there may be more.
 */
async function writersBetween(
  tx: Tx,
  alertId: string,
  language: AlertLanguage,
  sides: readonly [string, string],
): Promise<Pick<Comparison, "writers" | "areAllWriters">> {
  const versions = await tx
    .select({
      id: alertVersions.id,
      number: alertVersions.number,
      madeAt: alertVersions.madeAt,
      writers: alertVersions.writers,
    })
    .from(alertVersions)
    .where(eq(alertVersions.alertId, alertId))
    .orderBy(asc(alertVersions.number));
  const place = (side: string) =>
    side === presentText ? versions.length : versions.findIndex(({ id }) => id === side);
  const [first, last] = [place(sides[0]), place(sides[1])].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const passed = versions.slice(first + 1, last + 1);
  const wrote = new Map<string, Set<PartName>>();
  const add = (orgId: string, section: PartName) =>
    wrote.set(orgId, (wrote.get(orgId) ?? new Set()).add(section));
  for (const writer of passed.flatMap(({ writers }) => writers ?? [])) {
    if (writer.language === language) {
      add(writer.orgId, writer.section);
    }
  }
  const areAllWriters = passed.every(({ writers }) => writers !== null);
  const until = versions[last]?.madeAt;
  const contributions = await tx
    .select({
      orgId: alertContributions.actorOrgId,
      section: alertContributions.section,
      firstAt: alertContributions.firstAt,
      lastAt: alertContributions.lastAt,
    })
    .from(alertContributions)
    .innerJoin(alertTexts, eq(alertTexts.id, alertContributions.textId))
    .where(and(eq(alertContributions.alertId, alertId), eq(alertTexts.language, language)));
  const isBetween = (at: Date, since: Date | undefined) =>
    (!since || at > since) && (!until || at <= until);
  for (const { orgId, section, firstAt, lastAt } of contributions) {
    // After the newest version everybody's last writing is known; before, first and last are all that is.
    if (
      (!until && isBetween(lastAt, versions.at(-1)?.madeAt)) ||
      (!areAllWriters && [firstAt, lastAt].some((at) => isBetween(at, versions[first]?.madeAt)))
    ) {
      add(orgId, section);
    }
  }
  const named = await tx
    .select({ id: organisations.id, name: organisations.name })
    .from(organisations)
    .where(inArray(organisations.id, [...wrote.keys()]))
    .orderBy(asc(organisations.name));
  return {
    areAllWriters,
    writers: named.map(({ id, name }) => ({
      organisation: name,
      sections: partNames.filter((part) => wrote.get(id)?.has(part)),
    })),
  };
}
