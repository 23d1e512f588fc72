import "server-only";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import { alerts, alertTexts, type TextNode } from "@/db/schema";
import type { defenders } from "@/db/schema/cases";
import { labelIn } from "@/lib/defenders/labels";
import type { Unlabelled } from "./shown";

interface Whole {
  title: TextNode | null;
  sections: Record<string, TextNode>;
}

/**
 * Who stands in a text that goes out, is not named in it and has no public label in its language: the database makes
 * neither a version to sign nor an edition of it (app.words_in). `texts` are by language; those that are neither the
 * source nor ready go out to nobody.
 */
export async function findUnlabelled(
  tx: Tx,
  alertId: string,
  texts: Record<string, Whole>,
  people: readonly (typeof defenders.$inferSelect)[],
  named: Record<string, string>,
): Promise<Unlabelled[]> {
  const leaving = await tx
    .select({ language: alertTexts.language })
    .from(alertTexts)
    .innerJoin(alerts, eq(alerts.id, alertTexts.alertId))
    .where(
      sql`${alerts.id} = ${alertId} and (${alertTexts.state} = 'ready'
        or ${alertTexts.language} = ${alerts.sourceLanguage})`,
    )
    .orderBy(alertTexts.language);
  return leaving.flatMap(({ language }) => {
    const whole = texts[language];
    const marked = new Set(
      whole ? [whole.title, ...Object.values(whole.sections)].flatMap(peopleIn) : [],
    );
    return people
      .filter((one) => marked.has(one.id) && !(one.id in named) && labelIn(one, language) === null)
      .map((one) => ({
        defenderId: one.id,
        label: one.publicLabel,
        language: language satisfies AlertLanguage,
      }));
  });
}

function peopleIn(node: TextNode | null): string[] {
  const own = node?.type === "person" ? [String(node.attrs?.id)] : [];
  return [...own, ...(node?.content ?? []).flatMap(peopleIn)];
}
