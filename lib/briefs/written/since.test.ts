import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aCommitment, aConsent, aDefender } from "@/db/testing/factories";
import { withdrawConsent } from "@/lib/consents/commands";
import { changesIn, isFact } from "../noted";
import { closeBrief, keepBrief, startBrief } from "./commands";
import { KeepBrief } from "./input";
import { knownIn, replacedIn } from "./known";
import { findDraft, listDrafts } from "./queries";
import { aDraft, aReview, askedFor, made, type Review } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let review: Review;
let draftId: string;
beforeEach(async () => {
  review = await aReview("yes");
  draftId = await aDraft(review, review.lead, [review.theCase]);
});

const old = "They were stopped at the airport.";
const summaryIs = (text: string) =>
  asSuperuser()`update cases set summary = ${text} where id = ${review.theCase.id}`;
const summary = () => `${review.theCase.id}.summary`;

async function look() {
  const found = await findDraft(review.lead, draftId);
  if (!found?.seen) {
    throw new Error("There is no such draft.");
  }
  const { choices, draft, seen } = found;
  return {
    draft,
    inputs: seen.inputs,
    changes: changesIn(knownIn(seen.inputs, choices), draft.noted, replacedIn(draft)),
  };
}

/** Sends the form as its page was drawn, but for what somebody does in it. */
async function send(done: Record<string, unknown> = {}) {
  const { draft, inputs } = await look();
  const fields = inputs.cases.flatMap(({ id, words }) =>
    Object.entries(words ?? {}).flatMap(([field, now]) => [
      [`was.${id}.${field}`, draft.edits[id]?.[field as "summary"]?.was ?? now],
      [`text.${id}.${field}`, draft.edits[id]?.[field as "summary"]?.text ?? now],
    ]),
  );
  const { ask, caseIds, language } = draft;
  const drawn = { draftId, ask, caseIds, language, ...Object.fromEntries(fields) };
  await keepBrief(review.lead, KeepBrief.parse({ ...drawn, ...done }));
}

const names = async () => (await look()).changes.map(({ name }) => name);
/** What the paper says of the case. */
async function said() {
  const [one] = (await look()).inputs.cases;
  return one?.edited?.summary ?? one?.words?.summary;
}

describe("words of a case that changed since their author last looked", () => {
  it("are told with what they were, and stay told until somebody decides", async () => {
    expect(await names()).toEqual([]);
    await summaryIs("They were let go.");
    expect((await look()).changes).toMatchObject([
      { name: summary(), was: old, says: "They were let go." },
    ]);
    await send({ ask: "Please raise both." });
    expect(await names()).toEqual([summary()]);
    expect(await said()).toBe("They were let go.");
    await send({ [`answer.${summary()}`]: "take" });
    expect(await names()).toEqual([]);
    expect(await said()).toBe("They were let go.");
  });

  it("are kept as they were, with scripts and without", async () => {
    await summaryIs("They were let go.");
    await send({ [`answer.${summary()}`]: "keep" });
    expect(await said()).toBe(old);
    expect(await names()).toEqual([]);
    // What the case says after that is asked about again.
    await summaryIs("They were fined.");
    expect((await look()).changes).toMatchObject([{ was: "They were let go." }]);
    await send({ [`answer.${summary()}`]: "take", [`text.${summary()}`]: "They were fined." });
    expect(await said()).toBe("They were fined.");
    expect(await names()).toEqual([]);
    await summaryIs("They left.");
    await send({ [`answer.${summary()}`]: "keep", [`text.${summary()}`]: "They were fined." });
    expect(await said()).toBe("They were fined.");
  });

  it("are taken over in the place of words of their author's own, and not asked about again", async () => {
    await send({ [`text.${summary()}`]: "Both were held for a day." });
    await summaryIs("They were let go.");
    expect(await names()).toEqual([summary()]);
    await send({ [`answer.${summary()}`]: "take", [`text.${summary()}`]: "They were let go." });
    expect(await said()).toBe("They were let go.");
    expect(await names()).toEqual([]);
  });

  it("are asked about beside words of their author's own until they decide, however often a form is saved", async () => {
    await send({ [`text.${summary()}`]: "Both were held for a day." });
    await summaryIs("They were let go.");
    for (const ask of ["Please raise one.", "Please raise two.", "Please raise three."]) {
      await send({ ask });
      expect(await names()).toEqual([summary()]);
    }
    await send({ [`answer.${summary()}`]: "keep" });
    expect(await names()).toEqual([]);
    expect(await said()).toBe("Both were held for a day.");
  });

  it("are told where they changed between the drawing of a form and its sending", async () => {
    const drawn = { [`was.${summary()}`]: old, [`text.${summary()}`]: old };
    await summaryIs("They were let go.");
    await send(drawn);
    expect(await names()).toEqual([summary()]);
    expect(await said()).toBe("They were let go.");
  });

  it("are decided about by whoever writes others in their place", async () => {
    await summaryIs("They were let go.");
    await send({ [`text.${summary()}`]: "Both were let go after six hours." });
    expect(await names()).toEqual([]);
    expect(await said()).toBe("Both were let go after six hours.");
  });

  it("are told to whoever begins the same brief again", async () => {
    await summaryIs("They were let go.");
    const { sessionId, stateKey, theCase } = review;
    const caseIds = [theCase.id];
    const again = { kind: "pre_session", sessionId, stateKey, caseIds, language: "en" } as const;
    expect(await startBrief(review.lead, again)).toBe(draftId);
    expect(await names()).toEqual([summary()]);
  });

  it("are told no more once they may not be told", async () => {
    await summaryIs("They were let go.");
    const { consent: consentId, theCase } = review;
    await withdrawConsent(review.lead, { caseId: theCase.id, consentId } as never);
    expect((await names()).filter((name) => !name.startsWith("fact."))).toEqual([]);
    await send();
    expect(JSON.stringify((await look()).draft.noted)).not.toContain(old);
  });
});

describe("what is no words", () => {
  it("is told when it changed, until its author has looked at just that", async () => {
    const id = await aCommitment(review.theCase, review.sessionId, {
      stateCode: "XEA",
      stage: "agreed",
    });
    await asSuperuser()`update commitments set word = 4, confidentiality = 'public' where id = ${id}`;
    await asSuperuser()`update cases set reprisal_types = '{smear}' where id = ${review.theCase.id}`;
    const { changes } = await look();
    expect(changes.map(({ name }) => name)).toEqual([
      `fact.case.${review.theCase.id}.types`,
      "fact.agreed",
    ]);
    expect(changes.every(isFact)).toBe(true);
    expect(changes.at(-1)).toMatchObject({ was: "", says: "Example State 1", isReadable: true });
    await send();
    expect(await names()).toHaveLength(2);
    await send({ looked: changes.filter(({ name }) => name === "fact.agreed").map(ticked) });
    expect(await names()).toEqual([`fact.case.${review.theCase.id}.types`]);
    // It changed again after the form was drawn: that was not looked at.
    const [seen] = (await look()).changes;
    await asSuperuser()`update cases set reprisal_types = '{other}' where id = ${review.theCase.id}`;
    await send({ looked: seen ? [ticked(seen)] : [] });
    expect(await names()).toEqual([`fact.case.${review.theCase.id}.types`]);
  });

  it("is what must not be mentioned, too", async () => {
    await asSuperuser()`update cases set do_not_mention = 'The village' where id = ${review.theCase.id}`;
    const [change, ...more] = (await look()).changes;
    expect(more).toEqual([]);
    expect(change).toMatchObject({ was: "", says: "The village", isReadable: true });
    await send({ looked: change ? [ticked(change)] : [] });
    expect(await names()).toEqual([]);
  });

  it("is nothing new where its author chose another language or other cases", async () => {
    await send({ language: "ar" });
    expect(await names()).toEqual([]);
  });

  const ticked = ({ name, mark }: { name: string; mark: string }) => `${name}=${mark}`;
});

describe("a draft of which a brief was made", () => {
  const drafts = async () => (await listDrafts(review.lead)).map(({ id }) => id);

  it("stands among the drafts again once something else is written, and not for a form that comes again", async () => {
    await send({ text0: "Let everybody cooperate." });
    expect(await drafts()).toEqual([draftId]);
    await made(review.lead, draftId);
    expect(await drafts()).toEqual([]);
    await send({ text0: "Let everybody cooperate." });
    expect(await drafts()).toEqual([]);
    await send({ text0: "Let everybody speak." });
    expect(await drafts()).toEqual([draftId]);
  });

  it("stands there again once the brief is closed", async () => {
    const briefId = await made(review.lead, draftId);
    await closeBrief(review.lead, { briefId });
    expect(await drafts()).toEqual([draftId]);
  });
});

describe("the order of the cases", () => {
  it("is the one that was chosen, whatever happens to the cases", async () => {
    const { lead, theCase } = review;
    const other = await aCase(lead, { title: "A lawyer" });
    await aConsent(other, await aDefender(other), lead, "public_statement", "yes");
    const order = async () => (await look()).inputs.cases.map(({ id }) => id);
    await send({ caseIds: [other.id, theCase.id] });
    // Who is ticked later comes behind.
    expect(await order()).toEqual([theCase.id, other.id]);
    await send({ [`caseAt.${theCase.id}`]: "2", [`caseAt.${other.id}`]: "1" });
    expect(await order()).toEqual([other.id, theCase.id]);
    await asSuperuser()`update cases set changed_at = now() where id = ${theCase.id}`;
    await send({ caseIds: [theCase.id, other.id] });
    expect(await order()).toEqual([other.id, theCase.id]);
    const { sessionId, stateKey } = review;
    await startBrief(lead, {
      kind: "pre_session",
      sessionId,
      stateKey,
      caseIds: [theCase.id, other.id],
      language: "en",
    });
    expect(await order()).toEqual([other.id, theCase.id]);
    expect((await look()).draft.ask).toBe(askedFor);
  });
});
