import { randomBytes } from "node:crypto";
import { beforeAll, expect, it } from "vitest";
import type { z } from "zod";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCommitment, aSession, type Member } from "@/db/testing/factories";
import { aScene } from "@/lib/alerts/testing-scene";
import { correctCaseEvent, recordCaseEvent } from "@/lib/cases/commands";
import * as casesInput from "@/lib/cases/input";
import { laterKinds } from "./account";
import { giveReason, recordLater } from "./commands";
import * as input from "./input";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** As people write it: found by the search, and not the very words that are sealed. */
const typed = "Perhaps it was AMINA Example\u00ad’s sister.";
const refused = { code: "PL011" };

interface After {
  caseId: string;
  sessionId: string;
  commitmentId: string;
  eventId: string;
}

const happened = { precision: "unknown" as const, on: null, until: null } as never;
const event = ({ caseId }: After) => ({ caseId, kind: "other", title: "It", happened });
const later = ({ caseId, sessionId }: After) => ({
  ...{ caseId, sessionId, note: "", source: "", title: "A reply", happened },
});

/** For each input of the account and of a case's events in which words can be typed freely. */
const writes: Record<string, (who: Member, of: After, words: string) => Promise<unknown>> = {
  ...Object.fromEntries(
    (["title", "note", "source"] as const).map((field) => [
      `RecordLater.${field}`,
      async (who: Member, of: After, words: string) => {
        for (const kind of laterKinds) {
          await recordLater(who, { ...later(of), kind, [field]: words } as never);
        }
      },
    ]),
  ),
  "GiveReason.words": (who, { sessionId, commitmentId }, words) =>
    giveReason(who, { sessionId, commitmentId, reason: "held_back", words }),
  ...Object.fromEntries(
    (["title", "note", "source"] as const).flatMap((field) => [
      [
        `RecordCaseEvent.${field}`,
        (who: Member, of: After, words: string) =>
          recordCaseEvent(who, { ...event(of), [field]: words } as never),
      ],
      [
        `CorrectCaseEvent.${field}`,
        (who: Member, of: After, words: string) =>
          correctCaseEvent(who, { ...event(of), eventId: of.eventId, [field]: words } as never),
      ],
    ]),
  ),
};

async function anAfter() {
  const scene = await aScene({ level: "contribute" });
  const sessionId = await aSession(scene.own);
  const commitmentId = await aCommitment(scene.theCase, sessionId, {
    stateCode: "XEA",
    stage: "agreed",
    visibility: "partners",
  });
  const [row] = await asSuperuser()<{ id: string }[]>`insert into case_events
    (org_id, case_id, kind, title, happened_precision, recorded_by)
    values (${scene.own.id}, ${scene.caseId}, 'other', 'It', 'unknown', ${scene.lead.membershipId})
    returning id`;
  const of: After = { caseId: scene.caseId, sessionId, commitmentId, eventId: row?.id ?? "" };
  return { ...scene, of };
}

it("knows every input that takes free words", () => {
  const found = [
    input.RecordLater,
    input.GiveReason,
    casesInput.RecordCaseEvent,
    casesInput.CorrectCaseEvent,
  ];
  const names = ["RecordLater", "GiveReason", "RecordCaseEvent", "CorrectCaseEvent"];
  const fields = found.flatMap((schema, at) => {
    const object = ("out" in schema ? schema.out : schema) as z.ZodObject;
    return Object.entries(object.shape)
      .filter(
        ([field, one]) =>
          field !== "happened" &&
          (one as z.ZodType).safeParse("Perhaps it was Amina Example.").success,
      )
      .map(([field]) => `${names[at]}.${field}`);
  });
  expect(fields.sort()).toEqual(Object.keys(writes).sort());
});

for (const [name, write] of Object.entries(writes)) {
  it(`refuses the team a protected name, and takes other words: ${name}`, async () => {
    const { colleague, of } = await anAfter();
    await expect(write(colleague, of, typed)).rejects.toMatchObject(refused);
    await write(colleague, of, "Perhaps it was somebody’s sister.");
  });
}

it("keeps nobody from correcting what stands beside older words", async () => {
  const { colleague, of } = await anAfter();
  await asSuperuser()`update case_events set title = ${typed} where id = ${of.eventId}`;
  await correctCaseEvent(colleague, {
    ...event(of),
    eventId: of.eventId,
    title: typed,
    note: "Seen twice.",
  } as never);
});

it("tells a partner nothing by refusing", async () => {
  const { administrator, of } = await anAfter();
  await writes["GiveReason.words"]?.(administrator, of, typed);
});

it("would be kept with the name if nobody looked (the broken variant)", async () => {
  const { colleague, of } = await anAfter();
  const superuser = asSuperuser();
  const [kept] = await superuser<{ source: string }[]>`
    select pg_get_functiondef('app.words_without_names()'::regprocedure) as source`;
  const source = kept?.source ?? "";
  expect(source).toContain("app.told_names()");
  await superuser.unsafe(source.replace("app.told_names()", "'[]'"));
  try {
    for (const write of Object.values(writes)) {
      await write(colleague, of, typed);
    }
  } finally {
    await superuser.unsafe(source);
  }
});
