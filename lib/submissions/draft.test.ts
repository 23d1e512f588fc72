import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { keepSubmission } from "./commands";
import { KeepSubmission } from "./input";
import { aDraft, keep, openWorld, refusal, seen } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("a draft", () => {
  it("is not written over by another window that has not seen it", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const { draft } = await seen(world, draftId);
    await keep(world.lead, draftId, { contact: "One window", seen: String(draft.version) });
    const other = { draftId, language: "en", contact: "Another", seen: String(draft.version) };
    await expect(keepSubmission(world.lead, KeepSubmission.parse(other))).rejects.toEqual(
      refusal("refusals.conflict"),
    );
    await keepSubmission(
      world.lead,
      KeepSubmission.parse({ ...other, over: String(draft.version + 1) }),
    );
    expect((await seen(world, draftId)).inputs.contact).toBe("Another");
  });
});
