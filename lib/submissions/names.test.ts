import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent } from "@/db/testing/factories";
import { makeSubmission } from "./commands";
import { paperOf } from "./preview";
import { findSubmission, takeSubmission } from "./queries";
import {
  aDraft,
  made,
  openWorld,
  otherName,
  read,
  realName,
  refusal,
  seen,
  someone,
} from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("a name", () => {
  it("is nowhere at rest, and in no title, file name or log", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const id = await made(world, draftId);
    await takeSubmission(world.lead, world.caseId, id, "pdf");
    const db = asSuperuser();
    const tables = [
      "submission_drafts",
      "submissions",
      "submission_copies",
      "submission_sendings",
      "disclosures",
      "audit_log",
    ];
    for (const table of tables) {
      const [row] = await db<
        { all: string }[]
      >`select coalesce(string_agg(t::text, ''), '') as all from ${db(table)} t`;
      expect(row?.all, table).not.toMatch(/Zqamina|Zqexample/i);
    }
    const about = [
      await findSubmission(world.lead, world.caseId, id),
      await seen(world, draftId),
      paperOf((await seen(world, draftId)).inputs, null),
    ];
    expect(JSON.stringify(about)).not.toContain("Zqamina");
  });

  it("that was typed into the words stops it, also of somebody who is to be named", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world, "report", {
      "text.detention": `${realName} is held in the north.`,
    });
    expect((await seen(world, draftId)).holdsName).toBe(true);
    await expect(made(world, draftId)).rejects.toEqual(refusal("submissions.stop.name"));
  });

  it.each([
    ["a family name alone", realName, "Mr Zqexample was held."],
    ["a given name alone, in other case and accents", realName, "They asked for ZQÁMINA."],
    ["a part of one in Arabic, with the article before it", "نورا الخواجة", "قالت والخواجة إن"],
    ["a part among letters that look alike", realName, "Zq\u0430mina spoke."],
  ])("%s stops it until somebody looked", async (_, name, words) => {
    const world = await openWorld();
    if (name !== realName) {
      const nurse = await someone(world.lead, world.caseId, "A nurse", name);
      await aConsent(world.theCase, nurse, world.lead, "contact_ohchr", "yes");
    }
    const draftId = await aDraft(world, "report", { "text.detention": words });
    const { hash, holdsName } = await seen(world, draftId);
    // Nobody can tell from here whether it is another word.
    expect(holdsName).toBe(false);
    await expect(made(world, draftId)).rejects.toEqual(refusal("refusals.partOfName"));
    const sure = { draftId, hash, confirmed: "yes", sure: "yes" } as const;
    expect((await makeSubmission(world.lead, sure)).submissionId).not.toBe("");
  });

  it.each([
    ["in Chinese, without a space", "李晓明", "昨天李晓明被带走。"],
    ["in another order", realName, "ZQEXAMPLE, Zqamina is held."],
  ])("%s can't be waved through", async (_, name, words) => {
    const world = await openWorld();
    if (name !== realName) {
      const nurse = await someone(world.lead, world.caseId, "A nurse", name);
      await aConsent(world.theCase, nurse, world.lead, "contact_ohchr", "yes");
    }
    const draftId = await aDraft(world, "report", { "text.detention": words });
    const { hash } = await seen(world, draftId);
    await expect(
      makeSubmission(world.lead, { draftId, hash, confirmed: "yes", sure: "yes" }),
    ).rejects.toEqual(refusal("submissions.stop.name"));
  });

  it("that nobody entered is said to be missing, and not that somebody kept it back", async () => {
    const world = await openWorld();
    await asSuperuser()`delete from defender_identities where defender_id = ${world.defender}`;
    const text = await read(world.lead, world, await made(world, await aDraft(world)));
    expect(text).toContain("Agreed to be named; no name is recorded");
    expect(text).not.toContain("spoken of without the name");
  });

  it("of somebody who is left out or stays unnamed stands in no file", async () => {
    const world = await openWorld();
    const other = await someone(world.lead, world.caseId, "A driver", otherName);
    await aConsent(world.theCase, other, world.lead, "contact_ohchr", "anonymous");
    const draftId = await aDraft(world, "report", {
      minded: other,
      "text.link": "Both were to speak.",
    });
    const text = (await read(world.lead, world, await made(world, draftId))) ?? "";
    expect(text).toContain(realName);
    expect(text).toContain("A driver");
    expect(text).not.toContain("Zqbilal");
  });

  it("is handed out sealed, and opens for the team alone", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    const [row] = await asActor(world.lead, (tx) =>
      tx.execute<{ taken: { names: string } }>(
        sql`select app.take_out_submission(${id}::uuid, 'txt') as taken`,
      ),
    );
    expect(row?.taken.names).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain("Zqamina");
    const read =
      await asSuperuser()`select 1 from audit_log where action = 'read' and subject_id = ${world.defender}`;
    expect(read.length).toBeGreaterThan(0);
  });
});
