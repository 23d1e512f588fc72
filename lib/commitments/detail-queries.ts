import "server-only";
import { and, desc, eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import {
  cases,
  commitmentEvents,
  commitments,
  imports,
  organisations,
  people,
  setBackWords,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import type { DatePrecision } from "@/lib/i18n/format";
import type { CommitmentDetail, CommitmentEvent, CommitmentRow, LastChange } from "./commitment";
import { readLastChange } from "./last-change";
import { namedStates } from "./named-states";
import { readMembers, readRows } from "./row-queries";
import { offerSetBack, wordsSetBack } from "./set-back";

/** One commitment with its history; null when there is none or it is not the actor's to read. */
export async function findCommitment(actor: Actor, id: string): Promise<CommitmentDetail | null> {
  const states = await namedStates(actor);
  return asActor(
    actor,
    async (tx) => {
      const [row] = await readRows(tx, actor, [id], states);
      if (!row) {
        return null;
      }
      const [more] = await tx
        .select({
          caseCountry: cases.countryCode,
          wordOn: commitments.wordOn,
          wordSaidBy: commitments.wordSaidBy,
          wordHeardBy: commitments.wordHeardBy,
          wordText: commitments.wordText,
          wordingAsked: commitments.wordingAsked,
          areWordsSetBack: wordsSetBack("commitments"),
          wordingOffered: commitments.wordingOffered,
          condition: commitments.condition,
          isOfferSetBack: offerSetBack("commitments"),
          askedOn: commitments.askedOn,
          raisedOn: commitments.raisedOn,
          raisedPrecision: sql<DatePrecision>`coalesce(${commitments.raisedPrecision}, 'unknown')`,
          openedFrom: commitments.openedFrom,
          isOfPartner: sql<boolean>`${commitments.recordedOrgId} <> ${commitments.orgId}`,
          choosesReaders: sql<boolean>`app.org() = all (array[${commitments.orgId}, ${commitments.recordedOrgId}])`,
        })
        .from(commitments)
        .innerJoin(cases, and(eq(cases.orgId, commitments.orgId), eq(cases.id, commitments.caseId)))
        .where(eq(commitments.id, id));
      if (!more) {
        return null;
      }
      return {
        ...row,
        ...more,
        members: await readMembers(tx),
        history: await readHistory(tx, row),
      };
    },
    { readOnly: true },
  );
}

/** Who made a commitment what it is now, as far as the actor may know. */
export const findLastChange = (actor: Actor, id: string): Promise<LastChange | null> =>
  asActor(actor, (tx) => readLastChange(tx, id), { readOnly: true });

async function readHistory(tx: Tx, row: CommitmentRow): Promise<CommitmentEvent[]> {
  const events = await tx
    .select({
      id: commitmentEvents.id,
      kind: commitmentEvents.kind,
      at: commitmentEvents.at,
      changes: commitmentEvents.changes,
      before: commitmentEvents.before,
      setBack: commitmentEvents.setBack,
      apart: { changes: setBackWords.changes, before: setBackWords.before },
      undoes: commitmentEvents.undoes,
      reason: commitmentEvents.reason,
      // A partner reads what came of it, and has no way to the import.
      importId: imports.id,
      by: people.name,
      organisation: organisations.name,
      isOurs: sql<boolean>`${commitmentEvents.actorOrgId} is not distinct from app.org()`,
    })
    .from(commitmentEvents)
    .leftJoin(people, eq(people.id, commitmentEvents.personId))
    .leftJoin(organisations, eq(organisations.id, commitmentEvents.actorOrgId))
    .leftJoin(imports, eq(imports.id, commitmentEvents.importId))
    .leftJoin(
      setBackWords,
      and(
        eq(setBackWords.orgId, commitmentEvents.orgId),
        eq(setBackWords.commitmentId, commitmentEvents.commitmentId),
        eq(setBackWords.eventId, commitmentEvents.id),
      ),
    )
    .where(eq(commitmentEvents.commitmentId, row.id))
    .orderBy(desc(commitmentEvents.at), desc(commitmentEvents.id))
    .limit(200);
  const undone = new Set(events.flatMap((event) => event.undoes ?? []));
  return events.map((event) => ({
    id: event.id,
    // The step that a raising took, given back.
    kind: event.kind === "raised" && event.undoes ? "undone" : event.kind,
    at: event.at.toISOString(),
    by: event.by,
    byPartner: event.isOurs ? null : event.organisation,
    changes: Object.entries(event.changes)
      .map(([column, to]) => ({
        field: camel(column),
        from: event.apart?.before[column] ?? event.before[column] ?? null,
        to: event.apart?.changes[column] ?? to,
        isSetBack: event.setBack.includes(column),
      }))
      // A form sends all its fields, also those that nobody touched.
      .filter(({ from, to, isSetBack }) => isSetBack || from !== to),
    reason: event.reason,
    importId: event.importId,
    mayUndo:
      row.mayChange &&
      (event.kind === "changed" || (event.kind === "raised" && event.undoes === null)) &&
      !undone.has(event.id) &&
      event.setBack.length === 0,
  }));
}

const camel = (column: string) =>
  column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
