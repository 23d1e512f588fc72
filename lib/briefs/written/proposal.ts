import "server-only";
import { and, desc, eq, inArray, isNull, ne, or } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { asActor, type Tx } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import { briefDrafts, commitments } from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { type BriefCase, mostAskWords, mostPages, type Proposal } from "./brief";
import { countWithCode, paperOf } from "./preview";
import { readInputs } from "./queries";

/** A paper with more is never one page. */
const mostTried = 12;

/**
 * Of the `cases` that the State may be told of: those about which it was asked or agreed, newest first, else all in their
 * order, as many as fit on the page beside an ask of full length; at least one.
 */
export async function proposeCases(
  actor: Actor,
  {
    cases,
    ...about
  }: {
    cases: readonly BriefCase[];
    sessionId: string;
    stateCode: string;
    language: AlertLanguage;
  },
): Promise<Proposal> {
  const told = cases.filter((one) => one.told !== "no").map(({ id }) => id);
  if (told.length === 0) {
    return { caseIds: [], because: "first" };
  }
  const asked = await asActor(actor, (tx) => readAsked(tx, about.stateCode, told), {
    readOnly: true,
  });
  const because = asked.length > 0 ? "asked" : "first";
  const wanted = (because === "asked" ? asked : told).slice(0, mostTried);
  return { because, caseIds: wanted.slice(0, await howManyFit(actor, wanted, about)) };
}

async function readAsked(tx: Tx, stateCode: string, told: string[]): Promise<string[]> {
  const rows = await tx
    .select({ caseId: commitments.caseId })
    .from(commitments)
    .where(
      and(
        eq(commitments.stateCode, stateCode),
        inArray(commitments.caseId, told),
        or(
          inArray(commitments.stage, ["asked", "considering", "agreed", "no_answer"]),
          eq(commitments.isRaised, true),
        ),
        or(isNull(commitments.closedAs), ne(commitments.closedAs, "withdrawn")),
      ),
    )
    .orderBy(desc(commitments.changedAt), commitments.id);
  return [...new Set(rows.map(({ caseId }) => caseId))];
}

/** Carries out nothing: what was tried is rolled back with it. */
class TriedOut extends Error {}

/** What a brief holds only the database says, and only of a draft: one is tried, and never stands. */
async function howManyFit(
  actor: Actor,
  wanted: readonly string[],
  {
    sessionId,
    stateCode,
    language,
  }: { sessionId: string; stateCode: string; language: AlertLanguage },
): Promise<number> {
  let fits = 1;
  try {
    await asActor(actor, async (tx) => {
      const isOnePage = async (count: number) => {
        const caseIds = wanted.slice(0, count);
        const [draft] = await tx
          .insert(briefDrafts)
          .values({
            id: uuidv7(),
            orgId: actor.organisationId,
            createdBy: actor.membershipId,
            kind: "mission",
            ...{ sessionId, stateCode, caseIds, language },
          })
          .onConflictDoUpdate({
            target: [
              briefDrafts.orgId,
              briefDrafts.createdBy,
              briefDrafts.kind,
              briefDrafts.sessionId,
              briefDrafts.stateCode,
              briefDrafts.packId,
            ],
            set: { caseIds, language },
          })
          .returning({ id: briefDrafts.id });
        const seen = draft && (await readInputs(tx, draft.id));
        if (!seen) {
          return false;
        }
        const ask = seen.inputs.ask || "word ".repeat(mostAskWords(language)).trim();
        return countWithCode(seen.inputs)(paperOf({ ...seen.inputs, ask })) <= mostPages.mission;
      };
      let over = wanted.length + 1;
      while (over - fits > 1) {
        const middle = Math.floor((fits + over) / 2);
        if (await isOnePage(middle)) {
          fits = middle;
        } else {
          over = middle;
        }
      }
      throw new TriedOut();
    });
  } catch (error) {
    if (!(error instanceof TriedOut)) {
      throw error;
    }
  }
  return fits;
}
