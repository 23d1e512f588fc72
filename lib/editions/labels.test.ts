import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import type { AlertLanguage } from "@/db/reference/words";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  inTeam,
} from "@/db/testing/factories";
import { doc, paragraph } from "@/lib/alerts/shared-text";
import { aVersionToSign, aWrittenAlert } from "@/lib/alerts/testing";
import { labelDefender } from "@/lib/defenders/commands";
import { LabelDefender } from "@/lib/defenders/input";
import { issueEdition } from "./commands";
import { findEdition, findEditions, findLeaving } from "./queries";

useDatabase();

const arabic = "امرأتان مدعوتان إلى الجلسة";

async function aWorld() {
  const organisation = await anOrganisation();
  const lead = await aMember(organisation);
  const theCase = await aCase(lead);
  const defender = await aDefender(theCase);
  for (const scope of ["public_statement", "bilateral"] as const) {
    await aConsent(theCase, defender, lead, scope, "anonymous");
  }
  const [row] =
    await asSuperuser()`select public_label as label from defenders where id = ${defender}`;
  const marked = (after: string) => ({
    title: "1",
    happened: doc(paragraph({ type: "person", attrs: { id: defender } }, after)),
  });
  const alert = await aWrittenAlert(
    theCase,
    lead,
    { en: marked(" were stopped."), ar: marked(" أُوقفتا.") },
    { state: "ready" },
  );
  const label = (labels: Partial<Record<AlertLanguage, string>>) =>
    labelDefender(
      lead,
      LabelDefender.parse({ caseId: theCase.id, defenderId: defender, ...labels }),
    );
  const of = { caseId: theCase.id, alertId: alert.id };
  const issue = (versionId: string, language: AlertLanguage) =>
    issueEdition(lead, { ...of, versionId, audience: "missions", language, correction: "" });
  return { organisation, lead, theCase, defender, alert, of, label, issue, english: row?.label };
}

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    (error: { code?: string }) => error.code,
  );

describe("a public label", () => {
  it("stands in each edition in the edition's own language", async () => {
    const { lead, alert, of, label, issue, english } = await aWorld();
    await label({ ar: arabic });
    const versionId = await aVersionToSign(lead, alert.id);
    const [signed] = await asSuperuser()`
      select signed_text ->> 'ar' as ar, signed_text ->> 'en' as en from alert_versions where id = ${versionId}`;
    expect(signed?.ar).toContain(arabic);
    expect(signed?.ar).not.toContain(english);
    expect(signed?.en).toContain(english);
    for (const [language, words] of [
      ["ar", arabic],
      ["en", english],
    ] as const) {
      const leaving = await findLeaving(lead, of, { audience: "missions", language });
      const { editionId } = await issue(versionId, language);
      const made = await findEdition(lead, of, editionId ?? "");
      expect(JSON.stringify(made?.edition.content)).toContain(words);
      expect(leaving?.text).toEqual(made?.edition.content);
    }
  });

  it("is missed by whoever looks at the text, before anything is made of it", async () => {
    const { lead, of, label } = await aWorld();
    const standing = async (language: AlertLanguage) =>
      (await findEditions(lead, of, language))?.previews.public?.people;
    expect(await standing("ar")).toMatchObject([{ isIn: true, isLabelled: false }]);
    expect(await standing("en")).toMatchObject([{ isLabelled: true }]);
    await label({ ar: arabic });
    expect(await standing("ar")).toMatchObject([{ isLabelled: true }]);
    const read = await findEditions(lead, of, "ar");
    expect(JSON.stringify(read?.previews.public?.text)).toContain(arabic);
  });

  it("is never that of another language: neither a text to sign nor an edition is made, and it says whose is missing", async () => {
    const { lead, alert, defender, of, label, issue, english } = await aWorld();
    expect(await code(aVersionToSign(lead, alert.id))).toBe("PL009");
    await label({ ar: arabic });
    const versionId = await aVersionToSign(lead, alert.id);
    await label({});
    expect(await issue(versionId, "ar")).toEqual({
      editionId: null,
      lowerTo: null,
      missing: [],
      found: [],
      hasNobody: false,
      unlabelled: [{ defenderId: defender, label: english, language: "ar" }],
    });
    // Nor past the program.
    const past = asActor(lead, (tx) =>
      tx.execute(
        sql`select app.issue_edition(${versionId}::uuid, 'missions', 'ar', '{}'::jsonb, '')`,
      ),
    );
    expect(await code(past)).toBe("PL009");
    expect((await issue(versionId, "en")).editionId).not.toBeNull();
    expect(
      (await findLeaving(lead, of, { audience: "missions", language: "ar" }))?.unlabelled,
    ).toHaveLength(1);
  });

  it("would be the English one if the database fell back to it: the test above turns red then", async () => {
    const { lead, alert, english } = await aWorld();
    const superuser = asSuperuser();
    const [kept] = await superuser<{ source: string }[]>`
      select pg_get_functiondef('app.label_in(defenders,text)'::regprocedure) as source`;
    await superuser.unsafe(
      (kept?.source ?? "").replace(/nullif\(.*\) end/, "of_defender.public_label end"),
    );
    try {
      const versionId = await aVersionToSign(lead, alert.id);
      const [signed] = await superuser`
        select signed_text ->> 'ar' as ar from alert_versions where id = ${versionId}`;
      expect(signed?.ar).toContain(english);
    } finally {
      await superuser.unsafe(kept?.source ?? "");
    }
  });

  it("does not change under those who signed as the mending of a letter", async () => {
    const { lead, alert, label } = await aWorld();
    await label({ ar: arabic });
    const first = await aVersionToSign(lead, alert.id);
    const mend = () =>
      asActor(lead, (tx) =>
        tx.execute(sql`select app.make_alert_version(${alert.id}::uuid, 'sign_on',
          (select jsonb_object_agg(id, last_seq) from alert_texts where alert_id = ${alert.id}::uuid),
          '{}'::jsonb, true, '') as id`),
      );
    await expect(mend()).resolves.toBeDefined();
    await label({ ar: "شخص آخر" });
    expect(await code(mend())).toBe("PL004");
    expect(first).toBeTruthy();
  });

  it("is written by the case's editors, a line for each language that alerts have", async () => {
    const { organisation, lead, theCase, defender } = await aWorld();
    const reader = await aMember(organisation);
    await inTeam(theCase, reader, "reader");
    const input = LabelDefender.parse({
      caseId: theCase.id,
      defenderId: defender,
      fr: "Deux\n femmes",
    });
    await expect(labelDefender(reader, input)).rejects.toMatchObject({ reason: "not-allowed" });
    await labelDefender(lead, input);
    const [row] = await asSuperuser()`select public_labels from defenders where id = ${defender}`;
    expect(row?.public_labels).toEqual({ fr: "Deux femmes" });
    for (const labels of ['{"de": "Zwei"}', '{"fr": ""}', '{"fr": "a\\nb"}', '{"fr": 1}', "[]"]) {
      const set = asActor(lead, (tx) =>
        tx.execute(
          sql`update defenders set public_labels = ${labels}::jsonb where id = ${defender}`,
        ),
      );
      expect([labels, await code(set)]).toEqual([labels, "23514"]);
    }
  });
});
