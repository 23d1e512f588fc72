import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent, type Member } from "@/db/testing/factories";
import { withdrawConsent } from "@/lib/consents/commands";
import { findWithdrawal } from "@/lib/consents/queries";
import { relabelDefender } from "@/lib/defenders/commands";
import { listNotices } from "@/lib/notices/queries";
import { code, realName, refusal } from "@/lib/submissions/testing-world";
import { listShownClosedBy, listStillTold } from "../after-withdrawal";
import { withdrawReferralConsent } from "../referrals/commands";
import { changeRequest, closeRequest } from "../requests/commands";
import { ChangeRequest } from "../requests/input";
import { findRequest, listRequestsOfCase } from "../requests/queries";
import { agree, helper, newestConsent, sealedWords } from "../testing-request";
import {
  answerShown,
  claimShown,
  closeShown,
  readShownText,
  releaseShown,
  takeRequestBack,
  writeOfShown,
} from "./commands";
import { findShownToUs, listShownTo, listShownToUs, listStepsOf, mindsPartner } from "./queries";
import {
  aCoalition,
  agreeTo,
  type Coalition,
  letItsDayPass,
  show,
  standing,
  takeBack,
} from "./testing-shown";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const withdraw = async ({ world, requestId }: Coalition) =>
  withdrawReferralConsent(world.lead, {
    caseId: world.caseId,
    requestId,
    consentId: await newestConsent(world, world.lead, requestId),
  });

const told = async (member: Member) =>
  (await listNotices(member)).rows.map(({ word, organisation, leadsSomewhere, caseReference }) => ({
    word,
    organisation,
    caseReference,
    leadsSomewhere,
  }));

describe("an outline", () => {
  it("says what is needed where in the world and how soon, and nothing else", async () => {
    const scene = await aCoalition({ neededBy: "2090-12-24" });
    const id = await show(scene, scene.first.id);
    const [seen] = await listShownToUs(scene.partner);
    expect(seen).toEqual({
      id,
      fromOrgId: scene.world.own.id,
      from: "Ours",
      level: "outline",
      kind: "temporary_relocation",
      // Where they are now, and not where the case is.
      region: expect.stringMatching(/^EXAMPLE_/),
      urgency: "this_week",
      neededBy: "2090-12-24",
      actBy: expect.any(String),
      state: "shown",
      stateAt: null,
      closedAs: null,
      expiresOn: null,
      shownAt: expect.any(Date),
      isOlder: false,
    });
    const whole = JSON.stringify(await findShownToUs(scene.partner, id));
    for (const hidden of [
      scene.world.caseId,
      scene.requestId,
      scene.world.defender,
      scene.world.lead.membershipId,
      scene.second.id,
      "Example State",
      "A lawyer",
      "Two panellists",
      "zq",
    ]) {
      expect(whole).not.toContain(hidden);
    }
    await expect(readShownText(scene.partner, { shownId: id })).rejects.toEqual(
      refusal("coalition.refused.textClosed"),
    );
  });

  it("leaves the region out where that was chosen", async () => {
    const scene = await aCoalition();
    await show(scene, scene.first.id, { region: "leave_out" });
    expect(await listShownToUs(scene.partner)).toMatchObject([{ region: null }]);
  });

  it("follows the request as its team writes it", async () => {
    const scene = await aCoalition();
    const { world, requestId } = scene;
    await show(scene, scene.first.id);
    await changeRequest(
      world.lead,
      ChangeRequest.parse({
        caseId: world.caseId,
        requestId,
        version: 1,
        kind: "legal_advice",
        nature: "practical",
        urgency: "today",
        ...sealedWords,
      }),
    );
    expect(await listShownToUs(scene.partner)).toMatchObject([
      { kind: "legal_advice", urgency: "today" },
    ]);
  });

  it("is shown to nobody about whom they said no, here or for their whole case", async () => {
    const scene = await aCoalition();
    await agreeTo(scene, scene.first.id, [], { answer: "no" });
    await expect(show(scene, scene.first.id)).rejects.toEqual(code("PL001"));
    await aConsent(
      scene.world.theCase,
      scene.world.defender,
      scene.world.lead,
      "share_with_organisation",
      "no",
      { organisation: scene.second },
    );
    await expect(show(scene, scene.second.id)).rejects.toEqual(code("PL001"));
    expect(await listShownToUs(scene.partner)).toEqual([]);
    expect(await listShownToUs(scene.other)).toEqual([]);
    await broken("app.minds_partner(uuid, uuid)", ["not c.is_allowed or", "false or"], async () => {
      await show(scene, scene.first.id);
    });
  });

  it("closes in the transaction in which they take back that their case is shown", async () => {
    const scene = await aCoalition();
    const { world } = scene;
    const consentId = await aConsent(
      world.theCase,
      world.defender,
      world.lead,
      "share_with_organisation",
      "anonymous",
      { organisation: scene.first },
    );
    const id = await show(scene, scene.first.id);
    await withdrawConsent(world.lead, { caseId: world.caseId, consentId });
    expect(await findShownToUs(scene.partner, id)).toBeNull();
    expect(await standing(scene, id)).toMatchObject({ endedAs: "withdrawn" });
  });
});

describe("consent for the whole case", () => {
  const shareWith = ({ world, first }: Coalition, answer: "anonymous" | "no" = "anonymous") =>
    aConsent(world.theCase, world.defender, world.lead, "share_with_organisation", answer, {
      organisation: first,
    });

  it("that is withdrawn ends what was agreed to for one request, and its page says so", async () => {
    const scene = await aCoalition();
    const { world, requestId, first, partner } = scene;
    const consentId = await shareWith(scene);
    await agreeTo(scene, first.id, ["needs"]);
    const id = await show(scene, first.id, { level: "more" });
    await readShownText(partner, { shownId: id });
    expect(await mindsPartner(world.lead, requestId, first.id)).toBe(false);
    await withdrawConsent(world.lead, { caseId: world.caseId, consentId });
    expect(await listShownToUs(partner)).toEqual([]);
    expect(await findShownToUs(partner, id)).toBeNull();
    await expect(readShownText(partner, { shownId: id })).rejects.toEqual(
      refusal("coalition.refused.textClosed"),
    );
    await expect(claimShown(partner, { shownId: id })).rejects.toEqual(code("42501"));
    expect((await told(partner)).map(({ word }) => word)).toContain("somethingWithdrawn");
    expect(await standing(scene, id)).toMatchObject({ endedAs: "withdrawn" });
    await expect(show(scene, first.id)).rejects.toEqual(code("PL001"));
    expect(await mindsPartner(world.editor, requestId, first.id)).toBe(true);
    expect(await mindsPartner(world.outsider, requestId, first.id)).toBe(false);
    const withdrawal = await findWithdrawal(world.lead, world.caseId, consentId);
    if (!withdrawal) {
      throw new Error("It was withdrawn.");
    }
    expect(await listShownClosedBy(world.lead, world.caseId, withdrawal.consent)).toEqual([
      { requestId, kind: "temporary_relocation", name: "First", place: `/partners/${first.id}` },
    ]);
    expect(await listShownClosedBy(world.outsider, world.caseId, withdrawal.consent)).toEqual([]);
    // It would have stayed open were the newer answer for the case forgotten.
    await broken("app.minds_partner(uuid, uuid)", ["h.at > c.at", "true"], async () => {
      await show(scene, first.id);
    });
  });

  it("that was a no gives way to a newer yes for this very request, and to nothing else", async () => {
    const scene = await aCoalition();
    await shareWith(scene, "no");
    await agreeTo(scene, scene.first.id, ["needs"]);
    const id = await show(scene, scene.first.id, { level: "more" });
    await shareWith(scene, "no");
    expect(await findShownToUs(scene.partner, id)).toBeNull();
    await agreeTo(scene, scene.first.id, [], { answer: "no" });
    await shareWith(scene);
    await expect(show(scene, scene.first.id)).rejects.toEqual(code("PL001"));
  });

  it("leaves open what was agreed to for one organisation, which is named where it was withdrawn", async () => {
    const scene = await aCoalition();
    const { world, requestId, second } = scene;
    await agree(world, world.lead, requestId, ["needs"]);
    await show(scene, second.id);
    const consentId = await shareWith(scene);
    await withdrawConsent(world.lead, { caseId: world.caseId, consentId });
    expect(await listStillTold(world.lead, world.caseId, world.defender)).toMatchObject([
      { requestId, name: "Second", place: `/partners/${second.id}` },
      {
        requestId,
        name: expect.stringContaining("ProtectDefenders.eu"),
        place: `/refer/${helper}`,
      },
    ]);
    await withdraw(scene);
    expect(await listStillTold(world.lead, world.caseId, world.defender)).toHaveLength(1);
    expect(await listStillTold(world.outsider, world.caseId, world.defender)).toEqual([]);
  });
});

describe("more", () => {
  it("is exactly what was agreed to for this partner, and in the clear nowhere", async () => {
    const scene = await aCoalition();
    await agreeTo(scene, scene.first.id, ["name", "needs"]);
    const id = await show(scene, scene.first.id, { level: "more" });
    const text = await readShownText(scene.partner, { shownId: id });
    expect(text).toContain(`Name: ${realName}`);
    expect(text).toContain("What is needed: zqneeds");
    expect(text).not.toMatch(/zqplace|zqsituation|zqchannel|zqtried|1500|A lawyer/);
    expect(await readShownText(scene.world.editor, { shownId: id })).toBe(text);
    const [row] =
      await asSuperuser()`select s::text as whole from shown_requests s where id = ${id}`;
    expect(row?.whole).not.toMatch(/zqneeds|zqamina/i);
  });

  it("is refused without that answer, by the database too", async () => {
    const scene = await aCoalition();
    await expect(show(scene, scene.first.id, { level: "more" })).rejects.toEqual(code("PL001"));
    // What was agreed to for one partner is not agreed to for another.
    await agreeTo(scene, scene.first.id, ["needs"]);
    await expect(show(scene, scene.second.id, { level: "more" })).rejects.toEqual(code("PL001"));
    await broken(
      "app.shown_is_covered(shown_requests)",
      ["s.level = 'outline'", "true"],
      async () => {
        await show(scene, scene.second.id, { level: "more" });
      },
    );
  });

  it("is known to have left from the moment that the partner opens it first", async () => {
    const scene = await aCoalition();
    await agreeTo(scene, scene.first.id, ["needs"]);
    const id = await show(scene, scene.first.id, { level: "more" });
    const left =
      () => asSuperuser()`select kind, audience, recipient_org_id, naming from disclosures
      where case_id = ${scene.world.caseId}`;
    // The team's own look is none.
    await readShownText(scene.world.lead, { shownId: id });
    expect(await left()).toEqual([]);
    await readShownText(scene.partner, { shownId: id });
    await readShownText(scene.partnerAdministrator, { shownId: id });
    expect(await left()).toEqual([
      {
        kind: "referral",
        audience: "partner",
        recipient_org_id: scene.first.id,
        naming: "situation",
      },
    ]);
    expect((await standing(scene, id)).openedAt).toBeInstanceOf(Date);
  });

  it("closes as a whole when they take it back, and whoever read it hears that and nothing else", async () => {
    const scene = await aCoalition();
    await agreeTo(scene, scene.first.id, ["needs"]);
    const id = await show(scene, scene.first.id, { level: "more" });
    await readShownText(scene.partner, { shownId: id });
    await claimShown(scene.partner, { shownId: id });
    await withdraw(scene);
    expect(await findShownToUs(scene.partner, id)).toBeNull();
    expect(await listShownToUs(scene.partner)).toEqual([]);
    await expect(readShownText(scene.partner, { shownId: id })).rejects.toEqual(
      refusal("coalition.refused.textClosed"),
    );
    expect(await told(scene.partner)).toEqual([
      {
        word: "somethingWithdrawn",
        organisation: "Ours",
        caseReference: null,
        leadsSomewhere: false,
      },
    ]);
    expect(await standing(scene, id)).toMatchObject({ endedAs: "withdrawn" });
  });

  it("stays closed by consent alone, were the row forgotten", async () => {
    const scene = await aCoalition();
    await agreeTo(scene, scene.first.id, ["needs"]);
    const id = await show(scene, scene.first.id, { level: "more" });
    await broken(
      "app.close_uncovered_shown()",
      ["and s.ended_at is null and not app.shown_is_covered(s);\n  end if", "and false;\n  end if"],
      () => withdraw(scene),
    );
    expect((await standing(scene, id)).endedAt).toBeNull();
    expect(await findShownToUs(scene.partner, id)).toBeNull();
    await broken(
      "app.shown_stands(shown_requests)",
      ["app.shown_is_covered(s)", "true"],
      async () => {
        expect(await findShownToUs(scene.partner, id)).not.toBeNull();
      },
    );
  });

  it("ends where a newer answer allows less, and on the day after the last", async () => {
    const scene = await aCoalition();
    await agreeTo(scene, scene.first.id, ["needs", "situation"]);
    const id = await show(scene, scene.first.id, { level: "more" });
    await agreeTo(scene, scene.first.id, ["needs"]);
    expect(await findShownToUs(scene.partner, id)).toBeNull();
    const again = await show(scene, scene.first.id, { level: "more" });
    expect(await readShownText(scene.partner, { shownId: again })).not.toContain("zqsituation");
    await letItsDayPass(again);
    expect(await findShownToUs(scene.partner, again)).toBeNull();
  });

  it("can be shown where an outline was, and less cannot be shown instead", async () => {
    const scene = await aCoalition();
    const id = await show(scene, scene.first.id);
    await agreeTo(scene, scene.first.id, ["needs"]);
    expect(await show(scene, scene.first.id, { level: "more" })).toBe(id);
    expect(await readShownText(scene.partner, { shownId: id })).toContain("zqneeds");
    await expect(show(scene, scene.first.id)).rejects.toEqual(code("PL004"));
  });
});

describe("a request that was changed", () => {
  const rewrite = ({ world, requestId }: Coalition, needs: string, version = 1) =>
    changeRequest(
      world.lead,
      ChangeRequest.parse({
        caseId: world.caseId,
        requestId,
        version,
        kind: "temporary_relocation",
        nature: "practical",
        urgency: "this_week",
        ...sealedWords,
        needs,
      }),
    );

  it("closes the older text to the partner until the new one is shown", async () => {
    const scene = await aCoalition();
    const { partner, first } = scene;
    await agreeTo(scene, first.id, ["needs"]);
    const id = await show(scene, first.id, { level: "more" });
    expect(await findShownToUs(partner, id)).toMatchObject({ isOlder: false });
    await rewrite(scene, "zqnewneeds");
    expect(await findShownToUs(partner, id)).toMatchObject({ isOlder: true });
    expect(await standing(scene, id)).toMatchObject({ isOlder: true });
    await expect(readShownText(partner, { shownId: id })).rejects.toEqual(
      refusal("coalition.refused.textClosed"),
    );
    // Whoever shows it sees what they had told.
    expect(await readShownText(scene.world.lead, { shownId: id })).toContain("zqneeds");
    await broken("app.shown_is_older(shown_requests)", ["s.level = 'more'", "false"], async () => {
      expect(await readShownText(partner, { shownId: id })).toContain("zqneeds");
    });
    expect(await show(scene, first.id, { level: "more" })).toBe(id);
    expect(await standing(scene, id)).toMatchObject({ isOlder: false });
    expect(await readShownText(partner, { shownId: id })).toContain("zqnewneeds");
  });

  it("is not taken for one that was closed and opened again, nor for an outline", async () => {
    const scene = await aCoalition();
    const id = await show(scene, scene.first.id);
    await rewrite(scene, "zqnewneeds");
    expect(await findShownToUs(scene.partner, id)).toMatchObject({ isOlder: false });
  });

  it("is one whose person is called otherwise, or reached otherwise, too", async () => {
    const scene = await aCoalition();
    const { world, partner, first } = scene;
    await agreeTo(scene, first.id, ["label", "name"]);
    const id = await show(scene, first.id, { level: "more" });
    await relabelDefender(world.lead, {
      caseId: world.caseId,
      defenderId: world.defender,
      kind: "person",
      publicLabel: "A doctor",
    });
    expect(await findShownToUs(partner, id)).toMatchObject({ isOlder: true });
    await show(scene, first.id, { level: "more" });
    expect(await findShownToUs(partner, id)).toMatchObject({ isOlder: false });
    await asSuperuser()`delete from defender_identities where defender_id = ${world.defender}`;
    expect(await findShownToUs(partner, id)).toMatchObject({ isOlder: true });
    // The request itself is as it was: nobody who has it open is stopped.
    await rewrite(scene, "zqnewneeds", 1);
  });
});

describe("words between the two sides", () => {
  it("go both ways while it is shown, and are told of without a word of them", async () => {
    const scene = await aCoalition();
    const { world, partner, first } = scene;
    const id = await show(scene, first.id);
    await show(scene, scene.second.id);
    await writeOfShown(partner, { shownId: id, words: "How many are they?" });
    const answer = { caseId: world.caseId, shownId: id, words: "zqthree of them" };
    await answerShown(world.editor, answer);
    const steps = async () => (await findShownToUs(partner, id))?.steps.slice(1);
    expect(await steps()).toMatchObject([
      { step: "wrote", byPartner: true, words: "How many are they?" },
      { step: "answered", byPartner: false, words: "zqthree of them" },
    ]);
    expect(await told(partner)).toEqual([
      { word: "supportAnswered", organisation: "Ours", caseReference: null, leadsSomewhere: true },
      { word: "supportShown", organisation: "Ours", caseReference: null, leadsSomewhere: true },
    ]);
    expect(await told(scene.partnerReader)).toEqual([]);
    expect((await told(scene.other)).map(({ word }) => word)).toEqual(["supportShown"]);
    const [row] = await asSuperuser()`
      select string_agg(t::text, ' ') as whole from shown_request_steps t where shown_id = ${id}`;
    expect(row?.whole).not.toContain("zqthree");
    for (const member of [world.outsider, world.reader, partner, scene.other]) {
      await expect(answerShown(member, answer)).rejects.toMatchObject({ reason: "not-allowed" });
    }
    await takeBack(scene, id);
    await expect(answerShown(world.lead, answer)).rejects.toEqual(code("42501"));
    expect((await told(partner)).map(({ word }) => word)).toEqual([]);
  });

  it("hold no protected name, and none of a case that somebody else is named for", async () => {
    const scene = await aCoalition();
    const { world } = scene;
    const id = await show(scene, scene.first.id);
    const say = (words: string, caseId = world.caseId, sure?: "yes") =>
      answerShown(world.lead, { caseId, shownId: id, words, sure });
    await expect(say(`She is ${realName}`)).rejects.toEqual(refusal("support.refused.name"));
    await expect(say("Ask Zqamina")).rejects.toEqual(refusal("refusals.partOfName"));
    await expect(say(`She is ${realName}`, uuidv7())).rejects.toMatchObject({
      reason: "not-allowed",
    });
    await say("Ask Zqamina", world.caseId, "yes");
  });
});

describe("taking it on", () => {
  it("is for whoever comes first; others see that it is taken, and not by whom", async () => {
    const scene = await aCoalition();
    const [one, two] = [await show(scene, scene.first.id), await show(scene, scene.second.id)];
    const tries = await Promise.allSettled([
      claimShown(scene.partner, { shownId: one }),
      claimShown(scene.other, { shownId: two }),
    ]);
    expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const isFirst = tries[0]?.status === "fulfilled";
    const [winner, loser] = isFirst ? [scene.partner, scene.other] : [scene.other, scene.partner];
    expect(await listShownToUs(winner)).toMatchObject([{ state: "claimed" }]);
    const [seen] = await listShownToUs(loser);
    expect(seen).toMatchObject({ state: "taken", stateAt: null });
    const taken = await findShownToUs(loser, seen?.id ?? "");
    expect(taken?.others).toEqual([]);
    expect(JSON.stringify(taken)).not.toContain(winner.organisationName);
    await expect(claimShown(loser, { shownId: seen?.id ?? "" })).rejects.toEqual(
      refusal("coalition.refused.taken"),
    );
  });

  it("closes the text to the others for as long as one has it", async () => {
    const scene = await aCoalition();
    const { first, other, partner, second } = scene;
    await agreeTo(scene, first.id, ["needs"]);
    await agreeTo(scene, second.id, ["needs"]);
    const theirs = await show(scene, first.id, { level: "more" });
    const shownId = await show(scene, second.id, { level: "more" });
    const read = (who = partner, id = theirs) => readShownText(who, { shownId: id });
    expect(await read()).toContain("zqneeds");
    await claimShown(other, { shownId });
    expect(await read(other, shownId)).toContain("zqneeds");
    await expect(read()).rejects.toEqual(refusal("coalition.refused.textClosed"));
    await broken(
      "app.is_with_another(shown_requests)",
      ["s.state = 'shown'", "false"],
      async () => {
        expect(await read()).toContain("zqneeds");
      },
    );
    await releaseShown(other, { shownId, words: "No room" });
    expect(await read()).toContain("zqneeds");
  });

  it("ends by giving it back, with words that the team alone reads", async () => {
    const scene = await aCoalition();
    const [one, two] = [await show(scene, scene.first.id), await show(scene, scene.second.id)];
    await claimShown(scene.partner, { shownId: one });
    await releaseShown(scene.partner, { shownId: one, words: "zqfull until January" });
    expect(await listShownToUs(scene.other)).toMatchObject([{ state: "shown" }]);
    expect(
      (await listStepsOf(scene.world.editor, one)).map(({ step, words }) => [step, words]),
    ).toEqual([
      ["shown", null],
      ["claimed", null],
      ["handed_back", "zqfull until January"],
    ]);
    expect(JSON.stringify(await findShownToUs(scene.other, two))).not.toContain("zqfull");
    const [row] = await asSuperuser()`
      select string_agg(t::text, ' ') as whole from shown_request_steps t where shown_id = ${one}`;
    expect(row?.whole).not.toContain("zqfull");
    await claimShown(scene.other, { shownId: two });
  });

  it("goes to another partner to which it is shown, once that partner takes it on itself", async () => {
    const scene = await aCoalition();
    const one = await show(scene, scene.first.id);
    await claimShown(scene.partner, { shownId: one });
    // It is shown to nobody else yet.
    await expect(
      releaseShown(scene.partner, { shownId: one, toOrgId: scene.second.id, words: "" }),
    ).rejects.toEqual(code("42501"));
    const two = await show(scene, scene.second.id);
    expect((await findShownToUs(scene.partner, one))?.others).toEqual([
      { id: scene.second.id, name: "Second" },
    ]);
    await releaseShown(scene.partner, { shownId: one, toOrgId: scene.second.id, words: "" });
    expect(await listShownToUs(scene.partner)).toMatchObject([{ state: "taken" }]);
    expect(await listShownToUs(scene.other)).toMatchObject([{ state: "offered" }]);
    expect(await told(scene.other)).toEqual([
      { word: "supportHanded", organisation: "Ours", caseReference: null, leadsSomewhere: true },
    ]);
    await expect(claimShown(scene.partner, { shownId: one })).rejects.toEqual(
      refusal("coalition.refused.taken"),
    );
    await claimShown(scene.other, { shownId: two });
    await closeShown(scene.other, { shownId: two, closedAs: "helped", words: "" });
    expect(await standing(scene, two)).toMatchObject({ state: "closed", closedAs: "helped" });
    // Nobody begins again with what was solved.
    await expect(claimShown(scene.partner, { shownId: one })).rejects.toEqual(
      refusal("coalition.refused.taken"),
    );
  });

  it("is told to whoever shows it, and what is shown to the partner's people; a mail says nothing", async () => {
    const scene = await aCoalition();
    const { world } = scene;
    const id = await show(scene, scene.first.id, {}, world.editor);
    expect(await told(scene.partner)).toEqual([
      { word: "supportShown", organisation: "Ours", caseReference: null, leadsSomewhere: true },
    ]);
    expect(await told(scene.partnerReader)).toEqual([]);
    expect(await told(scene.other)).toEqual([]);
    await claimShown(scene.partner, { shownId: id });
    await writeOfShown(scene.partner, { shownId: id, words: "We begin tonight" });
    await closeShown(scene.partner, { shownId: id, closedAs: "partly", words: "" });
    for (const teller of [world.lead, world.editor]) {
      expect((await told(teller)).map(({ word, organisation }) => [word, organisation])).toEqual([
        ["supportClosed", "First"],
        ["supportWrote", "First"],
        ["supportClaimed", "First"],
      ]);
    }
    expect(await told(world.outsider)).toEqual([]);
  });

  it("is over for whoever had it when it is taken back or the request is closed, and they hear of it", async () => {
    const scene = await aCoalition();
    const { world, requestId } = scene;
    const [one, two] = [await show(scene, scene.first.id), await show(scene, scene.second.id)];
    await claimShown(scene.partner, { shownId: one });
    await takeBack(scene, one);
    expect(await told(scene.partner)).toMatchObject([
      { word: "supportEnded", leadsSomewhere: false },
    ]);
    await claimShown(scene.other, { shownId: two });
    await closeRequest(world.lead, { caseId: world.caseId, requestId, closedAs: "not_needed" });
    expect(await findShownToUs(scene.other, two)).toBeNull();
    expect(await told(scene.other)).toMatchObject([{ word: "supportEnded" }]);
    expect(
      (await listShownTo(world.lead, world.caseId, requestId)).map(({ endedAs }) => endedAs).sort(),
    ).toEqual(["request_closed", "taken_back"]);
    await expect(show(scene, scene.first.id)).rejects.toEqual(code("PL004"));
  });

  it("counts among who was asked, and what the partner did stays once the request is closed", async () => {
    const scene = await aCoalition();
    const { world, requestId } = scene;
    const counts = async () => {
      const found = await findRequest(world.lead, world.caseId, requestId);
      return [found?.partnersSee, found?.partnersHave, found?.partnersHelped];
    };
    expect(await counts()).toEqual([0, 0, 0]);
    const [one, two] = [await show(scene, scene.first.id), await show(scene, scene.second.id)];
    expect(await counts()).toEqual([2, 0, 0]);
    await claimShown(scene.partner, { shownId: one });
    expect(await counts()).toEqual([1, 1, 0]);
    await closeShown(scene.partner, { shownId: one, closedAs: "partly", words: "" });
    await claimShown(scene.other, { shownId: two });
    expect(await counts()).toEqual([0, 1, 1]);
    await closeRequest(world.lead, { caseId: world.caseId, requestId, closedAs: "partly" });
    expect(await counts()).toEqual([0, 1, 1]);
    expect(await standing(scene, one)).toMatchObject({ state: "closed", closedAs: "partly" });
    expect((await listRequestsOfCase(world.lead, world.caseId))[0]).toMatchObject({
      partnersHelped: 1,
    });
  });

  it("is no hold on a request once its last day has passed", async () => {
    const scene = await aCoalition();
    const [one, two] = [await show(scene, scene.first.id), await show(scene, scene.second.id)];
    await claimShown(scene.partner, { shownId: one });
    await letItsDayPass(one);
    expect(await listShownToUs(scene.other)).toMatchObject([{ state: "shown" }]);
    await claimShown(scene.other, { shownId: two });
    expect(await standing(scene, one)).toMatchObject({ endedAs: "lapsed" });
    // And it can be shown anew.
    await show(scene, scene.first.id);
  });
});

describe("what is taken back", () => {
  it("is taken back by whoever edits the case, at once and for good", async () => {
    const scene = await aCoalition();
    const id = await show(scene, scene.first.id);
    for (const member of [scene.world.outsider, scene.partner, scene.other]) {
      await expect(takeBack(scene, id, member)).rejects.toMatchObject({ reason: "not-allowed" });
    }
    await takeBack(scene, id, scene.world.editor);
    expect(await findShownToUs(scene.partner, id)).toBeNull();
    await expect(
      takeRequestBack(scene.world.lead, { caseId: scene.world.caseId, shownId: id }),
    ).rejects.toMatchObject({ reason: "not-allowed" });
    const again = await show(scene, scene.first.id);
    expect(again).not.toBe(id);
  });
});
