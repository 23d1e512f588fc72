import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, aMembership, anOrganisation, type Member } from "@/db/testing/factories";
import { findActor } from "@/lib/auth/find-actor";
import { asRefusal } from "@/lib/refusal";
import {
  changeRole,
  confirmMember,
  invite,
  leaveOrganisation,
  renameOrganisation,
  suspendMember,
  switchOrganisation,
} from "./commands";
import { listMembers, listOpenInvitations, listOwnOrganisations } from "./queries";

useDatabase();

const notAllowed = { reason: "not-allowed" };
const keepOne = { reason: "rule", messageKey: "refusals.keepOne" };

async function twoAdministrators(): Promise<[Member, Member]> {
  const organisation = await anOrganisation();
  return [
    await aMember(organisation, "administrator"),
    await aMember(organisation, "administrator"),
  ];
}

/** What the database says as a refusal, as a form would hear it. */
async function refusal(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error) => asRefusal(error),
  );
}

describe("members", () => {
  it("are suspended at once and confirmed again", async () => {
    const organisation = await anOrganisation();
    const administrator = await aMember(organisation, "administrator");
    const member = await aMember(organisation);
    await suspendMember(administrator, member.membershipId);
    expect(await findActor(member.secret)).toBeNull();
    expect(await listMembers(administrator)).toContainEqual(
      expect.objectContaining({ membershipId: member.membershipId, status: "suspended" }),
    );
    await confirmMember(administrator, member.membershipId);
    expect(await findActor(member.secret)).not.toBeNull();
  });

  it("get another role, which holds from the next request on", async () => {
    const organisation = await anOrganisation();
    const administrator = await aMember(organisation, "administrator");
    const member = await aMember(organisation, "reader");
    await changeRole(administrator, { membershipId: member.membershipId, role: "administrator" });
    expect(await findActor(member.secret)).toMatchObject({ role: "administrator" });
  });

  it.each(["advocate", "reader"] as const)("are not changed by an %s", async (role) => {
    const organisation = await anOrganisation();
    const colleague = await aMember(organisation);
    const me = await aMember(organisation, role);
    // Past the permission function too: the wall is the database.
    for (const actor of [me, { ...me, role: "administrator" as const }]) {
      const mine = { membershipId: me.membershipId, role: "administrator" as const };
      for (const work of [
        () => suspendMember(actor, colleague.membershipId),
        () => changeRole(actor, mine),
        () => renameOrganisation(actor, "Mine"),
        () => invite(actor, { role: "administrator" }),
      ]) {
        expect(await refusal(work())).toMatchObject(notAllowed);
      }
    }
  });

  it("of another organisation are out of reach", async () => {
    const administrator = await aMember(await anOrganisation(), "administrator");
    const stranger = await aMember(await anOrganisation());
    await expect(suspendMember(administrator, stranger.membershipId)).rejects.toMatchObject(
      notAllowed,
    );
    expect(await listMembers(administrator)).toHaveLength(1);
  });

  it("who have left are not brought back over their heads", async () => {
    const [administrator, other] = await twoAdministrators();
    await leaveOrganisation(other);
    await expect(confirmMember(administrator, other.membershipId)).rejects.toMatchObject(
      notAllowed,
    );
  });
});

describe("the last administrator", () => {
  const ways: [string, (last: Member) => Promise<unknown>][] = [
    ["leave", (last) => leaveOrganisation(last)],
    ["be suspended", (last) => suspendMember(last, last.membershipId)],
    [
      "become a reader",
      (last) => changeRole(last, { membershipId: last.membershipId, role: "reader" }),
    ],
  ];

  it.each(ways)("can't %s", async (_way, work) => {
    const last = await aMember(await anOrganisation(), "administrator");
    expect(await refusal(work(last))).toMatchObject(keepOne);
    expect(await findActor(last.secret)).toMatchObject({ role: "administrator" });
  });

  it.each(ways)("could %s if the database let them", async (_way, work) => {
    const last = await aMember(await anOrganisation(), "administrator");
    const sql = asSuperuser();
    await sql`alter table memberships disable trigger guard_memberships`;
    try {
      expect(await refusal(work(last))).toBeNull();
    } finally {
      await sql`alter table memberships enable trigger guard_memberships`;
    }
  });

  it("stays also when the last two leave at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const pair = await twoAdministrators();
      const results = await Promise.all(pair.map((one) => refusal(leaveOrganisation(one))));
      expect(results.filter((result) => result === null)).toHaveLength(1);
    }
  });

  it("may go once there is another", async () => {
    const [one, other] = await twoAdministrators();
    expect(await leaveOrganisation(one)).toBe(false);
    expect(await findActor(one.secret)).toBeNull();
    expect(await listMembers(other)).toHaveLength(1);
  });
});

describe("somebody in two organisations", () => {
  async function inTwo() {
    const [first, second] = [await anOrganisation(), await anOrganisation()];
    await aMember(first, "administrator");
    const me = await aMember(first, "reader");
    await aMembership({ id: me.personId, name: me.personName }, second, "advocate");
    return { me, first, second };
  }

  it("switches, and reads as the one that is active", async () => {
    const { me, second } = await inTwo();
    await switchOrganisation(me, second.id);
    expect(await findActor(me.secret)).toMatchObject({
      organisationId: second.id,
      role: "advocate",
    });
    expect(await listOwnOrganisations(me)).toHaveLength(2);
  });

  it("never switches to one that is not theirs", async () => {
    const { me, first } = await inTwo();
    const foreign = await anOrganisation();
    await expect(switchOrganisation(me, foreign.id)).rejects.toMatchObject(notAllowed);
    expect(await findActor(me.secret)).toMatchObject({ organisationId: first.id });
  });

  it("goes on in the other one after leaving", async () => {
    const { me, second } = await inTwo();
    expect(await leaveOrganisation(me)).toBe(true);
    expect(await findActor(me.secret)).toMatchObject({ organisationId: second.id });
  });
});

describe("invitations", () => {
  it("are seen by administrators only", async () => {
    const organisation = await anOrganisation();
    const administrator = await aMember(organisation, "administrator");
    await invite(administrator, { role: "reader", email: "bo@example.org" });
    expect(await listOpenInvitations(administrator)).toMatchObject([
      { email: "bo@example.org", role: "reader" },
    ]);
    expect(await listOpenInvitations(await aMember(organisation))).toEqual([]);
  });

  it("are made once by one form, and the link is shown again", async () => {
    const administrator = await aMember(await anOrganisation(), "administrator");
    const once = uuidv7();
    const first = await invite(administrator, { role: "reader" }, once);
    expect(await invite(administrator, { role: "reader" }, once)).toBe(first);
    expect(await listOpenInvitations(administrator)).toHaveLength(1);
    expect(await invite(administrator, { role: "reader" })).not.toBe(first);
  });

  it("are at most twenty a day for one administrator", async () => {
    const administrator = await aMember(await anOrganisation(), "administrator");
    for (let made = 0; made < 20; made++) {
      await invite(administrator, { role: "reader" });
    }
    await expect(invite(administrator, { role: "reader" })).rejects.toMatchObject({
      messageKey: "settings.members.invite.tooMany",
    });
  });
});
