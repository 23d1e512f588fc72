import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { AlertLanguage, Audience } from "@/db/reference/words";
import {
  alertParts,
  alertPassages,
  alertTexts,
  alertVersions,
  type LanguageText,
  type TextNode,
} from "@/db/schema";
import { defenderIdentities, defenders } from "@/db/schema/cases";
import { openCaseKeys } from "@/lib/cases/keys";
import { withWithdrawals } from "@/lib/consents/withdrawn";
import { EnvelopeRefused, openField } from "@/lib/crypto/envelope";
import { parseIdentity, protectedNamesOf } from "@/lib/defenders/identity";
import { draftLabels } from "@/lib/defenders/labels";
import { Refusal } from "@/lib/refusal";
import { audiencesUpTo } from "./alert";
import { partContent, versionContent } from "./as-read";
import { allWords, type Forbidden, findForbidden, holdsWholeName } from "./name-search";
import type { FoundWords, MissingConsent, ShownPerson, Unlabelled } from "./shown";
import { findUnlabelled } from "./unlabelled";

/** What stands between a text and an audience, and the names that consent lets into it. */
export interface Clearance {
  /** Whose consent does not cover this audience. */
  missing: MissingConsent[];
  found: FoundWords[];
  /** Whose mark stands in a text that goes out, in a language in which they have no public label. */
  unlabelled: Unlabelled[];
  /** Defender to name, only for those whom consent lets be named: what app.make_alert_version takes. */
  names: Record<string, string>;
  hasNobody: boolean;
  /** The widest audience below this one to which everybody agrees, where some do not agree to this one. */
  lowerTo: Audience | null;
}

/**
 * Looks at a text for one audience: whose consent is missing, and whether a protected name or a sealed passage was
 * typed into it by hand. The database keeps the marks out by itself; what somebody typed only a search can find. Reads
 * the present text, or a version. The names are opened inside this call for the case's team alone, which is refused
 * otherwise; a name goes into `names` only where the audience, and the partners who read the version before it is
 * issued, may both read it.
 */
export async function clear(
  tx: Tx,
  { caseId, alertId }: { caseId: string; alertId: string },
  audience: Audience,
  versionId?: string,
): Promise<Clearance> {
  const people = await shownPeople(tx, alertId, audience);
  const texts = versionId ? await textsOfVersion(tx, versionId) : await textsAsKept(tx, alertId);
  const identities = await openNames(tx, caseId);
  const passages = await tx
    .select({ id: alertPassages.id, words: alertPassages.words })
    .from(alertPassages)
    .where(eq(alertPassages.alertId, alertId));
  const mayBeNamed = (id: string) =>
    people.some((person) => person.defenderId === id && person.shown === "name");
  const forbidden: Forbidden[] = [
    // Also of those who may be named: consent that ends takes out a mark, and not words.
    // What a public label tells is no secret.
    ...identities.flatMap(({ id, kind, label, names }) =>
      names
        .filter((name) => !holdsWholeName(label, name))
        .map((name): Forbidden => ({ id, kind, words: name })),
    ),
    ...(audience === "internal"
      ? []
      : passages.map(({ id, words }): Forbidden => ({ id, kind: "passage", words }))),
  ];
  const labels = Object.fromEntries(people.map(({ defenderId, label }) => [defenderId, label]));
  const rows = await tx.select().from(defenders).where(eq(defenders.caseId, caseId));
  const found: FoundWords[] = [];
  for (const [language, whole] of Object.entries(texts)) {
    const [row] = await tx.execute<{ reduced: LanguageText }>(sql`
      select app.reduce_text(${JSON.stringify(whole)}::jsonb, ${audience},
        ${JSON.stringify(draftLabels(rows, language as AlertLanguage))}::jsonb, '{}'::jsonb) as reduced`);
    for (const [section, words] of sectionsOf(row?.reduced)) {
      const hits = findForbidden(words, forbidden);
      // Somebody under several names is told once, by the whole name where it stands.
      const once = hits.filter(
        ({ id, isWhole }, at) =>
          !hits.some(
            (other, place) =>
              other.id === id && (isWhole === other.isWhole ? place < at : other.isWhole),
          ),
      );
      for (const hit of once) {
        if (!hit.isWhole && (audience === "internal" || mayBeNamed(hit.id))) {
          continue;
        }
        found.push({
          label: labels[hit.id] ?? "",
          kind: hit.kind === "passage" ? "passage" : hit.isWhole ? "name" : "partOfName",
          language,
          section,
        });
      }
    }
  }
  // The internal text is kept in clear and goes by labels: the names are where the team reads them.
  const names = Object.fromEntries(
    (audience === "internal" ? [] : identities)
      .filter(({ id, name }) => name && mayBeNamed(id))
      .map(({ id, name }) => [id, name]),
  );
  const isMissing = people.some(({ shown }) => shown === "missing");
  return {
    lowerTo: isMissing ? await widestBelow(tx, alertId, audience) : null,
    missing: people
      .filter(({ shown }) => shown === "missing")
      .map(({ defenderId, label, withdrawnOn }) => ({
        defenderId,
        label,
        ...(withdrawnOn && { withdrawnOn }),
      })),
    found,
    hasNobody: people.length === 0,
    unlabelled: await findUnlabelled(tx, alertId, texts, rows, names),
    names,
  };
}

async function widestBelow(tx: Tx, alertId: string, audience: Audience): Promise<Audience | null> {
  for (const narrower of audiencesUpTo(audience).slice(1, -1).reverse()) {
    const people = await shownPeople(tx, alertId, narrower);
    if (people.every(({ shown }) => shown !== "missing")) {
      return narrower;
    }
  }
  return null;
}

/** Whom consent lets be told of how, from the database's own answer to what an audience would read. */
export async function shownPeople(
  tx: Tx,
  alertId: string,
  audience: Audience,
): Promise<ShownPerson[]> {
  const [row] = await tx.execute<{ people: ShownPerson[] | null }>(sql`
    select app.preview_edition(t.id, ${audience}) -> 'people' as people
    from alert_texts t where t.alert_id = ${alertId} order by t.created_at limit 1`);
  return withWithdrawals(tx, alertId, audience, row?.people ?? []);
}

interface Whole {
  title: TextNode | null;
  sections: Record<string, TextNode>;
}

async function textsAsKept(tx: Tx, alertId: string): Promise<Record<string, Whole>> {
  const rows = await tx
    .select({
      language: alertTexts.language,
      section: alertParts.section,
      content: partContent,
    })
    .from(alertTexts)
    .innerJoin(alertParts, eq(alertParts.textId, alertTexts.id))
    .where(eq(alertTexts.alertId, alertId));
  const texts: Record<string, Whole> = {};
  for (const { language, section, content } of rows) {
    texts[language] ??= { title: null, sections: {} };
    const whole = texts[language];
    if (section === "title") {
      whole.title = content;
    } else {
      whole.sections[section] = content;
    }
  }
  return texts;
}

async function textsOfVersion(tx: Tx, versionId: string): Promise<Record<string, Whole>> {
  const [version] = await tx
    .select({ content: versionContent })
    .from(alertVersions)
    .where(eq(alertVersions.id, versionId));
  return (version?.content ?? {}) as unknown as Record<string, Whole>;
}

function sectionsOf(text: LanguageText | undefined): [string, string][] {
  if (!text) {
    return [];
  }
  return [
    ["title", text.title],
    ...Object.entries(text.sections).map(([section, node]): [string, string] => [
      section,
      allWords(node),
    ]),
  ];
}

/** The protected names of a case in clear, for as long as the caller holds them; the team's alone. */
async function openNames(tx: Tx, caseId: string) {
  const rows = await tx
    .select({
      id: defenders.id,
      orgId: defenders.orgId,
      kind: defenders.kind,
      label: defenders.publicLabel,
      sealed: defenderIdentities.sealed,
    })
    .from(defenderIdentities)
    .innerJoin(defenders, eq(defenders.id, defenderIdentities.defenderId))
    .where(eq(defenderIdentities.caseId, caseId));
  if (rows.length === 0) {
    return [];
  }
  const keys = await openCaseKeys(tx, caseId);
  return rows.flatMap(({ id, orgId, kind, label, sealed }) => {
    const place = { table: "defender_identities", column: "sealed", rowId: id, orgId };
    try {
      const identity = parseIdentity(openField(keys, place, sealed));
      // Texts may hold what somebody was called before; only the name of now is ever put in.
      return [{ id, kind, label, name: identity.name.trim(), names: protectedNamesOf(identity) }];
    } catch (error) {
      // A moved or altered envelope means something: this name can't be looked for, so nothing may leave.
      if (error instanceof EnvelopeRefused) {
        throw new Refusal("rule", "people.identity.unreadable");
      }
      throw error;
    }
  });
}
