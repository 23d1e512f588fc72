import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { anOrganisation, inTeam } from "@/db/testing/factories";
import { aShownRequest } from "@/db/testing/support";
import { aWorld, someone, type World } from "@/lib/submissions/testing-world";
import { closeRequest } from "../requests/commands";
import { listRequests } from "../requests/queries";
import { agree, aRequest, prepare, sent } from "../testing-request";
import { readSupportReport } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const year = new Date().getUTCFullYear();

/** As many people, each with a request of the kind. */
async function peopleWho(world: World, kind: string, n: number): Promise<string[]> {
  const ids: string[] = [];
  for (let at = 0; at < n; at++) {
    const defender = await someone(
      world.lead,
      world.caseId,
      `${kind} ${at}`,
      `Zqname ${kind} ${at}`,
    );
    ids.push(await aRequest({ ...world, defender }, world.lead, { kind }));
  }
  return ids;
}

/** What somebody outside answered to requests two days after they were opened, and that it helped. */
async function answer(ids: string[], refusal: string | null = null): Promise<void> {
  const db = asSuperuser();
  for (const table of ["referrals", "support_outcomes"]) {
    await db.unsafe(`alter table ${table} disable trigger user`);
  }
  for (const id of ids) {
    await db`insert into referrals (org_id, case_id, request_id, support_key, support_name, fields, sealed, prepared_by,
        sent_on, sent_by, channel, outcome, refusal, answered_on)
      select org_id, case_id, id, 'x', 'X', '{}', 'v1.x', created_by, created_at::date, created_by, 'line',
        ${refusal ? "refused" : "accepted"}, ${refusal}, (created_at at time zone 'UTC')::date + 2
      from support_requests where id = ${id}`;
    await db`insert into support_outcomes (org_id, case_id, request_id, after, verdict, said_by, said_on, recorded_by)
      select org_id, case_id, id, 'one_month', 'helped', 'defender', current_date, created_by
      from support_requests where id = ${id}`;
  }
  for (const table of ["referrals", "support_outcomes"]) {
    await db.unsafe(`alter table ${table} enable trigger user`);
  }
}

describe("the report of a year", () => {
  it("counts what was asked, answered and judged, by kind", async () => {
    const world = await aWorld();
    await answer(await peopleWho(world, "legal_advice", 5));
    await answer(await peopleWho(world, "communications", 5), "no_funds");
    const row = { requests: 5, answered: 5, judged: 5, helped: 5, medianDays: 2 };
    expect(await readSupportReport(world.lead, year)).toEqual({
      total: 10,
      kinds: [
        { kind: "communications", ...row, accepted: 0 },
        { kind: "legal_advice", ...row, accepted: 5 },
      ],
      hasHidden: false,
      refusals: [{ reason: "no_funds", requests: 5 }],
      hasHiddenRefusals: false,
    });
    expect((await readSupportReport(world.lead, year - 1)).total).toBe(0);
  });

  it("counts the very requests of its reader's list, and nothing of other cases", async () => {
    const world = await aWorld();
    await peopleWho(world, "legal_advice", 6);
    const administrator = { ...world.outsider, role: "administrator" as const };
    for (const member of [
      world.lead,
      world.editor,
      world.reader,
      world.outsider,
      administrator,
      world.stranger,
    ]) {
      const listed = (await listRequests(member)).total.n;
      expect((await readSupportReport(member, year)).total).toBe(listed);
    }
    expect((await readSupportReport(world.outsider, year)).total).toBe(0);
    await inTeam(world.theCase, world.outsider, "reader");
    expect((await readSupportReport(world.outsider, year)).total).toBe(6);
  });

  it("counts people, and not how often they asked", async () => {
    const world = await aWorld();
    for (let at = 0; at < 5; at++) {
      await aRequest(world, world.lead, { kind: "legal_advice" });
    }
    expect(await readSupportReport(world.lead, year)).toMatchObject({
      total: null,
      kinds: [],
      hasHidden: true,
    });
  });
});

describe("what was opened by mistake", () => {
  const mistake = (world: World, requestId: string, sure?: "yes") =>
    closeRequest(world.lead, {
      caseId: world.caseId,
      requestId,
      closedAs: "opened_in_error",
      sure,
    });
  const counted = async (world: World) => (await readSupportReport(world.lead, year)).total;

  it("is not counted where nobody outside was asked", async () => {
    const world = await aWorld();
    const [requestId = ""] = await peopleWho(world, "legal_advice", 6);
    await mistake(world, requestId);
    expect(await counted(world)).toBe(5);
  });

  it("is asked back, and stays counted, where a referral was sent", async () => {
    const world = await aWorld();
    const [requestId = ""] = await peopleWho(world, "temporary_relocation", 6);
    await agree(world, world.lead, requestId, ["needs"]);
    const id = await prepare(world, world.lead, requestId);
    await sent(world, world.lead, requestId, id);
    await expect(mistake(world, requestId)).rejects.toMatchObject({
      messageKey: "support.page.wentOut",
    });
    await mistake(world, requestId, "yes");
    expect(await counted(world)).toBe(6);
  });

  it("is asked back, and stays counted, where a partner took it on", async () => {
    const world = await aWorld();
    const [requestId = ""] = await peopleWho(world, "legal_advice", 6);
    const partner = await anOrganisation("Partner");
    const shownId = await aShownRequest(world.theCase, requestId, world.lead, partner);
    await asSuperuser()`insert into shown_request_steps (org_id, case_id, shown_id, step, by_partner)
      values (${world.own.id}, ${world.caseId}, ${shownId}, 'claimed', true)`;
    await expect(mistake(world, requestId)).rejects.toMatchObject({
      messageKey: "support.page.wentOut",
    });
    await mistake(world, requestId, "yes");
    expect(await counted(world)).toBe(6);
  });
});
