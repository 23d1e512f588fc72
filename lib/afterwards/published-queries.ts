import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { asActor } from "@/db/client";
import type { SessionKind } from "@/db/reference/words";
import { recordEntries, recordNotes } from "@/db/schema/reference";
import type { Actor } from "@/lib/auth/actor";
import { type PublishedCount, publishedCounts } from "./published";

const forums: Partial<Record<SessionKind, PublishedCount["forum"]>> = {
  hrc_regular: "hrc",
  ga_third_committee: "ga",
};

/** What was published over the years of occasions of the same kind as a session; nothing where the record has no totals. */
export async function findPublishedCounts(
  actor: Actor,
  kind: SessionKind,
): Promise<PublishedCount[]> {
  const forum = forums[kind];
  if (!forum) {
    return [];
  }
  return asActor(
    actor,
    async (tx) => {
      const notes = await tx
        .select({
          group: recordNotes.groupKey,
          detail: recordNotes.detail,
          sources: recordNotes.sources,
        })
        .from(recordNotes)
        .where(and(eq(recordNotes.kind, "event"), isNull(recordNotes.retiredAt)));
      const entries = await tx
        .select({
          group: recordEntries.groupKey,
          stateCode: recordEntries.stateCode,
          date: recordEntries.date,
          precision: recordEntries.datePrecision,
          onBehalfOf: recordEntries.onBehalfOf,
        })
        .from(recordEntries)
        .where(and(eq(recordEntries.forum, forum), isNull(recordEntries.retiredAt)));
      return publishedCounts(
        notes.map(({ group, detail, sources }) => ({
          group: group ?? "",
          total: typeof detail.states_total === "number" ? detail.states_total : null,
          withUnion: detail.plus_eu === true,
          note: typeof detail.note === "string" ? detail.note : "",
          sources,
        })),
        entries.map(({ date, precision, ...entry }) => ({
          ...entry,
          day: precision === "day" ? date : null,
        })),
        forum,
      );
    },
    { readOnly: true },
  );
}
