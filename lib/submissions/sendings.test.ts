import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { recordSending } from "./commands";
import { RecordSending } from "./input";
import { findSubmission, listSendings, takeSubmission } from "./queries";
import { aDraft, code, made, openWorld, send } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("the record of what was sent", () => {
  it("holds the hash of the very file, and is never changed", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    const file = await takeSubmission(world.lead, world.caseId, id, "pdf");
    await send(world, id);
    const [sent] = await listSendings(world.editor, world.caseId);
    expect(sent).toMatchObject({
      hash: createHash("sha256")
        .update(file ?? "")
        .digest("hex"),
      address: "un@un.example",
      channel: "mail",
      format: "pdf",
      recordedBy: world.lead.personName,
    });
    for (const change of [
      sql`update submission_sendings set address = 'x'`,
      sql`delete from submission_sendings`,
      sql`insert into submission_sendings select * from submission_sendings`,
      sql`update submissions set hash = hash`,
      sql`select inputs from submissions`,
      sql`select names from submissions`,
    ]) {
      await expect(asActor(world.lead, (tx) => tx.execute(change))).rejects.toThrow();
    }
    await expect(asSuperuser()`update submission_sendings set address = 'x'`).rejects.toThrow();
    expect(
      await asSuperuser()`select channel, recipient from disclosures where submission_id = ${id} order by at`,
    ).toMatchObject([
      { channel: "pdf", recipient: "" },
      { channel: "mail", recipient: "un@un.example" },
    ]);
  });

  it("is of a file that was taken, since the day of that, and by its editors alone", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    await takeSubmission(world.lead, world.caseId, id, "pdf");
    for (const who of [world.outsider, world.reader, world.stranger]) {
      await expect(send(world, id, who)).rejects.toEqual(code("42501"));
    }
    const found = await findSubmission(world.lead, world.caseId, id);
    await expect(
      recordSending(world.lead, {
        submissionId: id,
        copyId: found?.copies[0]?.id ?? "",
        address: "un@un.example",
        channel: "mail",
        sentOn: "2020-01-01",
      }),
    ).rejects.toEqual(code("PL004"));
    expect(await listSendings(world.lead, world.caseId)).toEqual([]);
  });

  it("is written once for one press", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    await takeSubmission(world.lead, world.caseId, id, "docx");
    const found = await findSubmission(world.lead, world.caseId, id);
    const input = RecordSending.parse({
      submissionId: id,
      copyId: found?.copies[0]?.id,
      address: "un@un.example",
      channel: "post",
      sentOn: new Date().toISOString().slice(0, 10),
    });
    const once = "01900000-0000-7000-8000-000000000001";
    await recordSending(world.lead, input, once);
    await recordSending(world.lead, input, once);
    expect(await listSendings(world.lead, world.caseId)).toHaveLength(1);
  });
});
