import "server-only";
import { and, eq, sql } from "drizzle-orm";
import type { Audience } from "@/db/reference/words";
import { alerts, alertVersions } from "@/db/schema/alerts";
import { asWriter } from "@/lib/alerts/beside-words";
import type { Clearance } from "@/lib/alerts/clearance";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import { findStateByKey } from "@/lib/states/queries";
import { lacksSignatures, mayLeave } from "./edition";
import type { HandOutEdition, IssueEdition } from "./input";
import { signedSoFar, signedWithNames } from "./signed-so-far";
import { lackingThatLeave, whatMayLeave } from "./what-leaves";

/** What became of it: the edition, or what stands in the way and whom to ask. */
export type IssueOutcome =
  | { editionId: string }
  | ({ editionId: null } & Pick<Clearance, "missing" | "found" | "unlabelled" | "hasNobody">);

/**
 * Issues what one audience reads in one language. Where consent is missing it says whose, and issues nothing; the
 * database refuses it in any case (PL001). Of two who issue at once the second is told so.
 */
export async function issueEdition(actor: Actor, input: IssueEdition): Promise<IssueOutcome> {
  const { audience, correction, language, versionId } = input;
  try {
    return await asWriter(actor, input.caseId, async (tx) => {
      const [alert] = await tx
        .select({
          stage: alerts.stage,
          madeFor: sql<Audience>`coalesce(${alertVersions.audience}, ${alerts.audience})`,
          sourceLanguage: alerts.sourceLanguage,
        })
        .from(alerts)
        .leftJoin(
          alertVersions,
          and(eq(alertVersions.alertId, alerts.id), eq(alertVersions.id, versionId)),
        )
        .where(and(eq(alerts.id, input.alertId), eq(alerts.caseId, input.caseId)));
      if (!alert) {
        throw new Refusal("not-allowed", "refusals.notAllowed");
      }
      if (alert.stage === "closed" || alert.stage === "withdrawn") {
        throw new Refusal("rule", `editions.refusal.${alert.stage}`);
      }
      const { names, ...leaving } = await whatMayLeave(tx, input, audience, language);
      if (!mayLeave(leaving, audience)) {
        return { editionId: null, ...leaving };
      }
      if (input.sure !== "yes" && lacksSignatures(await signedSoFar(tx, input.alertId, language))) {
        throw new Refusal("rule", "editions.refusal.notAllSigned");
      }
      const withNames = await signedWithNames(tx, input.alertId);
      if (withNames.some(({ inName }) => inName)) {
        throw new Refusal("rule", "refusals.nameInSignature");
      }
      if (withNames.length > 0 && input.withoutCapacities !== "yes") {
        throw new Refusal("rule", "editions.refusal.capacity");
      }
      if (input.knowsLacking !== "yes") {
        const { caseId } = input;
        const what = { ...alert, caseId, versionId, audience, language, names };
        if ((await lackingThatLeave(tx, what)).length > 0) {
          throw new Refusal("rule", "editions.refusal.lacksSections");
        }
      }
      const [row] = await tx.execute<{ id: string }>(
        sql`select app.issue_edition(${versionId}::uuid, ${audience}, ${language}, ${JSON.stringify(names)}::jsonb,
          ${correction}, ${input.withoutCapacities !== "yes"}) as id`,
      );
      return { editionId: (row as { id: string }).id };
    });
  } catch (error) {
    if (codeOf(error) === "PL003") {
      throw new Refusal("conflict", "editions.refusal.meanwhile");
    }
    throw error;
  }
}

/**
 * Puts on record that an edition was given to somebody. What is not covered, or not for them, is not to be given; the
 * team writes down nobody by a protected name (PL011).
 */
export async function handOutEdition(actor: Actor, input: HandOutEdition): Promise<void> {
  const state = input.kind === "state" ? await findStateByKey(actor, input.stateKey ?? "") : null;
  if (input.kind === "state" && !state) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  try {
    await asWriter(actor, input.caseId, (tx) =>
      tx.execute(sql`select app.disclose_edition(${input.editionId}::uuid,
        ${input.kind === "organisation" ? (input.organisationId ?? null) : null}::uuid, ${state?.code ?? null},
        ${input.recipient}, ${input.channel}, ${input.on}::date)`),
    );
  } catch (error) {
    const said: Partial<Record<string, Refusal>> = {
      PL001: new Refusal("consent", "editions.refusal.recipientConsent"),
      PL002: new Refusal("rule", "editions.refusal.ownState"),
      PL004: new Refusal("rule", "editions.refusal.recipient"),
    };
    throw said[codeOf(error) ?? ""] ?? error;
  }
}

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && "code" in error ? String(error.code) : undefined;
