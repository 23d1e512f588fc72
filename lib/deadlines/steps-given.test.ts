import { expect, it } from "vitest";
import { useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, aSession, type Member } from "@/db/testing/factories";
import { keepHearings } from "@/lib/notices/commands";
import { hearingsFrom } from "@/lib/notices/notice";
import { openNotice } from "@/lib/notices/open";
import { countUnread, listNotices } from "@/lib/notices/queries";
import { addTasks, finishTask, keepTask, removeTask } from "./commands";
import type { KeepTask } from "./input";
import { findPlan } from "./queries";

useDatabase();

const step = (owner: Member | null, more: Partial<KeepTask> = {}) => ({
  title: "Draft the text",
  ownerId: owner?.membershipId ?? null,
  rule: null,
  deadlineId: null,
  daysBefore: null,
  dueOn: "2032-02-20",
  ...more,
});

async function aScene() {
  const organisation = await anOrganisation();
  const [giver, taker] = [await aMember(organisation), await aMember(organisation)];
  const sessionId = await aSession(organisation);
  const only = async () => (await findPlan(giver, sessionId)).tasks[0]?.id as string;
  return { organisation, giver, taker, sessionId, only };
}

const words = async (who: Member) => (await listNotices(who)).rows.map(({ word }) => word);

it("is told to whoever it is given to, and leads to the session's steps", async () => {
  const { giver, taker, sessionId, only } = await aScene();
  await addTasks(giver, sessionId, [step(taker)]);
  const [notice] = (await listNotices(taker, { show: "requests" })).rows;
  expect(notice).toMatchObject({ word: "stepGiven", isRead: false, caseReference: null });
  expect(await openNotice(taker, notice?.id as string)).toBe(`/sessions/${sessionId}/deadlines`);
  expect(await words(giver)).toEqual([]);
  // Changing its words tells nobody anew.
  await keepTask(giver, { ...step(taker, { title: "Draft it" }), sessionId, id: await only() });
  expect(await countUnread(taker)).toBe(0);
});

it("is not told to whoever takes it, has it done, or wants to hear of none", async () => {
  const { giver, taker, sessionId, only } = await aScene();
  await addTasks(giver, sessionId, [step(giver)]);
  expect(await words(giver)).toEqual([]);
  await finishTask(giver, { sessionId, id: await only(), done: true });
  await keepTask(giver, { ...step(taker), sessionId, id: await only() });
  expect(await words(taker)).toEqual([]);
  await keepHearings(taker, { ...hearingsFrom([]), step_given: "not" });
  await addTasks(giver, sessionId, [step(taker)]);
  expect(await words(taker)).toEqual([]);
});

it("says nothing of what is somebody else's meanwhile, or gone, and comes again when it is given again", async () => {
  const { organisation, giver, taker, sessionId, only } = await aScene();
  const third = await aMember(organisation);
  await addTasks(giver, sessionId, [step(taker)]);
  const [notice] = (await listNotices(taker)).rows;
  await keepTask(giver, { ...step(third), sessionId, id: await only() });
  expect(await words(taker)).toEqual([]);
  expect(await openNotice(taker, notice?.id as string)).toBe("/inbox");
  expect(await words(third)).toEqual(["stepGiven"]);
  await keepTask(giver, { ...step(taker), sessionId, id: await only() });
  expect(await countUnread(taker)).toBe(1);
  await removeTask(giver, { sessionId, id: await only() });
  expect(await countUnread(taker)).toBe(0);
});
