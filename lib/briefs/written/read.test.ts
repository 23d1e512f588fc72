import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation } from "@/db/testing/factories";
import { aScene } from "@/lib/alerts/testing-scene";
import { withdrawConsent } from "@/lib/consents/commands";
import { sealIdentity } from "@/lib/defenders/commands";
import { listIdentityStamps } from "@/lib/defenders/queries";
import { checkFile } from "../paper/checker/check";
import type { Paper } from "../paper/paper";
import { closeBrief } from "./commands";
import { readBrief, takeBrief } from "./queries";
import { aDraft, aReview, askedFor, goesOut, made, type Review } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let review: Review;
let briefId: string;
beforeEach(async () => {
  review = await aReview();
  briefId = await made(review.lead, await aDraft(review, review.lead, [review.theCase]));
});

const disclosures = async () =>
  (await asSuperuser()`select 1 from disclosures where case_id = ${review.theCase.id}`).length;

describe("a brief on its page", () => {
  it("says the words of its files, also when the case has changed since, and nothing goes out by it", async () => {
    await asSuperuser()`update cases set title = 'Another title' where id = ${review.theCase.id}`;
    const read = await readBrief(review.editor, briefId);
    const words = JSON.stringify(read?.paper.blocks);
    expect(words).toContain(askedFor);
    expect(words).toContain("Two panellists");
    expect(await disclosures()).toBe(0);
    const file = await takeBrief(review.lead, briefId, "txt");
    const paper = read?.paper as Paper;
    expect(await checkFile({ format: "txt", file: file as Uint8Array, paper }, [])).toEqual([]);
    expect(await disclosures()).toBe(1);
  });

  it("is an own copy until its files are none any more", async () => {
    expect((await readBrief(review.lead, briefId))?.paper.frame.watermark).toContain("Own copy");
    await goesOut(briefId, review.editor);
    expect((await readBrief(review.lead, briefId))?.paper.frame.watermark).toBeUndefined();
  });

  it("is read by whoever may take its files, and by nobody else", async () => {
    const stranger = await aMember(await anOrganisation(), "administrator");
    for (const other of [review.outsider, stranger]) {
      expect(await readBrief(other, briefId)).toBeNull();
      expect(await takeBrief(other, briefId, "txt")).toBeNull();
    }
    expect(await readBrief(review.lead, "nothing")).toBeNull();
  });

  it.each(["closed", "without consent"])("is there no more once it is %s", async (how) => {
    if (how === "closed") {
      await closeBrief(review.lead, { briefId });
    } else {
      const { consent: consentId, lead, theCase } = review;
      await withdrawConsent(lead, { caseId: theCase.id, consentId });
    }
    expect(await readBrief(review.lead, briefId)).toBeNull();
    await broken("app.read_brief(uuid)", ["app.brief_stands(b.id)", "true"], async () =>
      expect(await readBrief(review.lead, briefId)).not.toBeNull(),
    );
  });

  it("is not shown where a protected name would stand in it now", async () => {
    const scene = await aScene();
    await asSuperuser()`update sessions set org_id = ${scene.own.id} where id = ${review.sessionId}`;
    const of = { ...review, theCase: scene.theCase };
    const typed = { contact: "Zora Zqlater" };
    const id = await made(scene.lead, await aDraft(of, scene.lead, [scene.theCase], typed));
    expect(await readBrief(scene.lead, id)).not.toBeNull();
    const { caseId, defenderId } = scene;
    const stamp = (await listIdentityStamps(scene.lead, caseId)).get(defenderId) ?? "";
    await sealIdentity(scene.lead, {
      ...{ caseId, defenderId, stamp },
      name: "Zora Zqlater",
      contact: "",
      family: "",
    });
    expect(await readBrief(scene.lead, id)).toBeNull();
  });
});
