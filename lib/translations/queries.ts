import "server-only";
import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import { alertParts, alertTexts } from "@/db/schema/alerts";
import { compareWords } from "@/lib/alert-history/compare";
import { coveredWords, partContent } from "@/lib/alerts/as-read";
import { type PartName, partNames } from "@/lib/alerts/part-names";
import type { Actor } from "@/lib/auth/actor";
import { standingOf, type TranslatedSection } from "./translation";

/** Where a mark for a person or a sealed passage stands in kept words, readers of a comparison see this. */
const mark = "\u25a1";

export const digestOf = (plain: string) => createHash("sha256").update(plain).digest("hex");

/** A translation of an alert beside its source, section by section; null where there is no such language. */
export async function findTranslation(
  actor: Actor,
  alert: { id: string; sourceLanguage: AlertLanguage },
  language: AlertLanguage,
): Promise<{ textId: string; sections: TranslatedSection[] } | null> {
  const rows = await asActor(
    actor,
    (tx) =>
      tx
        .select({
          textId: alertTexts.id,
          language: alertTexts.language,
          section: alertParts.section,
          content: partContent,
          plain: coveredWords,
          status: alertParts.status,
          translatedFrom: alertParts.translatedFrom,
        })
        .from(alertTexts)
        .leftJoin(alertParts, eq(alertParts.textId, alertTexts.id))
        .where(eq(alertTexts.alertId, alert.id)),
    { readOnly: true },
  );
  const of = (wanted: AlertLanguage) => rows.filter((row) => row.language === wanted);
  const [first] = of(language);
  if (!first || language === alert.sourceLanguage) {
    return null;
  }
  const sections = partNames.map((section): TranslatedSection => {
    const source = of(alert.sourceLanguage).find((row) => row.section === section);
    const own = of(language).find((row) => row.section === section);
    const words = source?.plain ?? "";
    const standing = standingOf(
      { plain: words },
      own && { plain: own.plain ?? "", translatedFrom: own.translatedFrom },
    );
    return {
      section,
      // A section of sealed passages alone has no words, and is there for the team all the same.
      source: words || holdsSealed(source?.content) ? (source?.content ?? null) : null,
      translation: own?.plain ? own.content : null,
      status: own?.status ?? "todo",
      standing,
      seen: digestOf(words),
      since:
        standing === "changed"
          ? compareWords(readable(own?.translatedFrom ?? ""), readable(words), alert.sourceLanguage)
          : null,
    };
  });
  return { textId: first.textId, sections };
}

const holdsSealed = (content: unknown) => JSON.stringify(content ?? null).includes('"sealed"');

const readable = (plain: string) => plain.replaceAll("\ufffc", mark);

/** The parts that the source has and a language lacks, by language; those that lack nothing are not in it. */
export async function listLacking(
  actor: Actor,
  alert: { id: string; sourceLanguage: AlertLanguage },
): Promise<Map<AlertLanguage, PartName[]>> {
  const rows = await asActor(
    actor,
    (tx) =>
      tx.execute<{ language: AlertLanguage; lacking: PartName[] }>(sql`
        select t.language, array_agg(o.section) as lacking
        from alert_texts s
        join alert_parts o on o.text_id = s.id and app.covered_words(o.text_id, o.section) <> ''
        join alert_texts t on t.alert_id = s.alert_id and t.id <> s.id
        where s.alert_id = ${alert.id} and s.language = ${alert.sourceLanguage}
          and not exists (select 1 from alert_parts p where p.text_id = t.id and p.section = o.section
            and app.covered_words(p.text_id, p.section) <> '')
        group by t.language`),
    { readOnly: true },
  );
  return new Map(
    [...rows].map(({ language, lacking }) => [
      language,
      partNames.filter((part) => lacking.includes(part)),
    ]),
  );
}

/** How many sections of each language are behind the source; the source itself is not in it. */
export async function countBehind(
  actor: Actor,
  alert: { id: string; sourceLanguage: AlertLanguage },
): Promise<Map<AlertLanguage, number>> {
  const rows = await asActor(
    actor,
    (tx) =>
      tx.execute<{ language: AlertLanguage; behind: number }>(sql`
        select t.language, (
          select count(*)::int from alert_texts s
          join alert_parts o on o.text_id = s.id and app.covered_words(o.text_id, o.section) <> ''
          left join alert_parts p on p.text_id = t.id and p.section = o.section
          where s.alert_id = t.alert_id and s.language = ${alert.sourceLanguage}
            and p.translated_from is distinct from app.covered_words(o.text_id, o.section)) as behind
        from alert_texts t
        where t.alert_id = ${alert.id} and t.language <> ${alert.sourceLanguage}`),
    { readOnly: true },
  );
  return new Map([...rows].map(({ language, behind }) => [language, behind]));
}
