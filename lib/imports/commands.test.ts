import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aCommitment, aMember, anOrganisation, aSession } from "@/db/testing/factories";
import { listActivity, listActivityOfCase } from "@/lib/activity/queries";
import type { Actor } from "@/lib/auth/actor";
import { findActor } from "@/lib/auth/find-actor";
import { changeCommitment } from "@/lib/commitments/commands";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { Refusal } from "@/lib/refusal";
import { bringSheet, carryOutImport, chooseMeanings, dropImport, undoImport } from "./commands";
import { type Choices, noChoices } from "./import";
import { typedKey } from "./plan";
import { findImport, findOriginal, listImportedRows, readDraft } from "./queries";

process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
useDatabase();

const refused = (key: string) => expect.objectContaining({ messageKey: key });

async function aDesk() {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  const lead = await aMember(organisation);
  const actor = (await findActor(lead.secret)) as Actor;
  const theCase = await aCase(lead, { title: "Case B", visibility: "organisation" });
  const session = await aSession(organisation);
  return { organisation, lead, actor, theCase, session };
}

const block = (text: string) => ({
  source: "block" as const,
  fileName: "",
  bytes: Buffer.from(text),
});

const sheet =
  "State\tCase B\tNotes\nExample State 1\tagreed\tby name\nExample State 2\tR\tin the debate";

async function aDraft(actor: Actor, session: string, text = sheet) {
  const id = await bringSheet(actor, block(text));
  await chooseMeanings(actor, id, { ...noChoices, sessions: { none: session } });
  const { preview } = await readDraft(actor, id, { rows: 10, wantsPieces: false });
  return { id, preview };
}

describe("a sheet", () => {
  it("is kept sealed, and comes back to its author alone, byte for byte", async () => {
    const { organisation, actor, session } = await aDesk();
    const { id } = await aDraft(actor, session);
    const [kept] =
      await asSuperuser()`select sealed_file, sealed_choices, wrapped_key from import_files
      where import_id = ${id}`;
    expect(JSON.stringify(kept)).not.toContain("Example State 1");
    expect(kept?.sealed_file).not.toContain(
      Buffer.from("Example State 1").toString("base64url").slice(0, 12),
    );
    expect((await findOriginal(actor, id))?.bytes.toString()).toBe(sheet);
    const colleague = (await findActor((await aMember(organisation)).secret)) as Actor;
    expect(await findOriginal(colleague, id)).toBeNull();
    expect(await findImport(colleague, id)).toBeNull();
    expect(await findOriginal(colleague, "no id")).toBeNull();
    await expect(chooseMeanings(colleague, id, noChoices)).rejects.toThrow(Refusal);
    await expect(readDraft(colleague, id, { rows: 1, wantsPieces: false })).rejects.toThrow(
      Refusal,
    );
    await expect(dropImport(colleague, id)).rejects.toThrow();
  });

  it("that can't be read is not kept", async () => {
    const { actor } = await aDesk();
    const bad = {
      source: "file" as const,
      fileName: "x",
      bytes: Buffer.from("%PDF-1.7 something"),
    };
    await expect(bringSheet(actor, bad)).rejects.toEqual(refused("imports.refused.notSpreadsheet"));
    const [count] =
      await asSuperuser()`select count(*)::int as n from imports where org_id = ${actor.organisationId}`;
    expect(count?.n).toBe(0);
  });

  it("is imported as it was shown, told once, and taken back as one", async () => {
    const { actor, theCase, session } = await aDesk();
    const { id, preview } = await aDraft(actor, session);
    expect(preview).toMatchObject({ set: 2, changed: 0, skipped: 0 });
    const progress: number[] = [];
    expect(
      await carryOutImport(actor, id, preview.digest, {
        onProgress: (done) => progress.push(done),
      }),
    ).toEqual({ set: 2, changed: 0, left: 0 });
    expect(await findImport(actor, id)).toMatchObject({ unchangedCount: 0, undatedCount: 0 });
    expect(progress).toEqual([0, 2]);
    const { rows } = await listImportedRows(actor, id);
    expect(rows.map(({ stateCode, stage }) => [stateCode, stage])).toEqual([
      ["XEA", "agreed"],
      ["XEB", "raised"],
    ]);
    const opened = await findCommitment(actor, rows[0]?.commitmentId ?? "");
    expect(opened?.history[0]).toMatchObject({ kind: "opened", importId: id });
    expect(opened?.wordText).toBe("by name");
    // One line for everybody, each cell in the case's own timeline.
    const told = (await listActivity(actor)).rows.map(({ key }) => key);
    expect(told.filter((key) => key === "sheetImported")).toHaveLength(1);
    expect(told).not.toContain("commitmentOpened");
    expect(told).not.toContain("interventionRecorded");
    const ofCase = (await listActivityOfCase(actor, theCase.id)).map(({ key }) => key);
    expect(ofCase.filter((key) => key === "commitmentOpened")).toHaveLength(2);
    expect(await undoImport(actor, id)).toEqual({ takenBack: 2, kept: 0 });
    expect((await findImport(actor, id))?.status).toBe("undone");
    const [left] =
      await asSuperuser()`select count(*)::int as n from commitments where case_id = ${theCase.id}`;
    expect(left?.n).toBe(0);
  });

  it("is looked at again when it would do something else by now", async () => {
    const { actor, theCase, session } = await aDesk();
    const { id, preview } = await aDraft(actor, session);
    await aCommitment(theCase, session, { stateCode: "XEA", stage: "declined" });
    await expect(carryOutImport(actor, id, preview.digest)).rejects.toEqual(
      refused("imports.changedSince"),
    );
    const { preview: anew } = await readDraft(actor, id, { rows: 10, wantsPieces: false });
    expect(anew).toMatchObject({ set: 1, changed: 1 });
    await carryOutImport(actor, id, anew.digest);
    await expect(carryOutImport(actor, id, anew.digest)).rejects.toThrow(Refusal);
    await expect(chooseMeanings(actor, id, noChoices)).rejects.toEqual(refused("imports.over"));
  });

  it("that is stopped on its way leaves nothing", async () => {
    const { actor, theCase, session } = await aDesk();
    const { id, preview } = await aDraft(actor, session);
    const stop = new AbortController();
    await expect(
      carryOutImport(actor, id, preview.digest, {
        signal: stop.signal,
        onProgress: () => stop.abort(new Error("stopped")),
      }),
    ).rejects.toThrow("stopped");
    const [left] =
      await asSuperuser()`select count(*)::int as n from commitments where case_id = ${theCase.id}`;
    expect(left?.n).toBe(0);
    expect((await findImport(actor, id))?.status).toBe("draft");
  });

  it("is never matched by a guess: a case that two are called like is asked about", async () => {
    const { actor, lead, session } = await aDesk();
    await aCase(lead, { title: "CASE B" });
    const { preview } = await aDraft(actor, session);
    expect(preview).toMatchObject({ set: 0, skipped: 2, why: { "unknown-case": 2 } });
  });

  it("changes nothing of a case that its author only reads", async () => {
    const { organisation, session } = await aDesk();
    const reader = (await findActor((await aMember(organisation)).secret)) as Actor;
    const { preview } = await aDraft(reader, session);
    expect(preview.why).toEqual({ "read-only": 2 });
  });

  it("sets days as its author says that they are written, and none before that", async () => {
    const { actor, session } = await aDesk();
    const text = "State\tCase\tStatus\tReply due\nExample State 1\tCase B\tasked\t03/04/2027";
    const dueBy = async (dayOrder: Choices["dayOrder"]) => {
      const id = await bringSheet(actor, block(text));
      await chooseMeanings(actor, id, { ...noChoices, dayOrder, sessions: { none: session } });
      const { preview } = await readDraft(actor, id, { rows: 10, wantsPieces: true });
      expect(preview.set).toBe(1);
      return JSON.parse(preview.pieces[0]?.cells ?? "[]")[0].due_on;
    };
    expect(await dueBy(null)).toBeNull();
    expect(await dueBy("day-first")).toBe("2027-04-03");
    expect(await dueBy("month-first")).toBe("2027-03-04");
  });

  it("asks which session is meant by a name that is none, and sets it where that is said", async () => {
    const { actor, theCase } = await aDesk();
    const session = await aSession({ id: actor.organisationId, name: "" }, { title: "Spring" });
    const text = [
      "State\tCase\tSession\tStatus",
      "Example State 1\tCase B\tSpring\tasked",
      "Example State 2\tCase B\tThe one in May\tasked",
    ].join("\n");
    const id = await bringSheet(actor, block(text));
    const before = await readDraft(actor, id, { rows: 10, wantsPieces: false });
    expect(before.preview).toMatchObject({ set: 1, why: { "unknown-occasion": 1 } });
    expect(before.facts.forums).toEqual([]);
    const named = { [typedKey("The one in May")]: session };
    await chooseMeanings(actor, id, { ...noChoices, named });
    const { preview } = await readDraft(actor, id, { rows: 10, wantsPieces: false });
    await carryOutImport(actor, id, preview.digest);
    const opened =
      await asSuperuser()`select session_id from commitments where case_id = ${theCase.id}`;
    expect(opened.map(({ session_id }) => session_id)).toEqual([session, session]);
  });

  it("changes of a row that stands already what differs, and is taken back with the rest", async () => {
    const { actor, lead, theCase, session } = await aDesk();
    const id = await aCommitment(theCase, session, { stateCode: "XEA", stage: "asked" });
    await asSuperuser()`update commitments set asked_on = null where id = ${id}`;
    const stands = async () => {
      const [row] =
        await asSuperuser()`select stage, asked_on, next_step, due_on::text, owner_id, word, word_text
        from commitments where id = ${id}`;
      return row;
    };
    const before = await stands();
    await asSuperuser()`update people set name = 'Aline' where id = ${lead.personId}`;
    const text = [
      "State\tCase\tStatus\tNext step\tReply due\tOwner\tWord\tNotes",
      "Example State 1\tCase B\tasked\tWrite to them\t2027-01-08\tAline\t3\tby name",
    ].join("\n");
    const { id: of, preview } = await aDraft(actor, session, text);
    expect(preview).toMatchObject({ set: 0, changed: 1, same: 0, skipped: 0 });
    expect(preview.rows[0]?.cells[0]?.takes).toEqual(["word", "next", "due", "owner", "note"]);
    await carryOutImport(actor, of, preview.digest);
    expect(await stands()).toEqual({
      ...{
        stage: "asked",
        asked_on: null,
        next_step: "Write to them",
        due_on: "2027-01-08",
        word: 3,
      },
      ...{ owner_id: lead.membershipId, word_text: "by name" },
    });
    const [row] = (await listImportedRows(actor, of)).rows;
    expect(row).toMatchObject({ outcome: "changed", stage: null, word: 3 });
    expect(row?.took).toEqual(["word", "next", "due", "owner", "note"]);
    const { preview: again } = await aDraft(actor, session, text);
    expect(again).toMatchObject({ set: 0, changed: 0, same: 1, skipped: 0 });
    expect(await undoImport(actor, of)).toEqual({ takenBack: 1, kept: 0 });
    expect(await stands()).toEqual(before);
  });

  it("takes the step that led to an answer along, shows so before, and gives it back", async () => {
    const { actor, lead, theCase, session } = await aDesk();
    const step = { nextStep: "Remind them by Friday", dueOn: "2020-03-13" };
    const ids: string[] = [];
    for (const stateCode of ["XEA", "XEB", "XEC"]) {
      const id = await aCommitment(theCase, session, { stateCode, stage: "asked" });
      await changeCommitment(lead, id, step);
      ids.push(id);
    }
    const steps = async () => {
      const rows = await Promise.all(ids.map((id) => findCommitment(actor, id)));
      return rows.map((row) => [row?.nextStep, row?.dueOn]);
    };
    const before = await steps();
    const text = [
      "State\tCase\tStatus\tNext step",
      "Example State 1\tCase B\tagreed\t",
      "Example State 2\tCase B\tR\t",
      "Example State 3\tCase B\tR\tThank them",
    ].join("\n");
    const { id: of, preview } = await aDraft(actor, session, text);
    expect(preview.rows.map(({ cells }) => cells[0]?.takes)).toEqual(
      Array.from({ length: 3 }, () => ["stage", "next"]),
    );
    await carryOutImport(actor, of, preview.digest);
    expect(await steps()).toEqual([
      ["", null],
      ["", null],
      ["Thank them", null],
    ]);
    expect(await undoImport(actor, of)).toEqual({ takenBack: 3, kept: 0 });
    expect(await steps()).toEqual(before);
  });
});
