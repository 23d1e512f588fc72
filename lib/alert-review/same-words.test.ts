import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { beforeAll, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { foldAndDerive } from "@/lib/alerts/derive";
import { findAlert } from "@/lib/alerts/queries";
import {
  alertOf,
  aScene,
  latestVersion,
  row,
  toConsentCheck,
  tomorrow,
  type,
} from "@/lib/alerts/testing-scene";
import { openForSignOn } from "@/lib/sign-on/commands";
import { findMended } from "@/lib/sign-on/mended";
import { checkConsent, sendBack, sendForReview, startConsentCheck } from "./commands";
import { hasChangedSince, listVersions } from "./queries";

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

const marked = (text: string, type: string, attrs: Record<string, unknown> = { id: uuidv7() }) => ({
  type: "text",
  text,
  marks: [{ type, attrs }],
});

/** "Somebody was stopped." with a comment on it, a word that is proposed and one that is proposed to go. */
const discussed = () => [
  marked("Somebody", "comment"),
  " was ",
  marked("reportedly ", "insertion"),
  marked("stopped.", "deletion"),
];

it("holds while the words are discussed and changes are only proposed, and no longer when one is accepted", async () => {
  const scene = await aScene();
  await type(scene, scene.lead, "happened", "Somebody was stopped.");
  const versionId = await toConsentCheck(scene);
  await type(scene, scene.colleague, "happened", ...discussed());
  await foldAndDerive(scene.lead, await textOf(scene));
  expect(await hasChangedSince(scene.lead, versionId)).toBe(false);
  await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
  expect(await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() })).toEqual({
    cleared: true,
  });
  const { id: open, signed_text: text } = await latestVersion(scene);
  expect(JSON.stringify(text)).not.toContain("reportedly");
  expect(await findMended(scene.lead, scene.alertId)).toEqual({ words: [], isMore: false });
  await type(scene, scene.colleague, "happened", "Somebody was reportedly stopped.");
  await foldAndDerive(scene.lead, await textOf(scene));
  expect(await hasChangedSince(scene.lead, open)).toBe(true);
  expect(await findMended(scene.lead, scene.alertId)).toMatchObject({ isMore: true });
});

it("would be lost by a comment if texts were compared letter for letter (the broken variant)", async () => {
  const scene = await aScene();
  await type(scene, scene.lead, "happened", "Somebody was stopped.");
  const versionId = await toConsentCheck(scene);
  await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
  await type(scene, scene.colleague, "happened", ...discussed());
  await withFunction(
    "app.stand_alike(jsonb, jsonb)",
    [" or app.what_stands(one)", " or false and app.what_stands(one)"],
    async () => {
      await expect(
        openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() }),
      ).rejects.toMatchObject({ messageKey: "refusals.changedSinceApproved" });
      expect(await hasChangedSince(scene.lead, versionId)).toBe(true);
    },
  );
});

it("holds for no other words", async () => {
  const scene = await anApprovedTextSentAgain(true);
  const [second] = await listVersions(scene.lead, scene.alertId);
  expect(second).toMatchObject({ sameAs: null, approvals: [] });
  await expect(startConsentCheck(scene.lead, scene.place)).rejects.toMatchObject({ code: "PL007" });
});

it("would hold for any words if the contents were not compared (the broken variant)", async () => {
  const scene = await anApprovedTextSentAgain(true);
  await withFunction(
    "app.same_words(uuid)",
    ["and app.stand_alike(o.content, v.content)", ""],
    async () => {
      await startConsentCheck(scene.lead, scene.place);
      expect((await alertOf(scene)).stage).toBe("consent_check");
      expect((await latestVersion(scene)).number).toBe(2);
    },
  );
});

/** Runs with one function of the database broken, and mends it after. */
async function withFunction(
  signature: string,
  [sound, broken]: readonly [string, string],
  run: () => Promise<void>,
) {
  const superuser = asSuperuser();
  const [kept] = await superuser<{ source: string }[]>`
    select pg_get_functiondef(${signature}::regprocedure) as source`;
  expect(kept?.source).toContain(sound);
  await superuser.unsafe((kept?.source ?? "").replace(sound, broken));
  try {
    await run();
  } finally {
    await superuser.unsafe(kept?.source ?? "");
  }
}

const textOf = async ({ alertId }: { alertId: string }) =>
  (await row("alert_texts", `alert_id = '${alertId}'`))[0]?.id as string;
