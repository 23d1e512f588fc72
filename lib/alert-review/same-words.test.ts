import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { findAlert } from "@/lib/alerts/queries";
import { alertOf, aScene, latestVersion, toConsentCheck, type } from "@/lib/alerts/testing-scene";
import { sendBack, sendForReview, startConsentCheck } from "./commands";
import { listVersions } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

async function anApprovedTextSentAgain(changed: boolean) {
  const scene = await aScene();
  await type(scene, scene.lead, "happened", "Somebody was stopped.");
  await toConsentCheck(scene);
  await sendBack(scene.lead, { ...scene.place, from: "consent_check" });
  if (changed) {
    await type(scene, scene.lead, "happened", "Somebody was stopped at night.");
  }
  await sendForReview(scene.lead, { ...scene.place, note: "" });
  return scene;
}

it("holds for the same words in a later version, and is said there", async () => {
  const scene = await anApprovedTextSentAgain(false);
  const [second, first] = await listVersions(scene.lead, scene.alertId);
  expect(first).toMatchObject({ number: 1, sameAs: null });
  expect(second).toMatchObject({
    number: 2,
    sameAs: 1,
    approvals: [{ kind: "review", version: 1 }],
  });
  expect(await findAlert(scene.lead, scene.caseId, scene.alertId)).toMatchObject({
    isReviewed: true,
  });
  await startConsentCheck(scene.lead, scene.place);
  expect((await alertOf(scene)).stage).toBe("consent_check");
});

it("holds for no other words", async () => {
  const scene = await anApprovedTextSentAgain(true);
  const [second] = await listVersions(scene.lead, scene.alertId);
  expect(second).toMatchObject({ sameAs: null, approvals: [] });
  await expect(startConsentCheck(scene.lead, scene.place)).rejects.toMatchObject({ code: "PL007" });
});

it("would hold for any words if the contents were not compared (the broken variant)", async () => {
  const scene = await anApprovedTextSentAgain(true);
  const superuser = asSuperuser();
  const [kept] = await superuser<{ source: string }[]>`
    select pg_get_functiondef('app.same_words(uuid)'::regprocedure) as source`;
  await superuser.unsafe((kept?.source ?? "").replace("and o.content = v.content", ""));
  try {
    await startConsentCheck(scene.lead, scene.place);
    expect((await alertOf(scene)).stage).toBe("consent_check");
    expect((await latestVersion(scene)).number).toBe(2);
  } finally {
    await superuser.unsafe(kept?.source ?? "");
  }
});
