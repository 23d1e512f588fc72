import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aMember } from "@/db/testing/factories";
import { aScene, row } from "@/lib/alerts/testing-scene";
import { comment, openThread, settleThread } from "./commands";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("discussing", () => {
  it("is for those who may comment, and keeps what was said", async () => {
    const scene = await aScene({ level: "comment" });
    const partner = await aMember(scene.partner);
    const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
    const threadId = await openThread(partner, {
      textId: text?.id as string,
      section: "happened",
      quote: "held",
      body: "Who says so?",
      mentions: [],
    });
    await comment(scene.lead, { threadId, body: "The source.", mentions: [partner.membershipId] });
    await settleThread(partner, { threadId, settled: true });
    expect((await row("alert_threads", `id = '${threadId}'`))[0]?.settled_by).toBe(
      partner.membershipId,
    );
    const reader = await aMember(scene.partner, "reader");
    await expect(comment(reader, { threadId, body: "Me too", mentions: [] })).rejects.toMatchObject(
      { code: "42501" },
    );
  });
});
