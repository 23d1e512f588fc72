import { describe, expect, it } from "vitest";
import { asActor, asSystem } from "@/db/client";
import { cases, memberships, people } from "@/db/schema";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation, type Member } from "@/db/testing/factories";
import { findActor } from "./find-actor";
import { hashSecret } from "./secret";
import { createSignIn, endOtherSignIns, endOwnSignIn, endSignIn, listSignIns } from "./sign-ins";

useDatabase();

async function signedIn(member: Member): Promise<string> {
  const secret = await asSystem((tx) =>
    createSignIn(tx, { personId: member.personId, method: "password", device: "Firefox|Linux" }),
  );
  return secret ?? expect.fail("signed in");
}

/** Whether the sign-in opens anything at all after something happened to it. */
async function opensAfter(
  what: (secret: string, member: Member) => Promise<unknown>,
): Promise<boolean> {
  const member = await aMember(await anOrganisation());
  const secret = await signedIn(member);
  expect(await findActor(secret)).toMatchObject({ personId: member.personId });
  await what(secret, member);
  return (await findActor(secret)) !== null;
}

const idFor = async (secret: string) => {
  const [row] =
    await asSuperuser()`select id from sign_ins where secret_hash = ${hashSecret(secret)}`;
  return String(row?.id);
};

const rewind = (secret: string, column: "last_seen_at" | "expires_at", by: string) =>
  asSuperuser().unsafe(
    `update sign_ins set ${column} = ${column} - interval '${by}' where secret_hash = $1`,
    [hashSecret(secret)],
  );

const suspend = (_secret: string, { membershipId }: Member) =>
  asSuperuser()`update memberships set status = 'suspended' where id = ${membershipId}`;

/** Runs with a begin_session that has lost one of its conditions. */
async function withoutCondition<T>(condition: string, work: () => Promise<T>): Promise<T> {
  const sql = asSuperuser();
  const [row] =
    await sql`select pg_get_functiondef('app.begin_session(text)'::regprocedure) as definition`;
  const definition = String(row?.definition);
  expect(definition).toContain(condition);
  await sql.unsafe(definition.replace(condition, "and true"));
  try {
    return await work();
  } finally {
    await sql.unsafe(definition);
  }
}

describe("a sign-in", () => {
  it("opens what its person may see", async () => {
    expect(await opensAfter(async () => undefined)).toBe(true);
  });

  const ends: [string, Parameters<typeof opensAfter>[0], string][] = [
    ["it is ended", (secret) => endSignIn(secret), "and s.revoked_at is null"],
    [
      "it is ended from another browser",
      async (secret, member) => endOwnSignIn(member, await idFor(secret)),
      "and s.revoked_at is null",
    ],
    [
      "it was left for half an hour",
      (secret) => rewind(secret, "last_seen_at", "31 minutes"),
      "and s.last_seen_at > now() - interval '30 minutes'",
    ],
    [
      "twelve hours are over",
      (secret) => rewind(secret, "expires_at", "12 hours 1 minute"),
      "and s.expires_at > now()",
    ],
    ["the membership is suspended", suspend, "and m.status = 'confirmed'"],
  ];

  it.each(ends)("opens nothing any more when %s", async (_when, what) => {
    expect(await opensAfter(what)).toBe(false);
  });

  it.each(ends)(
    "would be missed if the database did not ask: %s",
    async (_when, what, condition) => {
      expect(await withoutCondition(condition, () => opensAfter(what))).toBe(true);
    },
  );

  it("lasts while it is used", async () => {
    expect(await opensAfter((secret) => rewind(secret, "last_seen_at", "29 minutes"))).toBe(true);
    expect(await opensAfter((secret) => rewind(secret, "expires_at", "11 hours"))).toBe(true);
  });

  it("of a suspended member reads no row of the organisation", async () => {
    const organisation = await anOrganisation();
    const member = await aMember(organisation);
    await aCase(member);
    const count = () =>
      asActor(member, async (tx) => [
        (await tx.select({ id: cases.id }).from(cases)).length,
        (await tx.select({ id: people.id }).from(people)).length,
        (await tx.select({ id: memberships.id }).from(memberships)).length,
      ]);
    expect(await count()).toEqual([1, 1, 1]);
    await suspend("", member);
    // Only oneself, and that one is suspended.
    expect(await count()).toEqual([0, 1, 1]);
  });

  it("is one of at most five: the oldest ends", async () => {
    const member = await aMember(await anOrganisation());
    await endSignIn(member.secret);
    const secrets: string[] = [];
    for (let made = 0; made < 7; made++) {
      secrets.push(await signedIn(member));
    }
    const live = await Promise.all(
      secrets.map(async (secret) => (await findActor(secret)) !== null),
    );
    expect(live).toEqual([false, false, true, true, true, true, true]);
  });

  it("is one of at most five also when many begin at once", async () => {
    const member = await aMember(await anOrganisation());
    const secrets = await Promise.all(Array.from({ length: 9 }, () => signedIn(member)));
    const live = await Promise.all(secrets.map((secret) => findActor(secret)));
    expect(live.filter((actor) => actor !== null)).toHaveLength(5);
  });

  it("does not exist for somebody whom no organisation has confirmed", async () => {
    const member = await aMember(await anOrganisation(), "advocate", "suspended");
    const secret = await asSystem((tx) =>
      createSignIn(tx, { personId: member.personId, method: "password", device: "" }),
    );
    expect(secret).toBeNull();
  });
});

describe("the list of sign-ins", () => {
  it("shows one's own and no others", async () => {
    const organisation = await anOrganisation();
    const [mine, colleague] = [await aMember(organisation), await aMember(organisation)];
    await signedIn(mine);
    await signedIn(colleague);
    const list = await listSignIns(mine);
    expect(list.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
  });

  it("does not let anybody end a colleague's", async () => {
    const organisation = await anOrganisation();
    const [me, colleague] = [
      await aMember(organisation, "administrator"),
      await aMember(organisation),
    ];
    expect(await endOwnSignIn(me, await idFor(colleague.secret))).toBe(false);
    expect(await findActor(colleague.secret)).not.toBeNull();
  });

  it("ends all others at once and keeps this one", async () => {
    const me = await aMember(await anOrganisation());
    const others = [await signedIn(me), await signedIn(me)];
    expect(await endOtherSignIns(me)).toBe(2);
    expect(await findActor(me.secret)).not.toBeNull();
    expect(await Promise.all(others.map(findActor))).toEqual([null, null]);
  });
});
