import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asActor } from "../client";
import type { Telling } from "../reference/words";
import { asSuperuser, useDatabase } from "../testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aConversation,
  aMember,
  anOrganisation,
  aSession,
  aShare,
  aSharedCase,
  type Case,
  type Member,
  type Organisation,
} from "../testing/factories";

useDatabase();

const country = "XEG";
const elsewhere = "XEF";
const asked = "XEA";

interface World {
  asker: Member;
  /** The asking organisation's own case in the country. */
  mine: Case;
  talker: Member;
  talkersOrganisation: Organisation;
  /** Who reads the talker's case, so that its ask has left its organisation. */
  third: Organisation;
  /** The talker's case in the same country, which the asker does not read. */
  theirs: Case;
  session: string;
  commitment: string;
}

async function tells(organisation: Organisation, telling: Telling) {
  await asSuperuser()`update organisations set tells_of_talks = ${telling} where id = ${organisation.id}`;
}

/** A partner keeps another case open to the asker, and talks with a State about one that it keeps from them. */
async function aWorld(telling: Telling = "named"): Promise<World> {
  const [asking, talking, third] = [
    await anOrganisation(),
    await anOrganisation(),
    await anOrganisation(),
  ];
  await tells(asking, "unnamed");
  await tells(talking, telling);
  const [asker, talker] = [await aMember(asking), await aMember(talking)];
  await aSharedCase(talker, asking, "read", { countryCode: elsewhere });
  const theirs = await aSharedCase(talker, third, "read", { countryCode: country });
  const session = await aSession(talking, { startsOn: "2099-06-01" });
  const commitment = await aCommitment(theirs, session, {
    stateCode: asked,
    stage: "considering",
    visibility: "partners",
  });
  const mine = await aCase(asker, { countryCode: country });
  return {
    asker,
    mine,
    talker,
    talkersOrganisation: talking,
    third,
    theirs,
    session,
    commitment,
  };
}

/** Further partners that tell without their name and talk with nobody. */
async function quietPartners({ asker }: World, count: number) {
  for (let at = 0; at < count; at++) {
    const organisation = await anOrganisation();
    await tells(organisation, "unnamed");
    await aSharedCase(await aMember(organisation), { id: asker.organisationId, name: "" }, "read", {
      countryCode: elsewhere,
    });
  }
}

async function told(member: Member, theCase: Case) {
  const rows = await asActor(member, (tx) =>
    tx.execute<{ state_code: string; partner: string | null }>(
      sql`select state_code, partner from app.partners_talking(${theCase.id})`,
    ),
  );
  return rows.map((row) => ({ ...row }));
}

describe("that a partner is already talking with a State", () => {
  it("is told by the partner's name where it lets itself be named, and nothing else is", async () => {
    const world = await aWorld("named");
    expect(await told(world.asker, world.mine)).toEqual([
      { state_code: asked, partner: world.talkersOrganisation.name },
    ]);
  });

  it("is told without a name only where three partners may be meant", async () => {
    const world = await aWorld("unnamed");
    await quietPartners(world, 1);
    expect(await told(world.asker, world.mine)).toEqual([]);
    await quietPartners(world, 1);
    expect(await told(world.asker, world.mine)).toEqual([{ state_code: asked, partner: null }]);
  });

  it("is one line however many cases and partners there are", async () => {
    const world = await aWorld("unnamed");
    await quietPartners(world, 2);
    const second = await aSharedCase(world.talker, world.third, "read", { countryCode: country });
    await aCommitment(second, world.session, { stateCode: asked, visibility: "partners" });
    expect(await told(world.asker, world.mine)).toEqual([{ state_code: asked, partner: null }]);
  });

  it("shows nothing of the answer: each stage after contact looks the same", async () => {
    for (const stage of ["asked", "considering", "agreed", "declined", "no_answer"]) {
      const world = await aWorld();
      await asSuperuser()`update commitments set stage = ${stage} where id = ${world.commitment}`;
      expect(await told(world.asker, world.mine)).toHaveLength(1);
    }
  });

  it("ends with the consent of the people in the case, in the same moment", async () => {
    const world = await aWorld();
    expect(await told(world.asker, world.mine)).toHaveLength(1);
    await asSuperuser()`update consents set withdrawn_at = now(), withdrawn_by = ${world.talker.membershipId}
      where case_id = ${world.theirs.id}`;
    expect(await told(world.asker, world.mine)).toEqual([]);
  });

  it("is told to nobody who may not ask about the case", async () => {
    const world = await aWorld();
    const organisation = { id: world.asker.organisationId, name: "" };
    await asSuperuser()`update cases set visibility = 'organisation' where id = ${world.mine.id}`;
    const colleague = await aMember(organisation);
    expect(await told(colleague, world.mine)).toEqual([]);
    expect(await told(world.talker, world.mine)).toEqual([]);
    // Nor does anybody get at it through the case that it is about.
    expect(await told(world.asker, world.theirs)).toEqual([]);
  });
});

/** What takes the telling away, and the line of the rule without which it would be told all the same. */
const silences: [string, (world: World) => PromiseLike<unknown>, string, string][] = [
  [
    "the asking organisation tells nothing itself",
    ({ asker }) => tells({ id: asker.organisationId, name: "" }, "no"),
    "and mine.tells_of_talks <> 'no'",
    "",
  ],
  [
    "the partner tells nothing",
    ({ talkersOrganisation }) =>
      asSuperuser()`update organisations set tells_of_talks = 'no' where id = ${talkersOrganisation.id}`,
    "where t.tells = 'named'",
    "where true",
  ],
  [
    "the partner keeps no case open to the asking organisation, whatever that shares with it",
    async ({ asker, talker, talkersOrganisation }) => {
      await asSuperuser()`update case_shares set revoked_at = now()
        where org_id = ${talker.organisationId} and partner_org_id = ${asker.organisationId}`;
      await aSharedCase(asker, talkersOrganisation);
    },
    "r.org_id = o.id and r.audience_id = app.org()",
    "(r.org_id, r.audience_id) in ((o.id, app.org()), (app.org(), o.id))",
  ],
  [
    "the case is restricted",
    ({ theirs }) =>
      asSuperuser()`update cases set security_level = 'restricted' where id = ${theirs.id}`,
    "and k.security_level = 'standard'",
    "",
  ],
  [
    "the position is for the team alone",
    ({ commitment }) =>
      asSuperuser()`update commitments set confidentiality = 'team' where id = ${commitment}`,
    "and c.confidentiality in ('public', 'coalition')",
    "",
  ],
  [
    "nobody has talked with the State yet",
    ({ commitment }) =>
      asSuperuser()`update commitments set stage = 'planned' where id = ${commitment}`,
    "and c.stage in ('asked', 'considering', 'agreed', 'declined', 'no_answer')",
    "",
  ],
  [
    "the ask is closed",
    ({ commitment }) =>
      asSuperuser()`update commitments set closed_as = 'lapsed' where id = ${commitment}`,
    "and c.closed_as is null",
    "",
  ],
  [
    "the occasion is over",
    ({ session }) =>
      asSuperuser()`update sessions set starts_on = current_date - 2 where id = ${session}`,
    "coalesce(s.ends_on, s.starts_on) >= current_date",
    "true or current_date - 400 > current_date",
  ],
  [
    "the case is in another country",
    ({ theirs }) =>
      asSuperuser()`update cases set country_code = ${elsewhere} where id = ${theirs.id}`,
    "k.country_code = a.country_code",
    "true",
  ],
  [
    "the ask is for its own organisation",
    ({ commitment }) =>
      asSuperuser()`update commitments set visibility = 'organisation' where id = ${commitment}`,
    "and p.via = 'partner'",
    "",
  ],
];

describe("nothing is told when", () => {
  it.each(silences)("%s", async (_name, change, line, broken) => {
    const world = await aWorld();
    await change(world);
    expect(await told(world.asker, world.mine)).toEqual([]);
    await without(line, broken, async () => {
      expect(await told(world.asker, world.mine)).toHaveLength(1);
    });
  });

  it("a partner would be alone under its roof of three (the broken variant)", async () => {
    const world = await aWorld("unnamed");
    expect(await told(world.asker, world.mine)).toEqual([]);
    await without(">= 3", ">= 1", async () => {
      expect(await told(world.asker, world.mine)).toHaveLength(1);
    });
  });
});

/** The talker has asked nobody yet, and logged a conversation about the case for partners too. */
async function aTalk(told: Partial<Parameters<typeof aConversation>[1]> = {}) {
  const world = await aWorld();
  await asSuperuser()`update commitments set stage = 'planned' where id = ${world.commitment}`;
  const talk = await aConversation(world.talker, {
    stateCode: asked,
    visibility: "partners",
    about: [world.theirs],
    hadOn: await daysAgo(3),
    ...told,
  });
  return { ...world, talk };
}

async function daysAgo(days: number): Promise<string> {
  const [found] = await asSuperuser()<{ day: string }[]>`
    select (current_date - ${days}::int)::text as day`;
  return found?.day ?? "";
}

type Talk = Awaited<ReturnType<typeof aTalk>>;

it("counts a conversation as talking, whether or not an ask moved by it", async () => {
  const world = await aTalk();
  const line = [{ state_code: asked, partner: world.talkersOrganisation.name }];
  expect(await told(world.asker, world.mine)).toEqual(line);
  const about = { ...world.theirs, commitmentId: world.commitment };
  await asSuperuser()`delete from conversations where id = ${world.talk}`;
  await aConversation(world.talker, { stateCode: asked, visibility: "partners", about: [about] });
  expect(await told(world.asker, world.mine)).toEqual(line);
});

/** What keeps a conversation untold, and the line of the rule without which it would be told all the same. */
const untold: [string, (talk: Talk) => PromiseLike<unknown>, string, string][] = [
  [
    "it was taken back",
    ({ talk }) => asSuperuser()`update conversations set taken_back_at = now() where id = ${talk}`,
    "v.taken_back_at is null and",
    "",
  ],
  [
    "it is for its own organisation",
    ({ talk }) =>
      asSuperuser()`update conversations set visibility = 'organisation' where id = ${talk}`,
    "and v.visibility = 'partners'",
    "",
  ],
  [
    "it was a season ago",
    async ({ talk }) =>
      asSuperuser()`update conversations set had_on = ${await daysAgo(93)} where id = ${talk}`,
    ">= current_date - 92",
    ">= current_date - 95",
  ],
  [
    "its case is closed",
    ({ theirs }) => asSuperuser()`update cases set status = 'closed' where id = ${theirs.id}`,
    "and k.status <> 'closed'",
    "",
  ],
  [
    "its case is restricted",
    ({ theirs }) =>
      asSuperuser()`update cases set security_level = 'restricted' where id = ${theirs.id}`,
    "and k.security_level = 'standard'",
    "",
  ],
  [
    "it is about an ask that is closed",
    async ({ talk, commitment }) => {
      await asSuperuser()`update conversation_cases set commitment_id = ${commitment}
        where conversation_id = ${talk}`;
      await asSuperuser()`update commitments set closed_as = 'lapsed' where id = ${commitment}`;
    },
    "and (l.commitment_id is null or l.commitment_id in (select c.id from asks c))",
    "",
  ],
  [
    "one of its asks holds a position for the team alone",
    async ({ talk, talker, theirs, commitment }) => {
      await asSuperuser()`insert into conversation_cases (org_id, conversation_id, case_org_id, case_id,
          commitment_id, visibility)
        values (${talker.organisationId}, ${talk}, ${theirs.orgId}, ${theirs.id}, ${commitment}, 'partners')`;
      await asSuperuser()`update commitments set confidentiality = 'team' where id = ${commitment}`;
    },
    "(c.confidentiality not in ('public', 'coalition')\n",
    "(false\n",
  ],
  [
    "another of its cases is read by no partner",
    async ({ talk, talker }) => {
      const second = await aCase(talker, { countryCode: country });
      await asSuperuser()`insert into conversation_cases (org_id, conversation_id, case_org_id, case_id, visibility)
        values (${talker.organisationId}, ${talk}, ${second.orgId}, ${second.id}, 'partners')`;
    },
    "where q.case_id = o.case_id and q.audience_id = p.audience_id",
    "where true",
  ],
  [
    "one of its asks is read by no partner",
    async ({ talk, talker, theirs, commitment }) => {
      await asSuperuser()`insert into conversation_cases (org_id, conversation_id, case_org_id, case_id,
          commitment_id, visibility)
        values (${talker.organisationId}, ${talk}, ${theirs.orgId}, ${theirs.id}, ${commitment}, 'partners')`;
      await asSuperuser()`update commitments set visibility = 'organisation' where id = ${commitment}`;
    },
    "q.commitment_id = o.commitment_id and q.audience_id = p.audience_id",
    "q.commitment_id = o.commitment_id",
  ],
  [
    "the asking organisation reads it itself",
    ({ talker, theirs, asker }) => shareWith(theirs, talker, asker.organisationId),
    "and not reading.by_us",
    "and reading.by_us is not null",
  ],
  [
    "the people in its case withdrew their consent",
    ({ talker, theirs }) =>
      asSuperuser()`update consents set withdrawn_at = now(), withdrawn_by = ${talker.membershipId}
        where case_id = ${theirs.id}`,
    "and not reading.by_us",
    "",
  ],
];

it.each(untold)("tells nothing of a conversation when %s", async (_name, change, line, broken) => {
  const world = await aTalk();
  await change(world);
  expect(await told(world.asker, world.mine)).toEqual([]);
  await without(line, broken, async () => {
    expect(await told(world.asker, world.mine)).toHaveLength(1);
  });
});

async function shareWith(theCase: Case, lead: Member, organisationId: string) {
  const organisation = { id: organisationId, name: "" };
  const [known] = await asSuperuser()<{ id: string }[]>`
    select defender_id as id from consents where case_id = ${theCase.id}`;
  await aConsent(theCase, known?.id ?? "", lead, "share_with_organisation", "anonymous", {
    organisation,
  });
  await aShare(theCase, lead, organisation, "read");
}

/** Runs with the rule in which one line is replaced, and puts the rule back. */
async function without(line: string, broken: string, run: () => Promise<void>) {
  const superuser = asSuperuser();
  const [kept] = await superuser<{ source: string }[]>`
    select pg_get_functiondef('app.partners_talking(uuid)'::regprocedure) as source`;
  const source = kept?.source ?? "";
  expect(source).toContain(line);
  await superuser.unsafe(source.replace(line, broken));
  try {
    await run();
  } finally {
    await superuser.unsafe(source);
  }
}

describe("how far an organisation tells", () => {
  it("is read by itself alone and set by its administrators", async () => {
    const organisation = await anOrganisation();
    await tells(organisation, "named");
    const [member, administrator] = [
      await aMember(organisation),
      await aMember(organisation, "administrator"),
    ];
    const stranger = await aMember(await anOrganisation());
    const own = (who: Member) =>
      asActor(who, (tx) => tx.execute<{ own: string }>(sql`select app.tells_of_talks() as own`));
    expect([...(await own(member))]).toEqual([{ own: "named" }]);
    expect([...(await own(stranger))]).toEqual([{ own: "no" }]);
    await expect(
      asActor(stranger, (tx) => tx.execute(sql`select tells_of_talks from organisations`)),
    ).rejects.toMatchObject({ code: "42501" });
    const set = (who: Member) =>
      asActor(who, (tx) =>
        tx.execute(
          sql`update organisations set tells_of_talks = 'unnamed' where id = ${organisation.id}`,
        ),
      );
    expect((await set(member)).count).toBe(0);
    expect((await set(stranger)).count).toBe(0);
    expect((await set(administrator)).count).toBe(1);
  });
});
