import "server-only";
import { and, desc, eq } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { OutcomeTime } from "@/db/reference/support-words";
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

const monthsUntil: Record<OutcomeTime, number> = { one_month: 1, six_months: 6 };

/** The day from which to ask whether it helped, that many months after a day; the last of a shorter month. */
export function outcomeDue(closedOn: string, after: OutcomeTime): string {
  const [year = 0, month = 1, date = 1] = closedOn.split("-").map(Number);
  const to = month - 1 + monthsUntil[after];
  const last = new Date(Date.UTC(year, to + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, to, Math.min(date, last))).toISOString().slice(0, 10);
}
