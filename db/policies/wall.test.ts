import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asActor, asSystem } from "../client";
import { auditLog, cases, commitmentEvents, commitments, consents } from "../schema";
import { asSuperuser, useDatabase } from "../testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anIntervention,
  anOrganisation,
  aSession,
  aShare,
  aSharedCase,
  inTeam,
  type Member,
} from "../testing/factories";

useDatabase();

const readable = (member: Member, table: typeof cases | typeof commitments) =>
  asActor(member, (tx) => tx.select({ id: table.id }).from(table)).then((rows) =>
    rows.map((row) => row.id),
  );

describe("a case", () => {
  it("is read by its team alone until its lead opens it", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const colleague = await aMember(organisation);
    const administrator = await aMember(organisation, "administrator");
    const theCase = await aCase(lead);

    expect(await readable(lead, cases)).toEqual([theCase.id]);
    expect(await readable(colleague, cases)).toEqual([]);
    expect(await readable(administrator, cases)).toEqual([]);

    await asActor(lead, (tx) =>
      tx.update(cases).set({ visibility: "organisation" }).where(eq(cases.id, theCase.id)),
    );

    expect(await readable(colleague, cases)).toEqual([theCase.id]);
    expect(await readable(await aMember(await anOrganisation()), cases)).toEqual([]);
  });

  it("cannot be opened to the organisation by an editor", async () => {
    const organisation = await anOrganisation();
    const theCase = await aCase(await aMember(organisation));
    const editor = await aMember(organisation);
    await inTeam(theCase, editor, "editor");

    await expect(
      asActor(editor, (tx) =>
        tx.update(cases).set({ visibility: "organisation" }).where(eq(cases.id, theCase.id)),
      ),
    ).rejects.toMatchObject({ code: "42501", message: "only the lead opens a case" });
  });

  it("reaches a partner only with consent for that partner, and leaves it with the withdrawal", async () => {
    const [mine, partner] = await Promise.all([anOrganisation(), anOrganisation()]);
    const lead = await aMember(mine);
    const guest = await aMember(partner);
    const theCase = await aCase(lead);
    const defender = await aDefender(theCase);

    await expect(aShare(theCase, lead, partner)).rejects.toMatchObject({ code: "PL001" });

    const consent = await aConsent(
      theCase,
      defender,
      lead,
      "share_with_organisation",
      "anonymous",
      {
        organisation: partner,
      },
    );
    await aShare(theCase, lead, partner);
    expect(await readable(guest, cases)).toEqual([theCase.id]);

    await asActor(lead, (tx) =>
      tx.update(consents).set({ withdrawnAt: new Date() }).where(eq(consents.id, consent)),
    );
    expect(await readable(guest, cases)).toEqual([]);
  });

  it("is not shown to a partner on a day after the consent's last", async () => {
    const [mine, partner] = await Promise.all([anOrganisation(), anOrganisation()]);
    const lead = await aMember(mine);
    const guest = await aMember(partner);
    const theCase = await aSharedCase(lead, partner);
    expect(await readable(guest, cases)).toEqual([theCase.id]);

    await asSuperuser()`update case_readers set valid_until = current_date - 1 where via = 'partner'
      and case_id = ${theCase.id}`;
    expect(await readable(guest, cases)).toEqual([]);
  });
});

describe("a commitment", () => {
  it("is as widely readable as it says, and never wider than its case", async () => {
    const [mine, partner] = await Promise.all([anOrganisation(), anOrganisation()]);
    const lead = await aMember(mine);
    const colleague = await aMember(mine);
    const guest = await aMember(partner);
    const session = await aSession(mine);
    const open = await aSharedCase(lead, partner, "read", { visibility: "organisation" });
    const closed = await aCase(lead);

    const teams = await aCommitment(open, session, { visibility: "team", stateCode: "XEA" });
    const ours = await aCommitment(open, session, { stateCode: "XEB" });
    const everybodys = await aCommitment(open, session, {
      visibility: "partners",
      stateCode: "XEC",
    });
    const hidden = await aCommitment(closed, session, { visibility: "partners" });

    expect((await readable(lead, commitments)).sort()).toEqual(
      [teams, ours, everybodys, hidden].sort(),
    );
    expect((await readable(colleague, commitments)).sort()).toEqual([ours, everybodys].sort());
    expect(await readable(guest, commitments)).toEqual([everybodys]);
  });

  it("never asks the State concerned about itself", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead);
    const session = await aSession(organisation);
    await expect(aCommitment(theCase, session, { stateCode: "XEG" })).rejects.toMatchObject({
      code: "PL002",
    });
  });

  it("changes only through an event, which keeps what it replaced", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead);
    const id = await aCommitment(theCase, await aSession(organisation));

    await asActor(lead, (tx) =>
      tx.insert(commitmentEvents).values({
        orgId: theCase.orgId,
        commitmentId: id,
        caseId: theCase.id,
        changes: { stage: "agreed", word: 4 },
      }),
    );

    const [now] = await asActor(lead, (tx) =>
      tx.select().from(commitments).where(eq(commitments.id, id)),
    );
    expect(now).toMatchObject({ stage: "agreed", word: 4, version: 2 });
    const [event] = await asActor(lead, (tx) =>
      tx.select().from(commitmentEvents).where(eq(commitmentEvents.kind, "changed")),
    );
    expect(event).toMatchObject({
      before: { stage: "asked", word: null },
      personId: lead.personId,
    });

    await expect(
      asActor(lead, (tx) =>
        tx.update(commitments).set({ stage: "declined" }).where(eq(commitments.id, id)),
      ),
    ).rejects.toMatchObject({ code: "42501", message: "permission denied for table commitments" });
  });

  it("tells the second of two colleagues that somebody else changed it", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead);
    const id = await aCommitment(theCase, await aSession(organisation));
    const change = () =>
      asActor(lead, (tx) =>
        tx.insert(commitmentEvents).values({
          orgId: theCase.orgId,
          commitmentId: id,
          caseId: theCase.id,
          changes: { stage: "considering" },
          expectedVersion: 1,
        }),
      );
    await change();
    await expect(change()).rejects.toMatchObject({ code: "PL003" });
  });

  it("names a person only with consent, and no longer once it is withdrawn", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead);
    const session = await aSession(organisation);
    const defender = await aDefender(theCase);

    await expect(aCommitment(theCase, session, { naming: "person" })).rejects.toMatchObject({
      code: "PL001",
    });
    const consent = await aConsent(theCase, defender, lead, "public_statement", "yes");
    const id = await aCommitment(theCase, session, { naming: "person" });

    await asActor(lead, (tx) =>
      tx.update(consents).set({ withdrawnAt: new Date() }).where(eq(consents.id, consent)),
    );
    const [now] = await asActor(lead, (tx) =>
      tx.select().from(commitments).where(eq(commitments.id, id)),
    );
    expect(now).toMatchObject({ naming: "country" });
    const touched = await asActor(lead, (tx) =>
      tx.execute(sql`select kind from app.touched_by_consent(${theCase.id})`),
    );
    expect([...touched]).toEqual([{ kind: "ask_lowered" }]);
  });

  it("is raised because an intervention exists", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead);
    const session = await aSession(organisation);
    const id = await aCommitment(theCase, session, { stage: "agreed" });
    await anIntervention(theCase, session, lead);

    const [now] = await asActor(lead, (tx) =>
      tx.select().from(commitments).where(eq(commitments.id, id)),
    );
    expect(now).toMatchObject({ stage: "agreed", isRaised: true, raisedOn: "2026-06-15" });
    const tallies = await asActor(lead, (tx) =>
      tx.execute(
        sql`select stage, sum(n)::int as n from commitment_tallies group by stage having sum(n) <> 0`,
      ),
    );
    expect([...tallies]).toEqual([{ stage: "raised", n: 1 }]);
  });
});

it("is raised also by a partner who may not read what was promised", async () => {
  const [mine, partner] = await Promise.all([anOrganisation(), anOrganisation()]);
  const lead = await aMember(mine);
  const guest = await aMember(partner);
  const theCase = await aSharedCase(lead, partner, "contribute");
  const session = await aSession(mine);
  const id = await aCommitment(theCase, session, { stage: "agreed", visibility: "team" });
  await anIntervention(theCase, session, guest);

  expect(await readable(guest, commitments)).toEqual([]);
  const [now] = await asActor(lead, (tx) =>
    tx.select().from(commitments).where(eq(commitments.id, id)),
  );
  expect(now).toMatchObject({ isRaised: true });
});

it("leaves lists and totals on the day that its consent ends", async () => {
  const [mine, partner] = await Promise.all([anOrganisation(), anOrganisation()]);
  const lead = await aMember(mine);
  const guest = await aMember(partner);
  const theCase = await aSharedCase(lead, partner);
  await aCommitment(theCase, await aSession(mine), { visibility: "partners" });
  const total = () =>
    asActor(guest, (tx) =>
      tx.execute<{ n: number }>(sql`select coalesce(sum(n), 0)::int as n from commitment_tallies`),
    ).then((rows) => rows[0]?.n);
  expect(await total()).toBe(1);

  const superuser = asSuperuser();
  await superuser`alter table consents disable trigger user`;
  await superuser`update consents set valid_until = current_date - 1 where case_id = ${theCase.id}`;
  await superuser`alter table consents enable trigger user`;
  await superuser`update case_readers set valid_until = current_date - 1
    where case_id = ${theCase.id} and via = 'partner'`;
  await asSystem((tx) => tx.execute(sql`select app.close_expired()`));

  expect(await total()).toBe(0);
  expect(await readable(guest, cases)).toEqual([]);
});

it("reads nothing when nobody is signed in", async () => {
  const organisation = await anOrganisation();
  await aCase(await aMember(organisation), { visibility: "organisation" });
  await expect(asSystem((tx) => tx.select().from(cases))).rejects.toMatchObject({ code: "42501" });
});

describe("the log", () => {
  it("is as closed as what it tells of", async () => {
    const [mine, partner] = await Promise.all([anOrganisation(), anOrganisation()]);
    const lead = await aMember(mine);
    const colleague = await aMember(mine, "administrator");
    const guest = await aMember(partner);
    const theCase = await aSharedCase(lead, partner);
    const session = await aSession(mine);
    await anIntervention(theCase, session, lead);
    const subjects = (member: Member) =>
      asActor(member, (tx) =>
        tx
          .selectDistinct({ subject: auditLog.subject })
          .from(auditLog)
          .where(
            inArray(auditLog.subject, [
              "interventions",
              "intervention_states",
              "evidence",
              "disclosures",
              "consents",
              "case_team",
              "case_shares",
            ]),
          ),
      ).then((rows) => rows.map((row) => row.subject).sort());

    expect(await subjects(lead)).toEqual([
      "case_shares",
      "case_team",
      "consents",
      "disclosures",
      "evidence",
      "intervention_states",
      "interventions",
    ]);
    expect(await subjects(colleague)).toEqual([]);
    expect(await subjects(guest)).toEqual(["evidence", "intervention_states", "interventions"]);
  });
});

it("keeps no answer and no statement from a day that has not come", async () => {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead);
  const said = (saidOn: string) =>
    aSession(organisation).then((session) => anIntervention(theCase, session, lead, { saidOn }));
  await expect(said("2999-01-01")).rejects.toMatchObject({ code: "PL004" });
  await expect(said("2026-01-01")).resolves.toBeDefined();
  const consent = await aConsent(
    theCase,
    await aDefender(theCase),
    lead,
    "public_statement",
    "anonymous",
  );
  const again = (days: number) => asSuperuser()`
    insert into consents select (jsonb_populate_record(c, jsonb_build_object('id', app.uuidv7(),
      'obtained_on', current_date + ${days}::int, 'obtained_precision', 'day'))).*
    from consents c where c.id = ${consent}`;
  await expect(again(2)).rejects.toMatchObject({ code: "PL004" });
  await expect(again(1)).resolves.toBeDefined();
});
