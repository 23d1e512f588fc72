import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { changesIn } from "@/lib/briefs/noted";
import { makeSubmission } from "./commands";
import { knownIn, mentionsIn } from "./known";
import { findSubmissionDraft } from "./queries";
import { aDraft, keep, openWorld, type World } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let world: World;
let draftId: string;
beforeEach(async () => {
  world = await openWorld();
  draftId = await aDraft(world);
});

const old = "Stopped at the airport.";
const summaryIs = (text: string) =>
  asSuperuser()`update cases set summary = ${text} where id = ${world.caseId}`;

async function look() {
  const found = await findSubmissionDraft(world.lead, world.caseId, draftId);
  if (!found?.seen) {
    throw new Error("There is no such draft.");
  }
  const { draft, events, said, seen } = found;
  const changes = changesIn(
    knownIn(seen, said, events),
    draft.noted,
    (name) => draft.texts[name as "summary"]?.was,
  );
  return { seen, changes };
}

/** Sends the field of the summary as it was drawn, but for what somebody does in it. */
async function send(done: Record<string, unknown> = {}) {
  const { seen } = await look();
  const { summary } = seen.inputs.texts;
  const drawn = { "shown.summary": summary, "was.summary": summary, "text.summary": summary };
  await keep(world.lead, draftId, { ...drawn, ...done });
}

it("tells which words of the case changed since its author last looked, until they decide", async () => {
  expect((await look()).changes).toEqual([]);
  await summaryIs("Let go after six hours.");
  expect((await look()).changes).toMatchObject([{ name: "summary", was: old }]);
  await send();
  expect((await look()).changes).toHaveLength(1);
  await send({ "answer.summary": "keep" });
  const { changes, seen } = await look();
  expect(changes).toEqual([]);
  expect(seen.inputs.texts.summary).toBe(old);
});

it("tells when what is known or who is in it changed, until its author has looked", async () => {
  await asSuperuser()`update cases set perpetrator_kinds = '{military}' where id = ${world.caseId}`;
  const [change, ...more] = (await look()).changes;
  expect(more).toEqual([]);
  expect(change?.name).toBe("fact.facts");
  await send();
  expect((await look()).changes).toHaveLength(1);
  await send({ looked: [`${change?.name}=${change?.mark}`] });
  expect((await look()).changes).toEqual([]);
});

it("is not made while it says again what must not be mentioned, until that was read", async () => {
  await asSuperuser()`update cases set do_not_mention = 'The airport' where id = ${world.caseId}`;
  const { seen } = await look();
  const note = { reference: "", doNotMention: "The airport" };
  expect(mentionsIn(seen.inputs, note)).toMatchObject([
    { place: { is: "text", field: "summary" }, words: ["airport"] },
  ]);
  const making = { draftId, hash: seen.hash, confirmed: "yes" } as const;
  await expect(makeSubmission(world.lead, making)).rejects.toMatchObject({
    messageKey: "submissions.refused.mention",
    field: "mentionsRead",
  });
  const { submissionId } = await makeSubmission(world.lead, { ...making, mentionsRead: "yes" });
  expect(submissionId).toMatch(/^[0-9a-f-]{36}$/);
});
