import { randomBytes } from "node:crypto";
import { count, eq, sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { cases, commitments, evidence, interventions, organisations } from "@/db/schema";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation } from "@/db/testing/factories";
import { findActor } from "@/lib/auth/find-actor";
import { findTextToSign, listSignOn } from "@/lib/sign-on/queries";
import { listOffers } from "@/lib/support/offers/queries";
import { actingAs, castOrganisation } from "./cast";
import { loadExample, removeExample } from "./commands";
import * as load from "./load";

useDatabase();

beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

async function anAdministrator() {
  const member = await aMember(await anOrganisation(), "administrator");
  const actor = await findActor(member.secret);
  if (!actor) {
    throw new Error("The member is signed in.");
  }
  return actor;
}

it("holds both accounts of 13 April 2018 and counts each State once", async () => {
  const actor = await anAdministrator();
  await loadExample(actor);

  const bySource = await asActor(actor, (tx) =>
    tx
      .select({ source: evidence.source, n: count() })
      .from(evidence)
      .innerJoin(interventions, eq(interventions.id, evidence.interventionId))
      .innerJoin(
        commitments,
        sql`${commitments.stateCode} = ${interventions.deliveredBy} and ${commitments.sessionId} = ${interventions.sessionId}`,
      )
      .where(eq(evidence.grade, "E"))
      .groupBy(evidence.source),
  );
  expect(bySource.map(({ n }) => n).sort()).toEqual([11, 12]);
  const raised = await asActor(actor, (tx) =>
    tx
      .select({
        code: commitments.stateCode,
        stage: commitments.stage,
        raised: commitments.isRaised,
      })
      .from(commitments)
      .innerJoin(cases, eq(cases.id, commitments.caseId))
      .where(eq(cases.reference, "PL-2018-001")),
  );
  expect(raised).toHaveLength(12);
  expect(raised.every((row) => row.raised && row.stage === "not_approached")).toBe(true);
});

it("invents nothing about a real State", async () => {
  const actor = await anAdministrator();
  await loadExample(actor);
  const asked = await asSuperuser()`
    select distinct s.code from commitments c join states s on s.code = c.state_code
    where c.org_id = ${actor.organisationId} and c.opened_from = 'ask' and not s.is_example`;
  expect([...asked]).toEqual([]);
});

it("has nobody who is missed, and no offer that others could take for one, outside a demo", async () => {
  const actor = await anAdministrator();
  await loadExample(actor);
  const db = asSuperuser();
  const of = actor.organisationId;
  expect([...(await db`select id from check_ins where org_id = ${of}`)]).toEqual([]);
  expect(
    (await listOffers(actor)).filter(({ organisation }) => /^Example/.test(organisation)),
  ).toEqual([]);
  const [shown] = await db`select s.level, s.region, s.sealed, o.name from shown_requests s
    join organisations o on o.id = s.partner_org_id where s.org_id = ${of}`;
  expect(shown).toEqual({
    level: "outline",
    region: "EXAMPLE_D",
    sealed: null,
    name: "Example Partner A",
  });
});

it("goes away whole, and leaves what people wrote themselves", async () => {
  const actor = await anAdministrator();
  await loadExample(actor);
  const own = await aCase(actor, { title: "Our own" });
  const loaded = await findActor(actor.secret);
  expect(loaded?.hasExample).toBe(true);

  await removeExample({ ...actor, hasExample: true });

  const left = await asActor(actor, (tx) => tx.select({ id: cases.id }).from(cases));
  expect(left).toEqual([{ id: own.id }]);
  expect((await findActor(actor.secret))?.hasExample).toBe(false);
});

it("is neither loaded nor removed by an advocate", async () => {
  const member = await aMember(await anOrganisation(), "advocate");
  await expect(loadExample(member)).rejects.toMatchObject({ reason: "not-allowed" });
  await expect(removeExample({ ...member, hasExample: true })).rejects.toMatchObject({
    reason: "not-allowed",
  });
  await expect(
    asActor(member, (tx) => tx.execute(sql`select app.remove_example()`)),
  ).rejects.toMatchObject({ code: "42501" });
  expect(
    await asActor(member, (tx) => tx.select({ id: organisations.id }).from(organisations)),
  ).not.toEqual([]);
});

it("shows an alert that invented organisations answered, which names nobody", async () => {
  const network = await castOrganisation("Example Network", `network-${Date.now()}`, "hash");
  await actingAs(network.people.advocate, network.organisationId, (advocate) =>
    load.loadExample(advocate, "hash"),
  );
  // A demo has agreed times and offers, too.
  const times = await asSuperuser()`select t.answer from check_in_times t
    where t.org_id = ${network.organisationId} order by t.due_at`;
  expect(times.map(({ answer }) => answer)).toEqual(["all_right", null, null, null]);
  await actingAs(network.people.reader, network.organisationId, async (reader) => {
    const offers = await listOffers(reader);
    expect(offers.map(({ organisation }) => organisation)).toEqual([
      "Example Partner A",
      "Example Partner B",
    ]);
  });
  const [alert] = await asSuperuser()`
    select a.id, a.stage, a.case_id from alerts a where a.org_id = ${network.organisationId}`;
  expect(alert?.stage).toBe("sign_on");
  await actingAs(network.people.reader, network.organisationId, async (reader) => {
    const rows = await listSignOn(reader, alert?.id);
    expect(rows.map(({ answer }) => answer?.answer ?? "none").sort()).toEqual([
      "cannot",
      "none",
      "none",
      "signed",
      "signed",
      "signed",
      "with_change",
    ]);
    const text = await findTextToSign(reader, alert?.id);
    const words = JSON.stringify(text?.texts);
    expect(words).toContain("16 May 2018");
    expect(words).toContain("12 States spoke");
    expect(words).toContain("without Slovakia");
    expect(words).toContain("A scheduled panellist");
  });
});
