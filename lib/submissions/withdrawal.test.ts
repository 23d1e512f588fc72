import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { broken } from "@/db/testing/broken";
import { useDatabase } from "@/db/testing/database";
import { aConsent } from "@/db/testing/factories";
import { withdrawConsent } from "@/lib/consents/commands";
import { findWithdrawal } from "@/lib/consents/queries";
import { listClosedBy, takeSubmission } from "./queries";
import { aDraft, aWorld, keep, made, openWorld, read, realName, send } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("withdrawal", () => {
  it("closes at once what was not sent, and lists what was", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const id = await made(world, draftId);
    await takeSubmission(world.lead, world.caseId, id, "pdf");
    await send(world, id);
    await keep(world.lead, draftId, { contact: "Another" });
    const unsent = await made(world, draftId);
    const consentId = world.consents.contact_ohchr ?? "";
    await withdrawConsent(world.editor, { caseId: world.caseId, consentId });
    expect(await read(world.lead, world, unsent)).toBeNull();
    expect(await read(world.lead, world, id)).toBeNull();
    const found = await findWithdrawal(world.lead, world.caseId, consentId);
    expect(found?.wentOut).toContainEqual(
      expect.objectContaining({ kind: "submission", sentTo: "un@un.example" }),
    );
    expect((await listClosedBy(world.lead, world.caseId, consentId)).map((one) => one.id)).toEqual(
      expect.arrayContaining([id, unsent]),
    );
  });

  it("of what the statement claims closes it too", async () => {
    const world = await aWorld({ contact_ohchr: "yes", public_un_report: "yes" });
    const id = await made(world, await aDraft(world));
    await withdrawConsent(world.lead, {
      caseId: world.caseId,
      consentId: world.consents.public_un_report ?? "",
    });
    expect(await read(world.lead, world, id)).toBeNull();
  });

  it("would leave it open if the database did not look", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    await broken(
      "app.submission_is_covered(submissions)",
      ["coalesce(c.level, 0) < l.value::integer", "false"],
      async () => {
        await withdrawConsent(world.lead, {
          caseId: world.caseId,
          consentId: world.consents.contact_ohchr ?? "",
        });
        expect(await read(world.lead, world, id)).not.toBeNull();
      },
    );
    // Not closed when it was withdrawn, it is still not handed out.
    expect(await read(world.lead, world, id)).toBeNull();
  });

  it("leaves open what rests on other answers", async () => {
    const world = await openWorld();
    const media = await aConsent(world.theCase, world.defender, world.lead, "media", "yes");
    const id = await made(world, await aDraft(world));
    await withdrawConsent(world.lead, { caseId: world.caseId, consentId: media });
    expect(await read(world.lead, world, id)).toContain(realName);
  });
});
