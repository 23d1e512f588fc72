import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { takeBrief } from "./written/queries";
import { aDraft, aReview, made } from "./written/testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const noted = async (briefId: string) =>
  (await asSuperuser()`select 1 from disclosures where brief_id = ${briefId}`).length;

it("hands nothing out where the note of it fails at its very end, when the paper is laid out already", async () => {
  const review = await aReview();
  const briefId = await made(review.lead, await aDraft(review, review.lead, [review.theCase]));
  const db = asSuperuser();
  await db`create function public.full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'no room left' using errcode = '53100'; end $$`;
  await db`create constraint trigger full_disk after insert on disclosures
    deferrable initially deferred for each row execute function public.full_disk()`;
  try {
    await expect(takeBrief(review.lead, briefId, "pdf")).rejects.toThrow();
    expect(await noted(briefId)).toBe(0);
  } finally {
    await db`drop trigger full_disk on disclosures`;
    await db`drop function public.full_disk()`;
  }
  expect(await takeBrief(review.lead, briefId, "pdf")).toBeInstanceOf(Uint8Array);
  expect(await noted(briefId)).toBe(1);
});
