import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
  aShare,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { changeCommitment } from "@/lib/commitments/commands";
import type { Move } from "@/lib/commitments/commitment";
import { recordIntervention } from "@/lib/interventions/commands";
import { RecordIntervention } from "@/lib/interventions/input";
import { addSpeakers } from "@/lib/room/list-commands";
import { MovesServer, movesPath } from "./moves-server";
import { aDoor, aWire, headersOf, until } from "./testing";

useDatabase();

let moves: MovesServer;
let door: Awaited<ReturnType<typeof aDoor>>;
let theCase: Case;
let session: string;
let shareId: string;
let lead: Member;
let colleague: Member;
let partner: Member;
let outsider: Member;

beforeAll(async () => {
  moves = new MovesServer({ socketsPerPerson: 3 });
  door = await aDoor(moves.upgrade);
  const organisation = await anOrganisation();
  const other = await anOrganisation();
  lead = await aMember(organisation);
  colleague = await aMember(organisation);
  outsider = await aMember(organisation);
  partner = await aMember(other);
  session = await aSession(organisation);
  theCase = await aCase(lead);
  await inTeam(theCase, colleague, "editor");
  const defender = await aDefender(theCase);
  await aConsent(theCase, defender, lead, "share_with_organisation", "yes", {
    organisation: other,
  });
  shareId = await aShare(theCase, lead, other);
});
afterAll(async () => {
  await moves.close();
  await door.close();
});

/** An open tracker: what it was told, and why it was closed. */
async function aTracker(secret: string | null, isWanted = true) {
  const tracker = {
    moved: [] as Move[],
    rooms: [] as string[],
    looks: 0,
    end: null as string | null,
    wire: wireOf(secret),
  };
  let isOpen = false;
  tracker.wire.addEventListener("open", () => {
    isOpen = true;
  });
  tracker.wire.addEventListener("message", ({ data }) => {
    const tiding = JSON.parse(String(data));
    tracker.moved.push(...(tiding.moved ?? []));
    tracker.rooms.push(...(tiding.rooms ?? []));
    tracker.looks += tiding.look ? 1 : 0;
  });
  tracker.wire.addEventListener("close", ({ reason }) => {
    tracker.end = reason;
  });
  await until(() => isOpen && (isWanted || tracker.end !== null), "the line");
  return tracker;
}

const wireOf = (secret: string | null) => aWire(door, headersOf(door, secret), movesPath);

/** Everything that was said before this has arrived when the lead, who hears of the colleague, has heard of it. */
async function said(hears: Awaited<ReturnType<typeof aTracker>>) {
  const id = await aCommitment(theCase, session, { stateCode: "ISL", stage: "planned" });
  await changeCommitment(colleague, id, { stage: "asked" });
  await until(() => hears.moved.some((move) => move.id === id), "the last word");
  await asSuperuser()`delete from commitments where id = ${id}`;
  return id;
}

/** Without what is still told of how the scene was made. */
const changed = (moved: Move[]) => moved.filter(({ version }) => version > 1);

describe("an open tracker", () => {
  it("is told of others' changes with the version, and of nobody's own", async () => {
    const id = await aCommitment(theCase, session, { stateCode: "NOR" });
    const theirs = await aTracker(lead.secret);
    const own = await aTracker(colleague.secret);
    await changeCommitment(colleague, id, { stage: "agreed" });
    await until(() => changed(theirs.moved).length > 0, "the change");
    expect(changed(theirs.moved)).toEqual([
      { id, stateCode: "NOR", caseId: theCase.id, sessionId: session, version: 2 },
    ]);
    await said(theirs);
    expect(own.moved.filter((move) => move.id === id)).toEqual([]);
    theirs.wire.close();
    own.wire.close();
  });

  it("hears of nothing that its reader may not read", async () => {
    const hears = await aTracker(lead.secret);
    const [strange, apart] = [await aTracker(outsider.secret), await aTracker(partner.secret)];
    const open = { stateCode: "SWE", visibility: "partners" } as const;
    const [kept, shown] = [
      await aCommitment(theCase, session, { stateCode: "FIN" }),
      await aCommitment(theCase, session, open),
    ];
    await changeCommitment(colleague, kept, { stage: "agreed" });
    await changeCommitment(colleague, shown, { stage: "agreed" });
    await said(hears);
    expect(strange.moved).toEqual([]);
    expect(new Set(apart.moved.map(({ id }) => id))).toEqual(new Set([shown]));
    const before = apart.moved.length;

    await asSuperuser()`update case_shares set revoked_at = now() where id = ${shareId}`;
    await changeCommitment(colleague, shown, { stage: "considering" });
    await said(hears);
    expect(apart.moved).toHaveLength(before);

    // The broken variant: whatever moved is told to everybody.
    const sql = asSuperuser();
    const [kept_] = await sql<{ source: string }[]>`
      select pg_get_functiondef('app.moved_to(jsonb,jsonb)'::regprocedure) as source`;
    const source = kept_?.source ?? "";
    const broken = source.replace("and r.audience_id in (o.org_id, o.membership_id)", "");
    expect(broken).not.toBe(source);
    await sql.unsafe(broken);
    await changeCommitment(colleague, kept, { stage: "declined" });
    await until(() => strange.moved.length > 0, "the leak");
    await sql.unsafe(source);
    for (const { wire } of [hears, strange, apart]) {
      wire.close();
    }
  });

  it("is closed when its sign-in is over, and told nothing more", async () => {
    const organisation = await anOrganisation();
    const [one, other] = [await aMember(organisation), await aMember(organisation)];
    const mine = await aCase(one);
    await inTeam(mine, other, "editor");
    const id = await aCommitment(mine, await aSession(organisation), { stateCode: "NOR" });
    const tracker = await aTracker(one.secret);
    await asSuperuser()`update sign_ins set revoked_at = now() where person_id = ${one.personId}`;
    await changeCommitment(other, id, { stage: "agreed" });
    await until(() => tracker.end !== null, "the end");
    expect([tracker.end, changed(tracker.moved)]).toEqual(["signed-out", []]);
  });

  it("looks for itself after much at once", async () => {
    const codes = await asSuperuser()<{ code: string }[]>`
      select code from states where code not in ('NOR', 'SWE', 'FIN', 'ISL') and code <> ${theCase.countryCode}
      and not is_example order by code limit 60`;
    const ids = [];
    for (const { code } of codes) {
      ids.push(await aCommitment(theCase, session, { stateCode: code }));
    }
    const tracker = await aTracker(lead.secret);
    const before = tracker.looks;
    await asSuperuser().unsafe(
      `insert into commitment_events (org_id, commitment_id, case_id, changes, actor_org_id, person_id)
       select org_id, id, case_id, '{"stage": "agreed"}', org_id, $1 from commitments where id = any($2::uuid[])`,
      [colleague.personId, ids],
    );
    await until(() => tracker.looks > before, "the word to look");
    expect(changed(tracker.moved)).toEqual([]);
    tracker.wire.close();
  });

  it("has nothing to say itself", async () => {
    const tracker = await aTracker(lead.secret);
    tracker.wire.send("x");
    await until(() => tracker.end !== null, "the end");
    expect(tracker.end).toBe("refused");
  });

  it("is not opened without a sign-in, from another site, or a fourth time", async () => {
    expect((await aTracker(null, false)).end).toBe("signed-out");
    const foreign = aWire(
      door,
      { ...headersOf(door, lead.secret), origin: "https://elsewhere.example" },
      movesPath,
    );
    await until(() => foreign.readyState === foreign.CLOSED, "the refusal");
    const three = [];
    for (let n = 0; n < 3; n += 1) {
      three.push(await aTracker(lead.secret));
    }
    expect((await aTracker(lead.secret, false)).end).toBe("too-many");
    for (const { wire } of three) {
      wire.close();
    }
  });
});

describe("an open room", () => {
  it("hears that the list of its own organisation changed, and no other organisation does", async () => {
    const [hears, strange, apart] = [
      await aTracker(lead.secret),
      await aTracker(outsider.secret),
      await aTracker(partner.secret),
    ];
    await addSpeakers(colleague, { sessionId: session, zone: "Europe/Zurich" }, { text: "Norway" });
    await until(() => hears.rooms.includes(session), "the list");
    await until(() => strange.rooms.includes(session), "the list, for a colleague");
    await said(hears);
    expect(apart.rooms).toEqual([]);

    // The broken variant: everybody is taken to be of the organisation whose room it is.
    const sql = asSuperuser();
    const [kept] = await sql<{ source: string }[]>`
      select pg_get_functiondef('app.organisations_of(jsonb)'::regprocedure) as source`;
    const source = kept?.source ?? "";
    const broken = source.replace("m.org_id\n", `'${lead.organisationId}'::uuid\n`);
    expect(broken).not.toBe(source);
    await sql.unsafe(broken);
    try {
      await addSpeakers(
        colleague,
        { sessionId: session, zone: "Europe/Zurich" },
        { text: "Iceland" },
      );
      await until(() => apart.rooms.includes(session), "the leak");
    } finally {
      await sql.unsafe(source);
    }
    for (const { wire } of [hears, strange, apart]) {
      wire.close();
    }
  });

  it("hears that something was raised, though that is no change by hand", async () => {
    const hears = await aTracker(lead.secret);
    const id = await aCommitment(theCase, session, { stateCode: "LVA", stage: "agreed" });
    await recordIntervention(
      colleague,
      "LVA",
      [],
      RecordIntervention.parse({
        sessionId: session,
        caseIds: [theCase.id],
        deliveredBy: "key",
        evidenceKind: "webcast",
        grade: "B",
        source: "Recording",
      }),
    );
    await until(
      () => hears.moved.some((move) => move.id === id && move.version > 1),
      "the raising",
    );
    hears.wire.close();
  });
});
