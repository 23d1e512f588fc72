import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, type Member } from "@/db/testing/factories";
import { aScene, row, type Scene, signed, toSignOn } from "@/lib/alerts/testing-scene";
import { asRefusal } from "@/lib/refusal";
import { endorse } from "./commands";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** What the form would say. */
const saidTo = async (by: Member, scene: Scene, version: { id: string; hash: string }) => {
  const said = await endorse(by, signed(scene, version) as never).catch(asRefusal);
  expect(await row("endorsements", `alert_id = '${scene.alertId}'`)).toEqual([]);
  return (said as { messageKey?: string } | undefined)?.messageKey;
};

async function anEndedShare() {
  const scene = await aScene();
  const version = await toSignOn(scene);
  await asSuperuser()`update case_shares set revoked_at = now() where case_id = ${scene.caseId}`;
  const stranger = await aMember(await anOrganisation(), "administrator");
  return { scene, version, stranger };
}

describe("signing an alert that is no longer shared", () => {
  it("says so to the organisation that had been asked, and signs nothing", async () => {
    const { scene, version } = await anEndedShare();
    expect(await saidTo(scene.administrator, scene, version)).toBe("refusals.noLongerShared");
  });

  it("says to a stranger what it says of an alert that is not there", async () => {
    const { scene, version, stranger } = await anEndedShare();
    const nowhere = { ...scene, place: { ...scene.place, alertId: scene.caseId } };
    expect(await saidTo(stranger, scene, version)).toBe("refusals.notAllowed");
    expect(await saidTo(stranger, nowhere, version)).toBe("refusals.notAllowed");
  });

  it("would tell a stranger that there is one if it asked no further (the broken variant)", async () => {
    const { scene, version, stranger } = await anEndedShare();
    const superuser = asSuperuser();
    const [kept] = await superuser`
      select pg_get_functiondef('app.lost_before_signing(uuid)'::regprocedure) as source`;
    expect(kept?.source).toContain("and s.partner_org_id = app.org()");
    await superuser.unsafe(kept?.source.replace("and s.partner_org_id = app.org()", ""));
    try {
      expect(await saidTo(stranger, scene, version)).toBe("refusals.noLongerShared");
    } finally {
      await superuser.unsafe(kept?.source);
    }
  });
});
