import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { speakers, unraisedReasons } from "@/db/schema";
import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { giveReason, makeSteps } from "@/lib/afterwards/commands";
import { hearSpeaker, takeBackHeard } from "@/lib/room/heard-commands";
import { addSpeakers } from "@/lib/room/list-commands";
import { noteWords } from "@/lib/room/words-commands";
import { asSuperuser, useDatabase } from "../testing/database";

useDatabase();

let lead: Member;
let second: Member;
let theCase: Case;
let session: string;
let at: { sessionId: string; zone: string };

beforeEach(async () => {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  lead = { ...(await aMember(organisation)), hasExample: true };
  second = { ...(await aMember(organisation)), hasExample: true };
  session = await aSession(organisation);
  at = { sessionId: session, zone: "Europe/Zurich" };
  theCase = await aCase(lead);
  await inTeam(theCase, second, "editor");
});

async function listed(text = "Example State 1"): Promise<string> {
  await addSpeakers(lead, at, { text });
  const [row] = await asSuperuser()<{ id: string }[]>`
    select id from speakers where session_id = ${session} order by place desc limit 1`;
  return row?.id ?? "";
}

const hear = (who: Member, id: string, caseIds = [theCase.id]) =>
  hearSpeaker(who, at, { id, caseIds, ago: 0 }, "Room");

const done = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

/** Runs work with one line of a function of the wall replaced, and puts it back. */
async function without(
  name: string,
  line: string,
  instead: string,
  work: () => Promise<void>,
): Promise<void> {
  const superuser = asSuperuser();
  const [kept] = await superuser<{ source: string }[]>`
    select pg_get_functiondef(${name}::regprocedure) as source`;
  const source = kept?.source ?? "";
  expect(source).toContain(line);
  await superuser.unsafe(source.replace(line, instead));
  try {
    await work();
  } finally {
    await superuser.unsafe(source);
  }
}

const heardCount = async (id: string) =>
  (await asSuperuser()`select 1 from interventions where speaker_id = ${id}`).length;

describe("a stamp", () => {
  const stamp = (who: Member, id: string, values: object) =>
    asActor(who, (tx) => tx.update(speakers).set(values).where(sql`id = ${id}::uuid`));

  it("is of whoever gives it, at a minute that can be true, and the first one stays", async () => {
    const id = await listed();
    const far = new Date(Date.now() + 3_600_000);
    expect(await done(stamp(lead, id, { spokeAt: far }))).toBe(false);
    expect(await done(stamp(lead, id, { spokeAt: new Date(0) }))).toBe(false);
    await stamp(lead, id, { spokeAt: new Date() });
    await stamp(second, id, { spokeAt: new Date(Date.now() - 600_000) });
    const [row] = await asSuperuser()`select spoke_by from speakers where id = ${id}`;
    expect(row?.spoke_by).toBe(lead.membershipId);
    // Not even by name may it be another's.
    expect(await done(stamp(lead, id, { spokeBy: second.membershipId }))).toBe(false);
  });

  it("comes after the line stands in the list, and keeps who spoke for whom", async () => {
    const row = {
      orgId: lead.organisationId,
      sessionId: session,
      place: 9,
      kind: "state" as const,
      stateCode: "XEB",
      recordedBy: lead.membershipId,
    };
    const insert = (values: object) =>
      asActor(lead, (tx) => tx.insert(speakers).values({ ...row, ...values }));
    expect(await done(insert({ spokeAt: new Date() }))).toBe(false);
    expect(await done(insert({ members: ["ZZZ"] }))).toBe(false);
    const id = await listed();
    await hear(lead, id, []);
    expect(await done(stamp(lead, id, { members: ["XEB"] }))).toBe(false);
    await without(
      "app.guard_speaker()",
      "num_nonnulls(old.spoke_at, old.cut_at) > 0",
      "false",
      async () => expect(await done(stamp(lead, id, { members: ["XEB"] }))).toBe(true),
    );
  });

  it("is taken back within the hour alone, and turns red when the hour is forgotten", async () => {
    const id = await listed();
    await hear(lead, id, []);
    await asSuperuser()`alter table speakers disable trigger guard_speaker`;
    await asSuperuser()`update speakers set stamped_at = now() - interval '61 minutes' where id = ${id}`;
    await asSuperuser()`alter table speakers enable trigger guard_speaker`;
    expect(await done(stamp(lead, id, { spokeAt: null }))).toBe(false);
    expect(await done(takeBackHeard(lead, at, { id }))).toBe(false);
    await without("app.guard_speaker()", "interval '1 hour'", "interval '9 hours'", async () =>
      expect(await done(stamp(lead, id, { spokeAt: null }))).toBe(true),
    );
  });
});

describe("what is heard of a line", () => {
  it("is one record for each case, and turns into two when the key is gone", async () => {
    const id = await listed();
    await Promise.all([hear(lead, id), hear(second, id)]);
    expect(await heardCount(id)).toBe(1);
    const twice = () =>
      asActor(lead, async (tx) => {
        const [said] = await tx.execute<{ id: string }>(
          sql`insert into interventions (org_id, id, session_id, forum, delivered_by, recorded_by, recorded_org_id,
              speaker_id) values (${theCase.orgId}, app.uuidv7(), ${session}, 'upr', 'XEA', ${lead.membershipId},
              ${lead.organisationId}, ${id}) returning id`,
        );
        await tx.execute(sql`insert into intervention_cases (org_id, intervention_id, case_id)
          values (${theCase.orgId}, ${said?.id ?? null}, ${theCase.id})`);
      });
    expect(await done(twice())).toBe(false);
    expect(await heardCount(id)).toBe(1);
    const superuser = asSuperuser();
    await superuser.unsafe(
      "alter table intervention_cases drop constraint a_speaker_is_heard_once_on_a_case",
    );
    try {
      expect(await done(twice())).toBe(true);
      expect(await heardCount(id)).toBe(2);
    } finally {
      await superuser`delete from interventions where speaker_id = ${id}`;
      await superuser.unsafe(
        "alter table intervention_cases add constraint a_speaker_is_heard_once_on_a_case unique (speaker_id, case_id)",
      );
    }
  });

  it("is of that State at that session, after its stamp, and credited to nobody else", async () => {
    const id = await listed("Example State 1 (on behalf of Example State 2)");
    const record = (state: string, credited: string[], where = session) =>
      asActor(lead, async (tx) => {
        const [said] = await tx.execute<{ id: string }>(
          sql`insert into interventions (org_id, id, session_id, forum, delivered_by, recorded_by, recorded_org_id,
              speaker_id) values (${theCase.orgId}, app.uuidv7(), ${where}, 'upr', ${state}, ${lead.membershipId},
              ${lead.organisationId}, ${id}) returning id`,
        );
        for (const code of credited) {
          await tx.execute(sql`insert into intervention_states (org_id, intervention_id, state_code)
            values (${theCase.orgId}, ${said?.id ?? null}, ${code})`);
        }
      });
    expect(await done(record("XEA", ["XEA"]))).toBe(false);
    await hear(lead, id, []);
    expect(await done(record("XEB", ["XEB"]))).toBe(false);
    const elsewhere = await aSession({ id: lead.organisationId, name: "" });
    expect(await done(record("XEA", ["XEA"], elsewhere))).toBe(false);
    expect(await done(record("XEA", ["XEA", "XEC"]))).toBe(false);
    await without(
      "app.guard_heard_state()",
      "new.state_code <> all (l.members)",
      "false",
      async () => expect(await done(record("XEA", ["XEA", "XEC"]))).toBe(true),
    );
    await without("app.guard_heard()", "l.state_code = new.delivered_by", "true", async () =>
      expect(await done(record("XEB", ["XEB"]))).toBe(true),
    );
    expect(await done(record("XEA", ["XEA", "XEB"]))).toBe(true);
  });

  it("is not taken back by whoever may not record it, nor over somebody else's words", async () => {
    const id = await listed();
    await hear(lead, id);
    const outsider = await aMember({ id: lead.organisationId, name: "" });
    await takeBackHeard(outsider, at, { id });
    expect(await heardCount(id)).toBe(1);
    await hear(lead, id);
    await noteWords(second, at, { id, quote: "Concerned.", quoteLanguage: "en" }, "Room");
    expect(await done(takeBackHeard(lead, at, { id }))).toBe(false);
    expect(await heardCount(id)).toBe(1);
    await without(
      "app.take_back_heard(uuid)",
      "and not app.contributes(c.case_id)",
      "and false",
      async () => {
        await asSuperuser()`update evidence set quote = '' where intervention_id in (
        select id from interventions where speaker_id = ${id})`;
        await takeBackHeard(outsider, at, { id });
        expect(await heardCount(id)).toBe(0);
      },
    );
  });

  it("has its words corrected by their author alone", async () => {
    const id = await listed();
    await hear(lead, id);
    const [note] = await asSuperuser()<{ id: string }[]>`select e.id from evidence e
      join interventions i on i.id = e.intervention_id where i.speaker_id = ${id}`;
    const correct = (who: Member) =>
      asActor(who, (tx) =>
        tx.execute(sql`select app.correct_words(${note?.id ?? ""}::uuid, 'Changed.', 'en')`),
      );
    expect(await done(correct(second))).toBe(false);
    await without(
      "app.correct_words(uuid,text,text)",
      "e.recorded_by = app.membership() and",
      "",
      async () => expect(await done(correct(second))).toBe(true),
    );
  });
});

describe("why it was not raised", () => {
  const told = (id: string) =>
    asSuperuser()`select reason from unraised_reasons where commitment_id = ${id} order by created_at`;

  it("is said by contributors, changes the delivery, and keeps what was said before", async () => {
    const id = await aCommitment(theCase, session, { stateCode: "XEA", stage: "agreed" });
    const reason = { sessionId: session, commitmentId: id, words: "" };
    await giveReason(lead, { ...reason, reason: "unknown" });
    await giveReason(second, { ...reason, reason: "cut", words: "Ten minutes over time." });
    expect((await told(id)).map((row) => row.reason)).toEqual(["unknown", "cut"]);
    const [row] = await asSuperuser()`select delivery from commitments where id = ${id}`;
    expect(row?.delivery).toBe("cut");
    const outsider = await aMember({ id: lead.organisationId, name: "" });
    const stranger = await aMember(await anOrganisation());
    for (const who of [outsider, stranger]) {
      expect(await done(giveReason(who, { ...reason, reason: "held_back" }))).toBe(false);
      const seen = await asActor(who, (tx) => tx.select().from(unraisedReasons));
      expect(seen).toEqual([]);
    }
  });

  it("is not said of what was raised, and turns red when that is forgotten", async () => {
    const line = await listed();
    const id = await aCommitment(theCase, session, { stateCode: "XEA", stage: "agreed" });
    await hear(lead, line);
    const give = () =>
      giveReason(lead, { sessionId: session, commitmentId: id, reason: "unknown", words: "" });
    expect(await done(give())).toBe(false);
    await without("app.guard_unraised_reason()", "and not c.is_raised", "", async () =>
      expect(await done(give())).toBe(true),
    );
  });
});

it("makes one step for each State, whoever makes it and however often", async () => {
  const states = ["XEA", "XEB"].map((code) => ({ code, title: `Thank ${code}` }));
  const wanted = { sessionId: session, purpose: "thank_you" as const, on: "2026-12-10" };
  await makeSteps(lead, { ...wanted, ownerId: second.membershipId }, states);
  await makeSteps(second, wanted, [...states, { code: "XEC", title: "Thank XEC" }]);
  const rows = await asSuperuser()`select about_state, owner_id, due_on::text from session_tasks
    where session_id = ${session} order by about_state`;
  expect(rows.map((row) => [row.about_state, row.owner_id, row.due_on])).toEqual([
    ["XEA", second.membershipId, "2026-12-10"],
    ["XEB", second.membershipId, "2026-12-10"],
    ["XEC", null, "2026-12-10"],
  ]);
  const reader = await aMember({ id: lead.organisationId, name: "" }, "reader");
  expect(await done(makeSteps(reader, wanted, states))).toBe(false);
});
