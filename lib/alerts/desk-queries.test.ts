import { uuidv7 } from "uuidv7";
import { expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import {
  aCase,
  aDefender,
  aMember,
  anOrganisation,
  aSharedCase,
  inTeam,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { words } from "@/lib/alerts/testing";
import { aText } from "@/lib/live/testing";
import { findDesk, readBeside } from "./desk-queries";

useDatabase();

async function world() {
  const [organisation, partner] = [await anOrganisation(), await anOrganisation()];
  const owner = await aMember(organisation);
  const colleague = await aMember(organisation);
  const guest = await aMember(partner);
  const theCase = await aSharedCase(owner, partner, "comment");
  await inTeam(theCase, colleague, "reader");
  const { alertId, textId } = await aText(theCase, owner, { happened: words("Words.") });
  const passage = uuidv7();
  await asSuperuser()`insert into alert_passages (org_id, case_id, alert_id, id, words, sealed_by)
    values (${theCase.orgId}, ${theCase.id}, ${alertId}, ${passage}, 'sealed words', ${owner.membershipId})`;
  return { owner, colleague, guest, theCase, of: { caseId: theCase.id, alertId }, textId, passage };
}

it("gives the team what is sealed, and a partner nothing of it", async () => {
  const { owner, colleague, guest, of, textId, passage } = await world();
  for (const actor of [owner, colleague]) {
    expect((await findDesk(actor, of, undefined))?.passages).toEqual({ [passage]: "sealed words" });
  }
  const theirs = await findDesk(guest, of, undefined);
  expect(theirs?.passages).toEqual({});
  expect(theirs?.right).toBe("comment");
  expect(theirs?.beside.offered).toEqual(["coalition", "missions", "public"]);
  expect((await readBeside(guest, textId, "internal"))?.previews).toEqual({});
  expect(JSON.stringify(theirs)).not.toContain("sealed words");
  expect((await readBeside(owner, textId, "internal"))?.previews.internal).toBeDefined();
});

it("is not there for anybody else, nor under another case", async () => {
  const { owner, of, textId } = await world();
  const outsider = await aMember(await anOrganisation());
  expect(await findDesk(outsider, of, undefined)).toBeNull();
  expect(await readBeside(outsider, textId, null)).toBeNull();
  const other = await aCase(owner);
  expect(await findDesk(owner, { ...of, caseId: other.id }, undefined)).toBeNull();
  expect(await findDesk(owner, { ...of, alertId: "no-id" }, undefined)).toBeNull();
  expect(await readBeside(owner, "no-id", null)).toBeNull();
});

it("names for a mention only colleagues who can follow it, and other organisations as a whole", async () => {
  const { owner, colleague, guest, of, theCase } = await world();
  const besides = await aMember({ id: owner.organisationId, name: owner.organisationName });
  const ids = async () => (await findDesk(owner, of, undefined))?.mentionable.map(({ id }) => id);
  expect(await ids()).toEqual([guest.organisationId, colleague.membershipId]);
  await asSuperuser()`update cases set visibility = 'organisation' where id = ${theCase.id}`;
  expect((await ids())?.toSorted()).toEqual(
    [guest.organisationId, colleague.membershipId, besides.membershipId].toSorted(),
  );
  expect((await findDesk(guest, of, undefined))?.mentionable).toEqual([
    { id: owner.organisationId, name: null, organisation: owner.organisationName },
  ]);
});

it("shows no presence where the case is restricted", async () => {
  const owner = await aMember(await anOrganisation());
  const theCase = await aCase(owner);
  await aDefender(theCase);
  const { alertId } = await aText(theCase, owner);
  const of = { caseId: theCase.id, alertId };
  expect((await findDesk(owner, of, "fr"))?.showsPresence).toBe(true);
  await asSuperuser()`update cases set security_level = 'restricted' where id = ${theCase.id}`;
  expect((await findDesk(owner, of, "fr"))?.showsPresence).toBe(false);
});
