import "server-only";
import { createHash } from "node:crypto";
import { and, desc, eq } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import { alertParts, alertTexts, alertVersions } from "@/db/schema/alerts";
import { standingContent, standingVersion } from "@/lib/alerts/as-read";
import { type MendedWord, mendedWords, type Wholes } from "@/lib/alerts/typing-error";
import type { Actor } from "@/lib/auth/actor";

/** What would be mended if the present text were opened as a correction of typing errors. */
export interface MendedSoFar {
  /** Since the version that is open; empty where more than typing errors changed. */
  words: MendedWord[];
  /** More than typing errors changed since everybody was asked last, in one step or in several. */
  isMore: boolean;
}

/**
 * Compares the present text with the one that is open, and with the last one for which everybody was asked: many small
 * corrections, one after the other, are no typing errors where one large one would be none.
 */
export async function mendedSoFar(tx: Tx, alertId: string): Promise<MendedSoFar> {
  const versions = await versionsToSign(tx, alertId);
  const [open] = versions;
  const asked = versions.find(({ isMinor }) => !isMinor);
  if (!open || !asked) {
    return { words: [], isMore: true };
  }
  const parts = await tx
    .select({
      language: alertTexts.language,
      section: alertParts.section,
      content: standingContent,
    })
    .from(alertTexts)
    .innerJoin(alertParts, eq(alertParts.textId, alertTexts.id))
    .where(eq(alertTexts.alertId, alertId))
    .orderBy(alertTexts.language, alertParts.section);
  const words = mendedWords(open.content, parts);
  const isMore = words === null || mendedWords(asked.content, parts) === null;
  return { words: words ?? [], isMore };
}

/** The same, for the page on which it is decided. */
export function findMended(actor: Actor, alertId: string): Promise<MendedSoFar> {
  return asActor(actor, (tx) => mendedSoFar(tx, alertId), { readOnly: true });
}

/** The words that were mended from one version that was open for sign-on to a later one, as their reader reads them. */
export function mendedBetween(
  actor: Actor,
  alertId: string,
  from: string,
  to: string,
): Promise<MendedWord[]> {
  return asActor(
    actor,
    async (tx) => {
      const versions = await versionsToSign(tx, alertId);
      const content = (id: string) => versions.find((one) => one.id === id)?.content;
      return wordsFrom(content(from), content(to));
    },
    { readOnly: true },
  );
}

/** For each version that mended typing errors, which words. */
export async function mendedByVersion(tx: Tx, alertId: string): Promise<Map<string, MendedWord[]>> {
  const versions = await versionsToSign(tx, alertId);
  return new Map(
    versions.flatMap(({ id, isMinor, content }, at) =>
      isMinor ? [[id, wordsFrom(versions[at + 1]?.content, content)]] : [],
    ),
  );
}

/** A mark of words, to know them again. */
export function markOf(words: readonly MendedWord[]): string {
  const told = words.map(({ language, section, was, is }) => [language, section, was, is]);
  return createHash("sha256").update(JSON.stringify(told)).digest("hex");
}

/** The newest first. */
async function versionsToSign(tx: Tx, alertId: string) {
  return tx
    .select({ id: alertVersions.id, isMinor: alertVersions.isMinor, content: standingVersion })
    .from(alertVersions)
    .where(and(eq(alertVersions.alertId, alertId), eq(alertVersions.purpose, "sign_on")))
    .orderBy(desc(alertVersions.number));
}

function wordsFrom(before: Wholes | undefined, after: Wholes | undefined): MendedWord[] {
  if (!before || !after) {
    return [];
  }
  const parts = Object.entries(after).flatMap(([language, { title, sections }]) =>
    Object.entries({ ...(title && { title }), ...sections }).map(([section, content]) => ({
      language,
      section,
      content,
    })),
  );
  return mendedWords(before, parts) ?? [];
}
