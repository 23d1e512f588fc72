import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
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
import { changeCommitment } from "@/lib/commitments/commands";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { asRefusal } from "@/lib/refusal";
import { cutSpeaker, uncutSpeaker } from "./delivery-commands";
import { correctMinute, hearSpeaker, takeBackHeard } from "./heard-commands";
import { addPromised, addSpeakers, moveSpeaker, removeSpeaker } from "./list-commands";
import { findRoom } from "./queries";
import type { Speaker } from "./room";
import { sayForWhom, sayWhoIsMeant, sayWhoSpeaks } from "./who-commands";
import { noteWords } from "./words-commands";

useDatabase();

const source = "Heard in the room";

interface World {
  lead: Member;
  second: Member;
  at: { sessionId: string; zone: string };
  theCase: Case;
  room: (who?: Member) => ReturnType<typeof findRoom>;
  line: (index: number, who?: Member) => Promise<Speaker>;
}

async function aRoom(list: string): Promise<World> {
  const organisation = await anOrganisation();
  await asSuperuser()`update organisations set has_example = true where id = ${organisation.id}`;
  const [lead, second] = [
    { ...(await aMember(organisation)), hasExample: true },
    { ...(await aMember(organisation)), hasExample: true },
  ] as Member[] as [Member, Member];
  const sessionId = await aSession(organisation);
  const theCase = await aCase(lead, { visibility: "organisation" });
  await inTeam(theCase, second, "editor");
  const at = { sessionId, zone: "Europe/Zurich" };
  if (list) {
    await addSpeakers(lead, at, { text: list });
  }
  const room = (who = lead) =>
    findRoom(who, { id: sessionId, kind: "upr_pre_session", statesUnderReview: [] });
  return {
    lead,
    second,
    at,
    theCase,
    room,
    line: async (index, who) => (await room(who)).speakers[index] as Speaker,
  };
}

const refused = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (error) => (asRefusal(error) as { messageKey?: string }).messageKey ?? String(error),
  );

/** What addresses and forms call a State. */
const key = async (code: string) => {
  const [found] = await asSuperuser()`select key from states where code = ${code}`;
  return found?.key as string;
};

describe("a speakers list", () => {
  it("is kept in order, with what is unclear asked about and the nearest names offered", async () => {
    const { room } = await aRoom("1. Example State 1\n2. Germny\n3. Example State 2");
    const { speakers } = await room();
    expect(speakers.map(({ state, kind }) => state?.code ?? kind)).toEqual([
      "XEA",
      "unclear",
      "XEB",
    ]);
    expect(speakers[1]?.offered).toHaveLength(3);
    expect(speakers[1]?.offered.map(({ code }) => code)).toContain("DEU");
  });

  it("calls a group a group, and offers no State for what is like none", async () => {
    const { room } = await aRoom("European Union\nList of speakers");
    const { speakers } = await room();
    expect(speakers.map(({ kind, isGroup, offered }) => [kind, isGroup, offered])).toEqual([
      ["unclear", true, []],
      ["unclear", false, []],
    ]);
  });

  it("is sent twice and added once", async () => {
    const { lead, at, room } = await aRoom("");
    const sent = { ...at, stepId: "018f0000-0000-7000-8000-000000000001" };
    await addSpeakers(lead, sent, { text: "Example State 1\nExample State 1" });
    await addSpeakers(lead, sent, { text: "Example State 1\nExample State 1" });
    expect((await room()).speakers).toHaveLength(2);
  });

  it("takes from a corrected list what is new, and says so where nothing is", async () => {
    const { lead, at, room } = await aRoom("1. Example State 1\n2. Germny\n3. Example State 2");
    const corrected =
      "1. Example State 1\n2. Germny\n3. Example State 4, on behalf of Example State 5\n4. Example State 2";
    expect(await addSpeakers(lead, at, { text: corrected })).toEqual({ added: 1, known: 3 });
    const order = async () =>
      (await room()).speakers.map(({ state, written }) => state?.code ?? written);
    expect(await order()).toEqual(["XEA", "Germny", "XED", "XEB"]);
    expect(await refused(addSpeakers(lead, at, { text: corrected }))).toBe("room.nothingNew");
    expect(await refused(addSpeakers(lead, at, { text: "Example State 2" }))).toBe(
      "room.nothingNew",
    );
    // A second turn is put in by whoever says so.
    await addSpeakers(lead, at, { text: "Example State 2", again: "yes" });
    expect(await order()).toEqual(["XEA", "Germny", "XED", "XEB", "XEB"]);
  });

  it("takes it once where two colleagues put it in at the same moment", async () => {
    const { lead, second, at, room } = await aRoom("Example State 1");
    const text = "Example State 1\nExample State 2\nExample State 3";
    const said = await Promise.all(
      [lead, second].map((who) => refused(addSpeakers(who, at, { text }))),
    );
    expect(said.sort()).toEqual(["done", "room.nothingNew"]);
    expect((await room()).speakers).toHaveLength(3);
  });

  it("is ordered one place at a time and by hand, also a hundred times between two lines", async () => {
    const { lead, at, room, line } = await aRoom(
      "Example State 1\nExample State 2\nExample State 3",
    );
    const order = async () => (await room()).speakers.map(({ state }) => state?.code).join(" ");
    const [first, second] = [await line(0), await line(1)];
    await moveSpeaker(lead, at, { id: first.id, to: "down" });
    expect(await order()).toBe("XEB XEA XEC");
    await moveSpeaker(lead, at, { id: first.id, to: "up" });
    await moveSpeaker(lead, at, { id: (await line(2)).id, to: "after", after: first.id });
    expect(await order()).toBe("XEA XEC XEB");
    await moveSpeaker(lead, at, { id: second.id, to: "after" });
    expect(await order()).toBe("XEB XEA XEC");
    for (let turn = 0; turn < 60; turn += 1) {
      await moveSpeaker(lead, at, { id: (await line(2)).id, to: "up" });
    }
    expect(await order()).toBe("XEB XEA XEC");
  });

  it("takes what a line means from whoever says it: a State, several together, one after the other, nobody", async () => {
    const { lead, at, room, line } = await aRoom(
      "Exampel State 1\nExample State 2, Example State 3\nExample State 4, Example State 5\nSecretariat",
    );
    await sayWhoSpeaks(lead, at, { id: (await line(0)).id, as: "state", state: await key("XEA") });
    await sayWhoSpeaks(lead, at, {
      id: (await line(1)).id,
      as: "together",
      state: await key("XEC"),
    });
    await sayWhoSpeaks(lead, at, { id: (await line(2)).id, as: "apart" });
    await sayWhoSpeaks(lead, at, { id: (await line(4)).id, as: "other" });
    expect(
      (await room()).speakers.map(({ state, members, kind }) => [
        state?.code ?? kind,
        members.map(({ code }) => code),
      ]),
    ).toEqual([
      ["XEA", []],
      ["XEC", ["XEB"]],
      ["XED", []],
      ["XEE", []],
      ["other", []],
    ]);
  });

  it("is built from what was promised openly, and never from what only a team knows", async () => {
    const { lead, second, at, theCase, room } = await aRoom("Example State 1");
    const hidden = await aCase(lead);
    await aCommitment(theCase, at.sessionId, { stateCode: "XEA", stage: "agreed" });
    await aCommitment(theCase, at.sessionId, { stateCode: "XEB", stage: "agreed" });
    await aCommitment(theCase, at.sessionId, { stateCode: "XEC", stage: "considering" });
    await aCommitment(hidden, at.sessionId, { stateCode: "XED", stage: "agreed" });
    expect((await room()).missing).toBe(1);
    await addPromised(lead, at);
    expect((await room(second)).speakers.map(({ state }) => state?.code)).toEqual(["XEA", "XEB"]);
    expect((await room()).missing).toBe(0);
  });

  it("is the organisation's own: no partner reads it or writes in it, and readers only look", async () => {
    const { at, line, lead, room } = await aRoom("Example State 1");
    const stranger = await aMember(await anOrganisation());
    const reader = await aMember({ id: lead.organisationId, name: "" }, "reader");
    const { id } = await line(0);
    expect((await room(stranger)).speakers).toEqual([]);
    expect((await room(reader)).speakers).toHaveLength(1);
    for (const who of [stranger, reader]) {
      expect(await refused(hearSpeaker(who, at, { id, caseIds: [], ago: 0 }, source))).toBe(
        "refusals.notAllowed",
      );
      expect(await refused(removeSpeaker(who, at, { id }))).toBe("refusals.notAllowed");
    }
    expect(await refused(addSpeakers(reader, at, { text: "Example State 2" }))).toBe(
      "refusals.notAllowed",
    );
    expect((await line(0)).spokeAt).toBeNull();
  });
});

describe("what is heard", () => {
  let world: World;
  let speaker: Speaker;
  beforeAll(async () => {
    world = await aRoom("Example State 1\nExample State 2 (on behalf of Example State 3)");
    await aCommitment(world.theCase, world.at.sessionId, { stateCode: "XEA", stage: "agreed" });
    speaker = await world.line(0);
  });

  it("is one intervention when two colleagues press at the same moment, and both see who stamped it", async () => {
    const { lead, second, at, theCase, line } = world;
    const heard = { id: speaker.id, caseIds: [theCase.id], ago: 0 };
    await Promise.all([
      hearSpeaker(lead, at, heard, source),
      hearSpeaker(second, at, heard, source),
      hearSpeaker(lead, at, heard, source),
    ]);
    const [mine, theirs] = [await line(0), await line(0, second)];
    expect(mine.heard).toHaveLength(1);
    expect(mine.heard[0]?.notes).toHaveLength(1);
    expect(mine.spokeBy).toBe(theirs.spokeBy);
    expect(mine.isMine).toBe(!theirs.isMine);
    expect(mine.promises[0]?.stage).toBe("raised");
  });

  it("keeps each colleague's own words beside one another, and what a correction replaced", async () => {
    const { lead, second, at, line } = world;
    const words = (who: Member, quote: string) =>
      noteWords(who, at, { id: speaker.id, quote, quoteLanguage: "en" }, source);
    await words(lead, "We are concerned.");
    await words(second, "We are deeply concerned.");
    await words(lead, "We are gravely concerned.");
    const { heard } = await line(0);
    expect(heard[0]?.notes.map(({ quote, grade }) => [quote, grade])).toEqual(
      expect.arrayContaining([
        ["We are gravely concerned.", "D"],
        ["We are deeply concerned.", "D"],
      ]),
    );
    const kept = await asSuperuser()`select before ->> 'quote' as quote from evidence_corrections
      where org_id = ${lead.organisationId}`;
    expect(kept.map(({ quote }) => quote)).toEqual(["We are concerned."]);
  });

  it("keeps its minute correct by the clock of the place, and its stamp with whoever pressed first", async () => {
    const { lead, at, line } = world;
    const stamped = await line(0);
    const time = "00:01";
    await correctMinute(lead, at, { id: stamped.id, time });
    const corrected = await line(0);
    const shown = new Intl.DateTimeFormat("en-GB", {
      timeStyle: "short",
      timeZone: "Europe/Zurich",
    }).format(new Date(corrected.spokeAt ?? 0));
    expect(shown).toBe(time);
    expect(corrected.spokeBy).toBe(stamped.spokeBy);
    const [said] = await asSuperuser()`select said_at from interventions
      where speaker_id = ${stamped.id}`;
    expect(said?.said_at).toEqual(new Date(corrected.spokeAt ?? 0));
  });

  it("is not taken back over a colleague's words", async () => {
    const { lead, at, line } = world;
    expect(await refused(takeBackHeard(lead, at, { id: speaker.id }))).toBe("room.othersWords");
    expect((await line(0)).heard).toHaveLength(1);
  });

  it("credits each member of a joint statement once, with the speaker marked, and takes all of it back", async () => {
    const { lead, at, theCase, line } = world;
    const joint = await line(1);
    await hearSpeaker(lead, at, { id: joint.id, caseIds: [theCase.id], ago: 120_000 }, source);
    const [said] = await asSuperuser()`select delivered_by, is_joint, on_behalf_of,
      (select array_agg(state_code order by state_code) from intervention_states s
        where s.intervention_id = i.id) as states
      from interventions i where speaker_id = ${joint.id}`;
    expect(said).toEqual({
      delivered_by: "XEB",
      is_joint: true,
      on_behalf_of: "Example State 3",
      states: ["XEB", "XEC"],
    });
    expect((await line(1)).promises.map(({ state, stage }) => [state.code, stage])).toEqual([
      ["XEB", "raised"],
      ["XEC", "raised"],
    ]);
    await takeBackHeard(lead, at, { id: joint.id });
    expect(await line(1)).toMatchObject({ spokeAt: null, heard: [], promises: [] });
    await takeBackHeard(lead, at, { id: joint.id });
  });

  it("is of nobody's own case, and then nothing is stamped either", async () => {
    const { lead, at, line } = world;
    const own = await aCase(lead, { countryCode: "XEC" });
    const joint = await line(1);
    expect(
      await refused(hearSpeaker(lead, at, { id: joint.id, caseIds: [own.id], ago: 0 }, source)),
    ).toBe("refusals.ownState");
    expect((await line(1)).spokeAt).toBeNull();
  });

  it("shows a colleague the stamp, and nothing of a case that only its team reads", async () => {
    const { lead, at, second } = world;
    const hidden = await aCase(lead);
    await addSpeakers(lead, at, { text: "Example State 6" });
    const { speakers } = await world.room();
    const line = speakers.at(-1) as Speaker;
    await aCommitment(hidden, at.sessionId, { stateCode: "XEF", stage: "agreed" });
    await hearSpeaker(lead, at, { id: line.id, caseIds: [hidden.id], ago: 0 }, source);
    const seen = (await world.room(second)).speakers.at(-1) as Speaker;
    expect(seen.spokeAt).not.toBeNull();
    expect(seen).toMatchObject({ promises: [], heard: [] });
    // Neither does their own press find it, and what they record stands beside it.
    expect(
      await refused(hearSpeaker(second, at, { id: line.id, caseIds: [hidden.id], ago: 0 }, source)),
    ).toBe("refusals.notAllowed");
  });
});

describe("the step of an ask that is heard", () => {
  const step = { nextStep: "Remind them by Friday", dueOn: "2020-03-13" };
  const gone = { nextStep: "", dueOn: null };
  const aPromise = async ({ lead, theCase, at }: World, stateCode: string, with_ = step) => {
    const id = await aCommitment(theCase, at.sessionId, { stateCode, stage: "agreed" });
    await changeCommitment(lead, id, with_);
    return id;
  };
  const stands = async (who: Member, id: string) => {
    const { nextStep, dueOn } = (await findCommitment(who, id)) ?? {};
    return { nextStep, dueOn };
  };

  it("is done, for each member of a joint statement, and there again when that is taken back", async () => {
    const world = await aRoom("Example State 1 (on behalf of Example State 2)");
    const { lead, second, at, theCase, line } = world;
    const asked = [await aPromise(world, "XEA"), await aPromise(world, "XEB")];
    const { id } = await line(0);
    await hearSpeaker(second, at, { id, caseIds: [theCase.id], ago: 0 }, source);
    for (const one of asked) {
      expect(await stands(lead, one)).toEqual(gone);
      const [event] = (await findCommitment(lead, one))?.history ?? [];
      expect(event).toMatchObject({ kind: "raised", mayUndo: true });
    }
    await takeBackHeard(second, at, { id });
    for (const one of asked) {
      expect(await stands(lead, one)).toEqual(step);
      expect((await findCommitment(lead, one))?.stage).toBe("agreed");
    }
    // And once more: a step that came back goes as the first did.
    await hearSpeaker(lead, at, { id, caseIds: [theCase.id], ago: 0 }, source);
    expect(await stands(lead, asked[0] ?? "")).toEqual(gone);
    await takeBackHeard(lead, at, { id });
    expect(await stands(lead, asked[0] ?? "")).toEqual(step);
  });

  it("would stay if the rule took nothing (the broken variant)", async () => {
    const world = await aRoom("Example State 1");
    const { lead, at, theCase, line } = world;
    const asked = await aPromise(world, "XEA");
    const superuser = asSuperuser();
    const [kept] = await superuser<{ source: string }[]>`
      select pg_get_functiondef('app.step_gone_with(commitments,text)'::regprocedure) as source`;
    const rule = kept?.source ?? "";
    expect(rule).toContain("not c.is_raised");
    await superuser.unsafe(rule.replace("not c.is_raised", "false"));
    try {
      const { id } = await line(0);
      await hearSpeaker(lead, at, { id, caseIds: [theCase.id], ago: 0 }, source);
      expect(await stands(lead, asked)).toEqual(step);
    } finally {
      await superuser.unsafe(rule);
    }
  });

  it("is taken by the guard alone: nobody says of an ask that it was raised", async () => {
    const world = await aRoom("Example State 1");
    const asked = await aPromise(world, "XEA");
    await expect(
      asActor(world.lead, (tx) =>
        tx.execute(sql`insert into commitment_events (org_id, commitment_id, case_id, kind, changes)
          select org_id, id, case_id, 'raised', '{"next_step": ""}' from commitments where id = ${asked}`),
      ),
    ).rejects.toMatchObject({ code: "42501" });
    expect(await stands(world.lead, asked)).toEqual(step);
  });

  it("is done on an ask that whoever pressed does not read", async () => {
    const world = await aRoom("Example State 1");
    const { lead, at, theCase, line } = world;
    const asked = await aPromise(world, "XEA");
    const { id } = await line(0);
    await asSuperuser()`delete from commitment_readers where commitment_id = ${asked}`;
    await hearSpeaker(lead, at, { id, caseIds: [theCase.id], ago: 0 }, source);
    const [row] = await asSuperuser()`select is_raised, next_step, due_on from commitments
      where id = ${asked}`;
    expect(row).toEqual({ is_raised: true, next_step: "", due_on: null });
  });

  it("is left alone where it was set for after the session, or since it was heard", async () => {
    const world = await aRoom("Example State 1\nExample State 2");
    const { lead, at, theCase, line } = world;
    await asSuperuser()`update sessions set ends_on = '2020-03-20' where id = ${at.sessionId}`;
    const later = { nextStep: "Thank them", dueOn: "2020-03-23" };
    const after = await aPromise(world, "XEA", later);
    const before = await aPromise(world, "XEB");
    const hear = async (index: number) => {
      const { id } = await line(index);
      await hearSpeaker(lead, at, { id, caseIds: [theCase.id], ago: 0 }, source);
      return id;
    };
    await hear(0);
    expect(await stands(lead, after)).toEqual(later);
    const id = await hear(1);
    expect(await stands(lead, before)).toEqual(gone);
    await changeCommitment(lead, before, { nextStep: "Ask for the text" });
    await takeBackHeard(lead, at, { id });
    expect(await stands(lead, before)).toEqual({ nextStep: "Ask for the text", dueOn: null });
  });
});

describe("who was not reached", () => {
  it("was cut, which changes only what nobody said otherwise, and is taken back", async () => {
    const { lead, at, theCase, line } = await aRoom("Example State 1");
    const { id } = await line(0);
    await aCommitment(theCase, at.sessionId, { stateCode: "XEA", stage: "agreed" });
    await cutSpeaker(lead, at, { id });
    expect(await line(0)).toMatchObject({
      cutBy: expect.any(String),
      promises: [{ stage: "agreed", delivery: "cut" }],
    });
    await uncutSpeaker(lead, at, { id });
    expect(await line(0)).toMatchObject({ cutAt: null, promises: [{ delivery: null }] });
    await cutSpeaker(lead, at, { id });
    await hearSpeaker(lead, at, { id, caseIds: [], ago: 0 }, source);
    expect(await line(0)).toMatchObject({ cutAt: null, spokeBy: expect.any(String), heard: [] });
  });

  it("stays cut where somebody pressed before they could know of it, until they say so anew", async () => {
    const { lead, second, at, line } = await aRoom("Example State 1");
    const { id } = await line(0);
    await cutSpeaker(second, at, { id });
    const late = hearSpeaker(lead, at, { id, caseIds: [], ago: 60_000 }, source);
    expect(await refused(late)).toBe("room.cutMeanwhile");
    expect(await line(0)).toMatchObject({ cutAt: expect.any(String), spokeAt: null });
    await hearSpeaker(lead, at, { id, caseIds: [], ago: 0 }, source);
    expect(await line(0)).toMatchObject({ cutAt: null, spokeAt: expect.any(String) });
  });
});

describe("a name in a joint statement that nobody knows", () => {
  const written = "Example State 1 on behalf of Example State 2, Frnace and the Friends of Syria";
  const aJoint = async () => {
    const world = await aRoom(written);
    return { ...world, id: (await world.line(0)).id };
  };

  it("is asked about with the nearest names, and credited once somebody says what it is", async () => {
    const { lead, at, line, id } = await aJoint();
    const before = await line(0);
    expect(before.members.map(({ code }) => code)).toEqual(["XEB"]);
    expect(before.unknown.map((one) => one.written)).toEqual(["Frnace"]);
    expect(before.unknown[0]?.offered.map(({ code }) => code)).toContain("FRA");
    const state = await key("FRA");
    expect(await refused(sayWhoIsMeant(lead, at, { id, name: "Frnace", as: "state" }))).toBe(
      "room.chooseMember",
    );
    expect(await refused(sayWhoIsMeant(lead, at, { id, name: "Syria", as: "other" }))).toBe(
      "refusals.conflict",
    );
    await sayWhoIsMeant(lead, at, { id, name: "Frnace", as: "state", state });
    const after = await line(0);
    expect(after.members.map(({ code }) => code).sort()).toEqual(["FRA", "XEB"]);
    expect(after.unknown).toEqual([]);
  });

  it("is credited to nobody where it is no State, and not asked about again", async () => {
    const { lead, at, line, id } = await aJoint();
    await sayWhoIsMeant(lead, at, { id, name: "Frnace", as: "other" });
    const { members, unknown, onBehalfOf } = await line(0);
    expect([members.map(({ code }) => code), unknown]).toEqual([["XEB"], []]);
    expect(onBehalfOf).toContain("Frnace");
  });

  it("is over once the line was heard: who spoke for whom is settled then", async () => {
    const { lead, at, id } = await aJoint();
    await hearSpeaker(lead, at, { id, caseIds: [], ago: 0 }, source);
    const state = await key("FRA");
    expect(await refused(sayWhoIsMeant(lead, at, { id, name: "Frnace", as: "state", state }))).toBe(
      "refusals.rule",
    );
  });

  it("becomes a line of its own where those on the line speak one after the other", async () => {
    const { lead, at, line, room } = await aRoom("Example State 1, Frnace and Example State 2");
    await sayWhoSpeaks(lead, at, { id: (await line(0)).id, as: "apart" });
    expect((await room()).speakers.map(({ state, written }) => state?.code ?? written)).toEqual([
      "XEA",
      "XEB",
      "Frnace",
    ]);
  });
});

it("who spoke for whom is settled before it is heard, and a line that was heard stays", async () => {
  const { lead, at, line } = await aRoom("Example State 1");
  const { id } = await line(0);
  expect(await refused(sayForWhom(lead, at, { id, names: "Atlantis", onBehalfOf: "" }))).toBe(
    "room.unclearMembers",
  );
  await sayForWhom(lead, at, { id, names: "Example State 2\nExample State 3", onBehalfOf: "both" });
  await hearSpeaker(lead, at, { id, caseIds: [], ago: 0 }, source);
  expect(await refused(sayForWhom(lead, at, { id, names: "", onBehalfOf: "" }))).toBe(
    "refusals.rule",
  );
  expect(await refused(removeSpeaker(lead, at, { id }))).toBe("refusals.notAllowed");
  expect((await line(0)).members).toHaveLength(2);
});

describe("a step that is sent again", () => {
  const stepId = "018f0000-0000-7000-8000-00000000000";

  it("is not done again, also where it was taken back since", async () => {
    const { lead, second, at, theCase, line } = await aRoom("Example State 1");
    const { id } = await line(0);
    const press = { id, caseIds: [theCase.id], ago: 0 };
    const sent = { ...at, stepId: `${stepId}2` };
    await hearSpeaker(lead, sent, press, source);
    await takeBackHeard(second, at, { id });
    await hearSpeaker(lead, sent, press, source);
    expect(await line(0)).toMatchObject({ spokeAt: null, heard: [] });
  });

  it("is done once, also when both sendings arrive at the same moment", async () => {
    const { lead, at, room, line } = await aRoom(
      "Example State 1\nExample State 2\nExample State 3",
    );
    const { id } = await line(0);
    const sent = { ...at, stepId: `${stepId}3` };
    await Promise.all([1, 2, 3].map(() => moveSpeaker(lead, sent, { id, to: "down" })));
    expect((await room()).speakers.map(({ state }) => state?.code)).toEqual(["XEB", "XEA", "XEC"]);
  });

  it("that was refused may be sent again", async () => {
    const { lead, second, at, line } = await aRoom("Example State 1");
    const { id } = await line(0);
    await hearSpeaker(second, at, { id, caseIds: [], ago: 0 }, source);
    const sent = { ...at, stepId: `${stepId}4` };
    expect(await refused(cutSpeaker(lead, sent, { id }))).toBe("room.spokeAlready");
    await takeBackHeard(second, at, { id });
    await cutSpeaker(lead, sent, { id });
    expect((await line(0)).cutAt).not.toBeNull();
  });

  it("is done twice where the key is not looked at (the broken variant)", async () => {
    const { lead, at, room, line } = await aRoom(
      "Example State 1\nExample State 2\nExample State 3",
    );
    const { id } = await line(0);
    const sent = { ...at, stepId: `${stepId}5` };
    await moveSpeaker(lead, sent, { id, to: "down" });
    await asSuperuser()`delete from taken_steps where id = ${sent.stepId}`;
    await moveSpeaker(lead, sent, { id, to: "down" });
    expect((await room()).speakers.map(({ state }) => state?.code)).toEqual(["XEB", "XEC", "XEA"]);
  });

  it("is forgotten after a week", async () => {
    const { lead, second, at, line } = await aRoom("Example State 1\nExample State 2");
    const { id } = await line(0);
    const press = (who: Member, last: string) =>
      moveSpeaker(who, { ...at, stepId: `${stepId}${last}` }, { id, to: "up" });
    await press(lead, "6");
    await asSuperuser()`update taken_steps set at = now() - interval '8 days'`;
    await press(second, "7");
    await press(lead, "8");
    const left = await asSuperuser()`select right(id::text, 1) as id from taken_steps
      where session_id = ${at.sessionId} order by 1`;
    expect(left.map((row) => row.id)).toEqual(["7", "8"]);
  });
});

it("who was cut and is heard after all was not cut, in the promises too", async () => {
  const { lead, at, theCase, line } = await aRoom("Example State 1");
  await aCommitment(theCase, at.sessionId, { stateCode: "XEA", stage: "agreed" });
  const { id } = await line(0);
  await cutSpeaker(lead, at, { id });
  expect((await line(0)).promises[0]?.delivery).toBe("cut");
  await hearSpeaker(lead, at, { id, caseIds: [theCase.id], ago: 0 }, source);
  expect((await line(0)).promises[0]).toMatchObject({ delivery: null, stage: "raised" });
});
