import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aWorld, code, type World } from "@/lib/submissions/testing-world";
import { barsOf } from "../report/bars";
import { readSupportReport } from "../report/queries";
import { closeRequest } from "../requests/commands";
import { listRequests } from "../requests/queries";
import { aRequest, today } from "../testing-request";
import { recordOutcome } from "./commands";
import { RecordOutcome } from "./input";
import { listOutcomes, outcomeDue } from "./queries";

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

describe("the report of a year", () => {
  /** So many requests of a kind, of which so many were answered after two days, and so many helped. */
  async function requests(
    world: World,
    kind: string,
    n: number,
    { answered = 0, helped = 0, refusal = "" } = {},
  ) {
    const first = await aRequest(world, world.lead, { kind });
    const db = asSuperuser();
    await db`insert into support_requests (org_id, case_id, defender_id, kind, nature, urgency, sealed, created_by)
      select org_id, case_id, defender_id, kind, nature, urgency, sealed, created_by from support_requests,
        generate_series(2, ${n}) where id = ${first}`;
    const ids = await db<{ id: string }[]>`select id from support_requests
      where case_id = ${world.caseId} and kind = ${kind} order by id`;
    await db`alter table referrals disable trigger user`;
    await db`alter table support_outcomes disable trigger user`;
    for (const { id } of ids.slice(0, answered)) {
      await db`insert into referrals (org_id, case_id, request_id, support_key, support_name, fields, sealed, prepared_by,
          sent_on, sent_by, channel, outcome, refusal, answered_on)
        select org_id, case_id, id, 'x', 'X', '{}', 'v1.x', created_by, created_at::date, created_by, 'line',
          ${refusal ? "refused" : "accepted"}, ${refusal || null}, (created_at at time zone 'UTC')::date + 2
        from support_requests where id = ${id}`;
    }
    for (const { id } of ids.slice(0, helped)) {
      await db`insert into support_outcomes (org_id, case_id, request_id, after, verdict, said_by, said_on, recorded_by)
        select org_id, case_id, id, 'one_month', 'helped', 'defender', current_date, created_by
        from support_requests where id = ${id}`;
    }
    await db`alter table referrals enable trigger user`;
    await db`alter table support_outcomes enable trigger user`;
  }
  const year = () => new Date().getUTCFullYear();

  it("counts by kind, for every member of the organisation and for nobody else", async () => {
    const world = await aWorld();
    await requests(world, "legal_advice", 12, { answered: 6, helped: 12 });
    for (const member of [world.lead, world.reader, world.outsider]) {
      expect(await readSupportReport(member, year())).toEqual({
        total: 12,
        kinds: [
          {
            kind: "legal_advice",
            requests: 12,
            answered: 6,
            accepted: 6,
            judged: 12,
            helped: 12,
            medianDays: 2,
          },
        ],
        hasHidden: false,
        refusals: [],
        hasHiddenRefusals: false,
      });
    }
    expect((await readSupportReport(world.stranger, year())).kinds).toEqual([]);
    expect((await readSupportReport(world.lead, year() - 1)).total).toBe(0);
  });

  it("tells no number of one to four, nor the rest by which it could be worked out", async () => {
    const world = await aWorld();
    await requests(world, "legal_advice", 9, { answered: 6, helped: 3 });
    const [row] = (await readSupportReport(world.lead, year())).kinds;
    // Three were not answered, three were helped.
    expect(row).toMatchObject({ requests: 9, answered: null, judged: null, helped: null });
    await broken(
      "app.told_of(bigint, bigint)",
      [
        "when part in (0, whole) or (part >= 5 and whole - part >= 5) then part",
        "when true then part",
      ],
      async () =>
        expect((await readSupportReport(world.lead, year())).kinds[0]).toMatchObject({
          answered: 6,
          judged: 3,
        }),
    );
  });

  it("puts kinds of few requests together, and tells neither them nor the total where they are few even so", async () => {
    const world = await aWorld();
    await requests(world, "legal_advice", 7);
    await requests(world, "communications", 3);
    expect(await readSupportReport(world.lead, year())).toMatchObject({
      total: null,
      hasHidden: true,
      kinds: [{ kind: "legal_advice", requests: 7 }],
    });
    await requests(world, "digital_security", 2);
    expect(await readSupportReport(world.lead, year())).toMatchObject({
      total: 12,
      hasHidden: false,
      kinds: [
        { kind: "legal_advice", requests: 7 },
        { kind: null, requests: 5 },
      ],
    });
  });

  it("draws no bar from which a number that it hides could be read", async () => {
    const drawn = async (hidden: number) => {
      const world = await aWorld();
      await requests(world, "legal_advice", 9, { answered: hidden, helped: hidden });
      return JSON.stringify(barsOf(await readSupportReport(world.lead, year())));
    };
    expect(await drawn(3)).toBe(await drawn(2));
    await broken(
      "app.told_of(bigint, bigint)",
      [
        "when part in (0, whole) or (part >= 5 and whole - part >= 5) then part",
        "when true then part",
      ],
      async () => expect(await drawn(3)).not.toBe(await drawn(2)),
    );
  });

  it("tells a reason for a no where five requests heard it", async () => {
    const world = await aWorld();
    await requests(world, "legal_advice", 5, { answered: 5, refusal: "no_funds" });
    await requests(world, "communications", 5, { answered: 2, refusal: "not_told" });
    expect(await readSupportReport(world.lead, year())).toMatchObject({
      refusals: [{ reason: "no_funds", requests: 5 }],
      hasHiddenRefusals: true,
    });
  });
});
