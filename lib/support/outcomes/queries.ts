import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { asActor } from "@/db/client";
import { memberships, people } from "@/db/schema/people";
import { supportOutcomes } from "@/db/schema/support-requests";
import type { Actor } from "@/lib/auth/actor";
import { openCaseKeys } from "@/lib/cases/keys";
import { openPadded } from "@/lib/crypto/padded";
import { placeOfWords } from "./commands";

/** What was said about whether one request helped, newest first. Empty outside the team. */
export function listOutcomes(actor: Actor, caseId: string, requestId: string) {
  return asActor(
    actor,
    async (tx) => {
      const rows = await tx
        .select({
          id: supportOutcomes.id,
          orgId: supportOutcomes.orgId,
          after: supportOutcomes.after,
          verdict: supportOutcomes.verdict,
          saidBy: supportOutcomes.saidBy,
          saidOn: supportOutcomes.saidOn,
          words: supportOutcomes.words,
          recordedBy: people.name,
        })
        .from(supportOutcomes)
        .leftJoin(memberships, eq(memberships.id, supportOutcomes.recordedBy))
        .leftJoin(people, eq(people.id, memberships.personId))
        .where(and(eq(supportOutcomes.caseId, caseId), eq(supportOutcomes.requestId, requestId)))
        .orderBy(desc(supportOutcomes.saidOn), desc(supportOutcomes.recordedAt));
      const keys = rows.some(({ words }) => words) ? await openCaseKeys(tx, caseId) : [];
      return rows.map(({ orgId, words, ...row }) => ({
        ...row,
        words: words ? openPadded(keys, placeOfWords(orgId, row.id), words) : "",
      }));
    },
    { readOnly: true },
  );
}

export type Outcome = Awaited<ReturnType<typeof listOutcomes>>[number];
