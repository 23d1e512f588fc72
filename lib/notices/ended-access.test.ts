import { expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, aSharedCase, inTeam, type Member } from "@/db/testing/factories";
import { findCase } from "@/lib/cases/queries";
import { withdrawConsent } from "@/lib/consents/commands";
import { endShare, shareCase } from "@/lib/shares/commands";
import { closeExpiredShares } from "@/lib/shares/expiry";
import { keepHearings } from "./commands";
import { hearingsFrom } from "./notice";
import { countUnread, listNotices } from "./queries";

useDatabase();

async function aScene() {
  const [ours, partner] = [await anOrganisation(), await anOrganisation()];
  const [lead, editor] = [await aMember(ours), await aMember(ours)];
  const guest = await aMember(partner);
  const theCase = await aSharedCase(lead, partner, "comment");
  await inTeam(theCase, editor, "editor");
  const [share] = await asSuperuser()<{ id: string }[]>`
    select id from case_shares where case_id = ${theCase.id}`;
  return { ours, partner, lead, editor, guest, theCase, shareId: share?.id as string };
}
type Scene = Awaited<ReturnType<typeof aScene>>;

const told = async (member: Member) =>
  (await listNotices(member)).rows.map(({ word, organisation, caseReference, leadsSomewhere }) => ({
    word,
    organisation,
    caseReference,
    leadsSomewhere,
  }));

/** As a day goes by: what the share said is past. */
async function letItsDayPass({ theCase }: Scene) {
  const sql = asSuperuser();
  await sql`alter table case_shares disable trigger user`;
  await sql`update case_shares set ends_on = current_date - 1 where case_id = ${theCase.id}`;
  await sql`alter table case_shares enable trigger user`;
  await sql`update case_readers set valid_until = current_date - 1
    where case_id = ${theCase.id} and via = 'partner'`;
}

it("tells a partner's people that a share was ended, in words that hold nothing of the case", async () => {
  const scene = await aScene();
  await endShare(scene.lead, { caseId: scene.theCase.id, shareId: scene.shareId });
  expect(await findCase(scene.guest, scene.theCase.id)).toBeNull();
  expect(await told(scene.guest)).toEqual([
    {
      word: "accessEnded",
      organisation: scene.ours.name,
      caseReference: null,
      leadsSomewhere: false,
    },
  ]);
  expect(await countUnread(scene.guest)).toBe(1);
  // Whoever ended it knows, and so does the team that works beside them.
  expect(await told(scene.lead)).toEqual([]);
  expect(await told(scene.editor)).toEqual([]);
});

it("tells both sides where the last day has passed, once", async () => {
  const scene = await aScene();
  await letItsDayPass(scene);
  await closeExpiredShares();
  await closeExpiredShares();
  expect(await told(scene.guest)).toMatchObject([
    { word: "accessEnded", organisation: scene.ours.name, caseReference: null },
  ]);
  const [{ reference }] = (await asSuperuser()`
    select reference from cases where id = ${scene.theCase.id}`) as unknown as [
    { reference: string },
  ];
  expect(await told(scene.lead)).toEqual([
    {
      word: "shareEnded",
      organisation: scene.partner.name,
      caseReference: reference,
      leadsSomewhere: true,
    },
  ]);
  expect(await told(scene.editor)).toEqual([]);
});

it("tells it also where something else closed the case first", async () => {
  const scene = await aScene();
  await letItsDayPass(scene);
  // Somebody joins the team before the clock comes round: readers are worked out anew.
  await inTeam(scene.theCase, await aMember(scene.ours), "reader");
  expect(await told(scene.guest)).toMatchObject([{ word: "accessEnded" }]);
  expect(await told(scene.lead)).toMatchObject([{ word: "shareEnded" }]);
});

it("is forgotten once the case is open again, and told again when that ends", async () => {
  const scene = await aScene();
  const end = () => endShare(scene.lead, { caseId: scene.theCase.id, shareId: scene.shareId });
  await end();
  await shareCase(scene.lead, {
    caseId: scene.theCase.id,
    partnerOrgId: scene.partner.id,
    level: "read",
    endsOn: null,
  });
  expect(await told(scene.guest)).toEqual([]);
  await end();
  expect(await told(scene.guest)).toMatchObject([{ word: "accessEnded" }]);
});

it("adds nothing to a withdrawal of consent, which says more", async () => {
  const scene = await aScene();
  const [consent] = await asSuperuser()<{ id: string }[]>`
    select id from consents where case_id = ${scene.theCase.id} and scope = 'share_with_organisation'`;
  await withdrawConsent(scene.lead, {
    caseId: scene.theCase.id,
    consentId: consent?.id as string,
  });
  expect(await told(scene.guest)).toMatchObject([{ word: "somethingWithdrawn" }]);
});

it("is each member's to choose", async () => {
  const scene = await aScene();
  await keepHearings(scene.guest, { ...hearingsFrom([]), access_ended: "not" });
  const other = await aMember(scene.partner);
  await endShare(scene.lead, { caseId: scene.theCase.id, shareId: scene.shareId });
  expect(await told(scene.guest)).toEqual([]);
  expect(await told(other)).toHaveLength(1);
  // Nobody else's people hear of it.
  expect(await told(await aMember(await anOrganisation()))).toEqual([]);
});
