import "server-only";
import { and, count, eq, isNull, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { AlertLanguage, Audience } from "@/db/reference/words";
import { alertComments, alertParts, alertTexts, alertThreads } from "@/db/schema/alerts";
import type { Actor } from "@/lib/auth/actor";
import { partContent, partWords } from "./as-read";
import { type PartName, partNames } from "./part-names";
import type { TextNote } from "./shown";
import { takenOut } from "./taken-out";
import { sectionsWithTypedNames } from "./typed-names";

/**
 * What should be looked at in an alert before anybody reviews it, in the order of its text, its own language first: names
 * that somebody typed by hand, for the team alone; passages that the audience of the alert does not read and that leave
 * nothing in their place; what is still being talked about. As this actor reads the text.
 */
export async function listTextNotes(
  actor: Actor,
  alert: { id: string; audience: Audience; sourceLanguage: AlertLanguage },
): Promise<TextNote[]> {
  return asActor(actor, async (tx) => {
    const rows = await tx
      .select({
        textId: alertTexts.id,
        language: alertTexts.language,
        section: alertParts.section,
        content: partContent,
        plain: partWords,
        status: alertParts.status,
      })
      .from(alertTexts)
      .innerJoin(alertParts, eq(alertParts.textId, alertTexts.id))
      .where(eq(alertTexts.alertId, alert.id))
      .orderBy(sql`${alertTexts.language} = ${alert.sourceLanguage} desc`, alertTexts.language);
    const typed = await sectionsWithTypedNames(tx, alert.id);
    const talks = await tx
      .select({
        textId: alertThreads.textId,
        section: alertThreads.section,
        count: count(),
      })
      .from(alertThreads)
      .where(
        and(
          eq(alertThreads.alertId, alert.id),
          isNull(alertThreads.settledAt),
          sql`exists ${tx.select({ id: alertComments.id }).from(alertComments).where(eq(alertComments.threadId, alertThreads.id))}`,
        ),
      )
      .groupBy(alertThreads.textId, alertThreads.section);
    const place = ({ section }: { section: string }) => partNames.indexOf(section as PartName);
    return [...Map.groupBy(rows, ({ textId }) => textId).values()].flatMap((parts) =>
      parts
        .sort((one, other) => place(one) - place(other))
        .flatMap((row): TextNote[] => {
          const part = { ...row, section: row.section as PartName };
          const { textId, language, section } = part;
          const { passages, suggestions } = takenOut(alert.audience, [part], [], []);
          const gaps = passages.filter(({ instead }) => instead.trim() === "").length;
          const talked = talks.find((one) => one.textId === textId && one.section === section);
          const open = suggestions + (talked?.count ?? 0);
          return [
            ...(typed.some((one) => one.textId === textId && one.section === section)
              ? [{ kind: "typedName" as const, language, section }]
              : []),
            ...(gaps > 0 ? [{ kind: "gap" as const, language, section, count: gaps }] : []),
            ...(open > 0 ? [{ kind: "open" as const, language, section, count: open }] : []),
          ];
        }),
    );
  });
}
