import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, type Member } from "@/db/testing/factories";
import { saveVersion } from "@/lib/alert-review/commands";
import {
  addLanguage,
  closeAlert,
  sealPassage,
  setDetails,
  startAlert,
  withdrawAlert,
} from "./commands";
import { alertOf, aScene, row, tomorrow, toSignOn } from "./testing-scene";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const refusedWith = (messageKey: string) => ({ messageKey });

describe("starting", () => {
  it("puts people in as marks, sources under seal, and no name anywhere", async () => {
    const scene = await aScene();
    await asSuperuser()`update cases set sources_note = 'Told by the sister', do_not_mention = 'The town'
      where id = ${scene.caseId}`;
    const second = await startAlert(scene.lead, {
      caseId: scene.caseId,
      kind: "update",
      language: "en",
      audience: "public",
    });
    const parts = await row("alert_parts", `alert_id = '${second}'`);
    const whole = JSON.stringify(parts);
    expect(whole).toContain(`"type":"person","attrs":{"id":"${scene.defenderId}"}`);
    expect(whole).not.toMatch(/A lawyer|Amina|sister|The town/);
    expect(
      (await row("alert_passages", `alert_id = '${second}'`)).map(({ words }) => words),
    ).toEqual(expect.arrayContaining(["Told by the sister", "The town"]));
    expect((await row("alerts", `id = '${second}'`))[0]?.number).toBe(2);
  });

  it("begins one alert for one form, however often it is sent", async () => {
    const { lead, caseId } = await aScene();
    const once = uuidv7();
    const input = { caseId, kind: "first", language: "en", audience: "public" } as const;
    const [first, second] = await Promise.all([
      startAlert(lead, input, once),
      startAlert(lead, input, once),
    ]);
    expect(second).toBe(first);
  });

  it("takes in a language once", async () => {
    const scene = await aScene();
    await addLanguage(scene.lead, { ...scene.place, language: "ar" });
    await expect(addLanguage(scene.lead, { ...scene.place, language: "ar" })).rejects.toMatchObject(
      { code: "23505" },
    );
  });
});

describe("a deadline", () => {
  const details = { kind: "first", audience: "public" } as const;

  it("is not set into the past, and one that has passed stands in the way of nothing else", async () => {
    const scene = await aScene();
    const yesterday = new Date(Date.now() - 86_400_000);
    await expect(
      setDetails(scene.lead, { ...scene.place, ...details, deadline: yesterday }),
    ).rejects.toMatchObject({ code: "PL004", message: "the deadline has passed" });
    await asSuperuser()`update alerts set sign_on_deadline = ${yesterday} where id = ${scene.alertId}`;
    // The field shows no seconds, and sends back what it showed.
    const shown = new Date(Math.floor(yesterday.getTime() / 60_000) * 60_000);
    await setDetails(scene.lead, {
      ...scene.place,
      kind: "update",
      audience: "public",
      deadline: shown,
    });
    expect(await alertOf(scene)).toMatchObject({ kind: "update", sign_on_deadline: yesterday });
  });

  it("is not taken away while organisations sign", async () => {
    const scene = await aScene();
    await toSignOn(scene);
    await expect(
      setDetails(scene.lead, { ...scene.place, ...details, deadline: null }),
    ).rejects.toMatchObject({ code: "PL004", message: "no text and no deadline to sign by" });
    await setDetails(scene.lead, { ...scene.place, ...details, deadline: tomorrow() });
  });

  it("would go into the past without the database's guard: the tests above turn red then", async () => {
    const scene = await aScene();
    const superuser = asSuperuser();
    await superuser`alter table alerts disable trigger guard_deadline`;
    try {
      await setDetails(scene.lead, { ...scene.place, ...details, deadline: new Date(0) });
    } finally {
      await superuser`alter table alerts enable trigger guard_deadline`;
    }
  });
});

describe("a sealed passage", () => {
  it("is read by the team alone", async () => {
    const scene = await aScene({ level: "contribute" });
    await sealPassage(scene.lead, { ...scene.place, words: "Words for the team" });
    const reads = (member: Member) =>
      asActor(member, (tx) => tx.execute(sql`select words from alert_passages`)).then(
        (rows) => rows.length,
      );
    expect(await reads(scene.colleague)).toBe(1);
    expect(await reads(await aMember(scene.partner))).toBe(0);
    await expect(
      sealPassage(await aMember(scene.partner), { ...scene.place, words: "Mine" }),
    ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("the end", () => {
  it("comes after issuing, or by taking it back, and nothing moves after it", async () => {
    const scene = await aScene();
    await expect(closeAlert(scene.lead, { ...scene.place, from: "draft" })).rejects.toMatchObject({
      code: "PL004",
    });
    await withdrawAlert(scene.lead, { ...scene.place, from: "draft" });
    await expect(
      setDetails(scene.lead, {
        ...scene.place,
        kind: "update",
        audience: "public",
        deadline: null,
      }),
    ).rejects.toMatchObject(refusedWith("refusals.alertOver"));
    await expect(saveVersion(scene.lead, { ...scene.place, note: "" })).rejects.toMatchObject({
      code: "PL004",
    });
  });
});
