import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import type { Audience } from "@/db/reference/words";
import { alertTexts } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { asRefusal, Refusal } from "@/lib/refusal";
import { asWriter } from "./beside-words";
import { foldAndDerive } from "./derive";
import type { ThatAlert } from "./input";
import { moveAlert, type Step, theAlert } from "./the-alert";

interface VersionWish {
  purpose: "saved" | "sign_on";
  note?: string;
  isMinor?: boolean;
  /** Moves the alert in the same transaction: both happen or neither. */
  move?: Step;
  /** Looks at the fresh text; null lets nothing happen, else the names that may stand in it. */
  before?(tx: Tx, audience: Audience): Promise<Record<string, string> | null>;
  /** Goes on from the version in the same transaction: nothing can be typed in between. */
  after?(tx: Tx, versionId: string): Promise<void>;
}

/** How often a text is read again in which somebody types. */
const attempts = 3;

/**
 * Makes a version of the text as everybody's last keystroke left it. Who types in the moment between reading the text
 * and freezing it makes the database refuse; it is read again, three times. Returns the version's id.
 */
export async function makeVersion(
  actor: Actor,
  place: ThatAlert,
  wish: VersionWish,
): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const seqs: Record<string, number> = {};
    const texts = await asActor(
      actor,
      (tx) =>
        tx
          .select({ id: alertTexts.id })
          .from(alertTexts)
          .where(and(eq(alertTexts.caseId, place.caseId), eq(alertTexts.alertId, place.alertId))),
      { readOnly: true },
    );
    for (const { id } of texts) {
      seqs[id] = (await foldAndDerive(actor, id)).seq;
    }
    try {
      return await asWriter(actor, place.caseId, async (tx) => {
        const alert = await theAlert(tx, place);
        if (wish.move && alert.stage !== wish.move[0]) {
          throw new Refusal("conflict", "refusals.alertMoved");
        }
        const names = wish.before ? await wish.before(tx, alert.audience) : {};
        if (names === null) {
          return "";
        }
        const [made] = await tx.execute<{ id: string }>(sql`
          select app.make_alert_version(${place.alertId}, ${wish.purpose}, ${JSON.stringify(seqs)}::jsonb,
            ${JSON.stringify(names)}::jsonb, ${wish.isMinor ?? false}, ${wish.note ?? ""}) as id`);
        if (wish.move) {
          await moveAlert(tx, place.alertId, wish.move);
        }
        if (made) {
          await wish.after?.(tx, made.id);
        }
        return made?.id ?? "";
      });
    } catch (thrown) {
      const refusal = asRefusal(thrown);
      const isTyping =
        refusal instanceof Refusal && refusal.messageKey === "refusals.typedMeanwhile";
      if (!isTyping || attempt === attempts) {
        throw thrown;
      }
    }
  }
}
