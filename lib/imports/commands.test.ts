import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aCommitment, aMember, anOrganisation, aSession } from "@/db/testing/factories";
import { listActivity, listActivityOfCase } from "@/lib/activity/queries";
import type { Actor } from "@/lib/auth/actor";
import { findActor } from "@/lib/auth/find-actor";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { Refusal } from "@/lib/refusal";
import { bringSheet, carryOutImport, chooseMeanings, dropImport, undoImport } from "./commands";
import { noChoices } from "./import";
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
});
