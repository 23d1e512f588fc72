import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation } from "@/db/testing/factories";
import type { Actor } from "@/lib/auth/actor";
import { findActor } from "@/lib/auth/find-actor";
import { shownStage } from "@/lib/commitments/commitment";
import { type ExportWords, exportCommitments, type ListFile } from "@/lib/commitments/export";
import { loadExample } from "@/lib/example/commands";
import english from "@/lib/i18n/messages/en/commitments.json";
import stages from "@/lib/i18n/messages/en/stages.json";
import { csvLines, csvPieces } from "@/lib/text/csv";
import { type SheetCell, writeWorkbook } from "@/lib/text/workbook-file";
import { bringSheet, carryOutImport, undoImport } from "./commands";
import { readDraft } from "./queries";

process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
useDatabase();

/** As the tracker's download says it. */
const words: ExportWords = {
  column: (name) => english.csv[name],
  stage: (row) => stages.label[shownStage(row)],
  forum: (row) => english.forum[row.forum],
  naming: (naming) => english.naming[naming],
  word: (row) => (row.word ? `${row.word} · ${english.word[row.word]}` : ""),
  modality: (row) => (row.modality ? english.modality[row.modality] : ""),
  confidentiality: (row) => english.confidentiality[row.confidentiality],
  closed: (row) => (row.closedAs ? english.closed[row.closedAs] : ""),
  leftOut: (texts) => texts.join(", "),
};

let actor: Actor;

beforeAll(async () => {
  const administrator = await aMember(await anOrganisation(), "administrator");
  await loadExample((await findActor(administrator.secret)) as Actor);
  actor = (await findActor(administrator.secret)) as Actor;
  // What a spreadsheet would run leaves behind an apostrophe, and comes back without it.
  await asSuperuser()`update commitments set next_step = '- call them' || chr(10) || 'by name' where id = (
    select id from commitments where org_id = ${actor.organisationId} and next_step <> '' order by id limit 1)`;
});

const download = (as: ListFile) =>
  exportCommitments(actor, { sort: "changed", direction: "desc", limit: 50 }, words, as);

async function brought(bytes: Uint8Array) {
  const id = await bringSheet(actor, { source: "file", fileName: "commitments", bytes });
  return { id, ...(await readDraft(actor, id, { rows: 500, wantsPieces: true })) };
}

const everything =
  () => asSuperuser()`select id, state_code, case_id, session_id, stage, word, word_on, word_text,
  asked_on, owner_id, next_step, due_on, is_raised from commitments where org_id = ${actor.organisationId} order by id`;

describe("the tracker's own file", () => {
  it("comes back as it went out, with each of its columns known", async () => {
    const table = await download("csv");
    expect(table.rows.length).toBeGreaterThan(30);
    const { preview, facts } = await brought(Buffer.from([...csvPieces(table)].join("")));
    expect(preview).toMatchObject({ set: 0, changed: 0, skipped: 0, why: {} });
    expect(preview.same).toBe(table.rows.length);
    expect(
      Object.fromEntries(facts.columns.map(({ headings, role }) => [headings[0], role])),
    ).toEqual({
      State: "state",
      Case: "case",
      Session: "session",
      Forum: "forum",
      Stage: "stage",
      Closed: "own",
      Word: "word",
      "What will be named": "own",
      How: "own",
      Confidentiality: "own",
      "Next step (where consent allows)": "next",
      "Reply due": "date",
      Owner: "owner",
      "Wording asked for (where consent allows)": "own",
      "Wording offered (where consent allows)": "own",
      Changed: "own",
      "Left out, since consent does not cover it": "own",
    });
  });

  it("comes back as a workbook, too", async () => {
    const { header, rows } = await download("xlsx");
    const pieces: Uint8Array[] = [];
    for await (const piece of writeWorkbook([{ name: "List", header, rows }], {
      isRightToLeft: false,
    })) {
      pieces.push(piece);
    }
    const { preview } = await brought(Buffer.concat(pieces));
    expect(preview).toMatchObject({ set: 0, changed: 0, same: rows.length, skipped: 0 });
  });

  it("brings back exactly what somebody changed in it, and is taken back in one step", async () => {
    const before = await everything();
    const { header, rows } = await download("csv");
    const texts = rows.map((cells) =>
      cells.map((cell: SheetCell) => (typeof cell === "object" ? cell.day : String(cell))),
    );
    const column = (name: keyof typeof english.csv) => header.indexOf(english.csv[name]);
    const asked = texts.filter((cells) => cells[column("stage")] === "Asked");
    const [first, second, third] = asked;
    if (!first || !second || !third) {
      throw new Error("The example has three that were asked.");
    }
    first[column("stage")] = "Agreed";
    second[column("nextStep")] = "Write to the mission";
    third[column("word")] = "4";
    const { id, preview } = await brought(Buffer.from(csvLines([header, ...texts])));
    expect(preview).toMatchObject({ set: 0, changed: 3, same: rows.length - 3, skipped: 0 });
    const taken = preview.rows
      .flatMap(({ cells }) => cells.map(({ takes }) => takes))
      .filter(({ length }) => length > 0);
    // The step towards an answer goes with the answer, however that arrives.
    expect(taken.map(String).sort()).toEqual(["next", "stage,next", "word"]);
    expect(await carryOutImport(actor, id, preview.digest)).toEqual({
      set: 0,
      changed: 3,
      left: 0,
    });
    const events =
      await asSuperuser()`select changes from commitment_events where import_id = ${id}`;
    expect(events.map(({ changes }) => changes)).toEqual(
      expect.arrayContaining([
        { stage: "agreed", next_step: "", due_on: null },
        { next_step: "Write to the mission" },
        { word: 4 },
      ]),
    );
    expect(events).toHaveLength(3);
    expect(await undoImport(actor, id)).toEqual({ takenBack: 3, kept: 0 });
    expect(await everything()).toEqual(before);
  });
});
