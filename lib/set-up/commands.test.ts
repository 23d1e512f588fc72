import { beforeEach, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { findActor } from "@/lib/auth/find-actor";
import { isSetUpOpen, makeSetUpLink } from "@/lib/auth/set-up-link";
import { aVisitor, cheapPasswords, rightPassword } from "@/lib/auth/testing";
import { setUp } from "./commands";

useDatabase();

// The set-up is about the whole installation: each test begins with nobody here.
beforeEach(async () => {
  await asSuperuser()`truncate people, organisations, set_up_links cascade`;
});

const newToken = async () => (await makeSetUpLink())?.replace("/set-up/", "") ?? "";

let people = 0;
const answer = (token: string) => {
  people++;
  return setUp(
    aVisitor(),
    {
      token,
      locale: "en",
      organisation: "Example Network",
      name: "Ana",
      email: `ana-${people}@example.org`,
      password: rightPassword,
    },
    cheapPasswords,
  );
};

const closed = { reason: "already-done", messageKey: "setUp.closed.text" };

it("makes the first administrator and signs them in", async () => {
  const { secret } = await answer(await newToken());
  expect(await findActor(secret)).toMatchObject({
    personName: "Ana",
    organisationName: "Example Network",
    role: "administrator",
  });
});

it("works once, and there is no second link once somebody is here", async () => {
  const [token, other] = [await newToken(), await newToken()];
  await answer(token);
  for (const again of [token, other]) {
    expect(await isSetUpOpen(again)).toBe(false);
    await expect(answer(again)).rejects.toMatchObject(closed);
  }
  expect(await makeSetUpLink()).toBeNull();
});

it("works once also for two who come at the same moment with two links", async () => {
  const tokens = [await newToken(), await newToken()];
  const results = await Promise.allSettled(tokens.map(answer));
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [count] = await asSuperuser()`select count(*)::int as n from organisations`;
  expect(count?.n).toBe(1);
});

it("ends after a day", async () => {
  const token = await newToken();
  expect(await isSetUpOpen(token)).toBe(true);
  await asSuperuser()`update set_up_links set expires_at = expires_at - interval '24 hours 1 second'`;
  expect(await isSetUpOpen(token)).toBe(false);
  await expect(answer(token)).rejects.toMatchObject(closed);
});

it("keeps the link as a hash only", async () => {
  const token = await newToken();
  const rows = await asSuperuser()`select l::text as text from set_up_links l`;
  expect(rows.map(({ text }) => text.includes(token))).toEqual([false]);
});
