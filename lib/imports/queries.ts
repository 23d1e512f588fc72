import "server-only";
import { and, asc, desc, eq, sql } from "drizzle-orm";
import { asActor, type Tx } from "@/db/client";
import {
  cases,
  commitmentEvents,
  importFiles,
  importRows,
  imports,
  memberships,
  people,
  sessions,
} from "@/db/schema";
import type { Actor } from "@/lib/auth/actor";
import { namedStates } from "@/lib/commitments/named-states";
import { foldName } from "@/lib/states/names";
import { listStates, stateNamesToMatch } from "@/lib/states/queries";
import { openFile, openTold, type Told } from "./files";
import { type Draft, earlyOnes, type ImportEvent, type ImportedRow, noChoices } from "./import";
import { type Meant, readMeanings } from "./meanings-queries";
import { type Taking, takings } from "./plan";
import { withSpreadsheet } from "./read-spreadsheet";
import type { Facts, Opening, Preview } from "./sheet";

const columns = {
  id: imports.id,
  status: imports.status,
  source: imports.source,
  isMine: sql<boolean>`${imports.createdBy} = app.membership()`,
  byName: people.name,
  at: sql<string>`to_json(coalesce(${imports.doneAt}, ${imports.createdAt})) #>> '{}'`,
  setCount: imports.setCount,
  changedCount: imports.changedCount,
  leftCount: imports.leftCount,
  skippedCount: imports.skippedCount,
  unchangedCount: imports.unchangedCount,
  undatedCount: imports.undatedCount,
  keptCount: imports.keptCount,
  undoneAt: sql<string | null>`to_json(${imports.undoneAt}) #>> '{}'`,
};

const selectImports = (tx: Tx) =>
  tx
    .select(columns)
    .from(imports)
    .leftJoin(memberships, eq(memberships.id, imports.createdBy))
    .leftJoin(people, eq(people.id, memberships.personId));

/** The latest imports that the actor made or can read of, their own drafts among them. */
export async function listImports(actor: Actor, limit = 20): Promise<ImportEvent[]> {
  return asActor(
    actor,
    async (tx) => {
      const rows = await selectImports(tx).orderBy(desc(imports.createdAt)).limit(limit);
      return Promise.all(rows.map((row) => withName(tx, row)));
    },
    { readOnly: true },
  );
}

/** One import; null where the actor knows of none. */
export async function findImport(actor: Actor, id: string): Promise<ImportEvent | null> {
  return asActor(
    actor,
    async (tx) => {
      const [row] = await selectImports(tx).where(eq(sql`${imports.id}::text`, id));
      return row ? withName(tx, row) : null;
    },
    { readOnly: true },
  );
}

async function withName(tx: Tx, row: Omit<ImportEvent, "fileName">): Promise<ImportEvent> {
  const told = row.isMine ? await openTold(tx, row.id) : null;
  return { ...row, fileName: told?.fileName ?? null };
}

/** What an import did, in the sheet's order, as far as the actor may read what it became. */
export async function listImportedRows(
  actor: Actor,
  id: string,
  limit = 200,
): Promise<{ rows: ImportedRow[]; all: number }> {
  const states = await namedStates(actor);
  return asActor(
    actor,
    async (tx) => {
      const [count] = await tx
        .select({ n: sql<number>`count(*)::int` })
        .from(importRows)
        .where(eq(importRows.importId, id));
      const rows = await tx
        .select({
          line: importRows.line,
          place: importRows.place,
          outcome: importRows.outcome,
          stage: importRows.stage,
          word: importRows.word,
          interventionId: importRows.interventionId,
          changes: commitmentEvents.changes,
          stateCode: importRows.stateCode,
          caseReference: cases.reference,
          caseTitle: cases.title,
          sessionTitle: sql<string>`coalesce(${sessions.title}, '')`,
          commitmentId: importRows.commitmentId,
          isTakenBack: importRows.isTakenBack,
        })
        .from(importRows)
        .innerJoin(
          cases,
          and(eq(cases.orgId, importRows.caseOrgId), eq(cases.id, importRows.caseId)),
        )
        .leftJoin(sessions, eq(sessions.id, importRows.sessionId))
        .leftJoin(
          commitmentEvents,
          and(
            eq(commitmentEvents.commitmentId, importRows.commitmentId),
            eq(commitmentEvents.id, importRows.eventId),
          ),
        )
        .where(eq(importRows.importId, id))
        .orderBy(asc(importRows.line), asc(importRows.place))
        .limit(limit);
      return {
        all: count?.n ?? 0,
        rows: rows.map(({ changes, interventionId, ...row }) => {
          const took = tookOf(Object.keys(changes ?? {}), interventionId !== null);
          const isWhole = row.outcome !== "changed";
          return {
            ...row,
            took,
            stage: isWhole || took.includes("stage") ? row.stage : null,
            word: (isWhole || took.includes("word") ? row.word : null) as ImportedRow["word"],
            stateName: states.get(row.stateCode)?.name ?? row.stateCode,
          };
        }),
      };
    },
    { readOnly: true },
  );
}

const takingOf: Readonly<Record<string, Taking>> = {
  stage: "stage",
  word: "word",
  word_on: "said",
  asked_on: "said",
  next_step: "next",
  due_on: "due",
  owner_id: "owner",
  word_text: "note",
};

/** What a change of the sheet took, by the columns of its event and whether something was recorded as said. */
function tookOf(columns: readonly string[], isRecorded: boolean): Taking[] {
  const took = new Set(columns.map((column) => takingOf[column]));
  return takings.filter((one) => took.has(one) || (one === "stage" && isRecorded));
}

/** The original with its name; null for everybody but whoever brought it. */
export async function findOriginal(
  actor: Actor,
  id: string,
): Promise<{ bytes: Buffer; fileName: string } | null> {
  return asActor(
    actor,
    async (tx) => {
      const [mine] = await tx
        .select({ id: importFiles.importId })
        .from(importFiles)
        .where(eq(sql`${importFiles.importId}::text`, id));
      return mine
        ? {
            bytes: await openFile(tx, mine.id),
            fileName: (await openTold(tx, mine.id))?.fileName ?? "",
          }
        : null;
    },
    { readOnly: true },
  );
}

/** What the reader has to know of States; the same for every sheet of one person. */
export async function openingFor(
  actor: Actor,
  said: Pick<Opening, "kind" | "sheet" | "roles" | "dayOrder">,
): Promise<Omit<Opening, "size">> {
  const states = await listStates(actor);
  return {
    ...said,
    names: await stateNamesToMatch(actor),
    ownNames: states.flatMap(({ code, names }) =>
      Object.values(names).map((name) => [code, foldName(name)] as const),
    ),
  };
}

interface ReadDraft {
  facts: Facts;
  preview: Preview;
  meant: Meant;
  told: Told;
}

/** Reads a draft's file with what was said of it: what it means, and what it would do. Refuses all but its author. */
export async function readDraft(
  actor: Actor,
  id: string,
  asked: { rows: number; wantsPieces: boolean; signal?: AbortSignal | undefined },
): Promise<ReadDraft> {
  const { bytes, told, kind } = await asActor(
    actor,
    async (tx) => {
      const [row] = await tx
        .select({ kind: imports.source })
        .from(imports)
        .where(eq(imports.id, id));
      return {
        told: (await openTold(tx, id)) ?? { fileName: "", choices: noChoices },
        bytes: await openFile(tx, id),
        kind: row?.kind ?? ("file" as const),
      };
    },
    { readOnly: true },
  );
  const { sheet, roles, dayOrder } = told.choices;
  const opening = await openingFor(actor, { kind, sheet, roles, dayOrder });
  return withSpreadsheet(
    bytes,
    opening,
    async (facts, ask) => {
      const meant = await readMeanings(actor, facts, told.choices);
      const { rows, wantsPieces } = asked;
      return { facts, meant, told, preview: await ask({ ...meant.asking, rows, wantsPieces }) };
    },
    { signal: asked.signal },
  );
}

/** A draft as its page shows it. */
export async function findDraft(actor: Actor, event: ImportEvent, rows: number): Promise<Draft> {
  const states = await namedStates(actor);
  const { facts, preview, meant, told } = await readDraft(actor, event.id, {
    rows,
    wantsPieces: false,
  });
  const {
    asking: { today },
    ...known
  } = meant;
  return {
    import: event,
    facts,
    preview,
    choices: told.choices,
    ...known,
    early: earlyOnes(preview.raised, known.sessions, today),
    stateNames: Object.fromEntries([...states].map(([code, { name }]) => [code, name])),
  };
}
