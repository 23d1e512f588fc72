import { asc, eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { describe, expect, it } from "vitest";
import * as Y from "yjs";
import { asActor } from "@/db/client";
import { alertParts, alertRestorations, alertUpdates } from "@/db/schema/alerts";
import { anAlert, anEdition, aVersion } from "@/db/testing/alerts";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aMember,
  anOrganisation,
  aSharedCase,
  type Case,
  type Member,
} from "@/db/testing/factories";
import { saveVersion } from "@/lib/alert-review/commands";
import { partWords } from "@/lib/alerts/as-read";
import { foldAndDerive } from "@/lib/alerts/derive";
import { readBeside } from "@/lib/alerts/desk-queries";
import { doc, paragraph, readPart, seedText } from "@/lib/alerts/shared-text";
import { changesTo } from "./changes";
import { restoreVersion } from "./commands";
import { compareVersions, listHistory } from "./queries";
import { presentText } from "./shown";

useDatabase();

/** An alert whose English text was really typed: its words come out of a shared document. */
async function aTypedAlert(by: Member, theCase: Case, happened: string) {
  const [alertId, textId] = [uuidv7(), uuidv7()];
  const superuser = asSuperuser();
  await superuser`insert into alerts (org_id, id, case_id, number, kind, source_language, created_by)
    values (${theCase.orgId}, ${alertId}, ${theCase.id}, 1, 'first', 'en', ${by.membershipId})`;
  await superuser`insert into alert_texts (org_id, case_id, alert_id, id, language)
    values (${theCase.orgId}, ${theCase.id}, ${alertId}, ${textId}, 'en')`;
  await store(
    by,
    textId,
    seedText({ title: doc(paragraph("A title")), happened: doc(paragraph(happened)) }),
  );
  return { caseId: theCase.id, alertId, textId };
}

const store = (by: Member, textId: string, update: Uint8Array) =>
  asActor(by, (tx) =>
    tx.execute(
      sql`select app.store_alert_update(${textId}::uuid, ${Buffer.from(update)}::bytea, false)`,
    ),
  );

async function shared(by: Member, textId: string): Promise<Y.Doc> {
  const rows = await asActor(by, (tx) =>
    tx
      .select({ body: alertUpdates.body })
      .from(alertUpdates)
      .where(eq(alertUpdates.textId, textId))
      .orderBy(asc(alertUpdates.seq)),
  );
  const whole = new Y.Doc();
  for (const { body } of rows) {
    Y.applyUpdate(whole, body);
  }
  return whole;
}

/** Puts words at the end of a section's first paragraph, as somebody who types would. */
async function type(by: Member, textId: string, words: string) {
  const whole = await shared(by, textId);
  const before = Y.encodeStateVector(whole);
  const first = whole.getXmlFragment("happened").get(0) as Y.XmlElement;
  const text = first.get(0) as Y.XmlText;
  text.insert(text.length, words);
  const update = Y.encodeStateAsUpdate(whole, before);
  await store(by, textId, update);
  await foldAndDerive(by, textId);
  return update;
}

describe("a version restored", () => {
  it("is a new change: the text is what it was, and nothing that came between is lost", async () => {
    const lead = await aMember(await anOrganisation());
    const of = await aTypedAlert(lead, await aCase(lead), "They were held.");
    const version = await saveVersion(lead, { ...of, note: "First" });
    await type(lead, of.textId, " Then they were released.");

    expect(await restoreVersion(lead, { ...of, versionId: version, language: "en" })).toBe(1);
    const whole = await shared(lead, of.textId);
    expect(readPart(whole, "happened").plain).toBe("They were held.");
    expect(readPart(whole, "title").plain).toBe("A title");
    const kept = await asActor(lead, (tx) =>
      tx.select({ section: alertParts.section, plain: partWords }).from(alertParts),
    );
    expect(kept).toContainEqual({ section: "happened", plain: "They were held." });

    const history = await listHistory(lead, of.alertId);
    expect(history.map(({ number, note }) => [number, note])).toEqual([
      [2, ""],
      [1, "First"],
    ]);
    const between = await compareVersions(lead, of.alertId, {
      from: version,
      to: history[0]?.id ?? "",
      language: "en",
    });
    expect(between?.sections).toMatchObject([
      {
        section: "happened",
        added: 4,
        removed: 0,
        pieces: [
          { kind: "same", text: "They were held." },
          { kind: "added", text: " Then they were released." },
        ],
      },
    ]);
    expect(between?.writers).toMatchObject([{ organisation: lead.organisationName }]);
  });

  it("may be longer than what is kept as one change, in any script", async () => {
    const lead = await aMember(await anOrganisation());
    const of = await aTypedAlert(lead, await aCase(lead), "They were held.");
    const long = doc(
      ...Array.from({ length: 1500 }, (_, at) =>
        paragraph(`${at} ${"أُوقف المدافعون قبل الجلسة في المطار. ".repeat(8)}`),
      ),
    );
    const wanted = { happened: long };
    const filled = await shared(lead, of.textId);
    const changes = changesTo(filled, wanted);
    expect(changes.length).toBeGreaterThan(3);
    for (const change of changes) {
      await store(lead, of.textId, change);
    }
    await foldAndDerive(lead, of.textId);
    const version = await saveVersion(lead, { ...of, note: "Long" });
    for (const change of changesTo(filled, { happened: doc(paragraph("Short.")) })) {
      await store(lead, of.textId, change);
    }
    await foldAndDerive(lead, of.textId);
    const plain = readPart(filled, "happened").plain;
    expect(plain).toBe("Short.");
    await restoreVersion(lead, { ...of, versionId: version, language: "en" });
    const [kept] = await asSuperuser()<{ words: string }[]>`
      select plain as words from alert_parts where text_id = ${of.textId} and section = 'happened'`;
    expect(kept?.words.startsWith("0 ")).toBe(true);
    expect(kept?.words.match(/\n1499 /g)).toHaveLength(1);
  });

  it("keeps what somebody types at that moment", async () => {
    const lead = await aMember(await anOrganisation());
    const of = await aTypedAlert(lead, await aCase(lead), "They were held.");
    const version = await saveVersion(lead, { ...of, note: "" });
    await type(lead, of.textId, " Released.");
    // Typed before the restoring was heard of, and sent after it.
    const elsewhere = await shared(lead, of.textId);
    const before = Y.encodeStateVector(elsewhere);
    const text = (elsewhere.getXmlFragment("happened").get(0) as Y.XmlElement).get(0) as Y.XmlText;
    text.insert(0, "Today: ");
    await restoreVersion(lead, { ...of, versionId: version, language: "en" });
    await store(lead, of.textId, Y.encodeStateAsUpdate(elsewhere, before));
    expect(readPart(await shared(lead, of.textId), "happened").plain).toBe(
      "Today: They were held.",
    );
  });

  it("says who restored what, by name to colleagues and by organisation to a partner", async () => {
    const partner = await anOrganisation();
    const lead = await aMember(await anOrganisation());
    const of = await aTypedAlert(
      lead,
      await aSharedCase(lead, partner, "contribute"),
      "They were held.",
    );
    const version = await saveVersion(lead, { ...of, note: "" });
    await type(lead, of.textId, " Released.");
    expect((await readBeside(lead, of.textId, "coalition"))?.restored).toBeNull();
    await restoreVersion(lead, { ...of, versionId: version, language: "en" });
    const guest = await aMember(partner);
    const [kept] = await listHistory(lead, of.alertId);
    const restored = { number: 1, keptIn: kept?.id };
    const { organisationName: organisation, personName: name } = lead;
    expect((await readBeside(lead, of.textId, "coalition"))?.restored).toMatchObject({
      ...restored,
      isMine: true,
      by: { organisation, name },
    });
    expect((await readBeside(guest, of.textId, "coalition"))?.restored).toMatchObject({
      ...restored,
      isMine: false,
      by: { organisation, name: null },
    });
    const keptBefore = { number: 1, language: "en" };
    expect(kept?.keptBefore).toEqual({ ...keptBefore, by: name });
    const [theirs] = await listHistory(guest, of.alertId);
    expect(theirs?.keptBefore).toEqual({ ...keptBefore, by: organisation });
    // Nobody restores in another's name.
    await expect(
      asActor(guest, (tx) =>
        tx.insert(alertRestorations).values({
          orgId: lead.organisationId,
          caseId: of.caseId,
          alertId: of.alertId,
          textId: of.textId,
          versionId: version,
          keptIn: version,
          restoredBy: lead.membershipId,
          actorOrgId: partner.id,
        }),
      ),
    ).rejects.toThrow();
  });

  it("is all or nothing: one that the text has no room for leaves no version behind", async () => {
    const lead = await aMember(await anOrganisation());
    const of = await aTypedAlert(lead, await aCase(lead), "They were held.");
    const version = await saveVersion(lead, { ...of, note: "" });
    await type(lead, of.textId, " Released.");
    await asSuperuser()`update alert_texts set size = 10485760 where id = ${of.textId}`;
    await expect(
      restoreVersion(lead, { ...of, versionId: version, language: "en" }),
    ).rejects.toThrow();
    expect(await listHistory(lead, of.alertId)).toHaveLength(1);
    expect((await readBeside(lead, of.textId, "coalition"))?.restored).toBeNull();
  });

  it("is for those who write; a reader, and whoever has only heard of it, change nothing", async () => {
    const partner = await anOrganisation();
    const lead = await aMember(await anOrganisation());
    const theCase = await aSharedCase(lead, partner, "comment");
    const of = await aTypedAlert(lead, theCase, "They were held.");
    const version = await saveVersion(lead, { ...of, note: "" });
    for (const other of [await aMember(partner), await aMember(await anOrganisation())]) {
      await expect(
        restoreVersion(other, { ...of, versionId: version, language: "en" }),
      ).rejects.toThrow();
    }
    const elsewhere = await aTypedAlert(lead, await aCase(lead), "Another.");
    await expect(
      restoreVersion(lead, { ...elsewhere, versionId: version, language: "en" }),
    ).rejects.toMatchObject({ messageKey: "refusals.notAllowed" });
    expect(readPart(await shared(lead, of.textId), "happened").plain).toBe("They were held.");
  });
});

describe("the history", () => {
  it("calls a version issued once an edition of it went out", async () => {
    const lead = await aMember(await anOrganisation());
    const theCase = await aCase(lead);
    const alert = await anAlert(theCase, lead);
    const opened = await aVersion(alert, { purpose: "sign_on" });
    const issued = await aVersion(alert, { purpose: "sign_on" });
    await anEdition(alert, issued.id, lead);
    const purposes = (await listHistory(lead, alert.id)).map(({ id, purpose }) => [id, purpose]);
    expect(purposes).toEqual([
      [issued.id, "issued"],
      [opened.id, "sign_on"],
    ]);
  });
});

describe("who wrote in between", () => {
  it("is exactly whoever did, between any two versions, also of those who wrote before and after", async () => {
    const partner = await anOrganisation();
    const lead = await aMember(await anOrganisation());
    const theCase = await aSharedCase(lead, partner, "contribute");
    const other = await aMember(partner);
    const of = await aTypedAlert(lead, theCase, "They were held.");
    await type(lead, of.textId, " One.");
    const first = await saveVersion(lead, { ...of, note: "" });
    await type(other, of.textId, " Two.");
    const second = await saveVersion(lead, { ...of, note: "" });
    await type(lead, of.textId, " Three.");
    const third = await saveVersion(other, { ...of, note: "" });
    const between = async (from: string, to: string) => {
      const found = await compareVersions(lead, of.alertId, { from, to, language: "en" });
      expect(found?.areAllWriters).toBe(true);
      return found?.writers.map(({ organisation }) => organisation);
    };
    expect(await between(first, second)).toEqual([partner.name]);
    expect(await between(second, first)).toEqual([partner.name]);
    expect(await between(second, third)).toEqual([lead.organisationName]);
    expect(await between(third, presentText)).toEqual([]);
    expect((await between(first, third))?.sort()).toEqual(
      [partner.name, lead.organisationName].sort(),
    );
    await type(other, of.textId, " Four.");
    expect(await between(third, presentText)).toEqual([partner.name]);

    // A version made before it was kept: what is certain, and that there may be more.
    await asSuperuser()`alter table alert_versions disable trigger user`;
    await asSuperuser()`update alert_versions set writers = null where id = ${third}`;
    await asSuperuser()`alter table alert_versions enable trigger user`;
    expect(
      await compareVersions(lead, of.alertId, { from: second, to: third, language: "en" }),
    ).toMatchObject({ areAllWriters: false, writers: [{ organisation: lead.organisationName }] });
  });
});

describe("two texts compared", () => {
  it("are no one's outside: another organisation reads neither versions nor what changed", async () => {
    const lead = await aMember(await anOrganisation());
    const of = await aTypedAlert(lead, await aCase(lead), "They were held.");
    const version = await saveVersion(lead, { ...of, note: "" });
    const stranger = await aMember(await anOrganisation());
    expect(await listHistory(stranger, of.alertId)).toEqual([]);
    expect(
      await compareVersions(stranger, of.alertId, {
        from: version,
        to: presentText,
        language: "en",
      }),
    ).toBeNull();
  });

  it("are compared with the present text, and only in languages that both have", async () => {
    const lead = await aMember(await anOrganisation());
    const of = await aTypedAlert(lead, await aCase(lead), "They were held.");
    const version = await saveVersion(lead, { ...of, note: "" });
    const look = (language: "en" | "ar") =>
      compareVersions(lead, of.alertId, { from: version, to: presentText, language });
    expect(await look("en")).toMatchObject({ sections: [], unchanged: 2 });
    expect(await look("ar")).toBeNull();
    await type(lead, of.textId, " All day.");
    expect(await look("en")).toMatchObject({ sections: [{ section: "happened" }], unchanged: 1 });
  });
});
