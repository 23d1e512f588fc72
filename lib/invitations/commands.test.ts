import { describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, type Member } from "@/db/testing/factories";
import { findActor } from "@/lib/auth/find-actor";
import { aMemberWithPassword, aVisitor, cheapPasswords, rightPassword } from "@/lib/auth/testing";
import { invite, suspendMember, takeBackInvitation } from "@/lib/organisations/commands";
import { listOpenInvitations } from "@/lib/organisations/queries";
import { joinAsKnownPerson, joinAsMyself, joinAsNewPerson } from "./commands";
import { findInvitation } from "./queries";

useDatabase();

async function anInvitation(role: "advocate" | "administrator" = "advocate") {
  const organisation = await anOrganisation();
  const inviter = await aMember(organisation, "administrator");
  const token = tokenIn(await invite(inviter, { role }));
  return { organisation, inviter, token };
}

const tokenIn = (path: string) => path.replace("/invitations/", "");

let people = 0;
const somebodyNew = (token: string) => {
  people++;
  return joinAsNewPerson(
    aVisitor(),
    { token, name: "Bo", email: `new-${people}@example.org`, password: rightPassword },
    cheapPasswords,
  );
};

const known = (token: string, email: string, password = rightPassword) =>
  joinAsKnownPerson(aVisitor(), { token, email, password }, cheapPasswords);

const closed = { reason: "already-done", messageKey: "invitations.closed.text" };

describe("an invitation", () => {
  it("takes somebody new in, confirmed, with the role that was meant, and signed in there", async () => {
    const { organisation, token } = await anInvitation("administrator");
    const { secret } = await somebodyNew(token);
    expect(await findActor(secret)).toMatchObject({
      organisationId: organisation.id,
      role: "administrator",
      personName: "Bo",
    });
  });

  it("takes somebody known in by their password, and keeps what they were elsewhere", async () => {
    const { organisation, token } = await anInvitation();
    const person = await aMemberWithPassword(await anOrganisation());
    const { secret } = await known(token, person.email);
    expect(await findActor(secret)).toMatchObject({
      personId: person.personId,
      organisationId: organisation.id,
    });
    expect(await findActor(person.secret)).toMatchObject({ organisationId: person.organisationId });
  });

  it("takes the person in who is signed in", async () => {
    const { organisation, token } = await anInvitation();
    const person = await aMember(await anOrganisation());
    expect(await joinAsMyself(person, token)).toBe(organisation.id);
  });

  it("works once", async () => {
    const { token } = await anInvitation();
    await somebodyNew(token);
    await expect(somebodyNew(token)).rejects.toMatchObject(closed);
    expect(await findInvitation(token)).toBeNull();
  });

  it("works once also for two who come at the same moment", async () => {
    const { token } = await anInvitation();
    const results = await Promise.allSettled([somebodyNew(token), somebodyNew(token)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("would work again if its use were not written down", async () => {
    const { token } = await anInvitation();
    await somebodyNew(token);
    await asSuperuser()`update invitations set accepted_at = null`;
    await somebodyNew(token);
  });

  const ends: [string, (inviter: Member) => Promise<unknown>][] = [
    ["a week has passed", () => asSuperuser()`update invitations set expires_at = now()`],
    [
      "it was taken back",
      async (inviter) => {
        const [open] = await listOpenInvitations(inviter);
        await takeBackInvitation(inviter, open?.id ?? "");
      },
    ],
    [
      "its inviter was suspended",
      async (inviter) => {
        const other = await aMember(
          { id: inviter.organisationId, name: inviter.organisationName },
          "administrator",
        );
        await suspendMember(other, inviter.membershipId);
      },
    ],
  ];

  it.each(ends)("opens nothing any more when %s", async (_when, end) => {
    const { token, inviter } = await anInvitation();
    const person = await aMemberWithPassword(await anOrganisation());
    await end(inviter);
    expect(await findInvitation(token)).toBeNull();
    await expect(somebodyNew(token)).rejects.toMatchObject(closed);
    await expect(known(token, person.email)).rejects.toMatchObject(closed);
    await expect(joinAsMyself(person, token)).rejects.toMatchObject(closed);
  });

  it("is not used up by looking at it", async () => {
    const { token, organisation } = await anInvitation();
    for (let looked = 0; looked < 3; looked++) {
      expect(await findInvitation(token)).toEqual({
        organisationName: organisation.name,
        role: "advocate",
        email: null,
      });
    }
    await somebodyNew(token);
  });

  it("is not used up by somebody who can't join, and leaves nothing behind", async () => {
    const { token, inviter, organisation } = await anInvitation();
    await expect(joinAsMyself(inviter, token)).rejects.toMatchObject({
      messageKey: "invitations.refused.member",
    });
    const suspended = await aMemberWithPassword(organisation, "reader", "suspended");
    await expect(known(token, suspended.email)).rejects.toMatchObject({
      messageKey: "invitations.refused.suspended",
    });
    const taken = await aMemberWithPassword(await anOrganisation());
    const asNew = { token, name: "Bo", email: taken.email, password: rightPassword };
    await expect(joinAsNewPerson(aVisitor(), asNew, cheapPasswords)).rejects.toMatchObject({
      messageKey: "invitations.refused.address",
    });
    await expect(known(token, taken.email, "a wrong password here")).rejects.toMatchObject({
      messageKey: "signIn.again.password",
    });
    await somebodyNew(token);
  });

  it("brings somebody back who had left, with the role of now", async () => {
    const { token, organisation } = await anInvitation("administrator");
    const former = await aMemberWithPassword(organisation, "reader", "left");
    const { secret } = await known(token, former.email);
    expect(await findActor(secret)).toMatchObject({
      membershipId: former.membershipId,
      role: "administrator",
    });
  });

  it("of any other text opens nothing", async () => {
    for (const token of ["", "x", "../..", "a".repeat(43), "\u0000".repeat(43)]) {
      expect(await findInvitation(token)).toBeNull();
      await expect(somebodyNew(token)).rejects.toMatchObject(closed);
    }
  });

  it("is kept as a hash, and its use stands in the history with who used it", async () => {
    const { token, organisation } = await anInvitation();
    const { secret } = await somebodyNew(token);
    const sql = asSuperuser();
    const [kept] =
      await sql`select i::text as text from invitations i where org_id = ${organisation.id}`;
    expect(kept?.text).not.toContain(token);
    const actor = await findActor(secret);
    const history = await sql`select subject, action, person_id from audit_log
      where org_id = ${organisation.id} and person_id = ${actor?.personId ?? ""}`;
    expect(history.map(({ subject, action }) => `${action} ${subject}`).sort()).toEqual([
      "insert memberships",
      "update invitations",
    ]);
  });
});
