import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aConsent, aMember, anOrganisation, aShare, type Member } from "@/db/testing/factories";
import { checkConsent, saveVersion } from "@/lib/alert-review/commands";
import { aScene, signed, toSignOn, type } from "@/lib/alerts/testing-scene";
import { issueEdition } from "@/lib/editions/commands";
import { askToSign, endorse, newVersionForSignOn, revokeRequest } from "@/lib/sign-on/commands";
import { listSignOn } from "@/lib/sign-on/queries";
import { listNotices } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

it("tells everybody who was asked to sign that the alert went out, whatever they answered", async () => {
  const scene = await aScene();
  await type(scene, scene.lead, "happened", "Somebody was stopped.");
  const version = await toSignOn(scene);
  const partners: { does: string; partner: { id: string }; signatory: Member }[] = [];
  for (const does of ["with_change", "cannot", "silent", "notAsked", "askedNoMore"]) {
    const partner = await anOrganisation();
    await aConsent(
      scene.theCase,
      scene.defenderId,
      scene.lead,
      "share_with_organisation",
      "anonymous",
      { organisation: partner },
    );
    await aShare(scene.theCase, scene.lead, partner, "read");
    partners.push({ does, partner, signatory: await aMember(partner, "administrator") });
  }
  await askToSign(scene.lead, {
    ...scene.place,
    partners: partners.filter(({ does }) => does !== "notAsked").map(({ partner }) => partner.id),
  });
  await endorse(scene.administrator, signed(scene, version));
  for (const { does, signatory } of partners) {
    if (does === "with_change" || does === "cannot") {
      await endorse(signatory, signed(scene, version, { answer: does, reason: "The date." }));
    }
  }
  const noMore = partners.find(({ does }) => does === "askedNoMore");
  const asked = (await listSignOn(scene.lead, scene.alertId)).find(
    ({ orgId }) => orgId === noMore?.partner.id,
  );
  await revokeRequest(scene.lead, { ...scene.place, requestId: asked?.requestId as string });
  await issueEdition(scene.lead, {
    ...scene.place,
    versionId: version.id,
    audience: "public",
    language: "en",
    correction: "",
    sure: "yes",
  });
  const told: Record<string, boolean> = {};
  for (const { does, signatory } of [
    { does: "signed", signatory: scene.administrator },
    ...partners,
  ]) {
    told[does] = (await listNotices(signatory)).rows.some(({ word }) => word === "issued");
  }
  expect(told).toEqual({
    signed: true,
    with_change: true,
    cannot: true,
    silent: true,
    notAsked: false,
    askedNoMore: false,
  });
});

it("says that a text is signed again where another was open before it", async () => {
  const scene = await aScene();
  await type(scene, scene.lead, "happened", "Somebody was stopped.");
  await toSignOn(scene);
  const asked = async () =>
    (await listNotices(scene.administrator, { show: "requests" })).rows.map(({ word }) => word);
  expect(await asked()).toEqual(["signOn"]);
  await type(scene, scene.lead, "happened", "Somebody was stopped at the airport.");
  const versionId = await saveVersion(scene.lead, { ...scene.place, note: "" });
  await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
  await newVersionForSignOn(scene.lead, { ...scene.place, change: "material", note: "Where." });
  expect(await asked()).toContain("signOnAgain");
});
