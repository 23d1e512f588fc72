import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { ZodError } from "zod";
import { asActor } from "@/db/client";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aDefender, aMember, anOrganisation, inTeam, type Member } from "@/db/testing/factories";
import { openCase } from "@/lib/cases/commands";
import { OpenCase } from "@/lib/cases/input";
import { hearingsFor, hearingsFrom } from "@/lib/notices/notice";
import { openNotice } from "@/lib/notices/open";
import { listNotices } from "@/lib/notices/queries";
import { TimeZone } from "@/lib/people/input";
import { timeZones, zoneOfToday } from "@/lib/people/time-zones";
import { timesAroundGap } from "@/lib/sessions/place-time";
import { earlierNote } from "./check-in";
import {
  agreeOnCheckIn,
  endCheckIn,
  endIncident,
  readCheckIn,
  recordCheckIn,
  takeTickBack,
  tickStep,
} from "./commands";
import { AgreeOnCheckIn, RecordCheckIn } from "./input";
import { missCheckIns } from "./miss";
import { findCheckIn, listCheckIns, listCheckInsNow, listStepsOf } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** A team of a lead and a reader in a case that the whole organisation reads. */
async function aScene() {
  const organisation = await anOrganisation();
  const [lead, reader, colleague] = [
    await aMember(organisation),
    await aMember(organisation, "reader"),
    await aMember(organisation, "administrator"),
  ];
  const stranger = await aMember(await anOrganisation());
  const caseId = await openCase(
    lead,
    OpenCase.parse({ title: "A case", countryCode: "XEA", summary: "Something happened." }),
  );
  const theCase = { orgId: organisation.id, id: caseId, countryCode: "XEA" };
  await asSuperuser()`update cases set visibility = 'organisation' where id = ${caseId}`;
  await inTeam(theCase, reader, "reader");
  return { lead, reader, colleague, stranger, caseId, defenderId: await aDefender(theCase) };
}
type Scene = Awaited<ReturnType<typeof aScene>>;

const inDays = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

const agreement = ({ caseId, defenderId, lead }: Scene, more: Record<string, unknown> = {}) =>
  AgreeOnCheckIn.parse({
    caseId,
    defenderId,
    contact: "Her sister",
    channel: "The usual one",
    allRight: "A blue heart",
    rhythm: "daily",
    timeOfDay: "08:00",
    zone: "Europe/Zurich",
    firstOn: inDays(1),
    lastOn: inDays(5),
    graceMinutes: "30",
    member1: lead.membershipId,
    words1: "Call the sister",
    state2: "XEB",
    who2: "The lawyer",
    after2: "60",
    ...more,
  });

/** Time goes by: what was to come this many minutes from now was due so many minutes ago. */
async function letItBeDue(checkInId: string, minutesAgo: number): Promise<string> {
  const superuser = asSuperuser();
  await superuser`alter table check_in_times disable trigger user`;
  const [row] = await superuser<{ id: string }[]>`
    update check_in_times t set due_at = now() - make_interval(mins => ${minutesAgo}),
      missed_after = now() - make_interval(mins => ${minutesAgo}) + interval '30 minutes'
    where id = (select id from check_in_times where check_in_id = ${checkInId} and answer is null and missed_at is null
      order by due_at limit 1) returning id`;
  await superuser`alter table check_in_times enable trigger user`;
  return row?.id as string;
}

const anyIds = {
  caseId: "00000000-0000-7000-8000-000000000001",
  timeId: "00000000-0000-7000-8000-000000000002",
};

const words = async (who: Member) => (await listNotices(who)).rows.map(({ word }) => word);
const find = (scene: Scene, id: string, who = scene.lead) => findCheckIn(who, scene.caseId, id);

describe("what is agreed on", () => {
  it("stays at its time of day through changes of summer time", async () => {
    const scene = await aScene();
    const year = new Date().getUTCFullYear() + 1;
    const id = await agreeOnCheckIn(
      scene.lead,
      agreement(scene, { firstOn: `${year}-03-01`, lastOn: `${year}-04-30` }),
    );
    const rows = await asSuperuser()<{ local: string; utc: string }[]>`
      select to_char(due_at at time zone 'Europe/Zurich', 'HH24:MI') as local,
        to_char(due_at at time zone 'UTC', 'HH24:MI') as utc
      from check_in_times where check_in_id = ${id} order by due_at`;
    expect(rows).toHaveLength(61);
    expect(new Set(rows.map(({ local }) => local))).toEqual(new Set(["08:00"]));
    expect([rows[0]?.utc, rows.at(-1)?.utc]).toEqual(["07:00", "06:00"]);
  });

  it("holds certain days of the week, or single moments on the clock of its zone", async () => {
    const scene = await aScene();
    const monday = await agreeOnCheckIn(
      scene.lead,
      agreement(scene, { rhythm: "weekdays", weekdays: ["1"], lastOn: inDays(14) }),
    );
    const days = await asSuperuser()<{ day: string }[]>`
      select distinct to_char(due_at at time zone 'Europe/Zurich', 'ID') as day from check_in_times
      where check_in_id = ${monday}`;
    expect(days).toEqual([{ day: "1" }]);
    const once = await agreeOnCheckIn(
      scene.lead,
      agreement(scene, { rhythm: "moments", moment1: `${inDays(3)}T21:30`, zone: "Asia/Tokyo" }),
    );
    const [row] = await asSuperuser()<{ local: string }[]>`
      select to_char(due_at at time zone 'Asia/Tokyo', 'HH24:MI') as local from check_in_times
      where check_in_id = ${once}`;
    expect(row?.local).toBe("21:30");
  });

  it("is sealed, and read by the team alone", async () => {
    const scene = await aScene();
    const { lead, reader, colleague, stranger, caseId } = scene;
    const id = await agreeOnCheckIn(lead, agreement(scene));
    const [row] = await asSuperuser()<{ sealed: string }[]>`
      select sealed from check_ins where id = ${id}`;
    expect(row?.sealed).not.toMatch(/sister|heart/);
    expect(await readCheckIn(reader, { caseId, checkInId: id })).toMatchObject({
      contact: "Her sister",
      steps: [{ words: "Call the sister" }, { who: "The lawyer" }],
    });
    for (const who of [colleague, stranger]) {
      expect(await listCheckIns(who, caseId)).toEqual([]);
      expect(await find(scene, id, who)).toBeNull();
      expect(await listCheckInsNow(who)).toEqual([]);
      await expect(readCheckIn(who, { caseId, checkInId: id })).rejects.toMatchObject({
        reason: "not-allowed",
      });
      for (const table of ["check_ins", "check_in_steps", "check_in_times"]) {
        const seen = await asActor(who, (tx) => tx.execute(sql.raw(`select 1 from ${table}`)));
        expect([...seen], table).toEqual([]);
      }
      const log = await asActor(who, (tx) =>
        tx.execute(sql`select 1 from audit_log where subject like 'check_in%'`),
      );
      expect([...log]).toEqual([]);
    }
  });

  it("is for editors to agree on and to end, and is never changed", async () => {
    const scene = await aScene();
    const { lead, reader, caseId } = scene;
    await expect(
      agreeOnCheckIn(reader, agreement(scene, { member1: undefined })),
    ).rejects.toThrow();
    const id = await agreeOnCheckIn(lead, agreement(scene));
    await expect(endCheckIn(reader, { caseId, checkInId: id, note: "" })).rejects.toMatchObject({
      reason: "not-allowed",
    });
    for (const change of [
      "update check_ins set grace_minutes = 60",
      "update check_in_steps set after_minutes = 5",
      "delete from check_in_times",
      "update check_in_times set missed_at = now()",
    ]) {
      await expect(asActor(lead, (tx) => tx.execute(sql.raw(change)))).rejects.toThrow();
    }
  });

  it("never tells the State concerned, nor gives a step to somebody outside the team", async () => {
    const scene = await aScene();
    const toItself = () => agreeOnCheckIn(scene.lead, agreement(scene, { state2: "XEA" }));
    await expect(toItself()).rejects.toMatchObject({ code: "PL002" });
    await broken(
      "app.guard_check_in_steps()",
      ["c.country_code = new.state_code", "false"],
      toItself,
    );
    await expect(
      agreeOnCheckIn(scene.lead, agreement(scene, { member1: scene.colleague.membershipId })),
    ).rejects.toMatchObject({ code: "PL004" });
    await agreeOnCheckIn(scene.lead, agreement(scene));
    await expect(
      asActor(scene.lead, (tx) =>
        tx.execute(sql`update cases set country_code = 'XEB' where id = ${scene.caseId}`),
      ),
    ).rejects.toMatchObject({ code: "PL002" });
  });

  it("lies ahead, and says at its field where it does not", async () => {
    const scene = await aScene();
    const faults = (more: Record<string, unknown>) => {
      try {
        agreement(scene, { zone: "UTC", ...more });
        return [];
      } catch (error) {
        return (error as ZodError).issues.map(
          ({ path, message }) => `${String(path[0])} ${message}`,
        );
      }
    };
    expect(faults({ firstOn: inDays(4), lastOn: inDays(2) })).toEqual([
      "lastOn checkIns.form.lastBeforeFirst",
    ]);
    expect(faults({ lastOn: inDays(400) })).toEqual(["lastOn checkIns.form.lastTooFar"]);
    expect(faults({ firstOn: "2020-01-01", lastOn: inDays(-1) })).toEqual([
      "firstOn forms.dayPassed",
      "lastOn forms.dayPassed",
    ]);
    expect(faults({ lastOn: "0026-01-01" })).toEqual(["lastOn forms.dateTooLongAgo"]);
    expect(faults({ lastOn: "9999-01-01" })).toEqual(["lastOn forms.dateTooFar"]);
    const moment = `${inDays(3)}T21:30`;
    expect(
      faults({
        rhythm: "moments",
        moment1: moment,
        moment2: "2020-01-01T10:00",
        moment3: moment,
        moment4: `${inDays(900)}T10:00`,
      }),
    ).toEqual([
      "moment2 checkIns.form.timePassed",
      "moment3 checkIns.form.timeTwice",
      "moment4 checkIns.form.timeTooFar",
    ]);
    expect(faults({ rhythm: "moments", moment1: "0026-01-01T10:00" })).toEqual([
      "moment1 forms.dateTooLongAgo",
    ]);
    const weekday = { rhythm: "weekdays", firstOn: inDays(1), lastOn: inDays(1) };
    const never = ["1", "2", "3", "4", "5", "6", "7"].filter(
      (day) => Number(day) !== (new Date(`${inDays(1)}T12:00Z`).getUTCDay() || 7),
    );
    await expect(
      agreeOnCheckIn(scene.lead, agreement(scene, { ...weekday, weekdays: never })),
    ).rejects.toMatchObject({ message: "no check-in lies ahead" });
  });

  it("is not moved silently out of the hour that a change of clocks leaves out", () => {
    const at = (time: string) => timesAroundGap("2027-03-28", time, "Europe/Zurich");
    expect(at("02:30")).toEqual(["01:30", "03:30"]);
    expect([at("01:59"), at("03:00")]).toEqual([null, null]);
    expect(timesAroundGap("2027-10-31", "02:30", "Europe/Zurich")).toBeNull();
  });

  it("is kept by the clock of a zone under either of its names", () => {
    expect(["Europe/Kiev", "Europe/Kyiv"].map((zone) => TimeZone.parse(zone))).toEqual([
      "Europe/Kyiv",
      "Europe/Kyiv",
    ]);
    expect(timeZones()).toContain("Asia/Kolkata");
    expect(timeZones()).not.toContain("Asia/Calcutta");
    expect(timeZones().map(zoneOfToday)).toEqual(timeZones());
  });

  it("asks for a day of our time where somebody was heard", () => {
    const heard = (heardAt: string) =>
      RecordCheckIn.safeParse({ ...anyIds, answer: "all_right", heardAt }).error?.issues[0];
    expect(heard("0026-11-28T21:00")?.message).toBe("forms.dateTooLongAgo");
    expect(heard(`${inDays(2)}T21:00`)).toMatchObject({
      path: ["heardAt"],
      message: "forms.dateNotYet",
    });
  });
});

describe("a check-in", () => {
  it("is recorded by anybody of the team, from two hours before it is due", async () => {
    const scene = await aScene();
    const { lead, reader, colleague, caseId } = scene;
    const id = await agreeOnCheckIn(lead, agreement(scene));
    const later = (await find(scene, id))?.ahead.at(-1)?.id as string;
    const record = (who: Member, timeId: string) =>
      recordCheckIn(who, {
        caseId,
        timeId,
        answer: "all_right",
        note: "She laughed",
        early: "yes",
      });
    await expect(record(reader, later)).rejects.toMatchObject({ message: "not due yet" });
    const timeId = await letItBeDue(id, 10);
    await expect(record(colleague, timeId)).rejects.toMatchObject({ reason: "not-allowed" });
    await record(reader, timeId);
    const [past] = (await find(scene, id))?.past ?? [];
    expect(past).toMatchObject({
      answer: "all_right",
      recordedBy: reader.personName,
      hasNote: true,
    });
    expect((await readCheckIn(lead, { caseId, checkInId: id })).notes).toEqual({
      [timeId]: "She laughed",
    });
    await letItBeDue(id, 5);
    expect(await missCheckIns()).toBe(0);
  });

  it("is answered before it is due by saying so, and not by a press that comes once more", async () => {
    const scene = await aScene();
    const { lead, caseId } = scene;
    const id = await agreeOnCheckIn(lead, agreement(scene));
    await letItBeDue(id, 10);
    const next = (await find(scene, id))?.ahead[1]?.id ?? "";
    await asSuperuser()`update check_in_times set due_at = now() + interval '40 minutes',
      missed_after = now() + interval '70 minutes' where id = ${next}`;
    const press = { caseId, timeId: next, answer: "all_right", note: "", seen: 0 } as const;
    await expect(recordCheckIn(lead, press)).rejects.toMatchObject({
      messageKey: "checkIns.refused.early",
    });
    await recordCheckIn(lead, { ...press, early: "yes" });
  });

  it("is not written over from a page that did not show the newest record", async () => {
    const scene = await aScene();
    const { lead, reader, caseId } = scene;
    const id = await agreeOnCheckIn(lead, agreement(scene));
    const timeId = await letItBeDue(id, 5);
    const seenBefore = { caseId, timeId, note: "", seen: 0 };
    await recordCheckIn(reader, { ...seenBefore, answer: "not_all_right" });
    await expect(recordCheckIn(lead, { ...seenBefore, answer: "all_right" })).rejects.toMatchObject(
      {
        messageKey: "refusals.conflict",
      },
    );
    expect((await find(scene, id))?.incidents).toMatchObject([
      { cause: "not_all_right", endedAt: null, last: { answer: "not_all_right" } },
    ]);
    await recordCheckIn(lead, { ...seenBefore, seen: 1, answer: "all_right" });
    expect((await find(scene, id))?.past[0]).toMatchObject({ answer: "all_right" });
  });

  it("is missed once, whichever of two runners comes first, and tells the team alone", async () => {
    const scene = await aScene();
    const { lead, reader, colleague, stranger, caseId } = scene;
    const id = await agreeOnCheckIn(lead, agreement(scene));
    await letItBeDue(id, 31);
    const found = await Promise.all([missCheckIns(), missCheckIns(), missCheckIns()]);
    expect(found.reduce((sum, one) => sum + one)).toBe(1);
    expect(await missCheckIns()).toBe(0);
    for (const who of [lead, reader]) {
      const [notice, ...more] = (await listNotices(who, { show: "requests" })).rows;
      expect(notice).toMatchObject({ word: "checkInMissed", isUrgent: true });
      expect(more).toEqual([]);
      expect(await openNotice(who, notice?.id as string)).toBe(
        `/cases/${caseId}/support/check-ins/${id}`,
      );
      expect(await listCheckInsNow(who)).toMatchObject([{ id, cause: "missed" }]);
    }
    for (const who of [colleague, stranger]) {
      expect(await words(who)).toEqual([]);
    }
    // Who leaves the team is told of nothing, though the case stays open to them.
    await asSuperuser()`delete from case_team where membership_id = ${reader.membershipId}`;
    expect(await words(reader)).toEqual([]);
    expect(await listCheckInsNow(reader)).toEqual([]);
  });

  it("turns red when two runners may take the same one", async () => {
    const scene = await aScene();
    const id = await agreeOnCheckIn(scene.lead, agreement(scene));
    await letItBeDue(id, 31);
    await broken(
      "app.miss_check_ins()",
      ["t.answer is null and t.missed_at is null and", "t.answer is null and"],
      async () => {
        await missCheckIns();
        expect(await missCheckIns()).toBeGreaterThan(0);
      },
    );
  });

  it("is not missed once it is cancelled", async () => {
    const scene = await aScene();
    const id = await agreeOnCheckIn(scene.lead, agreement(scene));
    await letItBeDue(id, 31);
    await endCheckIn(scene.lead, { caseId: scene.caseId, checkInId: id, note: "" });
    expect(await missCheckIns()).toBe(0);
    expect(await words(scene.reader)).toEqual([]);
    expect((await find(scene, id))?.ahead).toEqual([]);
  });

  it("tells at once of somebody who is not all right", async () => {
    const scene = await aScene();
    const { lead, reader, caseId } = scene;
    const id = await agreeOnCheckIn(lead, agreement(scene));
    const timeId = await letItBeDue(id, 5);
    await recordCheckIn(reader, { caseId, timeId, answer: "not_all_right", note: "" });
    expect(await words(lead)).toEqual(["checkInNotAllRight"]);
    expect(await words(reader)).toEqual([]);
    expect((await find(scene, id))?.incidents).toMatchObject([
      { cause: "not_all_right", endedAt: null },
    ]);
  });

  it("keeps what was recorded before, with its note, when something else is recorded", async () => {
    const scene = await aScene();
    const { lead, reader, caseId } = scene;
    const id = await agreeOnCheckIn(lead, agreement(scene));
    const timeId = await letItBeDue(id, 31);
    await missCheckIns();
    await recordCheckIn(reader, { caseId, timeId, answer: "not_all_right", note: "She is hurt" });
    // What is known last is told of the search, though it began with nothing heard.
    expect((await find(scene, id))?.incidents[0]).toMatchObject({
      cause: "missed",
      last: { answer: "not_all_right" },
    });
    expect(await listCheckInsNow(lead)).toMatchObject([{ last: { answer: "not_all_right" } }]);
    expect(await listCheckIns(lead, caseId)).toMatchObject([{ last: { answer: "not_all_right" } }]);
    await recordCheckIn(lead, { caseId, timeId, answer: "all_right", note: "", seen: 1 });
    const record = async () => {
      const [past] = (await find(scene, id))?.past ?? [];
      expect(past).toMatchObject({ answer: "all_right", recordedBy: lead.personName });
      expect(past?.earlier).toMatchObject([
        { answer: "not_all_right", recordedBy: reader.personName, hasNote: true },
      ]);
    };
    await record();
    const { notes } = await readCheckIn(lead, { caseId, checkInId: id });
    expect(notes[earlierNote(timeId, 0)]).toBe("She is hurt");
    const [row] = await asSuperuser()<{ earlier: unknown }[]>`
      select earlier from check_in_times where id = ${timeId}`;
    expect(JSON.stringify(row?.earlier)).not.toContain("hurt");
  });

  it("turns red when a record takes the place of another", async () => {
    const scene = await aScene();
    const { lead, caseId } = scene;
    const id = await agreeOnCheckIn(lead, agreement(scene));
    const timeId = await letItBeDue(id, 5);
    await recordCheckIn(lead, { caseId, timeId, answer: "changed", note: "Moved" });
    await broken("app.guard_check_in_times()", ["old.answer is not null", "false"], async () => {
      await recordCheckIn(lead, { caseId, timeId, answer: "all_right", note: "", seen: 1 });
      expect((await find(scene, id))?.past[0]?.earlier).toEqual([]);
    });
  });

  it("is ended with why, and changed by agreeing anew in its place", async () => {
    const scene = await aScene();
    const { lead, caseId } = scene;
    const first = await agreeOnCheckIn(lead, agreement(scene));
    const second = await agreeOnCheckIn(
      lead,
      agreement(scene, { insteadOf: first, graceMinutes: "60" }),
    );
    expect((await find(scene, first))?.endedAt).toBeInstanceOf(Date);
    expect(await find(scene, second)).toMatchObject({ graceMinutes: 60, endedAt: null });
    // One that has ended is not ended again, and nothing stands in its place.
    await expect(
      agreeOnCheckIn(lead, agreement(scene, { insteadOf: first, graceMinutes: "120" })),
    ).rejects.toThrow();
    expect(await listCheckIns(lead, caseId)).toHaveLength(2);
    await endCheckIn(lead, { caseId, checkInId: second, note: "She is safe abroad" });
    const [row] = await asSuperuser()<{ end_note: string }[]>`
      select end_note from check_ins where id = ${second}`;
    expect(row?.end_note).not.toContain("abroad");
    expect((await readCheckIn(lead, { caseId, checkInId: second })).notes[second]).toBe(
      "She is safe abroad",
    );
  });

  it("says of a step that whoever does it has left the team", async () => {
    const scene = await aScene();
    const { lead, reader } = scene;
    const id = await agreeOnCheckIn(lead, agreement(scene, { member1: reader.membershipId }));
    expect((await find(scene, id))?.steps[0]).toMatchObject({ hasLeft: false });
    expect(await listStepsOf(lead, scene.caseId)).toEqual([reader.membershipId]);
    await asSuperuser()`delete from case_team where membership_id = ${reader.membershipId}`;
    expect((await find(scene, id))?.steps).toMatchObject([
      { hasLeft: true, memberName: reader.personName },
      { hasLeft: false },
    ]);
    await letItBeDue(id, 31);
    await missCheckIns();
    expect(await words(lead)).toEqual(["checkInMissed"]);
    expect(await words(reader)).toEqual([]);
  });

  it("is told at once or in the inbox, and never with the mail of the day", () => {
    expect(hearingsFor("check_in_missed")).toEqual(["inbox", "at_once"]);
    expect(hearingsFrom([]).check_in_missed).toBe("at_once");
  });
});

describe("a search", () => {
  async function aSearch() {
    const scene = await aScene();
    const id = await agreeOnCheckIn(scene.lead, agreement(scene));
    const timeId = await letItBeDue(id, 31);
    await missCheckIns();
    const incidentId = (await find(scene, id))?.incidents[0]?.id as string;
    const step = (position: number) => ({
      caseId: scene.caseId,
      checkInId: id,
      incidentId,
      position,
    });
    return { scene, id, timeId, incidentId, step };
  }

  it("holds the agreed steps, ticked by whoever did them, and ends with what was found out", async () => {
    const { scene, id, incidentId, step } = await aSearch();
    const { lead, reader, colleague, caseId } = scene;
    await tickStep(reader, step(1));
    await tickStep(lead, step(1));
    await expect(tickStep(colleague, step(2))).rejects.toMatchObject({ code: "42501" });
    await expect(takeTickBack(lead, step(1))).rejects.toMatchObject({ reason: "not-allowed" });
    await tickStep(lead, step(2));
    await takeTickBack(lead, step(2));
    expect((await find(scene, id))?.incidents[0]?.ticks).toMatchObject([
      { position: 1, doneBy: reader.personName, isMine: false },
    ]);
    const end = (who: Member) =>
      endIncident(who, { caseId, incidentId, finding: "reached_not_well", note: "In hospital" });
    await expect(end(colleague)).rejects.toMatchObject({ reason: "not-allowed" });
    await end(reader);
    await expect(end(lead)).rejects.toMatchObject({ message: "an incident is ended once" });
    await expect(tickStep(lead, step(2))).rejects.toMatchObject({
      message: "the incident is over",
    });
    expect((await find(scene, id))?.incidents[0]).toMatchObject({
      finding: "reached_not_well",
      endedBy: reader.personName,
    });
    expect((await readCheckIn(lead, { caseId, checkInId: id })).notes).toEqual({
      [incidentId]: "In hospital",
    });
  });

  it("ends by itself when who was missed turns up late", async () => {
    const { scene, id, timeId } = await aSearch();
    await recordCheckIn(scene.reader, {
      caseId: scene.caseId,
      timeId,
      answer: "all_right",
      note: "",
    });
    expect((await find(scene, id))?.incidents).toMatchObject([
      { finding: "reached_well", endedBy: scene.reader.personName },
    ]);
  });

  it("is ended by a person alone once somebody was not all right, and its notice goes on saying so", async () => {
    const { scene, id, timeId, incidentId } = await aSearch();
    const { lead, reader, caseId } = scene;
    const alarm = { caseId, timeId, answer: "not_all_right", note: "", seen: 0 } as const;
    await recordCheckIn(reader, alarm);
    await recordCheckIn(lead, { ...alarm, answer: "all_right", seen: 1 });
    const next = await letItBeDue(id, 5);
    const well = { caseId, timeId: next, answer: "all_right", note: "", seen: 0 } as const;
    await recordCheckIn(lead, well);
    expect((await find(scene, id))?.incidents).toMatchObject([
      { endedAt: null, last: { answer: "all_right" } },
    ]);
    expect(await listCheckInsNow(lead)).toMatchObject([{ id, cause: "missed" }]);
    expect(await words(lead)).toEqual(["checkInNotAllRight"]);
    await endIncident(lead, { caseId, incidentId, finding: "reached_well", note: "" });
    expect((await find(scene, id))?.incidents[0]?.endedAt).toBeInstanceOf(Date);
  });

  it("turns red when a record ends it over an alarm", async () => {
    const { scene, id, timeId } = await aSearch();
    const record = { caseId: scene.caseId, timeId, note: "" };
    await recordCheckIn(scene.reader, { ...record, answer: "not_all_right", seen: 0 });
    await broken("app.follow_check_in()", ["said.answer = 'not_all_right'", "false"], async () => {
      await recordCheckIn(scene.lead, { ...record, answer: "all_right", seen: 1 });
      expect((await find(scene, id))?.incidents[0]?.finding).toBe("reached_well");
    });
  });

  it("stays one while more is missed, and each is told", async () => {
    const { scene, id } = await aSearch();
    await letItBeDue(id, 31);
    expect(await missCheckIns()).toBe(1);
    expect((await find(scene, id))?.incidents).toHaveLength(1);
    expect(await words(scene.lead)).toHaveLength(2);
  });
});
