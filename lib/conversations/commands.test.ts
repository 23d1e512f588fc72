import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { conversations } from "@/db/schema";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConversation,
  aMember,
  anOrganisation,
  aSession,
  aSharedCase,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { findCommitment } from "@/lib/commitments/detail-queries";
import {
  correctConversation,
  finishNextStep,
  logConversation,
  takeBackConversation,
} from "./commands";
import { CorrectConversation, LogConversation } from "./input";
import { conversationChoices, findConversation, listConversations, listNextSteps } from "./queries";

useDatabase();

const day = { "had.precision": "day", "had.from.year": "2026", "had.from.month": "11" };
const said = (more: object = {}) =>
  LogConversation.parse({
    stateKey: "0123456789",
    channel: "corridor",
    ...day,
    "had.from.day": "20",
    ...more,
  });

const listed = async (member: Member, state = "XEA") =>
  (await listConversations(member, state)).rows.map((row) => row.said);

describe("logging an exchange", () => {
  it("moves commitments by their own events, in the words of the form, and keeps what was said", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead);
    const ask = await aCommitment(theCase, await aSession(organisation));
    const input = said({
      said: "They will name the case.",
      withWhom: "The human rights officer",
      [`ask.${ask}.stage`]: "agreed",
      [`ask.${ask}.word`]: "2",
      [`ask.${ask}.version`]: "1",
      nextStep: "Send the text",
      nextDueOn: "2026-12-01",
      nextOwnerId: lead.membershipId,
    });
    const once = uuidv7();
    const id = await logConversation(lead, "XEA", input, once);
    expect(await logConversation(lead, "XEA", input, once)).toBe(id);

    const { rows } = await listConversations(lead, "XEA");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      had: { on: "2026-11-20", precision: "day" },
      speaker: { kind: "me" },
      about: [{ caseId: theCase.id, commitmentId: ask, stage: "agreed", word: 2 }],
      nextStep: { text: "Send the text", isOnCommitments: true },
    });
    expect(await findCommitment(lead, ask)).toMatchObject({
      stage: "agreed",
      word: 2,
      wordOn: "2026-11-20",
      wordSaidBy: "The human rights officer",
      wordText: "They will name the case.",
      nextStep: "Send the text",
      dueOn: "2026-12-01",
      owner: { id: lead.membershipId },
      version: 2,
    });
    // The commitment carries it: nothing waits twice.
    expect(await listNextSteps(lead, { mine: true, limit: 10 })).toEqual([]);
  });

  it("opens an ask where nothing was asked on that occasion, and wants the occasion for it", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const theCase = await aCase(lead);
    const sessionId = await aSession(organisation);
    const more = { [`case.${theCase.id}.stage`]: "considering" };
    expect(
      LogConversation.safeParse({
        stateKey: "0123456789",
        channel: "call",
        ...day,
        "had.from.day": "20",
        ...more,
      }).error?.issues[0],
    ).toMatchObject({ path: ["sessionId"], message: "conversations.form.noOccasion" });
    await logConversation(lead, "XEA", said({ ...more, sessionId }));
    const [found] = await asSuperuser()`select stage, state_code from commitments
      where case_id = ${theCase.id}`;
    expect(found).toEqual({ stage: "considering", state_code: "XEA" });
    await expect(logConversation(lead, "XEG", said({ ...more, sessionId }))).rejects.toMatchObject({
      messageKey: "refusals.ownState",
    });
  });

  it("leaves who said what in the conversation where more people read the ask than that", async () => {
    const lead = await aMember(await anOrganisation());
    const partner = await anOrganisation();
    const guest = await aMember(partner);
    const shared = await aSharedCase(lead, partner, "contribute", { visibility: "organisation" });
    const [session] = await asSuperuser()<
      { id: string }[]
    >`select id from sessions where org_id is null limit 1`;
    const words = { said: "For your ears alone.", withWhom: "The deputy" };
    const about = { [`case.${shared.id}.stage`]: "agreed", [`case.${shared.id}.word`]: "3" };
    const log = (visibility: string) =>
      logConversation(
        guest,
        "XEA",
        said({ ...words, ...about, visibility, sessionId: session?.id }),
      );
    const told = async () =>
      (
        await asSuperuser()`select stage, word, word_text, word_said_by from commitments
          where case_id = ${shared.id}`
      ).map((row) => ({ ...row }));
    const [stage, word] = ["agreed", 3];
    await log("organisation");
    expect(await told()).toEqual([{ stage, word, word_text: "", word_said_by: "" }]);
    await log("partners");
    expect(await told()).toEqual([
      { stage, word, word_text: words.said, word_said_by: words.withWhom },
    ]);
  });

  it("is all or nothing: what somebody else changed meanwhile refuses the whole", async () => {
    const organisation = await anOrganisation();
    const lead = await aMember(organisation);
    const ask = await aCommitment(await aCase(lead), await aSession(organisation));
    await asSuperuser()`insert into commitment_events (org_id, commitment_id, case_id, changes)
      select org_id, id, case_id, '{"stage": "declined"}' from commitments where id = ${ask}`;
    const input = said({ [`ask.${ask}.stage`]: "agreed", [`ask.${ask}.version`]: "1" });
    await expect(logConversation(lead, "XEA", input)).rejects.toMatchObject({ code: "PL003" });
    expect(await listed(lead)).toEqual([]);
  });

  it("is refused to readers, and about a case that one may not read or not move", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague, reader] = [
      await aMember(organisation),
      await aMember(organisation),
      await aMember(organisation, "reader"),
    ];
    const closed = await aCase(lead);
    const open = await aCase(lead, { visibility: "organisation" });
    const ask = await aCommitment(open, await aSession(organisation));
    await expect(logConversation(reader, "XEA", said({ said: "x" }))).rejects.toMatchObject({
      code: "42501",
    });
    await expect(
      logConversation(colleague, "XEA", said({ cases: [closed.id] })),
    ).rejects.toMatchObject({ reason: "not-allowed" });
    await expect(
      logConversation(colleague, "XEA", said({ [`ask.${ask}.stage`]: "agreed" })),
    ).rejects.toMatchObject({ code: "42501" });
    // Talking about what one reads is everybody's who writes; the next step then waits with them.
    await logConversation(
      colleague,
      "XEA",
      said({
        asks: [ask],
        said: "Nothing new",
        nextStep: "Call again",
        nextOwnerId: lead.membershipId,
      }),
    );
    expect(await listNextSteps(lead, { mine: true, limit: 10 })).toMatchObject([
      { text: "Call again" },
    ]);
  });
});

describe("who reads a conversation", () => {
  it("is the organisation where it was about no case, and whoever reads all of its cases otherwise", async () => {
    const [mine, theirs] = [await anOrganisation(), await anOrganisation()];
    const [lead, colleague, partner] = [
      await aMember(mine),
      await aMember(mine),
      await aMember(theirs),
    ];
    const closed = await aCase(lead);
    const shared = await aSharedCase(lead, theirs, "read", { visibility: "organisation" });
    const tell = (
      text: string,
      about: (typeof closed)[],
      visibility: "team" | "organisation" | "partners",
    ) => aConversation(lead, { said: text, about, visibility });
    await tell("none", [], "organisation");
    await tell("closed", [closed], "organisation");
    await tell("shared", [shared], "partners");
    await tell("ours", [shared], "organisation");
    await tell("team", [shared], "team");
    await tell("both", [shared, closed], "partners");
    expect((await listed(lead)).sort()).toEqual([
      "both",
      "closed",
      "none",
      "ours",
      "shared",
      "team",
    ]);
    expect((await listed(colleague)).sort()).toEqual(["none", "ours", "shared"]);
    expect(await listed(partner)).toEqual(["shared"]);
    expect((await listConversations(partner, "XEA")).rows[0]?.speaker).toEqual({
      kind: "organisation",
      name: mine.name,
    });
  });

  it("closes with the commitment that moved, and with the case", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
    const theCase = await aCase(lead, { visibility: "organisation" });
    const commitmentId = await aCommitment(theCase, await aSession(organisation));
    await aConversation(lead, { said: "moved", about: [{ ...theCase, commitmentId }] });
    expect(await listed(colleague)).toEqual(["moved"]);
    await asSuperuser()`insert into commitment_events (org_id, commitment_id, case_id, changes)
      select org_id, id, case_id, '{"visibility": "team"}' from commitments where id = ${commitmentId}`;
    expect(await listed(colleague)).toEqual([]);
    expect(await listed(lead)).toEqual(["moved"]);
    await asSuperuser()`delete from cases where id = ${theCase.id}`;
    expect(
      await asSuperuser()`select 1 from conversations where org_id = ${organisation.id}`,
    ).toHaveLength(0);
  });

  it("is never kept for a team by somebody outside it", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
    const theCase = await aCase(lead, { visibility: "organisation" });
    await expect(
      logConversation(colleague, "XEA", said({ cases: [theCase.id], visibility: "team" })),
    ).rejects.toMatchObject({ code: "PL004" });
    await inTeam(theCase, colleague, "editor");
    await logConversation(colleague, "XEA", said({ cases: [theCase.id], visibility: "team" }));
    expect(await listed(lead)).toHaveLength(1);
  });

  it("comes in pages, the last contact first and unknown days at the end", async () => {
    const lead = await aMember(await anOrganisation());
    await aConversation(lead, { said: "3", hadOn: "2026-11-03" });
    await aConversation(lead, { said: "1", hadOn: "2026-11-05" });
    const undated = await aConversation(lead, { said: "4" });
    await asSuperuser()`update conversations set had_on = null, had_precision = 'unknown'
      where id = ${undated}`;
    await aConversation(lead, { said: "2", hadOn: "2026-11-03" });
    const pages: string[] = [];
    let before: string | undefined;
    do {
      const page = await listConversations(lead, "XEA", { before, limit: 1 });
      pages.push(...page.rows.map((row) => row.said));
      before = page.next ?? undefined;
    } while (before);
    expect(pages).toEqual(["1", "2", "3", "4"]);
    expect((await listConversations(lead, "XEA", { before: "nonsense" })).rows).toHaveLength(4);
  });
});

describe("correcting one's own", () => {
  const correction = (id: string, version: number, more: object = {}) =>
    CorrectConversation.parse({
      id,
      stateKey: "0123456789",
      version,
      channel: "meeting",
      "had.precision": "month",
      "had.from.year": "2026",
      "had.from.month": "10",
      said: "Corrected",
      ...more,
    });

  it("keeps what stood before, says who, and refuses what was seen too long ago", async () => {
    const lead = await aMember(await anOrganisation());
    const id = await aConversation(lead, { said: "First" });
    await correctConversation(lead, correction(id, 1));
    await expect(correctConversation(lead, correction(id, 1))).rejects.toMatchObject({
      reason: "conflict",
    });
    const found = await findConversation(lead, "XEA", id);
    expect(found).toMatchObject({ version: 2, said: "Corrected", had: { precision: "month" } });
    expect(found?.corrections).toHaveLength(1);
    expect(found?.corrections[0]?.by).toEqual({ kind: "me" });
    expect(found?.corrections[0]?.changes).toContainEqual({
      field: "said",
      from: "First",
      to: "Corrected",
    });
    await takeBackConversation(lead, { id, stateKey: "", back: true });
    expect(await findConversation(lead, "XEA", id)).toMatchObject({ isTakenBack: true });
    expect((await findConversation(lead, "XEA", id))?.corrections).toHaveLength(2);
  });

  it("is nobody else's, not even of whoever owns the next step, who only says that it is done", async () => {
    const organisation = await anOrganisation();
    const [lead, owner, other] = [
      await aMember(organisation),
      await aMember(organisation),
      await aMember(organisation, "administrator"),
    ];
    const id = await logConversation(
      lead,
      "XEA",
      said({ said: "First", nextStep: "Call", nextOwnerId: owner.membershipId }),
    );
    for (const somebody of [owner, other]) {
      await expect(correctConversation(somebody, correction(id, 1))).rejects.toMatchObject({
        reason: "not-allowed",
      });
      await expect(
        takeBackConversation(somebody, { id, stateKey: "", back: true }),
      ).rejects.toMatchObject({ reason: "not-allowed" });
    }
    // Past the command, the database says the same.
    await expect(
      asActor(owner, (tx) => tx.update(conversations).set({ said: "Mine" })),
    ).rejects.toMatchObject({ code: "42501" });
    await expect(finishNextStep(other, { id, done: true })).rejects.toMatchObject({
      reason: "not-allowed",
    });
    expect(await listNextSteps(owner, { mine: true, limit: 10 })).toHaveLength(1);
    await finishNextStep(owner, { id, done: true });
    expect(await listNextSteps(owner, { mine: true, limit: 10 })).toEqual([]);
    expect(await findConversation(lead, "XEA", id)).toMatchObject({ nextStep: { isDone: true } });
  });

  it("opens and closes it with its visibility", async () => {
    const organisation = await anOrganisation();
    const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
    const theCase = await aCase(lead, { visibility: "organisation" });
    const id = await aConversation(lead, { about: [theCase] });
    expect(await listed(colleague)).toHaveLength(1);
    await correctConversation(lead, correction(id, 1, { visibility: "team" }));
    expect(await listed(colleague)).toEqual([]);
    expect(await listed(lead)).toEqual(["Corrected"]);
  });
});

it("offers the asks of the State first, and other cases but those on the State itself", async () => {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const [asked, other] = [await aCase(lead), await aCase(lead)];
  await aCase(lead, { countryCode: "XEA" });
  const ask = await aCommitment(asked, await aSession(organisation));
  const choices = await conversationChoices(lead, "XEA");
  expect(choices.asks).toMatchObject([{ id: ask, caseId: asked.id, mayChange: true }]);
  expect(choices.cases.map(({ id }) => id)).toEqual([other.id]);
});
