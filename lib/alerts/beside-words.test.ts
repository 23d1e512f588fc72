import { randomBytes } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { z } from "zod";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent, aMember, anOrganisation, aShare, type Member } from "@/db/testing/factories";
import { listHistory } from "@/lib/alert-history/queries";
import { approve, checkConsent, saveVersion, sendForReview } from "@/lib/alert-review/commands";
import { listVersions } from "@/lib/alert-review/queries";
import { comment, openThread } from "@/lib/alert-talk/commands";
import { changeCase } from "@/lib/cases/commands";
import { ChangeCase } from "@/lib/cases/input";
import { handOutEdition, issueEdition } from "@/lib/editions/commands";
import { listHandedOut } from "@/lib/editions/queries";
import { signedSoFar } from "@/lib/editions/signed-so-far";
import { askToSign, endorse, newVersionForSignOn, openForSignOn } from "@/lib/sign-on/commands";
import { findTextToSign, listSignOn } from "@/lib/sign-on/queries";
import { asWriter } from "./beside-words";
import { foldAndDerive } from "./derive";
import { findDesk } from "./desk-queries";
import {
  aScene,
  latestVersion,
  replaceName,
  row,
  type Scene,
  signed,
  toConsentCheck,
  tomorrow,
  toSignOn,
  type,
} from "./testing-scene";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

/** As people write it: found by the search, and not the very words that are sealed. */
const typed = "Perhaps it was AMINA Example\u00ad’s sister.";
const covered = "Perhaps it was A lawyer’s sister.";
const name = /amina/i;
const refused = { code: "PL011" };

const textOf = async ({ alertId }: Scene) =>
  (await row("alert_texts", `alert_id = '${alertId}' and language = 'en'`))[0]?.id as string;

const aThread = async (scene: Scene, by: Member, body: string, quote = "held") =>
  openThread(by, {
    textId: await textOf(scene),
    section: "happened",
    quote,
    body,
    mentions: [],
    organisations: [],
  });

/** Another organisation that reads the case and typed nothing. */
async function anotherPartner(scene: Scene) {
  const organisation = await anOrganisation();
  await aConsent(
    scene.theCase,
    scene.defenderId,
    scene.lead,
    "share_with_organisation",
    "anonymous",
    { organisation },
  );
  await aShare(scene.theCase, scene.lead, organisation, "comment");
  return aMember(organisation, "administrator");
}

/** Everything that somebody reads of what was typed beside an alert. */
async function readBy(by: Member, { alertId, caseId }: Scene) {
  return {
    threads: (await findDesk(by, { caseId, alertId }, "en"))?.beside.threads,
    history: (await listHistory(by, alertId)).map(({ note }) => note),
    versions: (await listVersions(by, alertId)).map(({ note, approvals }) => ({ note, approvals })),
    toSign: (await findTextToSign(by, alertId))?.note,
    answers: (await listSignOn(by, alertId)).map(({ answer }) => answer),
    signatories: await asActor(by, (tx) => signedSoFar(tx, alertId, "en")),
  };
}

async function withFunction(
  signature: string,
  [from, to]: [string, string],
  work: () => Promise<void>,
): Promise<void> {
  const superuser = asSuperuser();
  const [kept] = await superuser<{ source: string }[]>`
    select pg_get_functiondef(${signature}::regprocedure) as source`;
  const source = kept?.source ?? "";
  expect(source).toContain(from);
  await superuser.unsafe(source.replace(from, to));
  try {
    await work();
  } finally {
    await superuser.unsafe(source);
  }
}

/** For each input in which words can be typed freely: somebody of the team types the name into it. */
const typedByTheTeam: Record<string, (scene: Scene, words: string) => Promise<unknown>> = {
  "alert-talk OpenThread.body": (scene, words) => aThread(scene, scene.colleague, words),
  async "alert-talk Comment.body"(scene, body) {
    const threadId = await aThread(scene, scene.lead, "Who says so?");
    return comment(scene.colleague, { threadId, body, mentions: [], organisations: [] });
  },
  "alert-review SaveVersion.note": (scene, note) =>
    saveVersion(scene.lead, { ...scene.place, note }).then(() =>
      sendForReview(scene.lead, { ...scene.place, note }),
    ),
  async "alert-review Approve.note"(scene, note) {
    await sendForReview(scene.lead, { ...scene.place, note: "" });
    const { id: versionId } = await latestVersion(scene);
    return approve(scene.colleague, { ...scene.place, versionId, note });
  },
  async "alert-review CheckConsent.note"(scene, note) {
    const versionId = await toConsentCheck(scene);
    return checkConsent(scene.colleague, { ...scene.place, versionId, note });
  },
  async "sign-on NewVersionForSignOn.note"(scene, note) {
    await toSignOn(scene);
    await type(scene, scene.lead, "happened", "They were held for a day.");
    const versionId = await saveVersion(scene.lead, { ...scene.place, note: "" });
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    return newVersionForSignOn(scene.lead, {
      ...scene.place,
      change: "material",
      note,
    });
  },
  "sign-on Endorse.reason": (scene, reason) =>
    signsForTheTeam(scene, { answer: "with_change", reason }),
  "sign-on Endorse.capacity": (scene, capacity) => signsForTheTeam(scene, { capacity }),
  "sign-on Endorse.nameEverywhere": (scene, nameEverywhere) =>
    signsForTheTeam(scene, { nameEverywhere }),
  "sign-on Endorse.name_*": (scene, name_fr) => signsForTheTeam(scene, { name_fr }),
  async "editions IssueEdition.correction"(scene, correction) {
    const version = await toSignOn(scene);
    return issue(scene, version.id, correction);
  },
  async "editions HandOutEdition.recipient"(scene, recipient) {
    return handOut(scene, scene.lead, recipient);
  },
  "cases ChangeCase.title": (scene, title) =>
    changeCase(
      scene.lead,
      ChangeCase.parse({
        section: "brief",
        caseId: scene.caseId,
        title,
        countryCode: "XEG",
        summary: "Something is reported.",
      }),
    ),
};

/** Inputs that hold words and need no look, each for a reason. */
const elsewhere: Record<string, string> = {
  "alert-talk OpenThread.quote": "comes from the text: it is covered, and replaced there",
  "alerts SealPassage.words": "the team's alone",
  "editions HandOutEdition.stateKey": "is looked up",
};

const issue = (scene: Scene, versionId: string, correction = "") =>
  issueEdition(scene.lead, {
    ...scene.place,
    versionId,
    audience: "public",
    language: "en",
    correction,
    sure: "yes",
  });

const issuePastTheCommand = ({ lead, caseId }: Scene, versionId: string, correction = "") =>
  asWriter(lead, caseId, (tx) =>
    tx.execute(
      sql`select app.issue_edition(${versionId}::uuid, 'public', 'en', '{}'::jsonb, ${correction})`,
    ),
  );

async function handOut(scene: Scene, by: Member, recipient: string) {
  const [issued] = await row("editions", `alert_id = '${scene.alertId}'`);
  const editionId =
    issued?.id ??
    (await issue(scene, (await toSignOn(scene)).id).then(({ editionId }) => editionId));
  return handOutEdition(by, {
    ...scene.place,
    editionId: editionId as string,
    kind: "other",
    recipient,
    channel: "meeting",
    on: new Date().toISOString().slice(0, 10),
  });
}

async function signsForTheTeam(scene: Scene, more: object) {
  const version = await toSignOn(scene);
  await askToSign(scene.lead, { ...scene.place, partners: [scene.own.id] });
  await asSuperuser()`update memberships set may_sign = true where id = ${scene.lead.membershipId}`;
  return endorse(scene.lead, signed(scene, version, more) as never);
}

describe("words beside the text", () => {
  it("are all known: an input that takes free words is looked at, or says why not", async () => {
    const found = new Set<string>();
    const probe = "Perhaps it was Amina Example.";
    const inputs = readdirSync("lib")
      .filter((room) => /^(alert.*|editions|sign-on|translations)$/.test(room))
      .filter((room) => existsSync(`lib/${room}/input.ts`));
    for (const room of inputs) {
      const schemas: object = await import(
        /* @vite-ignore */ `${process.cwd()}/lib/${room}/input.ts`
      );
      for (const [schema, { shape }] of Object.entries(schemas) as [string, z.ZodObject][]) {
        for (const [field, one] of Object.entries(shape ?? {})) {
          if ((one as z.ZodType).safeParse(probe).success) {
            found.add(`${room} ${schema}.${field.replace(/^name_\w\w$/, "name_*")}`);
          }
        }
      }
    }
    const known = [...Object.keys(typedByTheTeam), ...Object.keys(elsewhere)];
    expect([...found].sort()).toEqual(known.filter((one) => !one.startsWith("cases ")).sort());
  });

  it("stand in no column that the application may read", async () => {
    const { lead } = await aScene();
    for (const [table, column] of [
      ["alert_threads", "quote"],
      ["alert_comments", "body"],
      ["alert_versions", "note"],
      ["alert_approvals", "note"],
      ["endorsements", "reason"],
      ["endorsements", "capacity"],
      ["endorsements", "display_names"],
      ["typed_beside", "typed_names"],
    ]) {
      await expect(
        asActor(lead, (tx) => tx.execute(`select ${column} from ${table}`)),
      ).rejects.toMatchObject({ code: "42501" });
    }
  });

  for (const [input, write] of Object.entries(typedByTheTeam)) {
    it(`are refused to the team where they hold a name: ${input}`, async () => {
      await expect(write(await aScene(), typed)).rejects.toMatchObject(refused);
    });
    it(`are taken without one: ${input}`, async () => {
      await write(await aScene(), "Perhaps it was somebody’s sister.");
    });
  }

  it("would be kept with the name if nobody looked (the broken variant)", async () => {
    const scene = await aScene({ level: "comment" });
    await withFunction("app.look_beside()", ["found - 'quote' <> '{}'", "false"], async () => {
      await aThread(scene, scene.colleague, typed);
    });
    // Where a command does not tell the names, nobody but the team reads what it kept.
    await withFunction("app.told_names()", ["coalesce(", "coalesce('[]', "], async () => {
      await aThread(scene, scene.colleague, typed);
    });
    const bodies = (await readBy(scene.administrator, scene)).threads?.map(
      ({ comments }) => comments[0]?.body,
    );
    expect(bodies).toEqual([covered, ""]);
  });
});

/** A partner types these words wherever they may. */
async function aGuess(words: string) {
  const scene = await aScene({ level: "comment" });
  const threadId = await aThread(scene, scene.administrator, words, words);
  await comment(scene.administrator, { threadId, body: words, mentions: [], organisations: [] });
  await sendForReview(scene.lead, { ...scene.place, note: "" });
  const { id: versionId } = await latestVersion(scene);
  await approve(scene.administrator, { ...scene.place, versionId, note: words });
  await asSuperuser()`update alerts set stage = 'consent_check' where id = ${scene.alertId}`;
  await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
  const version = await signOn(scene);
  const other = await anotherPartner(scene);
  await endorse(
    scene.administrator,
    signed(scene, version, {
      capacity: words,
      nameEverywhere: words,
      name_en: words,
      reason: words,
    }) as never,
  );
  return { scene, version, other };
}

async function signOn(scene: Scene) {
  expect(await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() })).toEqual({
    cleared: true,
  });
  await askToSign(scene.lead, { ...scene.place, partners: [scene.partner.id] });
  return latestVersion(scene);
}

const plainly = (read: unknown, words: string) =>
  JSON.stringify(read)
    .replaceAll(words, "WORDS")
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{64}|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "*")
    .replace(/(Organisation|Person|PL-\d{4}-) ?\w+/g, "*");

describe("a guess beside the text", () => {
  it("is not told apart from any other words by whoever made it", async () => {
    const wrong = "Perhaps it was WANDA Nobodyy’s sister.";
    const right = await aGuess(typed);
    const other = await aGuess(wrong);
    const read = await readBy(right.scene.administrator, right.scene);
    expect(JSON.stringify(read).match(/AMINA/g)?.length).toBeGreaterThan(6);
    expect(plainly(read, typed)).toBe(
      plainly(await readBy(other.scene.administrator, other.scene), wrong),
    );
    // The team reads what was typed, and everybody else the label.
    expect(JSON.stringify(await readBy(right.scene.colleague, right.scene))).toMatch(name);
    const third = await readBy(right.other, right.scene);
    expect(JSON.stringify(third)).not.toMatch(name);
    expect(third.threads?.[0]?.comments.map(({ body }) => body)).toEqual([covered, covered]);
    expect(third.threads?.[0]?.quote).toBe(covered);
    expect(third.versions.flatMap(({ approvals }) => approvals.map(({ note }) => note))).toContain(
      covered,
    );
    expect(third.answers[0]).toMatchObject({
      reason: covered,
      capacity: covered,
      displayNames: { "": covered, en: covered },
    });
    expect(third.signatories.signatories).toEqual([{ name: covered, capacity: covered }]);
    const colleague = await aMember(right.scene.own);
    await asSuperuser()`update cases set visibility = 'organisation' where id = ${right.scene.caseId}`;
    expect(JSON.stringify(await readBy(colleague, right.scene))).not.toMatch(name);
  });

  it("would be refused, and so confirmed, if everybody were treated as the team (the broken variant)", async () => {
    const scene = await aScene({ level: "comment" });
    await withFunction("app.look_beside()", ["app.knows_names(new.case_id)", "true"], async () => {
      await expect(aThread(scene, scene.administrator, typed)).rejects.toMatchObject(refused);
    });
  });

  it("would be read by other partners without the cover (the broken variant)", async () => {
    const { scene, other } = await aGuess(typed);
    await withFunction(
      "app.cover_words(text,jsonb,jsonb)",
      ["words := overlay", "if true then continue; end if; words := overlay"],
      async () => {
        expect(JSON.stringify(await readBy(other, scene))).toMatch(name);
      },
    );
  });

  it("leaves with no edition", async () => {
    const { scene, version } = await aGuess(typed);
    await expect(issue(scene, version.id)).rejects.toMatchObject({
      messageKey: "refusals.nameInSignature",
    });
    await expect(issuePastTheCommand(scene, version.id)).rejects.toMatchObject({
      code: "PL011",
      message: "a protected name stands in how an organisation signs",
    });
    await endorse(scene.administrator, signed(scene, version) as never);
    expect(await issue(scene, version.id)).toMatchObject({ editionId: expect.any(String) });
  });

  it("would leave with one if nobody looked (the broken variant)", async () => {
    const { scene, version } = await aGuess(typed);
    await withFunction(
      "app.edition_without_typed_names()",
      ["new.correction = '' and new.signatories = '[]'", "true"],
      async () => {
        await issuePastTheCommand(scene, version.id, typed);
      },
    );
    const [edition] = await row("editions", `alert_id = '${scene.alertId}'`);
    expect(JSON.stringify(edition)).toMatch(name);
  });

  it("is covered also when the name is written down after it was typed", async () => {
    const scene = await aScene({ level: "comment" });
    const words = "It was Ines Invented.";
    await aThread(scene, scene.colleague, words);
    const bodyFor = async (who: Member) =>
      (await readBy(who, scene)).threads?.[0]?.comments[0]?.body;
    expect(await bodyFor(scene.administrator)).toBe(words);
    await replaceName(scene, "Inés Invented");
    expect(await bodyFor(scene.administrator)).toBe("It was A lawyer.");
    expect(await bodyFor(scene.colleague)).toBe(words);
  });
});

describe("to whom an edition was given", () => {
  const recipientsFor = async (who: Member, scene: Scene) =>
    (await listHandedOut(who, scene)).map(({ recipient }) => recipient);

  it("is taken from a partner whatever they typed, and read by the team alone", async () => {
    const scene = await aScene({ level: "contribute" });
    const guesses = [typed, "Perhaps it was WANDA Nobodyy’s sister."];
    for (const guess of guesses) {
      await handOut(scene, scene.administrator, guess);
    }
    expect(await recipientsFor(scene.administrator, scene)).toEqual([]);
    expect((await recipientsFor(scene.colleague, scene)).sort()).toEqual(guesses.sort());
  });

  it("would hold the name, or confirm it, if the rule were another (the broken variants)", async () => {
    const scene = await aScene({ level: "contribute" });
    const rule = "app.recipient_without_names()";
    await withFunction(rule, ["app.knows_names(new.case_id)", "false"], async () => {
      await handOut(scene, scene.lead, typed);
    });
    expect(await recipientsFor(scene.lead, scene)).toEqual([typed]);
    await withFunction(rule, ["app.knows_names(new.case_id)", "true"], async () => {
      await expect(handOut(scene, scene.administrator, typed)).rejects.toMatchObject(refused);
    });
  });
});

describe("a quotation", () => {
  const marked = (id: string, text: string) => ({
    type: "text",
    text,
    marks: [{ type: "comment", attrs: { id } }],
  });
  const quoteFor = async (who: Member, scene: Scene) =>
    (await readBy(who, scene)).threads?.[0]?.quote;

  it("is what its reader reads in the text", async () => {
    const scene = await aScene({ level: "contribute" });
    const other = await anotherPartner(scene);
    const textId = await textOf(scene);
    await type(scene, scene.administrator, "happened", "They took Amina Example away.");
    await foldAndDerive(scene.administrator, textId);
    // The team speaks of words that a partner brought in: they are not refused, and the partner reads their own.
    const threadId = await aThread(scene, scene.colleague, "Who says so?", "took Amina Example");
    for (const [who, words] of [
      [scene.colleague, /took Amina Example$/],
      [scene.administrator, /took Amina Example$/],
      [other, /took A lawyer$/],
    ] as const) {
      expect(await quoteFor(who, scene)).toMatch(words);
    }
    await type(
      scene,
      scene.administrator,
      "happened",
      "They ",
      marked(threadId, "have taken Amina Example"),
      " away.",
    );
    await foldAndDerive(scene.administrator, textId);
    expect(await quoteFor(scene.administrator, scene)).toBe("have taken Amina Example");
    expect(await quoteFor(other, scene)).toMatch(/^have taken A lawyer$/);
    const person = { type: "person", attrs: { id: scene.defenderId } };
    await type(
      scene,
      scene.colleague,
      "happened",
      "They ",
      marked(threadId, "have taken "),
      person,
      marked(threadId, " away"),
      ".",
    );
    await foldAndDerive(scene.colleague, textId);
    expect(await quoteFor(scene.colleague, scene)).toBe("have taken A lawyer away");
  });

  it("would tell a partner that their word is a name without who brought it in (the broken variant)", async () => {
    const scene = await aScene({ level: "contribute" });
    await type(scene, scene.administrator, "happened", "They took Amina Example away.");
    await foldAndDerive(scene.administrator, await textOf(scene));
    await withFunction(
      "app.names_beside(jsonb,jsonb,uuid,text)",
      ["jsonb_agg(distinct b.value)", "jsonb_agg(distinct b.value) filter (where false)"],
      async () => {
        await aThread(scene, scene.colleague, "Who says so?", "took Amina Example");
        expect(await quoteFor(scene.administrator, scene)).toBe("took A lawyer");
      },
    );
  });
});
