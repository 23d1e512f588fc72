import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import type { Audience } from "@/db/reference/words";
import { alerts } from "@/db/schema";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent } from "@/db/testing/factories";
import { checkConsent, saveVersion } from "@/lib/alert-review/commands";
import { issueEdition } from "@/lib/editions/commands";
import { endorse, newVersionForSignOn } from "@/lib/sign-on/commands";
import { setDetails } from "./commands";
import { foldAndDerive } from "./derive";
import { aScene, latestVersion, row, type Scene, signed, toSignOn, type } from "./testing-scene";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** Words that missions read and the public does not. */
const forMissions = {
  type: "text",
  text: "A mission was there.",
  marks: [
    {
      type: "only",
      attrs: { id: "01900000-0000-7000-8000-000000000001", upTo: "missions", instead: "" },
    },
  ],
};

const write = async (scene: Scene, ...words: Parameters<typeof type>[3][]) => {
  await type(scene, scene.lead, "happened", ...words);
  const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
  await foldAndDerive(scene.lead, text?.id as string);
};

/** Open for sign-on for the public, with consent for missions and the public. */
async function forThePublic() {
  const scene = await aScene();
  await aConsent(scene.theCase, scene.defenderId, scene.lead, "bilateral", "anonymous");
  await write(scene, "Somebody was stopped. ", forMissions);
  return { scene, version: await toSignOn(scene) };
}

const withdrawForThePublic = ({ caseId }: Scene) =>
  asSuperuser()`update consents set withdrawn_at = now()
    where case_id = ${caseId} and scope = 'public_statement'`;

const meanFor = (scene: Scene, audience: Audience) =>
  setDetails(scene.lead, { ...scene.place, kind: "first", audience, deadline: tomorrow });
const tomorrow = new Date(Date.now() + 86_400_000);

const issue = (scene: Scene, versionId: string, audience: Audience, correction = "") =>
  issueEdition(scene.lead, {
    ...scene.place,
    versionId,
    audience,
    language: "en",
    correction,
    sure: "yes",
  });

const editionsOf = (scene: Scene, audience: Audience) =>
  row("editions", `alert_id = '${scene.alertId}' and audience = '${audience}' order by number`);

/** The database's own word, past the commands. */
const straight = (scene: Scene, audience: Audience) =>
  asActor(scene.lead, (tx) =>
    tx.update(alerts).set({ audience }).where(eq(alerts.id, scene.alertId)),
  );

describe("consent that is withdrawn for the public alone", () => {
  it("stops a newer text with a sentence that knows for whom, and for whom it could be", async () => {
    const { scene } = await forThePublic();
    await withdrawForThePublic(scene);
    await write(scene, "Somebody was stopped at the airport.");
    const versionId = await saveVersion(scene.lead, { ...scene.place, note: "" });
    expect(
      await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" }),
    ).toMatchObject({
      cleared: false,
      audience: "public",
      lowerTo: "missions",
      missing: [{ label: "A lawyer", withdrawnOn: expect.any(String) }],
    });
  });

  it("leaves missions and partners their corrections once the alert is meant for fewer", async () => {
    const { scene, version } = await forThePublic();
    for (const audience of ["coalition", "missions", "public"] as const) {
      expect((await issue(scene, version.id, audience)).editionId).toBeTruthy();
    }
    await withdrawForThePublic(scene);
    expect(await editionsOf(scene, "public")).toMatchObject([{ frozen_at: expect.any(Date) }]);
    await meanFor(scene, "missions");
    await write(scene, "Somebody was stopped at the airport.");
    const versionId = await saveVersion(scene.lead, { ...scene.place, note: "" });
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    expect(
      await newVersionForSignOn(scene.lead, { ...scene.place, change: "material", note: "Where" }),
    ).toEqual({ cleared: true });
    const newer = await latestVersion(scene);
    await endorse(scene.administrator, signed(scene, newer) as never);
    for (const audience of ["coalition", "missions"] as const) {
      await issue(scene, newer.id, audience, "Where it was.");
      expect(await editionsOf(scene, audience)).toMatchObject([
        { number: 1 },
        { number: 2, frozen_at: null, plain: expect.stringContaining("at the airport") },
      ]);
    }
    await expect(issue(scene, newer.id, "public")).resolves.toMatchObject({ editionId: null });
    expect(await editionsOf(scene, "public")).toHaveLength(1);
  });

  it("does not let out to the public what was made for fewer, whoever agrees again", async () => {
    const { scene, version } = await forThePublic();
    await meanFor(scene, "missions");
    await expect(issue(scene, version.id, "public")).rejects.toMatchObject({ code: "PL004" });
    expect(await editionsOf(scene, "public")).toEqual([]);
  });
});

describe("an alert that is meant for fewer readers", () => {
  it("is never opened to more once it was looked at, by no command and by no statement", async () => {
    const { scene } = await forThePublic();
    await meanFor(scene, "coalition");
    await expect(meanFor(scene, "missions")).rejects.toMatchObject({
      messageKey: "refusals.audienceNotWidened",
    });
    await expect(straight(scene, "public")).rejects.toMatchObject({
      code: "PL004",
      message: "the audience is never widened",
    });
    await straight(scene, "internal");
    expect(await row("alerts", `id = '${scene.alertId}'`)).toMatchObject([
      { audience: "internal" },
    ]);
  });

  it("would be opened to more if nobody kept the rule (the broken variant)", async () => {
    const { scene } = await forThePublic();
    await meanFor(scene, "coalition");
    await broken(
      "app.guard_alert_audience()",
      ["array_position(ladder, new.audience) >", "0 >"],
      () => straight(scene, "public"),
    );
    expect(await row("alerts", `id = '${scene.alertId}'`)).toMatchObject([{ audience: "public" }]);
  });

  it("still gives each audience its own words of a text that was signed for more", async () => {
    const { scene, version } = await forThePublic();
    expect(JSON.stringify(version.signed_text)).not.toContain("A mission was there.");
    await meanFor(scene, "missions");
    await issue(scene, version.id, "missions");
    expect(await editionsOf(scene, "missions")).toMatchObject([
      { plain: expect.stringContaining("A mission was there.") },
    ]);
  });

  it("would give missions the words of the public otherwise (the broken variant)", async () => {
    const { scene, version } = await forThePublic();
    await meanFor(scene, "missions");
    await broken(
      "app.issue_edition(uuid,text,text,jsonb,text,boolean)",
      ["for_audience = version.made_for", "for_audience = version.widest"],
      async () => {
        await issue(scene, version.id, "missions");
      },
    );
    const [edition] = await editionsOf(scene, "missions");
    expect(edition?.plain).not.toContain("A mission was there.");
  });
});
