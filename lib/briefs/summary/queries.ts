import "server-only";
import { eq, sql } from "drizzle-orm";
import { asActor } from "@/db/client";
import { defenders } from "@/db/schema/cases";
import { states } from "@/db/schema/reference";
import { factWords } from "@/lib/alerts/fact-words";
import { protectedNames } from "@/lib/alerts/protected-names";
import type { Actor } from "@/lib/auth/actor";
import { draftLabels } from "@/lib/defenders/labels";
import { editionDay } from "@/lib/editions/words";
import { stateName } from "@/lib/states/names";
import { finish } from "../finish";
import type { PaperFormat } from "../paper/checker/opened";
import type { PaperLanguage } from "../paper/paper";
import { paperWords } from "../words";
import { caseSummary, type TakenSummary, withoutWords } from "./summary";

/**
 * The summary of a case as a file, for whoever may read the case; null for everybody else. The database hands out what
 * may be told in public and notes it with the case in the same step. A protected name that somebody typed is looked for
 * in the finished file, and with it the words in which it stands stay here.
 */
export async function takeSummary(
  actor: Actor,
  caseId: string,
  { format, language, at }: { format: PaperFormat; language: PaperLanguage; at: Date },
): Promise<Uint8Array | null> {
  const found = await asActor(actor, async (tx) => {
    const [row] = await tx.execute<{ taken: TakenSummary | null }>(
      sql`select app.take_out_summary(${caseId}::uuid, ${format}) as taken`,
    );
    if (!row?.taken) {
      return null;
    }
    const { taken } = row;
    const [state] = await tx
      .select({ names: states.names })
      .from(states)
      .where(eq(states.code, taken.countryCode));
    const people = await tx
      .select()
      .from(defenders)
      .where(eq(defenders.caseId, caseId))
      .orderBy(defenders.createdAt, defenders.id);
    const labels = draftLabels(people, language);
    return {
      taken,
      country: state ? stateName(state, language) : taken.countryCode,
      labels: people.map(({ id }) => labels[id] ?? ""),
    };
  });
  if (!found) {
    return null;
  }
  const { taken, country, labels } = found;
  const say = paperWords(language);
  const papers = withoutWords(taken).map((less) =>
    caseSummary(less, {
      language,
      say,
      facts: factWords(language),
      country,
      labels: less.situation ? labels : [],
      day: editionDay(at, language),
    }),
  );
  // Where everybody may be named in public, words with their names may leave.
  return finish(papers, format, taken.words ? [] : await protectedNames(caseId));
}
