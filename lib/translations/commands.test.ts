import { expect, it } from "vitest";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aMember, anOrganisation, inTeam } from "@/db/testing/factories";
import { aWrittenAlert } from "@/lib/alerts/testing";
import { markTranslated } from "./commands";
import { countBehind, findTranslation } from "./queries";

useDatabase();

async function aWorld() {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead);
  const alert = await aWrittenAlert(theCase, lead, {
    en: { title: "Two people stopped", happened: "They were held." },
    ar: { title: "توقيف شخصين", happened: "احتُجزا." },
  });
  const of = { caseId: theCase.id, alertId: alert.id, textId: alert.texts.ar as string };
  const source = { id: alert.id, sourceLanguage: "en" as const };
  const look = async (section: string) =>
    (await findTranslation(lead, source, "ar"))?.sections.find((one) => one.section === section);
  return { organisation, lead, theCase, alert, of, source, look };
}

it("a section is translated until its source changes, and then it says what changed", async () => {
  const { alert, lead, look, of, source } = await aWorld();
  expect(await countBehind(lead, source)).toEqual(new Map([["ar", 2]]));
  const before = await look("happened");
  expect(before?.standing).toBe("notTranslated");
  await markTranslated(lead, { ...of, section: "happened", seen: before?.seen ?? "" });
  expect((await look("happened"))?.standing).toBe("current");
  expect(await countBehind(lead, source)).toEqual(new Map([["ar", 1]]));

  await asSuperuser()`update alert_parts set plain = 'They were held and released.'
    where text_id = ${alert.texts.en ?? ""} and section = 'happened'`;
  const changed = await look("happened");
  expect(changed).toMatchObject({
    standing: "changed",
    since: [
      { kind: "same", text: "They were held" },
      { kind: "added", text: " and released" },
      { kind: "same", text: "." },
    ],
  });
  expect((await look("risk"))?.standing).toBe("empty");
});

it("a translation is not called current for a source that the translator has not seen", async () => {
  const { alert, lead, look, of } = await aWorld();
  const seen = (await look("title"))?.seen ?? "";
  await asSuperuser()`update alert_parts set plain = 'Three people stopped'
    where text_id = ${alert.texts.en ?? ""} and section = 'title'`;
  await expect(markTranslated(lead, { ...of, section: "title", seen })).rejects.toMatchObject({
    messageKey: "translations.refusal.changed",
  });
});

it("marks are set by those who write, and nobody else", async () => {
  const { organisation, look, of, theCase } = await aWorld();
  const reader = await aMember(organisation, "reader");
  await inTeam(theCase, reader, "reader");
  const seen = (await look("title"))?.seen ?? "";
  for (const other of [reader, await aMember(await anOrganisation())]) {
    await expect(markTranslated(other, { ...of, section: "title", seen })).rejects.toMatchObject({
      messageKey: "refusals.notAllowed",
    });
  }
  expect((await look("title"))?.standing).toBe("notTranslated");
});
