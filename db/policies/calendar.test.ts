import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asActor, asSystem } from "@/db/client";
import { sessionDeadlines, sessionTasks } from "@/db/schema";
import {
  aCase,
  aCommitment,
  aConversation,
  aMember,
  anOrganisation,
  aSession,
  aSharedCase,
  type Member,
  type Organisation,
} from "@/db/testing/factories";
import { hashSecret, newSecret } from "@/lib/auth/secret";
import { type FeedFacts, feedEntries } from "@/lib/calendar/feed";
import { endFeed, findFeed, makeFeed, readFeed } from "@/lib/calendar/feed-access";
import { calendarWords } from "@/lib/calendar/words";
import {
  addTasks,
  changeDeadline,
  dropDeadline,
  finishTask,
  keepDeadline,
  keepTask,
  removeTask,
} from "@/lib/deadlines/commands";
import { ChangeDeadline, KeepDeadline, KeepTask } from "@/lib/deadlines/input";
import { canFinish, canPlan, canSetDeadlines } from "@/lib/deadlines/permissions";
import { findPlan } from "@/lib/deadlines/queries";
import { Refusal } from "@/lib/refusal";
import { asSuperuser, useDatabase } from "../testing/database";

useDatabase();

beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let ours: Organisation;
let theirs: Organisation;
let advocate: Member;
let reader: Member;
let partner: Member;
let session: string;

beforeEach(async () => {
  [ours, theirs] = [await anOrganisation(), await anOrganisation()];
  [advocate, reader, partner] = [
    await aMember(ours),
    await aMember(ours, "reader"),
    await aMember(theirs),
  ];
  session = await aSession(ours);
});

const done = (work: Promise<unknown>) =>
  work.then(
    () => true,
    () => false,
  );

const day = (on: string) => ({ precision: "day", from: on });
const own = (sessionId: string, title = "Hand the letter in") =>
  KeepDeadline.parse({ sessionId, title, date: day("2026-12-01"), time: "18:00" });
const moved = (sessionId: string) =>
  ChangeDeadline.parse({ sessionId, rule: "statement_due", date: day("2026-11-30") });
const step = (sessionId: string, more: object = {}) =>
  KeepTask.parse({
    sessionId,
    title: "Draft it",
    before: "rule:statement_due",
    days: "7",
    ...more,
  });

async function shareTheSession() {
  const theCase = await aSharedCase(advocate, theirs);
  await aCommitment(theCase, session, { visibility: "partners" });
}

const shippedSession = async () =>
  (await asSuperuser()<{ id: string }[]>`select id from sessions where reference_key = 'hrc-63'`)[0]
    ?.id ?? "";

/** Runs work with a part of the wall taken away, and puts the database back. */
async function broken(statements: string, work: () => Promise<void>, mend: string) {
  await asSuperuser().unsafe(statements).simple();
  try {
    await work();
  } finally {
    await asSuperuser().unsafe(mend).simple();
  }
}

describe("deadlines", () => {
  it("are set by the writers of a session's own organisation, and for themselves on a shipped one", async () => {
    await shareTheSession();
    const shipped = await shippedSession();
    for (const member of [advocate, reader, partner]) {
      for (const [id, orgId] of [
        [session, ours.id],
        [shipped, null],
      ] as const) {
        const says = canSetDeadlines(member, { orgId });
        expect(await done(changeDeadline(member, moved(id)))).toBe(says);
        expect(await done(keepDeadline(member, own(id)))).toBe(says);
      }
    }
    // Each organisation has its own of the shipped one, and the partner reads ours with our session.
    expect((await findPlan(partner, shipped)).changes).toHaveLength(2);
    expect((await findPlan(partner, session)).changes.map(({ on }) => on)).toEqual([
      "2026-11-30",
      "2026-12-01",
    ]);
  });

  it("stay out of sight with a session that is not shared", async () => {
    await keepDeadline(advocate, own(session));
    expect((await findPlan(partner, session)).changes).toEqual([]);
  });

  it("turn red when their policy forgets whose the session is", async () => {
    await shareTheSession();
    await broken(
      `alter policy "advocates set deadlines of sessions that are theirs" on session_deadlines
         with check (org_id = app.org())`,
      async () => expect(await done(keepDeadline(partner, own(session)))).toBe(true),
      `alter policy "advocates set deadlines of sessions that are theirs" on session_deadlines
         with check (org_id = app.org() and app.role() in ('administrator', 'advocate')
           and exists (select 1 from sessions s where s.id = session_id and (s.org_id is null or s.org_id = app.org()))
           and recorded_by = app.membership())`,
    );
    expect(await done(keepDeadline(partner, own(session, "Again")))).toBe(false);
  });

  it("are changed once a rule, and the rule holds again when the change is dropped", async () => {
    await changeDeadline(advocate, moved(session));
    await changeDeadline(
      advocate,
      ChangeDeadline.parse({ sessionId: session, rule: "statement_due", dropped: "yes" }),
    );
    const [change, ...more] = (await findPlan(advocate, session)).changes;
    expect(more).toEqual([]);
    expect(change).toMatchObject({ isDropped: true, on: null });
    await dropDeadline(advocate, { sessionId: session, id: change?.id ?? "" });
    expect((await findPlan(advocate, session)).changes).toEqual([]);
  });

  it("leave the steps before them their day when they go", async () => {
    await keepDeadline(advocate, own(session));
    const id = (await findPlan(advocate, session)).changes[0]?.id ?? "";
    await keepTask(advocate, step(session, { before: `deadline:${id}`, days: "3" }));
    expect(await done(dropDeadline(reader, { sessionId: session, id }))).toBe(false);
    await dropDeadline(advocate, { sessionId: session, id });
    expect((await findPlan(advocate, session)).tasks).toMatchObject([
      { on: "2026-11-28", deadlineId: null, daysBefore: null },
    ]);
  });

  it("keep their session, their rule and their author", async () => {
    await keepDeadline(advocate, own(session));
    for (const column of ["session_id", "rule", "recorded_by", "org_id"]) {
      await expect(
        asActor(advocate, (tx) =>
          tx.execute(sql`update session_deadlines set ${sql.raw(column)} = null`),
        ),
      ).rejects.toMatchObject({ code: "42501" });
    }
  });

  it("know no hour without a day, and no name for what has a rule", async () => {
    const insert = (values: object) =>
      asActor(advocate, (tx) =>
        tx.insert(sessionDeadlines).values({
          orgId: ours.id,
          sessionId: session,
          recordedBy: advocate.membershipId,
          ...values,
        }),
      );
    expect(await done(insert({ title: "x", dueTime: "10:00" }))).toBe(false);
    expect(await done(insert({ rule: "statement_due", title: "x" }))).toBe(false);
    expect(await done(insert({ title: "x", dueOn: "2026-12-01" }))).toBe(false);
    expect(await done(insert({ title: "x" }))).toBe(true);
  });
});

describe("steps", () => {
  it("are their organisation's alone, also before a session that was shared", async () => {
    await shareTheSession();
    await keepTask(advocate, step(session));
    await keepTask(partner, step(session, { title: "Theirs" }));
    expect((await findPlan(advocate, session)).tasks.map(({ title }) => title)).toEqual([
      "Draft it",
    ]);
    expect((await findPlan(partner, session)).tasks.map(({ title }) => title)).toEqual(["Theirs"]);
    expect(await done(keepTask(partner, step(await aSession(ours))))).toBe(false);
  });

  it("are planned by writers, and finished by them and their owner, who changes nothing else", async () => {
    expect(await done(keepTask(reader, step(session)))).toBe(canPlan(reader));
    const other = await aMember(ours, "reader");
    await keepTask(advocate, step(session, { ownerId: reader.membershipId }));
    const [task] = (await findPlan(advocate, session)).tasks;
    const id = task?.id ?? "";
    const finish = (member: Member, isDone = true) =>
      done(finishTask(member, { sessionId: session, id, done: isDone }));
    expect(await finish(other)).toBe(canFinish(other, { ownerId: reader.membershipId }));
    expect(await finish(reader)).toBe(canFinish(reader, { ownerId: reader.membershipId }));
    expect((await findPlan(advocate, session)).tasks[0]).toMatchObject({
      doneByName: reader.personName,
    });
    // Said again, it stays as it was said first; taken back by a writer.
    expect(await finish(advocate)).toBe(true);
    expect((await findPlan(advocate, session)).tasks[0]?.doneByName).toBe(reader.personName);
    expect(await finish(advocate, false)).toBe(true);

    expect(await done(keepTask(reader, { ...step(session), id }))).toBe(false);
    expect(await done(removeTask(reader, { sessionId: session, id }))).toBe(false);
    await broken(
      "alter table session_tasks disable trigger guard_session_task",
      async () =>
        expect(
          await done(keepTask(reader, { ...step(session, { ownerId: reader.membershipId }), id })),
        ).toBe(true),
      "alter table session_tasks enable trigger guard_session_task",
    );
    expect(await done(removeTask(advocate, { sessionId: session, id }))).toBe(true);
  });

  it("belong to somebody who is there, and are said to be done by whoever says so", async () => {
    const gone = await aMember(ours, "advocate", "left");
    for (const ownerId of [gone.membershipId, partner.membershipId]) {
      expect(await done(keepTask(advocate, step(session, { ownerId })))).toBe(false);
    }
    await keepTask(advocate, step(session));
    await expect(
      asActor(advocate, (tx) =>
        tx.update(sessionTasks).set({ doneAt: new Date(), doneBy: reader.membershipId }),
      ),
    ).rejects.toMatchObject({ code: "PL004" });
  });

  it("are added once, however often the same form is sent", async () => {
    const once = "0199aaaa-0000-7000-8000-000000000001";
    await keepTask(advocate, step(session), once);
    await keepTask(advocate, step(session), once);
    await addTasks(advocate, session, [step(session, { title: "Another" })], once);
    expect((await findPlan(advocate, session)).tasks).toHaveLength(2);
  });

  it("do not hang on a deadline of another session", async () => {
    const other = await aSession(ours);
    await keepDeadline(advocate, own(other));
    const id = (await findPlan(advocate, other)).changes[0]?.id ?? "";
    await expect(
      keepTask(advocate, step(session, { before: `deadline:${id}` })),
    ).rejects.toMatchObject({ code: "23503" });
  });
});

describe("what is said of one State's deadline", () => {
  const said = (more: object) =>
    ({
      sessionId: session,
      rule: "advance_questions_due",
      date: day("2032-01-05"),
      ...more,
    }) as never;

  it("stands beside what is said of another's and of the rule, each once", async () => {
    for (const code of ["XEA", "XEB", null, "XEA", null]) {
      await changeDeadline(advocate, ChangeDeadline.parse(said({ note: `Of ${code}` })), code);
    }
    await changeDeadline(advocate, ChangeDeadline.parse(said({ note: "Again" })), "XEA");
    const { changes } = await findPlan(advocate, session);
    expect(changes.map(({ stateCode, note }) => `${stateCode} ${note}`).sort()).toEqual([
      "XEA Again",
      "XEB Of XEB",
      "null Of null",
    ]);
  });

  it("is of a rule that follows from a review, and of no other", async () => {
    await expect(
      changeDeadline(advocate, ChangeDeadline.parse(said({ rule: "statement_due" })), "XEA"),
    ).rejects.toMatchObject({ code: "23514" });
  });

  it("is said twice where the key is gone (the broken variant)", async () => {
    const superuser = asSuperuser();
    const twice = async () => {
      const row = superuser`insert into session_deadlines
        (org_id, session_id, rule, state_code, due_on, due_precision, recorded_by)
        values (${ours.id}, ${session}, 'advance_questions_due', 'XEA', '2032-01-05', 'day', ${advocate.membershipId})`;
      return row.then(
        () => true,
        () => false,
      );
    };
    expect([await twice(), await twice()]).toEqual([true, false]);
    await superuser`drop index a_rule_is_changed_once_for_a_state`;
    try {
      expect(await twice()).toBe(true);
    } finally {
      await superuser`delete from session_deadlines where session_id = ${session}`;
      await superuser`create unique index a_rule_is_changed_once_for_a_state on session_deadlines
        (session_id, org_id, rule, state_code) where state_code is not null`;
    }
  });
});

describe("a calendar's secret address", () => {
  const tokenOf = (link: string) => link.split("/").at(-2) ?? "";
  const facts = async (token: string) =>
    (await readFeed(token, "192.0.2.0/24")) as FeedFacts | null;

  it("holds what its member reads, and nothing that anybody wrote", async () => {
    const title = "Zebra crossing of Example State 1";
    const secret = await aSession(theirs, { title });
    await asSuperuser()`update sessions set title = ${title}, note = ${title} where id = ${session}`;
    await keepDeadline(advocate, own(session, title));
    await keepTask(advocate, step(session, { title, ownerId: advocate.membershipId }));
    await keepTask(advocate, step(session, { title, ownerId: reader.membershipId }));
    const theCase = await aCase(advocate, { title, countryCode: "XEF" });
    const commitment = await aCommitment(theCase, session);
    await asSuperuser()`update commitments set due_on = current_date + 3, owner_id = ${advocate.membershipId}
      where id = ${commitment}`;
    const read = await facts(tokenOf(await makeFeed(advocate)));
    const found = read?.sessions.find(({ id }) => id === session);
    expect(found).toMatchObject({ startsOn: "2026-12-07", changes: [{ on: "2026-12-01" }] });
    expect(found?.tasks).toHaveLength(1);
    expect(read?.sessions.map(({ id }) => id)).not.toContain(secret);
    expect(read?.sessions.some(({ kind }) => kind === "hrc_regular")).toBe(true);
    expect(JSON.stringify(read)).not.toMatch(/Zebra|XE[A-G]|stateCode|PL-\d|title|note/);
  });

  it("follows what is said of one State's deadline, and names no State", async () => {
    const review = await aSession(ours, { kind: "upr_working_group", startsOn: "2032-01-19" });
    const reviews = ["XEB", "XEA"].map((stateCode, at) => ({
      kind: "review",
      on: `2032-01-2${at}`,
      precision: "day",
      stateCode,
    }));
    await asSuperuser()`update sessions set milestones = ${asSuperuser().json(reviews as never)}
      where id = ${review}`;
    await changeDeadline(
      advocate,
      ChangeDeadline.parse({
        sessionId: review,
        rule: "advance_questions_due",
        date: day("2032-01-05"),
      }),
      "XEA",
    );
    const read = await facts(tokenOf(await makeFeed(advocate)));
    const due = () =>
      feedEntries(read as FeedFacts, calendarWords("en"), new Date("2032-01-01"))
        .filter(({ uid }) => uid.startsWith(review) && uid.includes("advance"))
        .map(({ when }) => "from" in when && when.from);
    expect(due()).toEqual(["2032-01-05", "2032-01-10"]);
    expect(JSON.stringify(read)).not.toMatch(/XE[A-G]|stateCode/);
  });

  it("forgets what its member no longer reads, in the same moment", async () => {
    const theCase = await aCase(advocate);
    const conversation = await aConversation(advocate, { about: [theCase] });
    await asSuperuser()`update conversations set next_step = 'Write', next_due_on = current_date + 2,
      next_owner_id = ${advocate.membershipId} where id = ${conversation}`;
    const token = tokenOf(await makeFeed(advocate));
    expect((await facts(token))?.steps).toHaveLength(1);
    await asSuperuser()`delete from case_readers where case_id = ${theCase.id}`;
    expect((await facts(token))?.steps).toEqual([]);

    await shareTheSession();
    const guest = tokenOf(await makeFeed(partner));
    const ids = async () => (await facts(guest))?.sessions.map(({ id }) => id);
    expect(await ids()).toContain(session);
    await asSuperuser()`delete from commitment_readers where session_id = ${session}`;
    expect(await ids()).not.toContain(session);
  });

  it("is kept as a hash that nobody reads, and is one for each member", async () => {
    const first = tokenOf(await makeFeed(advocate));
    const second = tokenOf(await makeFeed(advocate));
    expect(second).not.toBe(first);
    expect(await facts(first)).toBeNull();
    expect(await facts(second)).not.toBeNull();
    expect((await findFeed(advocate))?.lastReadAt).toBeInstanceOf(Date);
    const rows =
      await asSuperuser()`select *, encode(token_hash, 'escape') as plain from calendar_feeds
      where membership_id = ${advocate.membershipId}`;
    expect(JSON.stringify(rows)).not.toContain(second);
    expect(rows.filter((row) => row.token_hash.equals(hashSecret(second)))).toHaveLength(1);
    await expect(
      asActor(advocate, (tx) => tx.execute(sql`select token_hash from calendar_feeds`)),
    ).rejects.toMatchObject({ code: "42501" });
  });

  it("ends when its member says so, or is no member any more", async () => {
    const token = tokenOf(await makeFeed(advocate));
    await endFeed(partner);
    await endFeed(reader);
    expect(await facts(token)).not.toBeNull();
    await endFeed(advocate);
    expect(await facts(token)).toBeNull();
    await expect(
      asSuperuser()`update calendar_feeds set revoked_at = null where membership_id = ${advocate.membershipId}`,
    ).rejects.toMatchObject({ code: "PL004" });

    const again = tokenOf(await makeFeed(reader));
    await asSuperuser()`update memberships set status = 'suspended' where id = ${reader.membershipId}`;
    expect(await facts(again)).toBeNull();
  });

  it("is not made for another, nor opened by whoever is signed in", async () => {
    await expect(
      asActor(advocate, (tx) =>
        tx.execute(sql`insert into calendar_feeds (org_id, membership_id, token_hash)
          values (${ours.id}, ${reader.membershipId}, ${hashSecret("x")})`),
      ),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(
      asActor(advocate, (tx) => tx.execute(sql`select app.read_calendar(${hashSecret("x")})`)),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(
      asSystem((tx) => tx.execute(sql`select * from calendar_feeds`)),
    ).rejects.toMatchObject({ code: "42501" });
  });

  it("is read sixty times an hour and no more", async () => {
    const token = tokenOf(await makeFeed(advocate));
    for (let read = 0; read < 60; read++) {
      expect(await facts(token)).toHaveProperty("sessions");
    }
    const refused = (await facts(token)) as unknown as { wait: number };
    expect(refused.wait).toBeGreaterThan(3_500);
    expect(refused).not.toHaveProperty("sessions");
    await asSuperuser()`update calendar_feeds set counted_from = now() - interval '61 minutes'
      where membership_id = ${advocate.membershipId}`;
    expect(await facts(token)).toHaveProperty("sessions");
  });

  it("slows a network that asks for addresses that are none, and no other, and no sign-in", async () => {
    const [bad, good] = ["198.51.100.0/24", "203.0.113.0/24"];
    const token = tokenOf(await makeFeed(advocate));
    for (let guess = 0; guess < 60; guess++) {
      expect(await readFeed(guess % 2 ? newSecret() : "not a token", bad)).toBeNull();
    }
    expect(await readFeed(newSecret(), bad)).toMatchObject({ wait: expect.any(Number) });
    expect(await readFeed(token, bad)).toMatchObject({ wait: expect.any(Number) });
    expect(await readFeed(token, good)).toHaveProperty("sessions");
    const [counted] =
      await asSuperuser()`select count(*)::int as n from sign_in_failures where network is not null`;
    expect(counted?.n).toBe(0);
  });

  it("turns red when the function forgets to ask who reads", async () => {
    const secret = await aSession(theirs);
    const token = tokenOf(await makeFeed(advocate));
    const sees = async () => (await facts(token))?.sessions.some(({ id }) => id === secret);
    expect(await sees()).toBe(false);
    const [row] = await asSuperuser()<{ text: string }[]>`
      select pg_get_functiondef('app.read_calendar(bytea)'::regprocedure) as text`;
    const text = row?.text ?? "";
    const careless = text.replace("(s.org_id is null or s.org_id = feed.org_id", "(true");
    expect(careless).not.toBe(text);
    await broken(careless, async () => expect(await sees()).toBe(true), text);
    expect(await sees()).toBe(false);
  });
});

it("a refusal of the wall is said in words", async () => {
  await expect(removeTask(reader, { sessionId: session, id: session })).rejects.toBeInstanceOf(
    Refusal,
  );
});
