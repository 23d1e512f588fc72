import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aCase, aConsent, aDefender, aMember, anOrganisation } from "@/db/testing/factories";
import { listShown } from "@/lib/alert-review/queries";
import { lookForNamesEverywhere } from "@/lib/alerts/protected-names";
import { aVersionToSign, aWrittenAlert } from "@/lib/alerts/testing";
import { openCase } from "@/lib/cases/commands";
import { OpenCase } from "@/lib/cases/input";
import { withdrawConsent } from "@/lib/consents/commands";
import { addDefender, sealIdentity } from "@/lib/defenders/commands";
import { asRefusal, Refusal } from "@/lib/refusal";
import { listLacking } from "@/lib/translations/queries";
import { issueEdition } from "./commands";
import { lackingParts } from "./edition";
import { findEditions, findLeaving } from "./queries";

process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
useDatabase();

/** What a form would say; null where nothing was refused. */
const said = (work: Promise<unknown>) =>
  work.then(
    () => null,
    (error: unknown) => {
      const refusal = asRefusal(error);
      return refusal instanceof Refusal ? refusal.messageKey : refusal;
    },
  );

async function aWorld() {
  const lead = await aMember(await anOrganisation());
  const theCase = await aCase(lead);
  const defender = await aDefender(theCase);
  const consentId = await aConsent(theCase, defender, lead, "public_statement", "anonymous");
  const alert = await aWrittenAlert(
    theCase,
    lead,
    {
      en: { title: "Stopped", happened: "They were stopped.", asks: "Raise it.", risk: "A risk." },
      ar: { title: "إيقاف" },
    },
    { state: "ready" },
  );
  const of = { caseId: theCase.id, alertId: alert.id };
  const versionId = await aVersionToSign(lead, alert.id);
  const what = { ...of, versionId, audience: "public", language: "en", correction: "" } as const;
  return { lead, theCase, defender, consentId, of, versionId, what };
}

describe("whoever issues an edition is told", () => {
  it("that a protected name stands in what it says of itself", async () => {
    const lead = await aMember(await anOrganisation());
    const caseId = await openCase(
      lead,
      OpenCase.parse({ title: "A case", countryCode: "XEG", summary: "Something is reported." }),
    );
    const theCase = { orgId: lead.organisationId, id: caseId, countryCode: "XEG" };
    const id = await addDefender(lead, { caseId, kind: "person", publicLabel: "A lawyer" });
    const name = "Somebody Invented";
    await sealIdentity(lead, { caseId, defenderId: id, name, contact: "", family: "", stamp: "" });
    await aConsent(theCase, id, lead, "public_statement", "anonymous");
    const alert = await aWrittenAlert(theCase, lead, { en: { title: "1", happened: "Stopped." } });
    await lookForNamesEverywhere();
    const of = { caseId, alertId: alert.id, audience: "public", language: "en" } as const;
    const first = await aVersionToSign(lead, alert.id);
    await issueEdition(lead, { ...of, versionId: first, correction: "" });
    const versionId = await aVersionToSign(lead, alert.id);
    const correct = (correction: string) =>
      said(issueEdition(lead, { ...of, versionId, correction }));
    expect(await correct(`It was not ${name}.`)).toBe("refusals.nameBeside");
    expect(await correct("")).toBe("editions.refusal.saysNothing");
    expect(await correct("The day was wrong.")).toBeNull();
  });

  it.each(["closed", "withdrawn"] as const)("that the alert is %s", async (stage) => {
    const { lead, of, versionId, what } = await aWorld();
    await asSuperuser()`update alerts set stage = ${stage} where id = ${of.alertId}`;
    expect(await said(issueEdition(lead, what))).toBe(`editions.refusal.${stage}`);
    // Who closed it a moment later is heard from the database.
    expect(
      await said(
        asActor(lead, (tx) =>
          tx.execute(sql`select app.issue_edition(${versionId}::uuid, 'public', 'en', '{}', '')`),
        ),
      ),
    ).toBe("editions.refusal.notOpen");
  });

  it("which sections of the source the language lacks, and says that they know", async () => {
    const { lead, of, what } = await aWorld();
    const arabic = { ...what, language: "ar" } as const;
    const leaving = (audience: "public" | "coalition", language: "en" | "ar") =>
      findLeaving(lead, of, { audience, language }).then((found) => found?.lacking);
    expect(await leaving("public", "ar")).toEqual(["happened", "asks"]);
    expect(await leaving("coalition", "ar")).toEqual(["happened", "asks", "risk"]);
    expect(await leaving("public", "en")).toEqual([]);
    const alert = { id: of.alertId, sourceLanguage: "en" } as const;
    expect(await listLacking(lead, alert)).toEqual(new Map([["ar", ["happened", "asks", "risk"]]]));
    expect(await said(issueEdition(lead, arabic))).toBe("editions.refusal.lacksSections");
    expect(await said(issueEdition(lead, { ...arabic, knowsLacking: "yes" }))).toBeNull();
    expect(await said(issueEdition(lead, what))).toBeNull();
  });

  it("who withdrew and when, instead of whom to ask", async () => {
    const { lead, theCase, defender, consentId, of, what } = await aWorld();
    const silent = await aDefender(theCase);
    await withdrawConsent(lead, { caseId: theCase.id, consentId });
    const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Zurich" }).format(new Date());
    const outcome = await issueEdition(lead, what);
    const missing = outcome.editionId === null ? outcome.missing : [];
    const found = await findEditions(lead, of, "en");
    const shown = await listShown(lead, { id: of.alertId, audience: "public" });
    const last = shown.find(({ audience }) => audience === "public");
    for (const people of [missing, found?.previews.public?.people, last?.people]) {
      expect(people?.find((one) => one.defenderId === defender)?.withdrawnOn).toBe(day);
      expect(people?.find((one) => one.defenderId === silent)).not.toHaveProperty("withdrawnOn");
    }
    // An answer that is given anew ends it.
    await aConsent(theCase, defender, lead, "public_statement", "anonymous");
    const anew = await findEditions(lead, of, "en");
    const person = anew?.previews.public?.people.find((one) => one.defenderId === defender);
    expect(person).toMatchObject({ shown: "label" });
    expect(person).not.toHaveProperty("withdrawnOn");
  });
});

it("counts a section that holds nothing but a space as lacking", () => {
  const section = (text: string) => ({ type: "doc", content: [{ type: "text", text }] });
  expect(
    lackingParts(
      { title: "1", sections: { happened: section("Stopped."), asks: section(" ") } },
      { title: " ", sections: { happened: section(" ") } },
    ),
  ).toEqual(["title", "happened"]);
});
