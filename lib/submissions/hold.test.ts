import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, inTeam, type Member } from "@/db/testing/factories";
import { withdrawConsent } from "@/lib/consents/commands";
import { keepHearings } from "@/lib/notices/commands";
import { hearingsFrom } from "@/lib/notices/notice";
import { listNotices, placeOfNotice } from "@/lib/notices/queries";
import { closeSubmission, secondSubmission } from "./commands";
import { aDraft, aWorld, letter, made, type World } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let world: World;
beforeEach(async () => {
  world = await aWorld({ contact_ohchr: "yes", public_un_report: "anonymous" });
});

const aLetter = async (kind: "allegation" | "urgent" = "urgent") =>
  made(world, await aDraft(world, kind, letter));

const waiting = async (member: Member) =>
  (await listNotices(member)).rows.filter(({ word }) => word === "letterWaits");
const mailed = (member: Member) => asSuperuser()`
  select 1 from app.notices_to_mail(${member.personId}) x
  join notices n on n.org_id = x.org_id and n.id = x.id where n.kind = 'letter_waits'`;
const told = async (member: Member) => [
  (await waiting(member)).length,
  (await mailed(member)).length,
];

describe("that a letter waits is told", () => {
  it("to those who may agree and wish to hear of it, in words that hold nothing of the case", async () => {
    const { caseId, editor, lead, outsider, own, reader, stranger, theCase } = world;
    const silent = await aMember(own);
    await inTeam(theCase, silent, "editor");
    await inTeam(theCase, reader, "reader");
    await keepHearings(silent, { ...hearingsFrom([]), letter_waits: "not" });
    const id = await aLetter();
    for (const who of [lead, outsider, reader, silent, stranger]) {
      expect(await told(who)).toEqual([0, 0]);
    }
    expect(await told(editor)).toEqual([1, 1]);
    const [notice] = await waiting(editor);
    expect(notice).toMatchObject({ caseReference: null, organisation: null, alertNumber: null });
    expect(await asActor(editor, (tx) => placeOfNotice(tx, notice?.id ?? ""))).toBe(
      `/cases/${caseId}/submissions/${id}`,
    );
    const [stored] = await asSuperuser()`
      select case_id, from_org_id from notices where id = ${notice?.id ?? ""}`;
    expect(stored).toEqual({ case_id: null, from_org_id: null });
  });

  it("to nobody any more once somebody agreed, whoever it was", async () => {
    const { editor, own, theCase } = world;
    const other = await aMember(own);
    await inTeam(theCase, other, "editor");
    const id = await aLetter();
    expect([await told(editor), await told(other)]).toEqual([
      [1, 1],
      [1, 1],
    ]);
    await secondSubmission(other, { submissionId: id });
    expect([await told(editor), await told(other)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
    // What was agreed to counts for the case: the next one waits for nobody.
    await aLetter("allegation");
    expect(await told(editor)).toEqual([0, 0]);
  });

  it("to nobody any more once it was closed, by hand or by a withdrawal of consent", async () => {
    const { caseId, consents, editor, lead } = world;
    await closeSubmission(lead, { submissionId: await aLetter() });
    expect(await told(editor)).toEqual([0, 0]);
    await aLetter("allegation");
    expect(await told(editor)).toEqual([1, 1]);
    await withdrawConsent(lead, { caseId, consentId: consents.contact_ohchr ?? "" });
    expect(await told(editor)).toEqual([0, 0]);
  });

  it("to nobody any more who left the team", async () => {
    const { editor, theCase } = world;
    await aLetter();
    await asSuperuser()`delete from case_team
      where case_id = ${theCase.id} and membership_id = ${editor.membershipId}`;
    expect(await told(editor)).toEqual([0, 0]);
  });

  it("to whoever comes into the team to agree", async () => {
    const { own, theCase } = world;
    await aLetter();
    const late = await aMember(own);
    await inTeam(theCase, late, "editor");
    expect(await told(late)).toEqual([1, 1]);
  });

  it("of no submission for the report, which goes to no State", async () => {
    await made(world, await aDraft(world));
    expect(await told(world.editor)).toEqual([0, 0]);
  });

  it("to its author, too, if nothing left them out (the broken variant)", async () => {
    await broken("app.may_second_letter(uuid,uuid)", ["m.id <> s.made_by", "true"], async () => {
      await aLetter();
      expect((await mailed(world.lead)).length).toBe(1);
    });
  });
});
