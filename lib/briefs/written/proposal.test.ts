import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aSession,
  type Case,
} from "@/db/testing/factories";
import { previewOf } from "./preview";
import { proposeCases } from "./proposal";
import { findDraft, listBriefCases } from "./queries";
import { aDraft, aReview, type Review } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** A case that every mission may be told of, as long as so many words. */
async function aToldCase({ lead }: Review, words: number): Promise<Case> {
  const theCase = await aCase(lead);
  await aConsent(theCase, await aDefender(theCase), lead, "bilateral", "yes");
  await asSuperuser()`update cases set summary = ${"Stopped. ".repeat(words)} where id = ${theCase.id}`;
  return theCase;
}

const proposed = async (of: Review) =>
  proposeCases(of.lead, {
    cases: await listBriefCases(of.lead, "mission", "XEA"),
    ...{ sessionId: of.sessionId, stateCode: "XEA", language: "en" },
  });

/** How the paper of these cases is, with an ask. */
async function pages(of: Review, cases: readonly { id: string }[]): Promise<number> {
  const [state] = await asSuperuser()<{ key: string }[]>`select key from states where code = 'XEA'`;
  const draft = await aDraft({ ...of, stateKey: state?.key ?? "" }, of.lead, cases, {}, "mission");
  const found = await findDraft(of.lead, draft);
  await asSuperuser()`delete from brief_drafts where id = ${draft}`;
  return found?.seen ? previewOf(found.seen.inputs).pages : 0;
}

describe("what a mission's one-pager begins with", () => {
  it("is what its State was asked about or agreed, newest first, and as much as fits", async () => {
    const of = await aReview(null);
    const cases: Case[] = [];
    for (let n = 0; n < 6; n += 1) {
      cases.push(await aToldCase(of, 80));
    }
    const session = await aSession(of.own);
    const [untouched, planned, ...asked] = cases as [Case, Case, ...Case[]];
    await aCommitment(planned, session, { stage: "planned" });
    for (const [at, one] of asked.entries()) {
      await aCommitment(one, session, { stage: at === 0 ? "agreed" : "asked" });
    }
    // Another State was asked about it.
    await aCommitment(untouched, session, { stateCode: "XEB" });
    const { caseIds, because } = await proposed(of);
    const newest = asked.map(({ id }) => id).reverse();
    expect(because).toBe("asked");
    expect(caseIds).toEqual(newest.slice(0, caseIds.length));
    expect(caseIds.length).toBeLessThan(asked.length);
    const upTo = (count: number) => newest.slice(0, count).map((id) => ({ id }));
    expect(await pages(of, upTo(caseIds.length))).toBe(1);
    expect(await pages(of, upTo(caseIds.length + 1))).toBeGreaterThan(1);
    // Looking leaves no draft.
    const [left] = await asSuperuser()`select count(*)::int as n from brief_drafts
      where org_id = ${of.own.id}`;
    expect(left?.n).toBe(0);
  });

  it("is the first cases that fit where that State was asked about none", async () => {
    const of = await aReview(null);
    const short = await aToldCase(of, 5);
    expect(await proposed(of)).toEqual({ because: "first", caseIds: [short.id] });
  });

  it("is nothing that the mission may not be told of, whatever its State was asked", async () => {
    const of = await aReview(null);
    await aCommitment(of.theCase, of.sessionId);
    expect(await proposed(of)).toEqual({ because: "first", caseIds: [] });
  });
});
