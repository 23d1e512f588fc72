import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { alertLanguages, submissionKinds } from "@/db/reference/words";
import { submissionCopies, submissionDrafts, submissionSendings, submissions } from "@/db/schema";
import { broken } from "@/db/testing/broken";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent, aMember } from "@/db/testing/factories";
import { checkFile, open } from "@/lib/briefs/paper/checker/check";
import { type PaperFormat, paperFormats } from "@/lib/briefs/paper/checker/opened";
import { wordsOf } from "@/lib/briefs/paper/words";
import { withdrawConsent } from "@/lib/consents/commands";
import { findWithdrawal } from "@/lib/consents/queries";
import { sealIdentity } from "@/lib/defenders/commands";
import { listIdentityStamps } from "@/lib/defenders/queries";
import {
  closeSubmission,
  keepSubmission,
  makeSubmission,
  recordSending,
  secondSubmission,
  setSubmissionAddresses,
} from "./commands";
import { KeepSubmission, RecordSending } from "./input";
import { paperOf } from "./preview";
import {
  findAddresses,
  findSubmission,
  findSubmissionDraft,
  listClosedBy,
  listSendings,
  listSubmissions,
  takeSubmission,
} from "./queries";
import { stopsOf } from "./submission";
import {
  aDraft,
  aWorld,
  keep,
  letter,
  made,
  madeByHand,
  otherName,
  read,
  realName,
  seen,
  someone,
  type World,
} from "./testing-world";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const refusal = (messageKey: string) => expect.objectContaining({ messageKey });
const code = (sqlState: string) => expect.objectContaining({ code: sqlState });

const openWorld = () => aWorld({ contact_ohchr: "yes", public_un_report: "anonymous" });

describe("a submission for the report", () => {
  it("holds the link, the person by name, what happened, and the consent as it was answered", async () => {
    const world = await openWorld();
    await asSuperuser().begin(async (tx) => {
      // What keeps answers as they are is a trigger.
      await tx`set local session_replication_role = replica`;
      await tx`update consents set given_by = 'lawyer', language = 'Spanish', obtained_on = '2026-03-01',
        obtained_until = null, obtained_precision = 'month', risks_explained = true
        where case_id = ${world.caseId} and scope = 'contact_ohchr'`;
    });
    const text = await read(world.lead, world, await made(world, await aDraft(world)));
    for (const words of [
      "Submission to OHCHR",
      "Example State 7",
      "She was to speak at the pre-session.",
      realName,
      "A lawyer",
      "Stopped at the airport.",
      "Police",
      "Universal Periodic Review",
      "Detention",
      "Not known.",
      "Yes, by name · given by the lawyer, March 2026 · Spanish · the risks were explained",
      "Yes, but without the name",
      "The usual period is assumed.",
    ]) {
      expect(text).toContain(words);
    }
  });

  it("tells dates as precisely as they are known, and no day that nobody knew", async () => {
    const world = await openWorld();
    const db = asSuperuser();
    await db`update cases set reprisal_on = '2026-03-01', reprisal_until = '2026-03-31', reprisal_precision = 'about'
      where id = ${world.caseId}`;
    for (const [title, on, until, precision] of [
      ["Monthly", "2025-06-01", null, "month"],
      ["Yearly", "2024-01-01", null, "year"],
      ["Undated", null, null, "unknown"],
    ] as const) {
      await db`insert into case_events (org_id, case_id, kind, title, happened_on, happened_until, happened_precision,
        recorded_by) values (${world.own.id}, ${world.caseId}, 'situation', ${title}, ${on}, ${until}, ${precision},
        ${world.lead.membershipId})`;
    }
    const text = (await read(world.lead, world, await made(world, await aDraft(world)))) ?? "";
    expect(text).toContain("about March 2026");
    expect(text).toMatch(/June 2025\s+Situation · Monthly/);
    expect(text).toMatch(/2024\s+Situation · Yearly/);
    expect(text).toMatch(/date unknown\s+Situation · Undated/i);
    expect(text).not.toMatch(/\b1 (?:March|June|January)/);
  });

  it("is not made without the link to cooperation, whoever asks", async () => {
    const world = await openWorld();
    await asSuperuser()`update cases set link_note = '' where id = ${world.caseId}`;
    const draftId = await aDraft(world);
    const { hash, inputs } = await seen(world, draftId);
    expect(stopsOf(inputs)).toContain("noLink");
    await expect(made(world, draftId)).rejects.toEqual(refusal("submissions.stop.noLink"));
    await expect(madeByHand(world.lead, draftId, hash)).rejects.toEqual(code("PL004"));
    await broken(
      "app.make_submission(uuid, text, text, text)",
      ["if btrim(inputs -> 'texts' ->> 'link') = '' then", "if false then"],
      () => madeByHand(world.lead, draftId, hash),
    );
  });

  it("tells parts of events that are left out to nobody, nor those of no kind", async () => {
    const world = await openWorld();
    const add = async (kind: string, title: string) => {
      const [row] = await asSuperuser()<
        { id: string }[]
      >`insert into case_events (org_id, case_id, kind, title, note,
        source, recorded_by) values (${world.own.id}, ${world.caseId}, ${kind}, ${title}, 'Inner note', 'Inner source',
        ${world.lead.membershipId}) returning id`;
      return row?.id ?? "";
    };
    const out = await add("reprisal", "Left out");
    const told = await add("reprisal", "House searched");
    await add("other", "Met the ambassador");
    const draftId = await aDraft(world, "report", {
      eventsShown: `${out},${told}`,
      eventsTold: [told],
    });
    const text = await read(world.lead, world, await made(world, draftId));
    expect(text).toContain("House searched");
    expect(text).not.toMatch(/Left out|ambassador|Inner/);
  });

  it("is follow-up where what happened lies outside, and says where it stands already", async () => {
    const world = await openWorld();
    await asSuperuser()`update cases set reprisal_on = '2018-04-13', reprisal_precision = 'day',
      sg_report_reference = '2018-025-001' where id = ${world.caseId}`;
    const text = await read(
      world.lead,
      world,
      await made(world, await aDraft(world, "report", { annex: "followUp" })),
    );
    expect(text).toContain("What is reported lies outside it.");
    expect(text).toContain("Follow-up on a case of an earlier report");
    expect(text).toContain("2018-025-001");
  });

  it("is the same bytes each time, also when the case has changed since", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    for (const format of paperFormats) {
      const first = await takeSubmission(world.lead, world.caseId, id, format);
      await asSuperuser()`update cases set summary = ${`Changed ${format}`} where id = ${world.caseId}`;
      const stamps = await listIdentityStamps(world.lead, world.caseId);
      await sealIdentity(world.lead, {
        caseId: world.caseId,
        defenderId: world.defender,
        name: `${realName} ${format}`,
        contact: "",
        family: "",
        stamp: stamps.get(world.defender) ?? "",
      });
      const again = await takeSubmission(world.editor, world.caseId, id, format);
      expect(first && again && Buffer.compare(first, again), format).toBe(0);
    }
  });

  it("is the same one when the button is pressed twice, and another when a name is written anew", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const first = await made(world, draftId);
    expect(await made(world, draftId)).toBe(first);
    const stamps = await listIdentityStamps(world.lead, world.caseId);
    await sealIdentity(world.lead, {
      caseId: world.caseId,
      defenderId: world.defender,
      name: "Zqcorrected Zqname",
      contact: "",
      family: "",
      stamp: stamps.get(world.defender) ?? "",
    });
    const second = await made(world, draftId);
    expect(second).not.toBe(first);
    expect(await read(world.lead, world, second)).toContain("Zqcorrected Zqname");
  });

  it("is made of what its author looked at", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const { hash } = await seen(world, draftId);
    await keep(world.lead, draftId, { contact: "Another way" });
    await expect(makeSubmission(world.lead, { draftId, hash, confirmed: "yes" })).rejects.toEqual(
      refusal("submissions.refused.changed"),
    );
    await expect(madeByHand(world.lead, draftId, hash)).rejects.toEqual(code("PL003"));
  });
});

describe("in every language", () => {
  it.each(submissionKinds)(
    "a paper of the kind %s says the same words in all four files, and each passes the checker",
    async (kind) => {
      const world = await openWorld();
      await asSuperuser()`update defenders set public_labels = ${asSuperuser().json({
        ar: "محامية",
        es: "Una abogada",
        fr: "Une avocate",
        ru: "Адвокат",
        zh: "一名律师",
      })} where id = ${world.defender}`;
      const draftId = await aDraft(world, kind, letter);
      for (const language of alertLanguages) {
        await keep(world.lead, draftId, { ...letter, language });
        const id = await made(world, draftId);
        await secondSubmission(world.editor, { submissionId: id }).catch(() => undefined);
        const { inputs } = await seen(world, draftId);
        const paper = paperOf(inputs, new Map([[world.defender, realName]]));
        const told = new Map<PaperFormat, string>();
        for (const format of paperFormats) {
          const file =
            (await takeSubmission(world.lead, world.caseId, id, format)) ?? new Uint8Array();
          expect(await checkFile({ format, file, paper }, []), `${language} ${format}`).toEqual([]);
          const { lines } = await open(format, file);
          told.set(format, lines.flatMap((line) => line.split(/\s+/u)).join(" "));
        }
        expect(told.get("html")).toBe(told.get("docx"));
        expect(told.get("html")).toBe(wordsOf(paper).join(" "));
        expect(told.get("html")).toContain(realName);
      }
    },
    180_000,
  );
});

describe("consent to contact OHCHR", () => {
  it.each(["no", null] as const)("keeps everybody out where the answer is %s", async (answer) => {
    const world = await aWorld(answer ? { contact_ohchr: answer } : {});
    const draftId = await aDraft(world);
    const { hash, inputs, leftOut } = await seen(world, draftId);
    expect(inputs.people).toEqual([]);
    expect(leftOut).toEqual(["A lawyer"]);
    await expect(made(world, draftId)).rejects.toEqual(refusal("submissions.stop.noPeople"));
    await expect(madeByHand(world.lead, draftId, hash)).rejects.toEqual(code("PL001"));
    await broken(
      "app.make_submission(uuid, text, text, text)",
      ["if inputs -> 'people' = '[]' then", "if false then"],
      async () => expect(madeByHand(world.lead, draftId, hash)).rejects.toEqual(code("PL004")),
    );
  });

  it("that ran out, or was withdrawn, is none", async () => {
    const world = await aWorld();
    await aConsent(world.theCase, world.defender, world.lead, "contact_ohchr", "yes", {
      validUntil: "2020-01-01",
    });
    const draftId = await aDraft(world);
    expect((await seen(world, draftId)).inputs.people).toEqual([]);
  });

  it("without the name calls somebody by their label, and takes no words of the case along", async () => {
    const world = await aWorld({ contact_ohchr: "anonymous" });
    await asSuperuser()`insert into case_events (org_id, case_id, kind, title, recorded_by)
      values (${world.own.id}, ${world.caseId}, 'reprisal', 'Her house was searched', ${world.lead.membershipId})`;
    const draftId = await aDraft(world);
    const { inputs } = await seen(world, draftId);
    expect(JSON.stringify(inputs)).not.toMatch(/airport|pre-session|house/);
    expect(stopsOf(inputs)).toContain("noLink");
    await keep(world.lead, draftId, {
      minded: world.defender,
      "text.link": "The person was to speak before the United Nations.",
      "shown.link": "",
    });
    const text = (await read(world.lead, world, await made(world, draftId))) ?? "";
    expect(text).toContain("The person was to speak before the United Nations.");
    expect(text).toContain("A lawyer");
    expect(text).toContain("Yes, but without the name");
    expect(text).not.toMatch(/airport|house/);
    expect(text).not.toContain("Zqamina");
    for (const [from, to] of [
      [
        "case when unnamed = '{}' then coalesce(asked ->> f.field, '') else '' end",
        "asked ->> f.field",
      ],
      ["case when unnamed = '{}' then e.title else '' end", "e.title"],
    ] as const) {
      await broken("app.submission_inputs(uuid)", [from, to], async () =>
        expect(JSON.stringify((await seen(world, draftId)).inputs)).toMatch(/airport|house/),
      );
    }
  });

  it("of one keeps another out who said nothing, and the words that were not written with them in mind", async () => {
    const world = await openWorld();
    const other = await someone(world.lead, world.caseId, "A driver", otherName);
    const draftId = await aDraft(world);
    const { inputs, leftOut, unnamed } = await seen(world, draftId);
    expect(inputs.people.map(({ label }) => label)).toEqual(["A lawyer"]);
    expect(leftOut).toEqual(["A driver"]);
    expect(unnamed).toEqual([other]);
    expect(JSON.stringify(inputs)).not.toMatch(/airport|driver/);
    await broken("app.submission_inputs(uuid)", ["a.level >= 1", "a.level >= 0"], async () =>
      expect(JSON.stringify((await seen(world, draftId)).inputs)).toContain("driver"),
    );
  });

  it("that lessens holds back what was written before, until somebody read it again", async () => {
    const world = await openWorld();
    const written = { "text.link": "Amina’s own link.", "shown.link": "x", "was.link": "x" };
    const draftId = await aDraft(world, "report", written);
    expect((await seen(world, draftId)).inputs.texts.link).toBe("Amina’s own link.");
    await aConsent(world.theCase, world.defender, world.lead, "contact_ohchr", "anonymous");
    expect((await seen(world, draftId)).inputs.texts.link).toBe("");
    // A form that was drawn before and is sent again says who was minded then.
    await keep(world.lead, draftId, { ...written, "shown.link": "Amina’s own link." });
    expect((await seen(world, draftId)).inputs.texts.link).toBe("");
    await broken(
      "app.submission_inputs(uuid)",
      ["when unnamed <@ array(", "when true or unnamed <@ array("],
      async () => expect((await seen(world, draftId)).inputs.texts.link).toBe("Amina’s own link."),
    );
    await keep(world.lead, draftId, {
      ...written,
      "shown.link": "Amina’s own link.",
      minded: world.defender,
      readAgain: "yes",
    });
    expect((await seen(world, draftId)).inputs.texts.link).toBe("Amina’s own link.");
  });
});

describe("the consent statement", () => {
  it("claims nothing that is not recorded", async () => {
    const world = await aWorld({ contact_ohchr: "yes" });
    const text = (await read(world.lead, world, await made(world, await aDraft(world)))) ?? "";
    expect(text).toMatch(/database name the person\?\s+No consent is recorded/);
    await broken(
      "app.submission_consent(uuid, text)",
      ["case when a.level is null", "case when false"],
      async () =>
        expect(
          (await seen(world, await aDraft(world))).inputs.people[0]?.consent[1],
        ).toHaveProperty("by"),
    );
  });

  it("of a letter asks the two questions, each with its own answer", async () => {
    const world = await aWorld({
      contact_ohchr: "yes",
      letter_to_government: "anonymous",
      public_un_report: "no",
    });
    const id = await made(world, await aDraft(world, "allegation", letter));
    const text = (await read(world.lead, world, id)) ?? "";
    expect(text).toMatch(/letter to the Government name the person\?\s+Yes, but without the name/);
    expect(text).toMatch(/report on communications name the person\?\s+No · given by/);
    expect(text).toContain("Special Rapporteur on torture");
  });
});

describe("a name", () => {
  it("is nowhere at rest, and in no title, file name or log", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const id = await made(world, draftId);
    await takeSubmission(world.lead, world.caseId, id, "pdf");
    const db = asSuperuser();
    const tables = [
      "submission_drafts",
      "submissions",
      "submission_copies",
      "submission_sendings",
      "disclosures",
      "audit_log",
    ];
    for (const table of tables) {
      const [row] = await db<
        { all: string }[]
      >`select coalesce(string_agg(t::text, ''), '') as all from ${db(table)} t`;
      expect(row?.all, table).not.toMatch(/Zqamina|Zqexample/i);
    }
    const about = [
      await findSubmission(world.lead, world.caseId, id),
      await seen(world, draftId),
      paperOf((await seen(world, draftId)).inputs, null),
    ];
    expect(JSON.stringify(about)).not.toContain("Zqamina");
  });

  it("that was typed into the words stops it, also of somebody who is to be named", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world, "report", {
      "text.detention": `${realName} is held in the north.`,
    });
    expect((await seen(world, draftId)).holdsName).toBe(true);
    await expect(made(world, draftId)).rejects.toEqual(refusal("submissions.stop.name"));
  });

  it.each([
    ["a family name alone", realName, "Mr Zqexample was held."],
    ["a given name alone, in other case and accents", realName, "They asked for ZQÁMINA."],
    ["a part of one in Arabic, with the article before it", "نورا الخواجة", "قالت والخواجة إن"],
    ["a part among letters that look alike", realName, "Zq\u0430mina spoke."],
  ])("%s stops it until somebody looked", async (_, name, words) => {
    const world = await openWorld();
    if (name !== realName) {
      const nurse = await someone(world.lead, world.caseId, "A nurse", name);
      await aConsent(world.theCase, nurse, world.lead, "contact_ohchr", "yes");
    }
    const draftId = await aDraft(world, "report", { "text.detention": words });
    const { hash, holdsName } = await seen(world, draftId);
    // Nobody can tell from here whether it is another word.
    expect(holdsName).toBe(false);
    await expect(made(world, draftId)).rejects.toEqual(refusal("refusals.partOfName"));
    const sure = { draftId, hash, confirmed: "yes", sure: "yes" } as const;
    expect((await makeSubmission(world.lead, sure)).submissionId).not.toBe("");
  });

  it.each([
    ["in Chinese, without a space", "李晓明", "昨天李晓明被带走。"],
    ["in another order", realName, "ZQEXAMPLE, Zqamina is held."],
  ])("%s can't be waved through", async (_, name, words) => {
    const world = await openWorld();
    if (name !== realName) {
      const nurse = await someone(world.lead, world.caseId, "A nurse", name);
      await aConsent(world.theCase, nurse, world.lead, "contact_ohchr", "yes");
    }
    const draftId = await aDraft(world, "report", { "text.detention": words });
    const { hash } = await seen(world, draftId);
    await expect(
      makeSubmission(world.lead, { draftId, hash, confirmed: "yes", sure: "yes" }),
    ).rejects.toEqual(refusal("submissions.stop.name"));
  });

  it("that nobody entered is said to be missing, and not that somebody kept it back", async () => {
    const world = await openWorld();
    await asSuperuser()`delete from defender_identities where defender_id = ${world.defender}`;
    const text = await read(world.lead, world, await made(world, await aDraft(world)));
    expect(text).toContain("Agreed to be named; no name is recorded");
    expect(text).not.toContain("spoken of without the name");
  });

  it("of somebody who is left out or stays unnamed stands in no file", async () => {
    const world = await openWorld();
    const other = await someone(world.lead, world.caseId, "A driver", otherName);
    await aConsent(world.theCase, other, world.lead, "contact_ohchr", "anonymous");
    const draftId = await aDraft(world, "report", {
      minded: other,
      "text.link": "Both were to speak.",
    });
    const text = (await read(world.lead, world, await made(world, draftId))) ?? "";
    expect(text).toContain(realName);
    expect(text).toContain("A driver");
    expect(text).not.toContain("Zqbilal");
  });

  it("is handed out sealed, and opens for the team alone", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    const [row] = await asActor(world.lead, (tx) =>
      tx.execute<{ taken: { names: string } }>(
        sql`select app.take_out_submission(${id}::uuid, 'txt') as taken`,
      ),
    );
    expect(row?.taken.names).toMatch(/^v1\./);
    expect(JSON.stringify(row)).not.toContain("Zqamina");
    const read =
      await asSuperuser()`select 1 from audit_log where action = 'read' and subject_id = ${world.defender}`;
    expect(read.length).toBeGreaterThan(0);
  });
});

describe("withdrawal", () => {
  it("closes at once what was not sent, and lists what was", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const id = await made(world, draftId);
    await takeSubmission(world.lead, world.caseId, id, "pdf");
    await send(world, id);
    await keep(world.lead, draftId, { contact: "Another" });
    const unsent = await made(world, draftId);
    const consentId = world.consents.contact_ohchr ?? "";
    await withdrawConsent(world.editor, { caseId: world.caseId, consentId });
    expect(await read(world.lead, world, unsent)).toBeNull();
    expect(await read(world.lead, world, id)).toBeNull();
    const found = await findWithdrawal(world.lead, world.caseId, consentId);
    expect(found?.wentOut).toContainEqual(
      expect.objectContaining({ kind: "submission", sentTo: "un@un.example" }),
    );
    expect((await listClosedBy(world.lead, world.caseId, consentId)).map((one) => one.id)).toEqual(
      expect.arrayContaining([id, unsent]),
    );
  });

  it("of what the statement claims closes it too", async () => {
    const world = await aWorld({ contact_ohchr: "yes", public_un_report: "yes" });
    const id = await made(world, await aDraft(world));
    await withdrawConsent(world.lead, {
      caseId: world.caseId,
      consentId: world.consents.public_un_report ?? "",
    });
    expect(await read(world.lead, world, id)).toBeNull();
  });

  it("would leave it open if the database did not look", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    await broken(
      "app.submission_is_covered(submissions)",
      ["coalesce(c.level, 0) < l.value::integer", "false"],
      async () => {
        await withdrawConsent(world.lead, {
          caseId: world.caseId,
          consentId: world.consents.contact_ohchr ?? "",
        });
        expect(await read(world.lead, world, id)).not.toBeNull();
      },
    );
    // Not closed when it was withdrawn, it is still not handed out.
    expect(await read(world.lead, world, id)).toBeNull();
  });

  it("leaves open what rests on other answers", async () => {
    const world = await openWorld();
    const media = await aConsent(world.theCase, world.defender, world.lead, "media", "yes");
    const id = await made(world, await aDraft(world));
    await withdrawConsent(world.lead, { caseId: world.caseId, consentId: media });
    expect(await read(world.lead, world, id)).toContain(realName);
  });
});

const send = async ({ caseId, lead }: World, submissionId: string, by = lead) => {
  const found = await findSubmission(lead, caseId, submissionId);
  await recordSending(
    by,
    RecordSending.parse({
      submissionId,
      copyId: found?.copies[0]?.id,
      address: "un@un.example",
      channel: "mail",
      sentOn: new Date().toISOString().slice(0, 10),
    }),
  );
};

describe("the record of what was sent", () => {
  it("holds the hash of the very file, and is never changed", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    const file = await takeSubmission(world.lead, world.caseId, id, "pdf");
    await send(world, id);
    const [sent] = await listSendings(world.editor, world.caseId);
    expect(sent).toMatchObject({
      hash: createHash("sha256")
        .update(file ?? "")
        .digest("hex"),
      address: "un@un.example",
      channel: "mail",
      format: "pdf",
      recordedBy: world.lead.personName,
    });
    for (const change of [
      sql`update submission_sendings set address = 'x'`,
      sql`delete from submission_sendings`,
      sql`insert into submission_sendings select * from submission_sendings`,
      sql`update submissions set hash = hash`,
      sql`select inputs from submissions`,
      sql`select names from submissions`,
    ]) {
      await expect(asActor(world.lead, (tx) => tx.execute(change))).rejects.toThrow();
    }
    await expect(asSuperuser()`update submission_sendings set address = 'x'`).rejects.toThrow();
    expect(
      await asSuperuser()`select channel, recipient from disclosures where submission_id = ${id} order by at`,
    ).toMatchObject([
      { channel: "pdf", recipient: "" },
      { channel: "mail", recipient: "un@un.example" },
    ]);
  });

  it("is of a file that was taken, since the day of that, and by its editors alone", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    await takeSubmission(world.lead, world.caseId, id, "pdf");
    for (const who of [world.outsider, world.reader, world.stranger]) {
      await expect(send(world, id, who)).rejects.toEqual(code("42501"));
    }
    const found = await findSubmission(world.lead, world.caseId, id);
    await expect(
      recordSending(world.lead, {
        submissionId: id,
        copyId: found?.copies[0]?.id ?? "",
        address: "un@un.example",
        channel: "mail",
        sentOn: "2020-01-01",
      }),
    ).rejects.toEqual(code("PL004"));
    expect(await listSendings(world.lead, world.caseId)).toEqual([]);
  });

  it("is written once for one press", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world));
    await takeSubmission(world.lead, world.caseId, id, "docx");
    const found = await findSubmission(world.lead, world.caseId, id);
    const input = RecordSending.parse({
      submissionId: id,
      copyId: found?.copies[0]?.id,
      address: "un@un.example",
      channel: "post",
      sentOn: new Date().toISOString().slice(0, 10),
    });
    const once = "01900000-0000-7000-8000-000000000001";
    await recordSending(world.lead, input, once);
    await recordSending(world.lead, input, once);
    expect(await listSendings(world.lead, world.caseId)).toHaveLength(1);
  });
});

describe("a letter", () => {
  it("waits for a second person the first time, and its files say so until then", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world, "urgent", letter));
    expect(await findSubmission(world.lead, world.caseId, id)).toMatchObject({ isHeld: true });
    expect(await read(world.lead, world, id)).toContain("Own copy. Not to be handed out");
    await expect(send(world, id)).rejects.toThrow();
    await expect(secondSubmission(world.lead, { submissionId: id })).rejects.toEqual(code("42501"));
    await expect(secondSubmission(world.outsider, { submissionId: id })).rejects.toEqual(
      code("42501"),
    );
    await secondSubmission(world.editor, { submissionId: id });
    await secondSubmission(world.editor, { submissionId: id });
    expect(await read(world.lead, world, id)).not.toContain("Own copy");
    await send(world, id);
    expect(await listSendings(world.lead, world.caseId)).toHaveLength(1);
    // What was agreed to counts for the case.
    const next = await made(world, await aDraft(world, "allegation", letter));
    expect(await findSubmission(world.lead, world.caseId, next)).toMatchObject({ isHeld: false });
  });

  it("would go out alone if the database did not hold it", async () => {
    const world = await openWorld();
    const id = await made(world, await aDraft(world, "allegation", letter));
    await broken("app.submission_waits(submissions)", ["s.kind <> 'report'", "false"], async () =>
      expect(await read(world.lead, world, id)).not.toContain("Own copy"),
    );
  });

  it("is addressed to somebody, and an urgent one says why", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world, "urgent", {});
    const { hash, inputs } = await seen(world, draftId);
    expect(stopsOf(inputs)).toEqual(["noMandate", "noUrgency"]);
    await expect(madeByHand(world.lead, draftId, hash)).rejects.toEqual(code("PL004"));
  });
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

describe("a draft", () => {
  it("is not written over by another window that has not seen it", async () => {
    const world = await openWorld();
    const draftId = await aDraft(world);
    const { draft } = await seen(world, draftId);
    await keep(world.lead, draftId, { contact: "One window", seen: String(draft.version) });
    const other = { draftId, language: "en", contact: "Another", seen: String(draft.version) };
    await expect(keepSubmission(world.lead, KeepSubmission.parse(other))).rejects.toEqual(
      refusal("refusals.conflict"),
    );
    await keepSubmission(
      world.lead,
      KeepSubmission.parse({ ...other, over: String(draft.version + 1) }),
    );
    expect((await seen(world, draftId)).inputs.contact).toBe("Another");
  });
});

describe("the address", () => {
  it("is empty until an administrator sets it, and each organisation's own", async () => {
    const world = await openWorld();
    const administrator = await aMember(world.own, "administrator");
    expect(await findAddresses(world.lead)).toEqual({ report: "", procedures: "" });
    await expect(
      setSubmissionAddresses(world.lead, { report: "x@un.example", procedures: "" }),
    ).rejects.toEqual(refusal("refusals.notAllowed"));
    await expect(
      setSubmissionAddresses(
        { ...world.lead, role: "administrator" },
        { report: "x@un.example", procedures: "" },
      ),
    ).rejects.toThrow();
    await setSubmissionAddresses(administrator, { report: "x@un.example", procedures: "" });
    expect(await findAddresses(world.lead)).toMatchObject({ report: "x@un.example" });
    expect(await findAddresses(world.stranger)).toEqual({ report: "", procedures: "" });
  });
});
