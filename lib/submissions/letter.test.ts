import { randomBytes } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { broken } from "@/db/testing/broken";
import { useDatabase } from "@/db/testing/database";
import { secondSubmission } from "./commands";
import { findSubmission, listSendings } from "./queries";
import { stopsOf } from "./submission";
import {
  aDraft,
  code,
  letter,
  made,
  madeByHand,
  openWorld,
  read,
  seen,
  send,
} from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("a letter", () => {
  it("waits for a second person the first time, and its files say so until then", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world, "urgent", letter));
    expect(await findSubmission(world.lead, world.caseId, id)).toMatchObject({ isHeld: true });
    expect(await read(world.lead, world, id)).toContain("Own copy. Not to be handed out");
    await expect(send(world, id)).rejects.toThrow();
    await expect(secondSubmission(world.lead, { submissionId: id })).rejects.toEqual(code("42501"));
    await expect(secondSubmission(world.outsider, { submissionId: id })).rejects.toEqual(
      code("42501"),
    );
    await secondSubmission(world.editor, { submissionId: id });
    await secondSubmission(world.editor, { submissionId: id });
    expect(await read(world.lead, world, id)).not.toContain("Own copy");
    await send(world, id);
    expect(await listSendings(world.lead, world.caseId)).toHaveLength(1);
    // What was agreed to counts for the case.
    const next = await made(world, await aDraft(world, "allegation", letter));
    expect(await findSubmission(world.lead, world.caseId, next)).toMatchObject({ isHeld: false });
  });

  it("would go out alone if the database did not hold it", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world, "allegation", letter));
    await broken("app.submission_waits(submissions)", ["s.kind <> 'report'", "false"], async () =>
      expect(await read(world.lead, world, id)).not.toContain("Own copy"),
    );
  });

  it("is addressed to somebody, and an urgent one says why", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world, "urgent", {});
    const { hash, inputs } = await seen(world, draftId);
    expect(stopsOf(inputs)).toEqual(["noMandate", "noUrgency"]);
    await expect(madeByHand(world.lead, draftId, hash)).rejects.toEqual(code("PL004"));
  });
});
