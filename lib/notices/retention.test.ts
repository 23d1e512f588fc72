import { describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { noticeMails, notices } from "@/db/schema";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, type Member } from "@/db/testing/factories";
import { clearOldNotices } from "./mails";

useDatabase();

async function aNotice(to: Member, age: string, readAge: string | null): Promise<string> {
  const [row] = await asSuperuser()<{ id: string }[]>`
    insert into notices (org_id, membership_id, kind, subject_id, at, read_at)
    values (${to.organisationId}, ${to.membershipId}, 'issued', app.uuidv7(), now() - ${age}::interval,
      now() - ${readAge}::interval) returning id`;
  return row?.id ?? "";
}

async function left(to: Member): Promise<string[]> {
  const rows = await asSuperuser()<{ id: string }[]>`
    select id from notices where membership_id = ${to.membershipId}`;
  return rows.map(({ id }) => id).sort();
}

describe("what is over", () => {
  it("is cleared once, by whichever instance, and nothing that somebody may still need", async () => {
    const member = await aMember(await anOrganisation());
    for (let n = 0; n < 20; n++) {
      await aNotice(member, "200 days", "91 days");
    }
    await aNotice(member, "366 days", null);
    const kept = [
      await aNotice(member, "364 days", null),
      await aNotice(member, "364 days", "89 days"),
      await aNotice(member, "1 day", "1 hour"),
    ];
    const cleared = await Promise.all([clearOldNotices(), clearOldNotices(), clearOldNotices()]);
    expect(cleared.reduce((a, b) => a + b)).toBe(21);
    expect(await left(member)).toEqual(kept.sort());
    expect(await clearOldNotices()).toBe(0);
  });

  it("is a mail after thirty days, but not today's, which keeps a second from being sent", async () => {
    const member = await aMember(await anOrganisation());
    await asSuperuser()`insert into notice_mails (person_id, day, claimed_at, sent_at) values
      (${member.personId}, current_date - 31, now() - interval '31 days', now()),
      (${member.personId}, current_date, now(), now())`;
    await clearOldNotices();
    expect(
      await asSuperuser()`select 1 from notice_mails where person_id = ${member.personId} and day = current_date`,
    ).toHaveLength(1);
    expect(
      await asSuperuser()`select 1 from notice_mails where person_id = ${member.personId}`,
    ).toHaveLength(1);
  });

  it("is cleared by the clock alone: nobody who is signed in deletes a notice or a mail", async () => {
    const member = await aMember(await anOrganisation());
    await aNotice(member, "400 days", "200 days");
    for (const table of [notices, noticeMails]) {
      await expect(asActor(member, (tx) => tx.delete(table))).rejects.toMatchObject({
        code: "42501",
      });
    }
    expect(await left(member)).toHaveLength(1);
  });
});
