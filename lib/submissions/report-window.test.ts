import { randomBytes } from "node:crypto";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, anOrganisation, type Member } from "@/db/testing/factories";
import { changeDeadline, dropDeadline } from "@/lib/deadlines/commands";
import { ChangeDeadline } from "@/lib/deadlines/input";
import { findPlan } from "@/lib/deadlines/queries";
import { dropReportWindow, setReportWindow } from "./commands";
import { listWindows, reportYearOn } from "./queries";
import { placeInWindow } from "./submission";
import { aDraft, aWorld, made, read, seen, type World } from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

let world: World;
let september: string;
beforeEach(async () => {
  world = await aWorld({ contact_ohchr: "yes" });
  const db = asSuperuser();
  await db`delete from session_deadlines`;
  await db`update sessions set starts_on = '2020-01-01' where kind = 'hrc_regular'
    and starts_on between '2026-09-01' and '2026-09-30'`;
  const [row] = await db<{ id: string }[]>`
    insert into sessions (org_id, forum, kind, title, starts_on, ends_on, date_precision)
    values (${world.own.id}, 'hrc', 'hrc_regular', 'A September session', '2026-09-07', '2026-10-02', 'day') returning id`;
  september = row?.id ?? "";
});

const ends = (by: Member, date: Record<string, string>) =>
  changeDeadline(
    by,
    ChangeDeadline.parse({ sessionId: september, rule: "sg_window_closes", ...date }),
  );
const onThe = (year: string, month: string, day: string) => ({
  "date.precision": "day",
  "date.from.year": year,
  "date.from.month": month,
  "date.from.day": day,
});
const windowOf = async (draftId: string) => (await seen(world, draftId)).inputs.window;
const happenedOn = (day: string) => asSuperuser()`update cases set reprisal_on = ${day},
  reprisal_precision = 'day' where id = ${world.caseId}`;

it("is the usual time where nobody noted anything, and says so", async () => {
  await happenedOn("2026-05-15");
  const draftId = await aDraft(world, "report", { reportYear: "2026" });
  expect(await windowOf(draftId)).toEqual({
    year: 2026,
    from: "2025-05-01",
    to: "2026-04-30",
    isStored: false,
  });
  expect(placeInWindow((await seen(world, draftId)).inputs)).toBe("outside");
  await expect(made(world, draftId)).rejects.toMatchObject({
    messageKey: "submissions.stop.outside",
  });
});

it("ends with the deadline in the calendar, as long as that says something else than the rule", async () => {
  await happenedOn("2026-05-15");
  const draftId = await aDraft(world, "report", { reportYear: "2026" });
  await ends(world.editor, onThe("2026", "5", "31"));
  expect(await windowOf(draftId)).toMatchObject({
    from: "2025-05-01",
    to: "2026-05-31",
    isStored: true,
  });
  const text = await read(world.lead, world, await made(world, draftId));
  expect(text).toContain("What is reported falls within it.");
  expect(text).not.toContain("assumed");
  const [changed] = (await findPlan(world.lead, september)).changes;
  await dropDeadline(world.lead, { sessionId: september, id: changed?.id ?? "" });
  expect(await windowOf(draftId)).toMatchObject({ to: "2026-04-30", isStored: false });
});

it("takes a month that is known for the end of that month", async () => {
  const draftId = await aDraft(world, "report", { reportYear: "2026" });
  await ends(world.lead, {
    "date.precision": "month",
    "date.from.year": "2026",
    "date.from.month": "6",
  });
  expect(await windowOf(draftId)).toMatchObject({ to: "2026-06-30" });
});

it("begins when an administrator says, and nobody else", async () => {
  const administrator = await aMember(world.own, "administrator");
  const noted = { year: 2026, opensOn: "2025-06-01" };
  await expect(setReportWindow(world.lead, noted)).rejects.toMatchObject({
    messageKey: "refusals.notAllowed",
  });
  await setReportWindow(administrator, noted);
  await ends(world.lead, onThe("2026", "5", "31"));
  expect(await listWindows(world.reader)).toEqual([
    {
      year: 2026,
      opensOn: "2025-06-01",
      closesOn: "2026-05-31",
      sessionId: september,
      isOpeningNoted: true,
    },
  ]);
  await dropReportWindow(administrator, { year: 2026 });
  expect(await listWindows(world.reader)).toMatchObject([
    { opensOn: "2025-05-01", closesOn: "2026-05-31", isOpeningNoted: false },
  ]);
});

it("is each organisation's own", async () => {
  await ends(world.lead, onThe("2026", "5", "31"));
  expect(await listWindows(world.stranger)).toEqual([]);
  // What another says of the same session, where it is everybody's, is not ours.
  await asSuperuser()`update sessions set org_id = null where id = ${september}`;
  const other = await aMember(await anOrganisation("Third"));
  await ends(other, onThe("2026", "6", "15"));
  const draftId = await aDraft(world, "report", { reportYear: "2026" });
  expect(await windowOf(draftId)).toMatchObject({ to: "2026-05-31" });
  await broken(
    "app.report_window(integer)",
    ["and d.org_id = app.org()", "and d.org_id <> app.org()"],
    async () => expect(await windowOf(draftId)).toMatchObject({ to: "2026-06-15" }),
  );
});

it("says for which report something is meant that is handed in on a day", async () => {
  const yearOn = (day: string) => asActor(world.lead, (tx) => reportYearOn(tx, day));
  expect([await yearOn("2026-04-30"), await yearOn("2026-05-01")]).toEqual([2026, 2027]);
  await ends(world.lead, onThe("2026", "5", "31"));
  expect([await yearOn("2026-05-31"), await yearOn("2026-06-01")]).toEqual([2026, 2027]);
});
