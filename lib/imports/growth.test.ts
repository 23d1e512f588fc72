import { type SQL, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { expect, it } from "vitest";
import { asActor, type Tx } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation, aSession, type Member } from "@/db/testing/factories";

useDatabase();

type Cell = Record<string, unknown>;

const inOnePiece = 500;

const tables = "commitments, commitment_events, commitment_readers, import_rows, interventions";

/** A list of so many asks, every fifth of them heard already, as its preview shows it. */
async function aList(lead: Member, session: string, rows: number): Promise<Cell[]> {
  const states = await asSuperuser()<{ code: string }[]>`select code from states
    where not is_example and code <> 'CUB' order by code limit 100`;
  const cells: Cell[] = [];
  while (cells.length < rows) {
    const theCase = await aCase(lead, { countryCode: "CUB", visibility: "organisation" });
    for (const { code } of states) {
      cells.push({
        line: cells.length + 2,
        place: 3,
        case_id: theCase.id,
        state_code: code,
        session_id: session,
        stage: cells.length % 5 ? "asked" : "raised",
        note: "What they said about it",
      });
    }
  }
  return cells;
}

async function pagesOf(tx: Tx, statement: SQL): Promise<number> {
  const [found] = await tx.execute<{ "QUERY PLAN": [{ Plan: Record<string, number> }] }>(
    sql`explain (analyze, buffers, timing off, format json) ${statement}`,
  );
  const plan = found?.["QUERY PLAN"][0].Plan;
  return (plan?.["Shared Hit Blocks"] ?? 0) + (plan?.["Shared Read Blocks"] ?? 0);
}

/**
 * Pages that PostgreSQL looks at for each row while a list is imported by thousands, while another list changes all that
 * was asked, and while each is taken back. `meanwhile` comes after each piece.
 */
async function pagesForEachRow(rows: number, meanwhile: () => Promise<unknown>) {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const cells = await aList(lead, await aSession(organisation), rows);
  const changes = cells
    .filter(({ stage }) => stage === "asked")
    .map((cell) => ({ ...cell, stage: "agreed", version: 1 }));
  const imported = async (of: Cell[]) => {
    const id = uuidv7();
    await asSuperuser()`insert into imports (org_id, id, source, created_by)
      values (${organisation.id}, ${id}, 'file', ${lead.membershipId})`;
    let pages = 0;
    await asActor(lead, async (tx) => {
      for (let from = 0; from < of.length; from += inOnePiece) {
        const piece = JSON.stringify(of.slice(from, from + inOnePiece));
        pages += await pagesOf(
          tx,
          sql`select * from app.carry_out_import(${id}::uuid, ${piece}::jsonb, 'organisation', 0)`,
        );
        await meanwhile();
      }
    });
    // As carrying out does.
    await asActor(lead, (tx) =>
      tx.execute(sql`select app.look_over_import(${of.length}::integer)`),
    );
    return { id, pages: pages / of.length };
  };
  const takenBack = async (id: string, of: Cell[]) => {
    const pages = await asActor(lead, (tx) =>
      pagesOf(tx, sql`select * from app.undo_import(${id}::uuid)`),
    );
    await meanwhile();
    return pages / of.length;
  };
  const set = await imported(cells);
  const setBack = await takenBack(set.id, cells);
  await imported(cells);
  const changed = await imported(changes);
  const changedBack = await takenBack(changed.id, changes);
  return { set: set.pages, setBack, changed: changed.pages, changedBack };
}

for (const [when, before, meanwhile] of [
  ["on a new installation that was looked over", "analyze", ""],
  ["where thousands of rows were and none is known to be", "vacuum analyze", ""],
  // As the database's own housekeeping does: rows on their way are no rows yet, rows that went leave their pages.
  ["where an analysis comes in between", "", `analyze ${tables}`],
] as const) {
  it(`looks at no more for each row of a long sheet than of a short one, ${when}`, {
    timeout: 300_000,
  }, async () => {
    const run = (statement: string) => async () => statement && asSuperuser().unsafe(statement);
    await run(before)();
    const short = await pagesForEachRow(inOnePiece, run(meanwhile));
    await run(before)();
    const long = await pagesForEachRow(4 * inOnePiece, run(meanwhile));
    for (const [step, pages] of Object.entries(long)) {
      expect(pages, step).toBeLessThan(1.3 * (short[step as keyof typeof short] ?? 0));
    }
  });
}
