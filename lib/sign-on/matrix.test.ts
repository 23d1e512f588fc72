import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent, aMember, anOrganisation, aShare } from "@/db/testing/factories";
import { approve, checkConsent, sendForReview } from "@/lib/alert-review/commands";
import { listVersions } from "@/lib/alert-review/queries";
import { comment, openThread } from "@/lib/alert-talk/commands";
import { marksOf } from "@/lib/alerts/alert";
import { foldAndDerive } from "@/lib/alerts/derive";
import {
  aScene,
  latestVersion,
  row,
  type Scene,
  signed,
  tomorrow,
  toSignOn,
  type,
} from "@/lib/alerts/testing-scene";
import { findLeaving } from "@/lib/editions/queries";
import { askToSign, endorse, openForSignOn } from "./commands";
import { findTextToSign, listSignOn } from "./queries";
import { sectionsIn } from "./sections-in";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

async function rowOf(scene: Scene, organisationId: string) {
  const found = (await listSignOn(scene.lead, scene.alertId)).find(
    ({ orgId }) => orgId === organisationId,
  );
  if (!found) {
    throw new Error("not asked");
  }
  const answer = found.answer?.holds ? found.answer : null;
  return {
    ...found,
    marks: marksOf(answer as never, found.drafted, found.commented),
  };
}

const textOf = async ({ alertId }: Scene) =>
  (await row("alert_texts", `alert_id = '${alertId}'`))[0]?.id as string;

describe("a cell of organisations by sections", () => {
  it("says nothing of a section of which nothing is known, whether or not they opened the text", async () => {
    const scene = await aScene();
    await toSignOn(scene);
    expect(await rowOf(scene, scene.partner.id)).toMatchObject({
      hasOpened: false,
      marks: { asks: [] },
    });
    await asActor(scene.administrator, (tx) =>
      tx.execute(sql`select app.opened_to_sign(${scene.alertId})`),
    );
    expect(await rowOf(scene, scene.partner.id)).toMatchObject({
      hasOpened: true,
      marks: { asks: [] },
    });
  });

  it("says drafted where words of theirs stand, and not where the section is empty", async () => {
    const scene = await aScene({ level: "contribute" });
    await type(scene, scene.administrator, "risk", "The family waits.");
    await type(scene, scene.administrator, "done", "A letter was sent.");
    await toSignOn(scene);
    expect((await rowOf(scene, scene.partner.id)).marks).toMatchObject({
      risk: ["drafted"],
      done: ["drafted"],
      asks: [],
    });
    await type(scene, scene.lead, "done");
    await foldAndDerive(scene.lead, await textOf(scene));
    expect((await rowOf(scene, scene.partner.id)).marks).toMatchObject({
      risk: ["drafted"],
      done: [],
    });
  });

  it("is there for a section of the text that is signed, and the risk of publishing is not in a public one", async () => {
    const scene = await aScene();
    await toSignOn(scene);
    const text = await findTextToSign(scene.lead, scene.alertId);
    expect(text && sectionsIn(text)).toContain("affected");
    expect(text && sectionsIn(text)).not.toContain("risk");
    const inner = await aScene({ audience: "coalition" });
    await type(inner, inner.lead, "risk", "The family waits.");
    await toSignOn(inner);
    const theirs = await findTextToSign(inner.administrator, inner.alertId);
    expect(theirs && sectionsIn(theirs)).toContain("risk");
  });

  it("says commented where a discussion of theirs is open", async () => {
    const scene = await aScene({ level: "comment" });
    await toSignOn(scene);
    const threadId = await openThread(scene.lead, {
      textId: await textOf(scene),
      section: "asks",
      quote: "",
      body: "Is this enough?",
      mentions: [],
      organisations: [],
    });
    await comment(scene.administrator, {
      threadId,
      body: "It is.",
      mentions: [],
      organisations: [],
    });
    expect((await rowOf(scene, scene.partner.id)).marks).toMatchObject({
      asks: ["commented"],
      risk: [],
    });
  });

  it("has its last reply moved by an answer or a comment, and by no key that is typed", async () => {
    const scene = await aScene({ level: "contribute" });
    await type(scene, scene.administrator, "risk", "The family waits.");
    const version = await toSignOn(scene);
    expect(await rowOf(scene, scene.partner.id)).toMatchObject({ lastAt: null, hasOpened: true });
    await endorse(scene.administrator, signed(scene, version));
    const answered = (await rowOf(scene, scene.partner.id)).answer?.at;
    await type(scene, scene.administrator, "risk", "The family waits still.");
    await foldAndDerive(scene.lead, await textOf(scene));
    expect((await rowOf(scene, scene.partner.id)).lastAt).toEqual(answered);
  });

  it("of who lost access says so to the team alone, and keeps the signature", async () => {
    const scene = await aScene();
    const other = await anOrganisation();
    const guest = await aMember(other, "administrator");
    await aConsent(scene.theCase, scene.defenderId, scene.lead, "share_with_organisation", "yes", {
      organisation: other,
    });
    await aShare(scene.theCase, scene.lead, other);
    const version = await toSignOn(scene);
    await endorse(scene.administrator, signed(scene, version));
    expect(await rowOf(scene, scene.partner.id)).toMatchObject({ hasEnded: false });
    await asSuperuser()`update case_shares set revoked_at = now()
      where case_id = ${scene.caseId} and partner_org_id = ${scene.partner.id}`;
    expect(await rowOf(scene, scene.partner.id)).toMatchObject({
      hasEnded: true,
      answer: { answer: "signed", holds: true },
    });
    expect((await listSignOn(guest, scene.alertId)).map(({ hasEnded }) => hasEnded)).toEqual([
      false,
    ]);
    const leaving = await findLeaving(scene.lead, scene.place, {
      audience: "public",
      language: "en",
    });
    expect(leaving?.signed).toMatchObject({ asked: 1, signed: 1, ended: [scene.partner.name] });
  });

  it("of whom consent no longer lets read the case says the same", async () => {
    const scene = await aScene();
    const version = await toSignOn(scene);
    await endorse(scene.administrator, signed(scene, version));
    await asSuperuser()`update consents set withdrawn_at = now()
      where case_id = ${scene.caseId} and scope = 'share_with_organisation'`;
    expect(await rowOf(scene, scene.partner.id)).toMatchObject({
      hasEnded: true,
      answer: { answer: "signed" },
    });
  });

  it("knows who approved it and who signed it to have opened it, whichever page they came by", async () => {
    const scene = await aScene({ level: "comment" });
    await sendForReview(scene.lead, { ...scene.place, note: "" });
    const { id: versionId } = await latestVersion(scene);
    await approve(scene.administrator, { ...scene.place, versionId, note: "" });
    // The partner reads who approved by name where it is a colleague; the team reads of which organisation they are.
    const approvedBy = async (who: typeof scene.lead) =>
      (await listVersions(who, scene.alertId))[0]?.approvals.map(({ by, organisation }) => [
        by,
        organisation,
      ]);
    expect(await approvedBy(scene.lead)).toEqual([[null, scene.partner.name]]);
    expect(await approvedBy(scene.administrator)).toEqual([
      [scene.administrator.personName, scene.partner.name],
    ]);
    await asActor(scene.lead, (tx) =>
      tx.execute(sql`select app.move_alert(${scene.alertId}, 'in_review', 'consent_check')`),
    );
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() });
    await askToSign(scene.lead, { ...scene.place, partners: [scene.partner.id] });
    expect(await rowOf(scene, scene.partner.id)).toMatchObject({
      approved: 1,
      hasOpened: true,
    });
    await endorse(scene.administrator, signed(scene, await latestVersion(scene)));
    expect((await rowOf(scene, scene.partner.id)).marks.asks).toEqual(["signed"]);
    await endorse(
      scene.administrator,
      signed(scene, await latestVersion(scene), {
        answer: "cannot",
        section: "asks",
        reason: "Too little",
      }),
    );
    expect((await rowOf(scene, scene.partner.id)).marks).toMatchObject({
      asks: ["objects"],
      risk: [],
    });
  });
});
