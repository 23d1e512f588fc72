import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import type { Member } from "@/db/testing/factories";
import { issueEdition } from "@/lib/editions/commands";
import { findEditions } from "@/lib/editions/queries";
import { standingOf } from "./alert";
import { findAlert } from "./queries";
import { aScene, type Scene, toSignOn, type } from "./testing-scene";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

async function anOpenAlert() {
  const scene = await aScene();
  await type(scene, scene.lead, "happened", "Somebody was stopped.");
  return { scene, version: await toSignOn(scene) };
}

const withdraw = ({ caseId }: Scene) =>
  asSuperuser()`update consents set withdrawn_at = now()
    where case_id = ${caseId} and scope = 'public_statement'`;

async function standing({ caseId, alertId }: Scene, reader: Member) {
  const alert = await findAlert(reader, caseId, alertId);
  return alert && standingOf(alert);
}

it("is on hold once consent covers its text no longer, for whoever reads it", async () => {
  const { scene } = await anOpenAlert();
  expect(await standing(scene, scene.lead)).toBe("sign_on");
  await withdraw(scene);
  expect(await standing(scene, scene.lead)).toBe("held");
  expect(await standing(scene, scene.administrator)).toBe("held");
  expect((await findEditions(scene.lead, scene.place, "en"))?.signed.en).toMatchObject({
    isCovered: false,
  });
});

it("has nothing out once its only edition is closed, and is partly closed as long as another stands", async () => {
  const { scene, version } = await anOpenAlert();
  const issue = (audience: "internal" | "public") =>
    issueEdition(scene.lead, {
      ...scene.place,
      versionId: version.id,
      audience,
      language: "en",
      correction: "",
      sure: "yes",
    });
  await issue("public");
  expect(await standing(scene, scene.lead)).toBe("issued");
  await withdraw(scene);
  expect(await standing(scene, scene.lead)).toBe("nothing_out");
  expect(await standing(scene, scene.administrator)).toBe("nothing_out");
  await issue("internal");
  expect(await standing(scene, scene.lead)).toBe("part_closed");
});
