import "server-only";
import { eq, inArray } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import { cases, commitments } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/refusal";
import type { OpenCommitments } from "./input";

export interface Opened {
  opened: string[];
  /** States that had been asked about this case on this occasion already; their row was left as it was. */
  already: string[];
}

type Asked = Pick<OpenCommitments, "caseId" | "sessionId"> &
  Partial<Omit<OpenCommitments, "caseId" | "sessionId" | "names" | "meant" | "states">> & {
    openedFrom?: "ask" | "intervention";
  };

/** Asks States within a transaction that does more; see `openCommitments`. */
export async function openInside(
  tx: Tx,
  actor: Actor,
  codes: readonly string[],
  input: Asked,
): Promise<Opened> {
  const [theCase] = await tx
    .select({ orgId: cases.orgId, countryCode: cases.countryCode })
    .from(cases)
    .where(eq(cases.id, input.caseId));
  if (!theCase) {
    throw new Refusal("not-allowed", "refusals.notAllowed");
  }
  const wanted = [...new Set(codes)];
  if (wanted.includes(theCase.countryCode)) {
    throw new Refusal("rule", "refusals.ownState");
  }
  if (wanted.length === 0) {
    return { opened: [], already: [] };
  }
  const ids = new Map(wanted.map((code) => [uuidv7(), code]));
  // Without a conflict target: with one, the row would have to pass the policy for reading, and who may read it is
  // worked out only after it is there.
  await tx
    .insert(commitments)
    .values(
      [...ids].map(([id, stateCode]) => ({
        orgId: theCase.orgId,
        id,
        caseId: input.caseId,
        stateCode,
        sessionId: input.sessionId,
        // The trigger writes the session's own forum over it.
        forum: "bilateral" as const,
        openedFrom: input.openedFrom ?? "ask",
        stage: input.stage ?? "planned",
        naming: input.naming ?? "theme",
        modality: input.modality ?? null,
        wordingAsked: input.wordingAsked ?? "",
        nextStep: input.nextStep ?? "",
        ownerId: input.ownerId ?? null,
        dueOn: input.dueOn ?? null,
        visibility: input.visibility ?? "organisation",
        confidentiality: input.confidentiality ?? "coalition",
        recordedOrgId: actor.organisationId,
      })),
    )
    .onConflictDoNothing();
  const there = await tx
    .select({ id: commitments.id })
    .from(commitments)
    .where(inArray(commitments.id, [...ids.keys()]));
  const opened = there.map((row) => row.id);
  return {
    opened,
    already: [...ids].filter(([id]) => !opened.includes(id)).map(([, code]) => code),
  };
}
