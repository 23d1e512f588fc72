import "server-only";
import { and, eq } from "drizzle-orm";
import { asActor } from "@/db/client";
import { alertParts, alerts, alertTexts } from "@/db/schema/alerts";
import { coveredWords } from "@/lib/alerts/as-read";
import type { Actor } from "@/lib/auth/actor";
import { mustChange } from "@/lib/must-change";
import { Refusal } from "@/lib/refusal";
import type { MarkTranslated } from "./input";
import { digestOf } from "./queries";

/**
 * Says that a section is translated from the source as it reads now. Refuses where the source has changed since the
 * translator looked: the mark would hide that.
 */
export async function markTranslated(
  actor: Actor,
  { caseId, alertId, textId, section, seen }: MarkTranslated,
): Promise<void> {
  await asActor(actor, async (tx) => {
    const [source] = await tx
      .select({ plain: coveredWords })
      .from(alertParts)
      .innerJoin(alertTexts, eq(alertTexts.id, alertParts.textId))
      .innerJoin(
        alerts,
        and(eq(alerts.id, alertTexts.alertId), eq(alerts.sourceLanguage, alertTexts.language)),
      )
      .where(
        and(eq(alerts.id, alertId), eq(alerts.caseId, caseId), eq(alertParts.section, section)),
      );
    if (!source) {
      throw new Refusal("not-allowed", "refusals.notAllowed");
    }
    if (digestOf(source.plain) !== seen) {
      throw new Refusal("conflict", "translations.refusal.changed");
    }
    await mustChange(
      tx
        .update(alertParts)
        .set({ translatedFrom: source.plain })
        .where(
          and(
            eq(alertParts.alertId, alertId),
            eq(alertParts.textId, textId),
            eq(alertParts.section, section),
          ),
        )
        .returning({ section: alertParts.section }),
    );
  });
}
