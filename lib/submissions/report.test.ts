import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { paperFormats } from "@/lib/briefs/paper/checker/opened";
import { sealIdentity } from "@/lib/defenders/commands";
import { listIdentityStamps } from "@/lib/defenders/queries";
import { makeSubmission } from "./commands";
import { takeSubmission } from "./queries";
import { stopsOf } from "./submission";
import {
  aDraft,
  code,
  keep,
  made,
  madeByHand,
  openWorld,
  read,
  realName,
  refusal,
  seen,
} from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("a submission for the report", () => {
  it("holds the link, the person by name, what happened, and the consent as it was answered", async () => {
    const world = await openWorld();
    await asSuperuser().begin(async (tx) => {
      // What keeps answers as they are is a trigger.
      await tx`set local session_replication_role = replica`;
      await tx`update consents set given_by = 'lawyer', language = 'Spanish', obtained_on = '2026-03-01',
        obtained_until = null, obtained_precision = 'month', risks_explained = true
        where case_id = ${world.caseId} and scope = 'contact_ohchr'`;
    });
    const text = await read(world.lead, world, await made(world, await aDraft(world)));
    for (const words of [
      "Submission to OHCHR",
      "Example State 7",
      "She was to speak at the pre-session.",
      realName,
      "A lawyer",
      "Stopped at the airport.",
      "Police",
      "Universal Periodic Review",
      "Detention",
      "Not known.",
      "Yes, by name · given by the lawyer, March 2026 · Spanish · the risks were explained",
      "Yes, but without the name",
      "The usual period is assumed.",
    ]) {
      expect(text).toContain(words);
    }
  });

  it("tells dates as precisely as they are known, and no day that nobody knew", async () => {
    const world = await openWorld();
    const db = asSuperuser();
    await db`update cases set reprisal_on = '2026-03-01', reprisal_until = '2026-03-31', reprisal_precision = 'about'
      where id = ${world.caseId}`;
    for (const [title, on, until, precision] of [
      ["Monthly", "2025-06-01", null, "month"],
      ["Yearly", "2024-01-01", null, "year"],
      ["Undated", null, null, "unknown"],
    ] as const) {
      await db`insert into case_events (org_id, case_id, kind, title, happened_on, happened_until, happened_precision,
        recorded_by) values (${world.own.id}, ${world.caseId}, 'situation', ${title}, ${on}, ${until}, ${precision},
        ${world.lead.membershipId})`;
    }
    const text = (await read(world.lead, world, await made(world, await aDraft(world)))) ?? "";
    expect(text).toContain("about March 2026");
    expect(text).toMatch(/June 2025\s+Situation · Monthly/);
    expect(text).toMatch(/2024\s+Situation · Yearly/);
    expect(text).toMatch(/date unknown\s+Situation · Undated/i);
    expect(text).not.toMatch(/\b1 (?:March|June|January)/);
  });

  it("is not made without the link to cooperation, whoever asks", async () => {
    const world = await openWorld();
    await asSuperuser()`update cases set link_note = '' where id = ${world.caseId}`;
    const draftId = await aDraft(world);
    const { hash, inputs } = await seen(world, draftId);
    expect(stopsOf(inputs)).toContain("noLink");
    await expect(made(world, draftId)).rejects.toEqual(refusal("submissions.stop.noLink"));
    await expect(madeByHand(world.lead, draftId, hash)).rejects.toEqual(code("PL004"));
    await broken(
      "app.make_submission(uuid, text, text, text)",
      ["if btrim(inputs -> 'texts' ->> 'link') = '' then", "if false then"],
      () => madeByHand(world.lead, draftId, hash),
    );
  });

  it("tells parts of events that are left out to nobody, nor those of no kind", async () => {
    const world = await openWorld();
    const add = async (kind: string, title: string) => {
      const [row] = await asSuperuser()<
        { id: string }[]
      >`insert into case_events (org_id, case_id, kind, title, note,
        source, recorded_by) values (${world.own.id}, ${world.caseId}, ${kind}, ${title}, 'Inner note', 'Inner source',
        ${world.lead.membershipId}) returning id`;
      return row?.id ?? "";
    };
    const out = await add("reprisal", "Left out");
    const told = await add("reprisal", "House searched");
    await add("other", "Met the ambassador");
    const draftId = await aDraft(world, "report", {
      eventsShown: `${out},${told}`,
      eventsTold: [told],
    });
    const text = await read(world.lead, world, await made(world, draftId));
    expect(text).toContain("House searched");
    expect(text).not.toMatch(/Left out|ambassador|Inner/);
  });

  it("is follow-up where what happened lies outside, and says where it stands already", async () => {
    const world = await openWorld();
    await asSuperuser()`update cases set reprisal_on = '2018-04-13', reprisal_precision = 'day',
      sg_report_reference = '2018-025-001' where id = ${world.caseId}`;
    const text = await read(
      world.lead,
      world,
      await made(world, await aDraft(world, "report", { annex: "followUp" })),
    );
    expect(text).toContain("What is reported lies outside it.");
    expect(text).toContain("Follow-up on a case of an earlier report");
    expect(text).toContain("2018-025-001");
  });

  it("is the same bytes each time, also when the case has changed since", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    for (const format of paperFormats) {
      const first = await takeSubmission(world.lead, world.caseId, id, format);
      await asSuperuser()`update cases set summary = ${`Changed ${format}`} where id = ${world.caseId}`;
      const stamps = await listIdentityStamps(world.lead, world.caseId);
      await sealIdentity(world.lead, {
        caseId: world.caseId,
        defenderId: world.defender,
        name: `${realName} ${format}`,
        contact: "",
        family: "",
        stamp: stamps.get(world.defender) ?? "",
      });
      const again = await takeSubmission(world.editor, world.caseId, id, format);
      expect(first && again && Buffer.compare(first, again), format).toBe(0);
    }
  });

  it("is the same one when the button is pressed twice, and another when a name is written anew", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const first = await made(world, draftId);
    expect(await made(world, draftId)).toBe(first);
    const stamps = await listIdentityStamps(world.lead, world.caseId);
    await sealIdentity(world.lead, {
      caseId: world.caseId,
      defenderId: world.defender,
      name: "Zqcorrected Zqname",
      contact: "",
      family: "",
      stamp: stamps.get(world.defender) ?? "",
    });
    const second = await made(world, draftId);
    expect(second).not.toBe(first);
    expect(await read(world.lead, world, second)).toContain("Zqcorrected Zqname");
  });

  it("is made of what its author looked at", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const { hash } = await seen(world, draftId);
    await keep(world.lead, draftId, { contact: "Another way" });
    await expect(makeSubmission(world.lead, { draftId, hash, confirmed: "yes" })).rejects.toEqual(
      refusal("submissions.refused.changed"),
    );
    await expect(madeByHand(world.lead, draftId, hash)).rejects.toEqual(code("PL003"));
  });
});
