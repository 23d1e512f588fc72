import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asSystem } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aMember,
  anOrganisation,
  aSession,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { createSignIn, endSignIn, wasEnded } from "@/lib/auth/sign-ins";
import { changeCommitment } from "@/lib/commitments/commands";
import { findCommitment } from "@/lib/commitments/detail-queries";
import { listConversations } from "@/lib/conversations/queries";
import { dayInZone } from "@/lib/i18n/format";
import { deviceOwner } from "@/lib/waiting/owner";
import { idOfKey, keepNote, undoNote } from "./commands";
import { CorridorNote } from "./input";
import { findCorridor } from "./queries";

useDatabase();

async function aWorld() {
  const organisation = await anOrganisation();
  const [me, colleague] = [await aMember(organisation), await aMember(organisation)];
  const theCase = await aCase(me);
  await inTeam(theCase, colleague, "editor");
  const ask = await aCommitment(theCase, await aSession(organisation), { stage: "planned" });
  const note = (more: object = {}) =>
    CorridorNote.parse({
      stateKey: "0123456789",
      about: `ask.${ask}`,
      seenStage: "planned",
      answer: "agreed",
      word: "2",
      said: "Yes, if two others do.",
      ...more,
    });
  return { organisation, me, colleague, theCase, ask, note };
}

const logged = async (member: Member) => (await listConversations(member, "XEA")).rows;

describe("keeping a note", () => {
  it("logs a conversation in the corridor and moves the ask", async () => {
    const { me, ask, note } = await aWorld();
    const id = idOfKey(me, uuidv7());
    expect(await keepNote(me, "XEA", note(), id)).toEqual({ outcome: "kept", id });
    expect(await logged(me)).toMatchObject([
      { id, channel: "corridor", said: "Yes, if two others do.", about: [{ commitmentId: ask }] },
    ]);
    expect(await findCommitment(me, ask)).toMatchObject({ stage: "agreed", word: 2 });
  });

  it("leaves nothing of the way to an answer beside it, and brings it back with Undo", async () => {
    const { me, ask, note } = await aWorld();
    const before = { withCapital: true, leaning: "yes", nextStep: "Call the capital" } as const;
    await changeCommitment(me, ask, {
      ...before,
      stage: "considering",
      dueOn: "2026-12-01",
    });
    expect(await findCommitment(me, ask)).toMatchObject({ stage: "considering", ...before });
    const id = idOfKey(me, uuidv7());
    await keepNote(me, "XEA", note({ seenStage: "considering" }), id);
    expect(await findCommitment(me, ask)).toMatchObject({
      stage: "agreed",
      withCapital: false,
      leaning: null,
      nextStep: "",
      dueOn: null,
    });
    await undoNote(me, id);
    expect(await findCommitment(me, ask)).toMatchObject({
      stage: "considering",
      dueOn: "2026-12-01",
      ...before,
    });
  });

  it("happens once for one key: sent again, at once and after the answer was lost", async () => {
    const { me, colleague, ask, note } = await aWorld();
    const key = uuidv7();
    const id = idOfKey(me, key);
    expect(idOfKey(colleague, key)).not.toBe(id);
    const sent = await Promise.all(
      [1, 2, 3].map(() => keepNote(me, "XEA", note(), idOfKey(me, key))),
    );
    expect(sent).toEqual([1, 2, 3].map(() => ({ outcome: "kept", id })));
    // Somebody went on from it before the device heard: it is kept all the same, and no question.
    await changeCommitment(colleague, ask, { stage: "declined" });
    expect(await keepNote(me, "XEA", note(), id)).toEqual({ outcome: "kept", id });
    expect(await logged(me)).toHaveLength(1);
    const events = await asSuperuser()`select 1 from commitment_events
      where commitment_id = ${ask} and kind = 'changed'`;
    expect(events).toHaveLength(2);
    expect(await findCommitment(me, ask)).toMatchObject({ stage: "declined" });
  });

  it("would happen twice under two keys", async () => {
    const { me, note } = await aWorld();
    await keepNote(me, "XEA", note(), idOfKey(me, uuidv7()));
    await keepNote(me, "XEA", note({ seenStage: "agreed" }), idOfKey(me, uuidv7()));
    expect(await logged(me)).toHaveLength(2);
  });

  it("is refused by the database itself a second time", async () => {
    const { me, note } = await aWorld();
    const id = idOfKey(me, uuidv7());
    await keepNote(me, "XEA", note(), id);
    await expect(
      asSuperuser()`insert into conversations (org_id, id, state_code, channel, had_by, recorded_by)
        values (${me.organisationId}, ${id}, 'XEA', 'corridor', ${me.membershipId}, ${me.membershipId})`,
    ).rejects.toMatchObject({ code: "23505" });
  });

  it("gives nobody the key of somebody else", async () => {
    const { me, colleague } = await aWorld();
    const key = uuidv7();
    expect(idOfKey(me, key)).not.toBe(idOfKey(colleague, key));
  });

  it("asks where somebody else moved the ask meanwhile, and stores nothing until it is answered", async () => {
    const { me, colleague, ask, note } = await aWorld();
    await changeCommitment(colleague, ask, { stage: "declined" });
    const id = idOfKey(me, uuidv7());
    expect(await keepNote(me, "XEA", note(), id)).toEqual({
      outcome: "conflict",
      standing: { stage: "declined", word: null, by: colleague.personName },
    });
    expect(await logged(me)).toEqual([]);
    expect(await findCommitment(me, ask)).toMatchObject({ stage: "declined" });
    // "Set mine": now knowing what stands.
    expect(await keepNote(me, "XEA", note({ seenStage: "declined" }), id)).toMatchObject({
      outcome: "kept",
    });
    expect(await findCommitment(me, ask)).toMatchObject({ stage: "agreed" });
  });

  it("logs the words alone where what stands is to stay", async () => {
    const { me, colleague, ask, note } = await aWorld();
    await changeCommitment(colleague, ask, { stage: "declined" });
    const id = idOfKey(me, uuidv7());
    await keepNote(me, "XEA", note({ answer: "", word: "" }), id);
    expect(await logged(me)).toMatchObject([{ said: "Yes, if two others do." }]);
    expect(await findCommitment(me, ask)).toMatchObject({ stage: "declined" });
  });

  it("asks nothing about what the person moved themselves, nor about another part of the ask", async () => {
    const { me, colleague, ask, note } = await aWorld();
    // Two notes of one walk, both made before either was sent.
    await keepNote(me, "XEA", note({ answer: "considering" }), idOfKey(me, uuidv7()));
    expect(await keepNote(me, "XEA", note(), idOfKey(me, uuidv7()))).toMatchObject({
      outcome: "kept",
    });
    await changeCommitment(colleague, ask, { nextStep: "Send the text" });
    const seen = { seenStage: "agreed", seenWord: "2", word: "4" };
    expect(await keepNote(me, "XEA", note(seen), idOfKey(me, uuidv7()))).toMatchObject({
      outcome: "kept",
    });
    expect(await findCommitment(me, ask)).toMatchObject({ word: 4, nextStep: "Send the text" });
  });

  it("asks nothing where somebody else set the same", async () => {
    const { me, colleague, ask, note } = await aWorld();
    await changeCommitment(colleague, ask, { stage: "agreed", word: 2 });
    expect(await keepNote(me, "XEA", note(), idOfKey(me, uuidv7()))).toMatchObject({
      outcome: "kept",
    });
  });

  it("dates what a device with a fast clock sends to today", async () => {
    const { me, note } = await aWorld();
    const tomorrow = dayInZone(new Date(Date.now() + 86_400_000), me.timeZone);
    await keepNote(me, "XEA", note({ on: tomorrow }), idOfKey(me, uuidv7()));
    const [row] = await logged(me);
    expect(row?.had.on && row.had.on < tomorrow).toBe(true);
  });

  it("refuses what is not the person's to move, and stores nothing of it", async () => {
    const { note } = await aWorld();
    const stranger = await aMember(await anOrganisation());
    await expect(
      keepNote(stranger, "XEA", note(), idOfKey(stranger, uuidv7())),
    ).rejects.toMatchObject({ reason: "not-allowed" });
    expect(await logged(stranger)).toEqual([]);
  });

  it("opens an ask for a case that was not asked about yet", async () => {
    const { organisation, me, note } = await aWorld();
    const [other, sessionId] = [await aCase(me), await aSession(organisation)];
    await keepNote(
      me,
      "XEA",
      note({ about: `case.${other.id}`, sessionId }),
      idOfKey(me, uuidv7()),
    );
    const [row] = await logged(me);
    expect(row?.about).toMatchObject([{ caseId: other.id, stage: "agreed", word: 2 }]);
  });
});

describe("taking a note back", () => {
  it("takes back what it moved, and keeps both in the history", async () => {
    const { me, ask, note } = await aWorld();
    const id = idOfKey(me, uuidv7());
    await keepNote(me, "XEA", note(), id);
    expect(await undoNote(me, id)).toEqual({ outcome: "undone", stands: false });
    expect(await findCommitment(me, ask)).toMatchObject({ stage: "planned", word: null });
    expect(await logged(me)).toMatchObject([{ isTakenBack: true }]);
    // Sent again by a device that did not hear: it is there, and stays taken back.
    await keepNote(me, "XEA", note(), id);
    expect(await logged(me)).toMatchObject([{ isTakenBack: true }]);
    expect(await findCommitment(me, ask)).toMatchObject({ stage: "planned" });
  });

  it("leaves the ask where somebody else went on from it", async () => {
    const { me, colleague, ask, note } = await aWorld();
    const id = idOfKey(me, uuidv7());
    await keepNote(me, "XEA", note(), id);
    await changeCommitment(colleague, ask, { stage: "declined" });
    expect(await undoNote(me, id)).toEqual({ outcome: "undone", stands: true });
    expect(await findCommitment(me, ask)).toMatchObject({ stage: "declined" });
    expect(await logged(me)).toMatchObject([{ isTakenBack: true }]);
  });

  it("does nothing to somebody else's, nor to what never came", async () => {
    const { me, colleague, ask, note } = await aWorld();
    const id = idOfKey(me, uuidv7());
    await keepNote(me, "XEA", note(), id);
    await undoNote(colleague, id);
    await undoNote(me, uuidv7());
    expect(await findCommitment(me, ask)).toMatchObject({ stage: "agreed" });
    expect(await logged(me)).toMatchObject([{ isTakenBack: false }]);
  });
});

describe("what the page holds", () => {
  it("is the asks that the person may move, with what must stay unsaid, and nobody else's", async () => {
    const { me, colleague, ask } = await aWorld();
    const [state] = await asSuperuser()<
      { key: string }[]
    >`select key from states where code = 'XEA'`;
    me.hasExample = true;
    const { open } = await findCorridor(me, state?.key);
    expect(open?.asks).toMatchObject([{ id: ask, stage: "planned", mayName: "nothing" }]);
    const stranger = await aMember(await anOrganisation());
    stranger.hasExample = true;
    expect((await findCorridor(stranger, state?.key)).open?.asks).toEqual([]);
    expect((await findCorridor(colleague, "0000000000")).open).toBeNull();
  });

  it("marks people and their organisations apart without saying who they are", async () => {
    const { me, colleague } = await aWorld();
    const [mine, theirs] = [deviceOwner(me), deviceOwner(colleague)];
    expect(new Set([mine.person, mine.place, theirs.person, theirs.place]).size).toBe(4);
    expect(JSON.stringify(mine)).not.toContain(me.membershipId);
  });
});

describe("a sign-in that is over", () => {
  it("was ended by somebody, or ran out: only the first empties the device", async () => {
    const { me } = await aWorld();
    const sql = asSuperuser();
    const another = async () =>
      (await asSystem((tx) =>
        createSignIn(tx, { personId: me.personId, method: "password", device: "" }),
      )) as string;
    const [ranOut, ended] = [await another(), await another()];
    await sql`update sign_ins set last_seen_at = now() - interval '2 hours'
      where person_id = ${me.personId}`;
    await endSignIn(ended);
    expect(await wasEnded(ranOut)).toBe(false);
    expect(await wasEnded(ended)).toBe(true);
    expect(await wasEnded("A".repeat(43))).toBe(false);
  });
});
