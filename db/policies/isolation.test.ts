import { eq, inArray, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asActor, type Tx } from "../client";
import {
  alertComments,
  alertPassages,
  alerts,
  alertTexts,
  alertVersions,
  auditLog,
  caseEvents,
  cases,
  commitmentEvents,
  commitmentReaders,
  commitments,
  consents,
  conversationEvents,
  conversations,
  defenderIdentities,
  defenders,
  endorsements,
  signOnRequests,
} from "../schema";
import { aComment, anAlert, aRequest, aVersion } from "../testing/alerts";
import { asSuperuser, useDatabase } from "../testing/database";
import type { Member } from "../testing/factories";
import {
  aRandomWorld,
  type Chance,
  chance,
  change,
  isInTeam,
  type ModelCase,
  mayRead,
  readableCommitments,
  readsConversation,
  rightTo,
  talkAbout,
  type World,
} from "../testing/random-world";

useDatabase();

const reads = Number(process.env.ISOLATION_READS ?? 10_000);
const seed = Number(process.env.ISOLATION_SEED ?? Date.now() % 1_000_000);

/** One way of looking: what the database showed, and what the rules of the domain say that it should. */
interface Look {
  name: string;
  shown(tx: Tx, theCase: ModelCase): PromiseLike<string[]>;
  expected(world: World, member: Member, theCase: ModelCase): string[];
}

const all = (rows: { id: string }[]) => rows.map((row) => row.id);
const casesOf = (world: World, member: Member) =>
  world.cases.filter((theCase) => mayRead(world, member, theCase));
const conversationsOf = (world: World, member: Member) =>
  world.conversations
    .filter((conversation) => readsConversation(world, member, conversation))
    .map(({ id }) => id);

const looks: Look[] = [
  {
    name: "all cases",
    shown: (tx) => tx.select({ id: cases.id }).from(cases).then(all),
    expected: (world, member) => casesOf(world, member).map(({ id }) => id),
  },
  {
    name: "one case by its id",
    shown: (tx, theCase) =>
      tx.select({ id: cases.id }).from(cases).where(eq(cases.id, theCase.id)).then(all),
    expected: (world, member, theCase) => (mayRead(world, member, theCase) ? [theCase.id] : []),
  },
  {
    name: "all commitments",
    shown: (tx) => tx.select({ id: commitments.id }).from(commitments).then(all),
    expected: (world, member) =>
      world.cases.flatMap((theCase) => readableCommitments(world, member, theCase)),
  },
  {
    name: "the list of commitments, each once",
    shown: (tx) =>
      tx.select({ id: commitmentReaders.commitmentId }).from(commitmentReaders).then(all),
    expected: (world, member) =>
      world.cases.flatMap((theCase) => readableCommitments(world, member, theCase)),
  },
  {
    name: "the total of commitments",
    shown: (tx) =>
      tx
        .execute<{ id: string }>(
          sql`select coalesce(sum(n), 0)::text as id from commitment_tallies`,
        )
        .then((rows) => all([...rows])),
    expected: (world, member) => [
      String(world.cases.flatMap((theCase) => readableCommitments(world, member, theCase)).length),
    ],
  },
  {
    name: "history of a case's commitments",
    shown: (tx, theCase) =>
      tx
        .selectDistinct({ id: commitmentEvents.commitmentId })
        .from(commitmentEvents)
        .where(eq(commitmentEvents.caseId, theCase.id))
        .then(all),
    expected: readableCommitments,
  },
  {
    name: "public labels of defenders",
    shown: (tx, theCase) =>
      tx
        .select({ id: defenders.id })
        .from(defenders)
        .where(eq(defenders.caseId, theCase.id))
        .then(all),
    expected: (world, member, theCase) =>
      mayRead(world, member, theCase) ? theCase.defenders.map(({ id }) => id) : [],
  },
  {
    name: "identities",
    shown: (tx) =>
      tx.selectDistinct({ id: defenderIdentities.caseId }).from(defenderIdentities).then(all),
    expected: (world, member) =>
      world.cases
        .filter((theCase) => theCase.defenders.length > 0 && isInTeam(world, member, theCase))
        .map(({ id }) => id),
  },
  {
    name: "consent records",
    shown: (tx) => tx.selectDistinct({ id: consents.caseId }).from(consents).then(all),
    expected: (world, member) =>
      world.cases
        .filter(
          (theCase) =>
            isInTeam(world, member, theCase) &&
            theCase.defenders.some(({ answers }) => answers.size > 0),
        )
        .map(({ id }) => id),
  },
  {
    name: "events of a case",
    shown: (tx) => tx.selectDistinct({ id: caseEvents.caseId }).from(caseEvents).then(all),
    expected: (world, member) => casesOf(world, member).map(({ id }) => id),
  },
  {
    name: "activity on cases",
    shown: (tx) =>
      tx
        .selectDistinct({ id: auditLog.subjectId })
        .from(auditLog)
        .where(inArray(auditLog.subject, ["cases", "commitments"]))
        .then(all),
    expected: (world, member) =>
      world.cases.flatMap((theCase) => [
        ...(mayRead(world, member, theCase) ? [theCase.id] : []),
        ...readableCommitments(world, member, theCase),
      ]),
  },
  {
    name: "search",
    shown: (tx) =>
      tx
        .execute<{ id: string }>(sql`select case_id as id from app.search_cases('Case', 1000)`)
        .then((rows) => all([...rows])),
    expected: (world, member) => casesOf(world, member).map(({ id }) => id),
  },
  {
    name: "conversations",
    shown: (tx) => tx.select({ id: conversations.id }).from(conversations).then(all),
    expected: conversationsOf,
  },
  {
    name: "corrections of conversations",
    shown: (tx) =>
      tx
        .selectDistinct({ id: conversationEvents.conversationId })
        .from(conversationEvents)
        .then(all),
    expected: conversationsOf,
  },
  {
    name: "activity on conversations",
    shown: (tx) =>
      tx
        .selectDistinct({ id: auditLog.subjectId })
        .from(auditLog)
        .where(eq(auditLog.subject, "conversations"))
        .then(all),
    expected: conversationsOf,
  },
  {
    name: "alerts",
    shown: (tx) => tx.select({ id: alerts.id }).from(alerts).then(all),
    expected: (world, member) => casesOf(world, member).map(({ alertId }) => alertId as string),
  },
  ...(
    [
      ["texts", alertTexts],
      ["versions", alertVersions],
      ["comments", alertComments],
      ["requests to sign", signOnRequests],
      ["signatures", endorsements],
    ] as const
  ).map(
    ([name, table]): Look => ({
      name: `${name} of alerts`,
      shown: (tx) =>
        tx
          .selectDistinct({ id: table.alertId })
          .from(table as typeof alertTexts)
          .then(all),
      expected: (world, member) => casesOf(world, member).map(({ alertId }) => alertId as string),
    }),
  ),
  {
    name: "sealed passages",
    shown: (tx) => tx.select({ id: alertPassages.caseId }).from(alertPassages).then(all),
    expected: (world, member) =>
      world.cases.filter((theCase) => isInTeam(world, member, theCase)).map(({ id }) => id),
  },
  {
    name: "the right to a text",
    shown: (tx, theCase) =>
      tx
        .execute<{ id: string }>(sql`select coalesce(app.alert_right(${theCase.id}), 'none') as id`)
        .then((rows) => all([...rows])),
    expected: (world, member, theCase) => [rightTo(world, member, theCase)],
  },
];

it(`shows ${reads} random reads nothing foreign and hides nothing that is one's own`, async () => {
  const luck = chance(seed);
  const world = await aRandomWorld(luck);
  await sealSomething(world);
  const rounds = 10;
  const mistakes: string[] = [];
  for (let round = 0; round < rounds; round++) {
    mistakes.push(...(await readAtRandom(world, luck, Math.ceil(reads / rounds))));
    for (let changes = 0; changes < 30; changes++) {
      await change(world, luck);
    }
  }
  expect(mistakes, `seed ${seed}`).toEqual([]);
}, 1_200_000);

describe("turns red when", () => {
  const mutants: [string, string][] = [
    [
      "cases are open to everybody",
      `alter policy "whoever the case is open to reads it" on cases using (true)`,
    ],
    [
      "a case is open to its whole organisation",
      `alter policy "whoever the case is open to reads it" on cases using (org_id = app.org())`,
    ],
    [
      "access to a case is looked up for anybody",
      `alter policy "everybody knows their own access" on case_readers using (true); alter policy "whoever the case is open to reads it" on cases using (exists (select 1 from case_readers r where r.case_id = cases.id))`,
    ],
    [
      "commitments are open to everybody",
      `alter policy "whoever the commitment is open to reads it" on commitments using (true)`,
    ],
    [
      "commitments are as open as their case",
      `alter policy "whoever the commitment is open to reads it" on commitments using (exists (select 1 from case_readers r where r.case_id = commitments.case_id and r.audience_id in (app.org(), app.membership())))`,
    ],
    [
      "lists are open to everybody",
      `alter policy "everybody reads their own list" on commitment_readers using (true)`,
    ],
    [
      "totals count everybody's",
      `alter policy "everybody reads their own totals" on commitment_tallies using (true)`,
    ],
    [
      "history is open to readers of the case",
      `alter policy "readers of a commitment read its history" on commitment_events using (exists (select 1 from case_readers r where r.case_id = commitment_events.case_id and r.audience_id in (app.org(), app.membership())))`,
    ],
    [
      "labels are open to everybody",
      `alter policy "readers of the case read public labels" on defenders using (true)`,
    ],
    [
      "identities are open to readers of the case",
      `alter policy "the team alone reads identities" on defender_identities using (exists (select 1 from case_readers r where r.case_id = defender_identities.case_id and r.audience_id in (app.org(), app.membership())))`,
    ],
    [
      "consent is open to readers of the case",
      `alter policy "the team reads consent" on consents using (exists (select 1 from case_readers r where r.case_id = consents.case_id and r.audience_id in (app.org(), app.membership())))`,
    ],
    [
      "events are open to everybody",
      `alter policy "readers of the case read its events" on case_events using (true)`,
    ],
    [
      "the log is open to the organisation",
      `alter policy "the log is as readable as what it tells of" on audit_log using (org_id = app.org())`,
    ],
    [
      "sealed passages are open to readers of the case",
      `alter policy "the team alone reads sealed passages" on alert_passages using (exists (select 1 from case_readers r where r.case_id = alert_passages.case_id and r.audience_id in (app.org(), app.membership())))`,
    ],
    [
      "texts are open to the organisation",
      `alter policy "readers of the case read its texts" on alert_texts using (org_id = app.org())`,
    ],
    [
      "versions are open to everybody",
      `alter policy "readers of the case read its versions" on alert_versions using (true)`,
    ],
    [
      "whoever reads a text may write in it",
      `create or replace function app.alert_right(of_case uuid) returns text language sql stable security definer set search_path = pg_catalog, public, app as $$ select 'write' from case_readers r where r.case_id = of_case and r.audience_id in (app.org(), app.membership()) limit 1 $$`,
    ],
    [
      "a conversation is open with any of its cases",
      `alter policy "a conversation is read with all of its cases" on conversations using (subjects = 0 and org_id = app.org() or exists (select 1 from conversation_cases l where l.conversation_id = conversations.id))`,
    ],
    [
      "a conversation is as open as its case",
      `alter policy "a case is seen to be talked about as far as that is open" on conversation_cases using (exists (select 1 from case_readers r where r.case_id = conversation_cases.case_id and r.audience_id in (app.org(), app.membership())))`,
    ],
    ["row security of cases is switched off", "alter table cases disable row level security"],
    [
      "search looks past the wall",
      `create or replace function app.search_cases(sought text, at_most integer) returns table (case_id uuid) language sql stable security definer set search_path = pg_catalog, public, app as $$ select id from cases limit at_most $$`,
    ],
    ["a withdrawal waits", "alter table consents disable trigger consent_changed"],
    [
      "a share ignores consent",
      `create or replace function app.consent_level(of_case uuid, of_scope text, of_org uuid default null, of_state text default null, kinds text[] default null) returns integer language sql stable as $$ select 2 $$`,
    ],
    [
      "a suspended member keeps reading",
      'alter table memberships disable trigger user; update sign_ins set active_org_id = active_org_id; create or replace function app.membership() returns uuid language sql stable as $$ select m.id from memberships m where m.person_id = app.person() limit 1 $$; alter policy "members know their colleagues and their own memberships" on memberships using (true)',
    ],
  ];

  it.each(mutants)(
    "%s",
    async (_name, mutation) => {
      const luck = chance(20_180_413);
      const world = await aRandomWorld(luck, { organisations: 3, cases: 14 });
      await sealSomething(world);
      expect(await readAtRandom(world, luck, 60)).toEqual([]);
      await withMutation(mutation, async () => {
        for (let changes = 0; changes < 400; changes++) {
          await change(world, luck);
        }
        expect((await readAtRandom(world, luck, 600)).length).toBeGreaterThan(0);
      });
    },
    120_000,
  );
});

async function readAtRandom(world: World, luck: Chance, times: number): Promise<string[]> {
  const mistakes: string[] = [];
  const oneRead = async () => {
    const member = luck.one(world.members);
    const theCase = luck.one(world.cases);
    const look = luck.one(looks);
    // Other tests of this file have worlds of their own, which nobody of this one should meet.
    const shown = (await asActor(member, (tx) => look.shown(tx, theCase))).sort();
    const expected = look.expected(world, member, theCase).sort();
    if (shown.length !== expected.length || shown.some((id, i) => id !== expected[i])) {
      const foreign = shown.filter((id) => !expected.includes(id)).length;
      const hidden = expected.filter((id) => !shown.includes(id)).length;
      mistakes.push(`${look.name}: ${foreign} foreign, ${hidden} hidden, for one ${member.role}`);
    }
  };
  let left = times;
  const worker = async () => {
    while (left-- > 0) {
      await oneRead();
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return mistakes;
}

/** An identity, an event and an alert for every case, and talks: what only the team, and only readers, may meet. */
async function sealSomething(world: World): Promise<void> {
  const sql = asSuperuser();
  for (const theCase of world.cases) {
    for (const defender of theCase.defenders) {
      await sql`insert into defender_identities (org_id, case_id, defender_id, sealed)
        values (${theCase.orgId}, ${theCase.id}, ${defender.id}, 'sealed')`;
    }
    await sql`insert into case_events (org_id, case_id, kind, title, recorded_by)
      values (${theCase.orgId}, ${theCase.id}, 'other', 'Event', ${theCase.lead.membershipId})`;
    const alert = await anAlert(theCase, theCase.lead);
    theCase.alertId = alert.id;
    await sql`insert into alert_passages (org_id, case_id, alert_id, words, sealed_by)
      values (${theCase.orgId}, ${theCase.id}, ${alert.id}, 'Sealed', ${theCase.lead.membershipId})`;
    const { id, hash } = await aVersion(alert, { purpose: "sign_on" });
    await aComment(alert, theCase.lead);
    await aRequest(alert, { id: theCase.orgId, name: "" }, theCase.lead);
    await sql`insert into endorsements (org_id, case_id, alert_id, version_id, hash, signer_org_id, membership_id, answer)
      values (${theCase.orgId}, ${theCase.id}, ${alert.id}, ${id}, ${hash}, ${theCase.orgId},
        ${theCase.lead.membershipId}, 'signed')`;
  }
  await talkAbout(world, chance(20_261_126), world.cases.length * 2);
  await sql`update conversations set said = 'Corrected'`;
}

/** Breaks the wall in the way of the mutation, and mends it afterwards by putting back what the catalogue held. */
async function withMutation(mutation: string, work: () => Promise<void>): Promise<void> {
  const sql = asSuperuser();
  const policies = await sql<{ tablename: string; policyname: string; qual: string | null }[]>`
    select tablename, policyname, qual from pg_policies where schemaname = 'public' and qual is not null`;
  const functions = await sql<{ definition: string }[]>`
    select pg_get_functiondef(oid) as definition from pg_proc where pronamespace = 'app'::regnamespace`;
  try {
    await sql.unsafe(mutation).simple();
    await work();
  } finally {
    for (const { tablename, policyname, qual } of policies) {
      await sql.unsafe(`alter policy "${policyname}" on "${tablename}" using (${qual})`);
    }
    for (const { definition } of functions) {
      await sql.unsafe(definition);
    }
    await sql
      .unsafe(`alter table cases enable row level security;
      alter table consents enable trigger consent_changed; alter table memberships enable trigger user`)
      .simple();
    for (const table of ["cases"]) {
      await sql.unsafe(`alter table ${table} force row level security`);
    }
  }
}
