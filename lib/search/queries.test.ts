import { expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aMember,
  anOrganisation,
  aSession,
  aSharedCase,
  type Member,
} from "@/db/testing/factories";
import { aWrittenAlert } from "@/lib/alerts/testing";
import { search } from "./queries";

useDatabase();

it("finds what one may see, and gives no sign of what one may not", async () => {
  const organisation = await anOrganisation();
  const [lead, colleague] = [await aMember(organisation), await aMember(organisation)];
  const stranger = await aMember(await anOrganisation());
  const theCase = await aCase(lead, { title: "Lawyer’s office searched" });
  const session = await aSession(organisation, { title: "Meeting of lawyers" });

  expect(await search(lead, "lawyer")).toMatchObject({
    cases: [{ id: theCase.id }],
    sessions: [{ id: session }],
  });
  expect(await search(colleague, "lawyer")).toMatchObject({
    cases: [],
    sessions: [{ id: session }],
  });
  expect(await search(stranger, "lawyer")).toEqual({
    cases: [],
    sessions: [],
    states: [],
    alerts: [],
  });
});

it("finds States by what people call them, the example's only where it is loaded", async () => {
  const reader = await aMember(await anOrganisation(), "reader");
  expect((await search(reader, "uk")).states[0]?.name).toMatch(/United Kingdom/);
  expect((await search(reader, "tchéque")).states.map((state) => state.name)).toEqual(["Czechia"]);
  expect((await search(reader, "Example State")).states).toEqual([]);
  expect((await search({ ...reader, hasExample: true }, "Example State")).states).toHaveLength(6);
});

it("finds sessions by their short names, and takes signs of a pattern as they are", async () => {
  const reader = await aMember(await anOrganisation(), "reader");
  expect((await search(reader, "HRC 63")).sessions).toMatchObject([
    { title: "Human Rights Council, 63rd session" },
  ]);
  expect(await search(reader, "%")).toEqual({ cases: [], sessions: [], states: [], alerts: [] });
  expect(await search(reader, "  ")).toEqual({ cases: [], sessions: [], states: [], alerts: [] });
});

it("finds alerts by their words in any language, for those who read them and for nobody else", async () => {
  const organisation = await anOrganisation();
  const partner = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aSharedCase(lead, partner, "read");
  const alert = await aWrittenAlert(theCase, lead, {
    en: { title: "Stopped on the way", happened: "They were stopped at the counter 100% surely." },
    ar: { title: "أُوقفوا", happened: "أُوقفوا عند مكتب الجوازات." },
    zh: { title: "被拦下", happened: "他们在机场被拦下。" },
  });
  const others = [
    await aMember(organisation),
    await aMember(await anOrganisation(), "administrator"),
  ];
  const found = async (member: Member, words: string) => (await search(member, words)).alerts;
  for (const member of [lead, await aMember(partner, "reader")]) {
    expect(await found(member, "the COUNTER")).toMatchObject([
      { id: alert.id, title: "Stopped on the way", language: "en", section: "happened" },
    ]);
    expect(await found(member, "الجوازات")).toMatchObject([{ language: "ar", title: "أُوقفوا" }]);
    expect(await found(member, "机场")).toMatchObject([{ language: "zh" }]);
    // One line for one alert, however often the words stand in it; a sign of a pattern is a sign.
    expect(await found(member, "stopped")).toHaveLength(1);
    expect(await found(member, "100%")).toHaveLength(1);
    expect(await found(member, "s%r")).toEqual([]);
    expect(await found(member, "a")).toEqual([]);
  }
  for (const member of others) {
    for (const words of ["counter", "الجوازات", "stopped"]) {
      expect(await found(member, words)).toEqual([]);
    }
  }
  await asSuperuser()`update case_shares set revoked_at = now() where case_id = ${theCase.id}`;
  expect(await found(await aMember(partner), "counter")).toEqual([]);
});
