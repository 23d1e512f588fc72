import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aWorld, code, refusal, type World } from "@/lib/submissions/testing-world";
import { aRequest, sealedWords } from "../testing-request";
import { changeRequest, closeRequest, readDetails, reopenRequest } from "./commands";
import { ChangeRequest, OpenRequest } from "./input";
import { findRequest, listRequests, listRequestsOfCase } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const change = (world: World, requestId: string, version: number, given = {}) =>
  changeRequest(
    world.editor,
    ChangeRequest.parse({
      caseId: world.caseId,
      requestId,
      version,
      kind: "legal_advice",
      nature: "administrative",
      urgency: "today",
      ...sealedWords,
      ...given,
    }),
  );

describe("a request for support", () => {
  it("comes back to the team as it was written, and is nothing but an envelope in the database", async () => {
    const world = await aWorld();
    const id = await aRequest(world, world.lead);
    expect(await readDetails(world.editor, { caseId: world.caseId, requestId: id })).toEqual(
      sealedWords,
    );
    const [row] =
      await asSuperuser()`select r::text as whole from support_requests r where id = ${id}`;
    expect(row?.whole).not.toMatch(/zqplace|zqneeds|zqsituation|zqholder/);
    const log =
      await asSuperuser()`select l::text as whole from audit_log l where subject_id = ${id}`;
    expect(log).toHaveLength(1);
    expect(JSON.stringify(log)).not.toMatch(/zqplace|XEF|v1\./);
  });

  it("weighs the same however much is written, up to a block", async () => {
    const world = await aWorld();
    const [short, long] = [
      await aRequest(world, world.lead, { needs: "A" }),
      await aRequest(world, world.lead, { needs: "A bed and a lock." }),
    ];
    const rows = await asSuperuser()<{ n: number }[]>`
      select distinct length(sealed) as n from support_requests where id in (${short}, ${long})`;
    expect(rows).toHaveLength(1);
  });

  it("opened twice by one sending is one", async () => {
    const world = await aWorld();
    const once = uuidv7();
    const [first, second] = [
      await aRequest(world, world.lead, {}, once),
      await aRequest(world, world.lead, {}, once),
    ];
    expect(second).toBe(first);
    expect(await listRequestsOfCase(world.lead, world.caseId)).toHaveLength(1);
  });

  it("is not there for a colleague outside the team, a partner or a stranger", async () => {
    const world = await aWorld();
    const id = await aRequest(world, world.lead);
    for (const other of [world.outsider, world.stranger, world.reader]) {
      expect(await findRequest(other, world.caseId, id)).toBeNull();
      expect(await listRequestsOfCase(other, world.caseId)).toEqual([]);
      expect((await listRequests(other)).rows).toEqual([]);
      await expect(readDetails(other, { caseId: world.caseId, requestId: id })).rejects.toEqual(
        refusal("refusals.notAllowed"),
      );
      await expect(aRequest(world, other)).rejects.toMatchObject({
        messageKey: "refusals.notAllowed",
      });
      await expect(
        closeRequest(other, { caseId: world.caseId, requestId: id, closedAs: "helped" }),
      ).rejects.toEqual(refusal("refusals.notAllowed"));
    }
    expect(await findRequest(world.editor, world.caseId, id)).not.toBeNull();
  });

  it("is not there for a colleague, which the row rules keep and nothing else", async () => {
    const world = await aWorld();
    const id = await aRequest(world, world.lead);
    const db = asSuperuser();
    await db`create policy "anybody of the house" on support_requests for select to plenary_app
      using (org_id = app.org())`;
    try {
      const [row] = await asActor(world.outsider, (tx) =>
        tx.execute(sql`select id from support_requests where id = ${id}`),
      );
      expect(row).toBeDefined();
    } finally {
      await db`drop policy "anybody of the house" on support_requests`;
    }
    const rows = await asActor(world.outsider, (tx) =>
      tx.execute(sql`select id from support_requests where id = ${id}`),
    );
    expect(rows).toHaveLength(0);
  });

  it("is for somebody of its own case", async () => {
    const [world, other] = [await aWorld(), await aWorld()];
    await expect(
      aRequest({ ...world, defender: other.defender }, world.lead),
    ).rejects.toMatchObject({ code: "23503" });
  });

  it("is changed over what one has seen, and nothing else", async () => {
    const world = await aWorld();
    const id = await aRequest(world, world.lead);
    await change(world, id, 1, { needs: "zqlater" });
    expect(await readDetails(world.lead, { caseId: world.caseId, requestId: id })).toMatchObject({
      needs: "zqlater",
    });
    await expect(change(world, id, 1)).rejects.toEqual(refusal("support.changedSince"));
    await expect(
      asActor(world.lead, (tx) =>
        tx.execute(sql`update support_requests set defender_id = ${uuidv7()} where id = ${id}`),
      ),
    ).rejects.toEqual(code("42501"));
  });

  it("is closed, leaves the list of open ones, and opens again", async () => {
    const world = await aWorld();
    const id = await aRequest(world, world.lead);
    const of = { caseId: world.caseId, requestId: id };
    await closeRequest(world.editor, { ...of, closedAs: "partly" });
    expect((await listRequests(world.lead)).rows).toEqual([]);
    expect((await listRequests(world.lead, { status: "closed" })).rows).toMatchObject([
      { id, closedAs: "partly" },
    ]);
    await expect(closeRequest(world.editor, { ...of, closedAs: "helped" })).rejects.toEqual(
      refusal("refusals.notAllowed"),
    );
    await reopenRequest(world.editor, of);
    expect((await listRequests(world.lead)).rows).toMatchObject([{ id, closedAs: null }]);
  });
});

describe("the list of requests", () => {
  it("begins with what must be done first, whether a day or the urgency says so", async () => {
    const world = await aWorld();
    const day = (from: number) =>
      new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10);
    const later = await aRequest(world, world.lead, { urgency: "later" });
    const onADay = await aRequest(world, world.lead, { urgency: "later", neededBy: day(3) });
    const now = await aRequest(world, world.lead, { urgency: "today", neededBy: day(20) });
    const week = await aRequest(world, world.lead, { urgency: "this_week" });
    const { rows, total } = await listRequests(world.lead);
    expect(rows.map(({ id }) => id)).toEqual([now, onADay, week, later]);
    expect(total).toEqual({ n: 4, atLeast: false });
    expect((await listRequests(world.lead, { urgency: "later" })).rows.map(({ id }) => id)).toEqual(
      [onADay, later],
    );
    expect((await listRequests(world.lead, { kind: "legal_advice" })).rows).toEqual([]);
  });

  it("goes on where a page ended, with each row once", async () => {
    const world = await aWorld();
    const id = await aRequest(world, world.lead);
    await asSuperuser()`insert into support_requests (org_id, case_id, defender_id, kind, nature, urgency, needed_by, sealed,
        created_by)
      select org_id, case_id, defender_id, kind, nature, urgency, current_date + (n / 3), sealed, created_by
      from support_requests, generate_series(1, 70) n where id = ${id}`;
    const first = await listRequests(world.lead);
    const second = await listRequests(world.lead, { after: first.next ?? "" });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 21, null]);
    expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(71);
    expect((await listRequests(world.lead, { after: "nonsense" })).rows).toHaveLength(50);
  });
});

describe("the day by which something is needed", () => {
  it("may have passed only where it stood there already", async () => {
    const world = await aWorld();
    const id = await aRequest(world, world.lead, { neededBy: "2090-02-01" });
    await asSuperuser()`update support_requests set needed_by = '2020-02-01' where id = ${id}`;
    const change = async (neededBy: string) => {
      const request = await findRequest(world.lead, world.caseId, id);
      await changeRequest(
        world.lead,
        ChangeRequest.parse({
          caseId: world.caseId,
          requestId: id,
          version: request?.version,
          kind: "medical_expenses",
          nature: "financial",
          urgency: "today",
          needs: "A doctor",
          neededBy,
        }),
      );
    };
    await change("2020-02-01");
    await expect(change("2020-02-02")).rejects.toMatchObject({
      messageKey: "forms.dayPassed",
      field: "neededBy",
    });
  });
});

describe("what a form sends", () => {
  const whole = {
    caseId: uuidv7(),
    defenderId: uuidv7(),
    kind: "medical_expenses",
    nature: "financial",
    urgency: "today",
    needs: "A doctor",
  };
  it.each([
    ["1 500,50", "eur", "1500.50", "EUR"],
    ["1’500", "CHF", "1500", "CHF"],
    ["١٥٠٠", "EUR", "1500", "EUR"],
    [undefined, undefined, "", ""],
  ])("takes money as people write it (%s %s)", (amount, currency, read, of) => {
    expect(OpenRequest.parse({ ...whole, amount, currency })).toMatchObject({
      amount: read,
      currency: of,
    });
  });
  it.each([
    [{ amount: "a lot", currency: "EUR" }, "support.form.amountWrong"],
    [{ amount: "10" }, "support.form.currencyMissing"],
    [{ currency: "EUR" }, "support.form.amountMissing"],
    [{ amount: "10", currency: "euro" }, "support.form.currencyWrong"],
    [{ amount: "10", currency: "ZZZ" }, "support.form.currencyWrong"],
    [{ amount: "0", currency: "EUR" }, "support.form.amountWrong"],
    [{ amount: "-5", currency: "EUR" }, "support.form.amountWrong"],
    [{ amount: "12e9", currency: "EUR" }, "support.form.amountWrong"],
    [{ needs: " " }, "forms.missing"],
    [{ needs: " \u200b\u2060\u00a0" }, "forms.missing"],
    [{ neededBy: "2020-02-01" }, "forms.dayPassed"],
    [{ neededBy: "9999-12-31" }, "forms.dateTooFar"],
    [{ defenderId: undefined }, "forms.chooseWhom"],
    [{ kind: "miracle" }, "forms.missing"],
  ])("says what is wrong with %o", (given, message) => {
    const read = OpenRequest.safeParse({ ...whole, ...given });
    expect(read.error?.issues.map((issue) => issue.message)).toContain(message);
  });
});
