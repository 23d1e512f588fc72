import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aWorld, code, type World } from "@/lib/submissions/testing-world";
import { closeRequest } from "../requests/commands";
import { listRequests } from "../requests/queries";
import { aRequest, today } from "../testing-request";
import { recordOutcome } from "./commands";
import { outcomeDue } from "./due";
import { RecordOutcome } from "./input";
import { listOutcomes } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const say = ({ caseId }: World, by: World["lead"], requestId: string, given: object = {}) =>
  recordOutcome(
    by,
    RecordOutcome.parse({
      caseId,
      requestId,
      after: "one_month",
      verdict: "partly",
      saidBy: "defender",
      saidOn: today(),
      early: "yes",
      ...given,
    }),
  );

async function aClosedRequest() {
  const world = await aWorld();
  const requestId = await aRequest(world, world.lead);
  await closeRequest(world.lead, { caseId: world.caseId, requestId, closedAs: "helped" });
  return { world, requestId };
}

describe("whether it helped", () => {
  it("is said in the person's words, which the team alone reads", async () => {
    const { world, requestId } = await aClosedRequest();
    await say(world, world.editor, requestId, { words: "zqwords that they said" });
    expect(await listOutcomes(world.lead, world.caseId, requestId)).toMatchObject([
      { verdict: "partly", words: "zqwords that they said", after: "one_month" },
    ]);
    const [row] =
      await asSuperuser()`select o::text as whole from support_outcomes o where request_id = ${requestId}`;
    expect(row?.whole).not.toContain("zqwords");
    for (const other of [world.outsider, world.reader, world.stranger]) {
      expect(await listOutcomes(other, world.caseId, requestId)).toEqual([]);
      await expect(say(world, other, requestId)).rejects.toThrow();
    }
  });

  it("is not said while a request is open, nor changed afterwards", async () => {
    const world = await aWorld();
    const requestId = await aRequest(world, world.lead);
    await expect(say(world, world.lead, requestId)).rejects.toEqual(code("PL004"));
    await closeRequest(world.lead, { caseId: world.caseId, requestId, closedAs: "helped" });
    await say(world, world.lead, requestId);
    await expect(
      asActor(world.lead, (tx) =>
        tx.execute(
          sql`update support_outcomes set verdict = 'helped' where request_id = ${requestId}`,
        ),
      ),
    ).rejects.toEqual(code("42501"));
  });

  it("is said at the field where the day lies before the end, and asked back before it is due", async () => {
    const { world, requestId } = await aClosedRequest();
    const refusal = (messageKey: string) => ({ messageKey, field: "saidOn" });
    const daysAgo = (n: number) =>
      new Date(Date.now() - n * 24 * 3_600_000).toISOString().slice(0, 10);
    await expect(say(world, world.lead, requestId, { saidOn: daysAgo(3) })).rejects.toMatchObject(
      refusal("support.outcome.beforeClosing"),
    );
    const notYet = { after: "six_months", early: undefined };
    await expect(say(world, world.lead, requestId, notYet)).rejects.toMatchObject(
      refusal("support.outcome.notDue"),
    );
    expect(await listOutcomes(world.lead, world.caseId, requestId)).toEqual([]);
    await say(world, world.lead, requestId, { after: "six_months" });
    await asSuperuser()`update support_requests set closed_at = now() - interval '32 days' where id = ${requestId}`;
    await say(world, world.lead, requestId, { early: undefined });
    expect(await listOutcomes(world.lead, world.caseId, requestId)).toHaveLength(2);
  });

  it("is asked a month and half a year after the end, until it was said", async () => {
    const { world, requestId } = await aClosedRequest();
    const toAsk = async () => (await listRequests(world.lead, { status: "ask" })).rows.length;
    const closed = (ago: string) =>
      asSuperuser()`update support_requests set closed_at = now() - ${ago}::interval where id = ${requestId}`;
    expect(await toAsk()).toBe(0);
    await closed("27 days");
    expect(await toAsk()).toBe(0);
    await closed("32 days");
    expect(await toAsk()).toBe(1);
    await say(world, world.lead, requestId);
    expect(await toAsk()).toBe(0);
    await closed("190 days");
    expect(await toAsk()).toBe(1);
    await say(world, world.lead, requestId, { after: "six_months" });
    expect(await toAsk()).toBe(0);
  });

  it.each([
    ["2026-01-31", "one_month", "2026-02-28"],
    ["2026-08-31", "six_months", "2027-02-28"],
    ["2026-11-28", "one_month", "2026-12-28"],
  ] as const)("closed on %s is asked %s later from %s on", (closedOn, after, due) => {
    expect(outcomeDue(closedOn, after)).toBe(due);
  });
});
