import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent } from "@/db/testing/factories";
import { askForPack } from "../packs/commands";
import { AskForPack } from "../packs/input";
import { keepBrief } from "./commands";
import { KeepBrief } from "./input";
import { mentionsIn } from "./mentions";
import { findDraft } from "./queries";
import { aDraft, aReview, askedFor, made, type Review } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let review: Review;
beforeEach(async () => {
  review = await aReview("yes");
  await asSuperuser()`update cases set
      do_not_mention = 'The family’s town, or that a relative was questioned' where id = ${review.theCase.id}`;
});

async function mentioned(draftId: string) {
  const found = await findDraft(review.lead, draftId);
  return found?.seen
    ? mentionsIn(found.seen.inputs, found.draft.answers, found.choices).map(({ place, words }) => [
        place.is,
        words,
      ])
    : null;
}

const refused = expect.objectContaining({
  messageKey: "briefs.refused.mention",
  field: "mentionsRead",
});
const caseIds = () => [review.theCase.id];
const write = (draftId: string, written: Record<string, unknown>) =>
  keepBrief(
    review.lead,
    KeepBrief.parse({ draftId, caseIds: caseIds(), language: "en", ask: askedFor, ...written }),
  );

it("is named where it stands, and keeps a brief from being made until it was read again", async () => {
  const draftId = await aDraft(review, review.lead, [review.theCase], {
    ask: "Ask why a relative was questioned.",
    text0: "Protect everybody in the family's town.",
    text1: "Release both.",
    contact: "Office in the town, second floor",
  });
  expect(await mentioned(draftId)).toEqual([
    ["ask", ["relative", "questioned"]],
    ["wording", ["family's", "town"]],
    ["contact", ["town"]],
  ]);
  await expect(made(review.lead, draftId)).rejects.toEqual(refused);
  expect(await made(review.lead, draftId, { mentionsRead: "yes" })).toMatch(/^[0-9a-f-]{36}$/);
});

it("is looked for in what the case says, and in what stands there instead", async () => {
  const draftId = await aDraft(review, review.lead, [review.theCase]);
  expect(await mentioned(draftId)).toEqual([]);
  await asSuperuser()`update cases set summary = 'A relative was questioned.' where id = ${review.theCase.id}`;
  expect(await mentioned(draftId)).toEqual([["field", ["relative", "questioned"]]]);
  const name = `${review.theCase.id}.summary`;
  const was = "A relative was questioned.";
  await write(draftId, { [`was.${name}`]: was, [`text.${name}`]: "Both were stopped." });
  expect(await mentioned(draftId)).toEqual([]);
});

it("is looked for in the facts of a case and in how its people are called", async () => {
  const draftId = await aDraft(review, review.lead, [review.theCase]);
  await asSuperuser()`update cases set reprisal_types = '{family_targeted}' where id = ${review.theCase.id}`;
  await asSuperuser()`update defenders set public_label = 'A relative of a speaker' where case_id = ${review.theCase.id}`;
  expect(await mentioned(draftId)).toEqual([
    ["people", ["relative"]],
    ["facts", ["Family"]],
  ]);
});

it("is not looked for in what is left out", async () => {
  const draftId = await aDraft(review, review.lead, [review.theCase], {
    text0: "Protect everybody in the family's town.",
    "partOut.wordings": "yes",
  });
  expect(await mentioned(draftId)).toEqual([]);
});

it("is looked for in what is spoken, and in what is said when asked", async () => {
  const minutes = { minutes: "5" };
  const draftId = await aDraft(review, review.lead, [review.theCase], minutes, "speaking");
  await write(draftId, { question0: "Who was questioned?", answer0: "A relative." });
  expect(await mentioned(draftId)).toEqual([["question", ["questioned", "relative"]]]);
  await asSuperuser()`update cases set summary = 'The family left its town.' where id = ${review.theCase.id}`;
  expect(await mentioned(draftId)).toContainEqual(["point", ["family", "town"]]);
});

it("keeps a pack from being asked for until its words were read again", async () => {
  const [mission] = await asSuperuser()<
    { key: string }[]
  >`select key from states where code = 'XEA'`;
  const pack = (done: Record<string, string>) =>
    askForPack(
      review.lead,
      AskForPack.parse({
        sessionId: review.sessionId,
        caseIds: caseIds(),
        stateKeys: [mission?.key],
        confirmed: "yes",
        "ask.en": askedFor,
        ...done,
      }),
    );
  const at = (place: string) =>
    expect.objectContaining({ messageKey: `packs.fault.${place}`, field: "mentionsRead" });
  await expect(pack({ "ask.en": "Ask about the relative." })).rejects.toEqual(at("mentionAsk.en"));
  const french = { [`language.${mission?.key}`]: "fr", "ask.fr": "Veuillez agir." };
  const relative = { ...french, "text.fr": "A relative was there." };
  await expect(pack(relative)).rejects.toEqual(at("mentionText.fr"));
  await expect(pack({ contact: "Near the family" })).rejects.toEqual(at("mentionContact"));
  const { defender, lead, theCase } = review;
  await aConsent(theCase, defender, lead, "share_with_mission", "anonymous", { stateCode: "XEA" });
  // What a case says of itself may do so, too: nobody looks at each paper before it is made.
  await asSuperuser()`update cases set title = 'Relatives of a speaker' where id = ${review.theCase.id}`;
  await expect(pack({})).rejects.toEqual(at("mentionCase"));
  await asSuperuser()`update cases set title = 'Two panellists' where id = ${review.theCase.id}`;
  await pack({ "ask.en": "Ask about the relative.", mentionsRead: "yes" });
  await pack({});
});
