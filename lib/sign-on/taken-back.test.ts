import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, type Member } from "@/db/testing/factories";
import { checkConsent, sendBack } from "@/lib/alert-review/commands";
import {
  aScene,
  type Scene,
  signed,
  toConsentCheck,
  tomorrow,
  toSignOn,
} from "@/lib/alerts/testing-scene";
import { listNotices } from "@/lib/notices/queries";
import { endorse, openForSignOn } from "./commands";
import { findOwnAnswer, listSignOn } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const told = async (member: Member) =>
  (await listNotices(member)).rows.map(({ word, isRead }) => (isRead ? `${word}, read` : word));

const takeBack = (scene: Scene) => sendBack(scene.lead, { ...scene.place, from: "sign_on" });

const openAgain = async (scene: Scene) => {
  const versionId = await toConsentCheck(scene);
  await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
  await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() });
};

describe("an alert that is taken back from sign-on to writing", () => {
  it("is told to who signed and to who was asked, and to nobody else", async () => {
    const scene = await aScene();
    const version = await toSignOn(scene);
    const reader = await aMember(scene.partner);
    const stranger = await aMember(await anOrganisation(), "administrator");
    await endorse(scene.administrator, signed(scene, version) as never);
    await takeBack(scene);
    expect(await told(scene.administrator)).toEqual(["alertTakenBack", "signOn, read"]);
    for (const nobody of [reader, stranger, scene.lead]) {
      expect(await told(nobody)).not.toContain("alertTakenBack");
    }
  });

  it("is told again when it is taken back again, and asks them again in between", async () => {
    const scene = await aScene();
    await toSignOn(scene);
    await takeBack(scene);
    await openAgain(scene);
    await takeBack(scene);
    expect(
      (await told(scene.administrator)).filter((word) => word === "alertTakenBack"),
    ).toHaveLength(2);
  });

  it("is not told of by mail or inbox to whoever reads the case no more", async () => {
    const scene = await aScene();
    await toSignOn(scene);
    await asSuperuser()`update case_shares set revoked_at = now() where case_id = ${scene.caseId}`;
    await takeBack(scene);
    expect(await told(scene.administrator)).toEqual(["accessEnded"]);
  });

  it("lets no answer stand, until the next text has its own", async () => {
    const scene = await aScene();
    await endorse(scene.administrator, signed(scene, await toSignOn(scene)) as never);
    expect(await findOwnAnswer(scene.administrator, scene.alertId)).toMatchObject({ holds: true });
    await takeBack(scene);
    const standing = async () => [
      (await findOwnAnswer(scene.administrator, scene.alertId))?.holds,
      (await listSignOn(scene.lead, scene.alertId))[0]?.answer?.holds,
    ];
    expect(await standing()).toEqual([false, false]);
    await openAgain(scene);
    expect(await standing()).toEqual([false, false]);
  });
});
