import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { foldAndDerive } from "@/lib/alerts/derive";
import { aScene, row, type Scene, signed, toSignOn, type } from "@/lib/alerts/testing-scene";
import { endorse } from "@/lib/sign-on/commands";
import { issueEdition } from "./commands";
import { findEditions, findLeaving } from "./queries";
import { signedSince } from "./signed-since";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const issue = (scene: Scene, versionId: string, more: { sure?: "yes"; correction?: string } = {}) =>
  issueEdition(scene.lead, {
    ...scene.place,
    versionId,
    audience: "public",
    language: "en",
    correction: "",
    ...more,
  });

const leavingOf = (scene: Scene) =>
  findLeaving(scene.lead, scene.place, { audience: "public", language: "en" });

async function anOpenText() {
  const scene = await aScene();
  await type(scene, scene.lead, "happened", "Somebody was stopped.");
  const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
  await foldAndDerive(scene.lead, text?.id as string);
  return { scene, version: await toSignOn(scene) };
}

it("is issued without a signature only by somebody who says that they know", async () => {
  const { scene, version } = await anOpenText();
  expect((await leavingOf(scene))?.signed).toMatchObject({
    asked: 1,
    signed: 0,
    waiting: [scene.partner.name],
    signatories: [],
  });
  await expect(issue(scene, version.id)).rejects.toMatchObject({
    messageKey: "editions.refusal.notAllSigned",
  });
  expect(await row("editions", `alert_id = '${scene.alertId}'`)).toEqual([]);
  expect((await issue(scene, version.id, { sure: "yes" })).editionId).toBeTruthy();
});

it("says who objects", async () => {
  const { scene, version } = await anOpenText();
  await endorse(scene.administrator, {
    ...signed(scene, version),
    answer: "cannot",
    section: "happened",
    reason: "Not our mandate.",
  });
  expect((await leavingOf(scene))?.signed).toMatchObject({
    signed: 0,
    waiting: [],
    cannot: [scene.partner.name],
  });
});

it("goes out again with a signature that came since, and says so", async () => {
  const { scene, version } = await anOpenText();
  await issue(scene, version.id, { sure: "yes" });
  // The same again is refused: nothing is different.
  await expect(issue(scene, version.id, { sure: "yes", correction: "?" })).rejects.toMatchObject({
    messageKey: "editions.refusal.meanwhile",
  });
  await endorse(scene.administrator, signed(scene, version, { nameEverywhere: "The Partner" }));
  const listed = await findEditions(scene.lead, scene.place, "en");
  expect(listed?.signed.en).toMatchObject({ signed: 1, signatories: [{ name: "The Partner" }] });
  await expect(issue(scene, version.id)).rejects.toMatchObject({ code: "PL004" });
  const says = signedSince("en", { named: ["The Partner"], unnamed: 0 });
  expect((await issue(scene, version.id, { correction: says })).editionId).toBeTruthy();
  const editions = await row("editions", `alert_id = '${scene.alertId}' order by number`);
  expect(editions).toMatchObject([
    { number: 1, signatories: [], superseded_at: expect.any(Date) },
    {
      number: 2,
      signatories: [{ name: "The Partner", capacity: "Director" }],
      correction: "Signed since by The Partner.",
      superseded_at: null,
    },
  ]);
  expect(editions[0]?.hash).toBe(editions[1]?.hash);
});

it("counts those who do not publish their name, and names them nowhere", async () => {
  const { scene, version } = await anOpenText();
  await endorse(scene.administrator, {
    ...signed(scene, version, { nameEverywhere: "Hidden" }),
    publish: undefined,
  } as never);
  const standing = (await leavingOf(scene))?.signed;
  expect(standing).toMatchObject({ signed: 1, signatories: [], unnamed: 1 });
  await issue(scene, version.id);
  const [edition] = await asSuperuser()`select signatories, unnamed_signatories from editions
    where alert_id = ${scene.alertId}`;
  expect(edition).toEqual({ signatories: [], unnamed_signatories: 1 });
});
