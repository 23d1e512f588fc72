import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { submissionCopies, submissionDrafts, submissionSendings, submissions } from "@/db/schema";
import { broken } from "@/db/testing/broken";
import { useDatabase } from "@/db/testing/database";
import { closeSubmission } from "./commands";
import {
  findSubmission,
  findSubmissionDraft,
  listSendings,
  listSubmissions,
  takeSubmission,
} from "./queries";
import { aDraft, code, made, openWorld, send } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("who is not in the team", () => {
  it("sees nothing of it, whether a colleague who reads the case, a reader or another organisation", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const id = await made(world, draftId);
    await takeSubmission(world.lead, world.caseId, id, "pdf");
    await send(world, id);
    for (const who of [world.outsider, world.reader, world.stranger]) {
      expect(await findSubmission(who, world.caseId, id)).toBeNull();
      expect(await findSubmissionDraft(who, world.caseId, draftId)).toBeNull();
      expect(await takeSubmission(who, world.caseId, id, "pdf")).toBeNull();
      expect(await listSubmissions(who, world.caseId)).toEqual([]);
      expect(await listSendings(who, world.caseId)).toEqual([]);
      for (const table of [submissionDrafts, submissionCopies, submissionSendings]) {
        expect(await asActor(who, (tx) => tx.select({ id: table.id }).from(table))).toEqual([]);
      }
      expect(
        await asActor(who, (tx) => tx.select({ id: submissions.id }).from(submissions)),
      ).toEqual([]);
      const [seenBy] = await asActor(who, (tx) =>
        tx.execute<{ seen: unknown }>(sql`select app.preview_submission(${draftId}::uuid) as seen`),
      );
      expect(seenBy?.seen).toBeNull();
      await expect(closeSubmission(who, { submissionId: id })).rejects.toEqual(code("42501"));
      const told = await asActor(who, (tx) =>
        tx.execute(sql`select 1 from audit_log where subject like 'submission%'`),
      );
      expect([...told]).toEqual([]);
    }
    // A draft is its author's alone, and a submission the team's.
    expect(await findSubmissionDraft(world.editor, world.caseId, draftId)).toBeNull();
    expect(await findSubmission(world.editor, world.caseId, id)).not.toBeNull();
  });

  it("would take it out if the database did not ask", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    await broken("app.submission_stands(uuid)", ["and app.in_team_of(s.case_id)", ""], async () => {
      const [row] = await asActor(world.outsider, (tx) =>
        tx.execute<{ taken: unknown }>(
          sql`select app.take_out_submission(${id}::uuid, 'txt') as taken`,
        ),
      );
      expect(row?.taken).not.toBeNull();
    });
  });
});
