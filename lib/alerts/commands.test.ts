import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import type { TextNode } from "@/db/schema";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aConsent,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { openCase } from "@/lib/cases/commands";
import { OpenCase } from "@/lib/cases/input";
import { addDefender, sealIdentity } from "@/lib/defenders/commands";
import {
  addLanguage,
  approve,
  askToSign,
  checkConsent,
  closeAlert,
  comment,
  endorse,
  newVersionForSignOn,
  openForSignOn,
  openThread,
  revokeRequest,
  saveVersion,
  sealPassage,
  sendBack,
  sendForReview,
  setDetails,
  settleThread,
  startAlert,
  withdrawAlert,
} from "./commands";
import { doc, paragraph } from "./shared-text";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const tomorrow = () => new Date(Date.now() + 86_400_000);

/** A case with a defender, a partner who may read it, a colleague in the team, and an alert. */
async function aScene({
  level = "read" as "read" | "comment" | "contribute",
  publicAnswer = "anonymous" as "yes" | "anonymous" | "no" | null,
  partnerAnswer = "anonymous" as "yes" | "anonymous",
  audience = "public" as "public" | "missions" | "coalition" | "internal",
} = {}) {
  const [own, partner] = [await anOrganisation(), await anOrganisation()];
  const lead = await aMember(own);
  const colleague = await aMember(own);
  const caseId = await openCase(
    lead,
    OpenCase.parse({ title: "A case", countryCode: "XEG", summary: "Something is reported." }),
  );
  const theCase = { orgId: own.id, id: caseId, countryCode: "XEG" };
  await inTeam(theCase, colleague, "editor");
  const defenderId = await addDefender(lead, { caseId, kind: "person", publicLabel: "A lawyer" });
  await sealIdentity(lead, {
    caseId,
    defenderId,
    name: "Amina Example",
    contact: "+00 000",
    family: "",
  });
  await aConsent(theCase, defenderId, lead, "share_with_organisation", partnerAnswer, {
    organisation: partner,
  });
  if (publicAnswer) {
    await aConsent(theCase, defenderId, lead, "public_statement", publicAnswer);
  }
  await aShare(theCase, lead, partner, level);
  const alertId = await startAlert(lead, { caseId, kind: "first", language: "en", audience });
  const administrator = await aMember(partner, "administrator");
  return {
    own,
    partner,
    lead,
    colleague,
    administrator,
    theCase,
    caseId,
    defenderId,
    alertId,
    place: { caseId, alertId },
  };
}
type Scene = Awaited<ReturnType<typeof aScene>>;

const row = async (table: string, where: string) =>
  (await asSuperuser().unsafe(`select * from ${table} where ${where}`)) as unknown as Record<
    string,
    unknown
  >[];

const alertOf = async ({ alertId }: Scene) =>
  (await row("alerts", `id = '${alertId}'`))[0] as { stage: string; number: number };

async function latestVersion({ alertId }: Pick<Scene, "alertId">) {
  const rows = await row("alert_versions", `alert_id = '${alertId}' order by number desc limit 1`);
  return rows[0] as {
    id: string;
    hash: string;
    number: number;
    purpose: string;
    is_minor: boolean;
    signed_text: Record<string, { title: string; sections: Record<string, unknown> }>;
    content: unknown;
  };
}

/** Writes into a section as somebody would in the shared text, in an update of its own. */
async function type(scene: Scene, by: Member, section: string, ...content: (TextNode | string)[]) {
  const Y = await import("yjs");
  const { prosemirrorToYXmlFragment } = await import("@tiptap/y-tiptap");
  const { textSchema } = await import("./text-schema");
  const [text] = await row("alert_texts", `alert_id = '${scene.alertId}' and language = 'en'`);
  const shared = new Y.Doc();
  for (const { body } of await row(
    "(select 0::bigint as seq, body, text_id from alert_states union all select seq, body, text_id from alert_updates) u",
    `text_id = '${text?.id}' order by seq`,
  )) {
    Y.applyUpdate(shared, body as Buffer);
  }
  const before = Y.encodeStateVector(shared);
  const fragment = shared.getXmlFragment(section);
  fragment.delete(0, fragment.length);
  prosemirrorToYXmlFragment(textSchema.nodeFromJSON(doc(paragraph(...content))), fragment);
  const update = Buffer.from(Y.encodeStateAsUpdate(shared, before));
  await asActor(by, (tx) =>
    tx.execute(sql`select app.store_alert_update(${text?.id}, ${update}, false)`),
  );
}

const { moveOn, toSignOn } = {
  /** To the consent check: sent by the lead, approved by a colleague. */
  async moveOn(scene: Scene) {
    await sendForReview(scene.lead, { ...scene.place, note: "" });
    const { id } = await latestVersion(scene);
    await approve(scene.colleague, { ...scene.place, versionId: id, note: "" });
    return id;
  },
  async toSignOn(scene: Scene) {
    await setDetails(scene.lead, {
      ...scene.place,
      kind: "first",
      audience: "public",
      deadline: tomorrow(),
    });
    const versionId = await moveOn(scene);
    expect(await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" })).toEqual({
      cleared: true,
    });
    expect(await openForSignOn(scene.lead, scene.place)).toEqual({ cleared: true });
    await askToSign(scene.lead, { ...scene.place, partners: [scene.partner.id] });
    return latestVersion(scene);
  },
};

const signed = (scene: Scene, version: { id: string; hash: string }, more = {}) => ({
  ...scene.place,
  versionId: version.id,
  hash: version.hash,
  answer: "signed" as const,
  section: null,
  reason: "",
  capacity: "Director",
  nameEverywhere: "",
  publish: "yes" as const,
  ...more,
});

const refusedWith = (messageKey: string) => ({ messageKey });

describe("starting", () => {
  it("puts people in as marks, sources under seal, and no name anywhere", async () => {
    const scene = await aScene();
    await asSuperuser()`update cases set sources_note = 'Told by the sister', do_not_mention = 'The town'
      where id = ${scene.caseId}`;
    const second = await startAlert(scene.lead, {
      caseId: scene.caseId,
      kind: "update",
      language: "en",
      audience: "public",
    });
    const parts = await row("alert_parts", `alert_id = '${second}'`);
    const whole = JSON.stringify(parts);
    expect(whole).toContain(`"type":"person","attrs":{"id":"${scene.defenderId}"}`);
    expect(whole).not.toMatch(/A lawyer|Amina|sister|The town/);
    expect(
      (await row("alert_passages", `alert_id = '${second}'`)).map(({ words }) => words),
    ).toEqual(expect.arrayContaining(["Told by the sister", "The town"]));
    expect((await row("alerts", `id = '${second}'`))[0]?.number).toBe(2);
  });

  it("begins one alert for one form, however often it is sent", async () => {
    const { lead, caseId } = await aScene();
    const once = uuidv7();
    const input = { caseId, kind: "first", language: "en", audience: "public" } as const;
    const [first, second] = await Promise.all([
      startAlert(lead, input, once),
      startAlert(lead, input, once),
    ]);
    expect(second).toBe(first);
  });

  it("takes in a language once", async () => {
    const scene = await aScene();
    await addLanguage(scene.lead, { ...scene.place, language: "ar" });
    await expect(addLanguage(scene.lead, { ...scene.place, language: "ar" })).rejects.toMatchObject(
      { code: "23505" },
    );
  });
});

describe("from review to sign-on", () => {
  it("goes draft, review, consent check, sign-on, signed", async () => {
    const scene = await aScene();
    const version = await toSignOn(scene);
    expect((await alertOf(scene)).stage).toBe("sign_on");
    await endorse(scene.administrator, signed(scene, version, { name_fr: "Organisation exemple" }));
    const [answer] = await row("endorsements", `alert_id = '${scene.alertId}'`);
    expect(answer).toMatchObject({
      hash: version.hash,
      answer: "signed",
      display_names: { fr: "Organisation exemple" },
      signer_org_id: scene.partner.id,
    });
  });

  it("lets nobody approve what they wrote, nor go on without an approval", async () => {
    const scene = await aScene();
    await sendForReview(scene.lead, { ...scene.place, note: "" });
    const { id } = await latestVersion(scene);
    await expect(
      approve(scene.lead, { ...scene.place, versionId: id, note: "" }),
    ).rejects.toMatchObject({ code: "PL007" });
    const { startConsentCheck } = await import("./commands");
    await expect(startConsentCheck(scene.lead, scene.place)).rejects.toMatchObject({
      code: "PL007",
    });
    // Whoever typed a single word is an author, too.
    await sendBack(scene.lead, { ...scene.place, from: "in_review" });
    await type(scene, scene.colleague, "risk", "A word.");
    await sendForReview(scene.lead, { ...scene.place, note: "" });
    const next = await latestVersion(scene);
    await expect(
      approve(scene.colleague, { ...scene.place, versionId: next.id, note: "" }),
    ).rejects.toMatchObject({ code: "PL007" });
  });

  it("does not open for sign-on what was changed after the consent check", async () => {
    const scene = await aScene();
    await setDetails(scene.lead, {
      ...scene.place,
      kind: "first",
      audience: "public",
      deadline: tomorrow(),
    });
    const versionId = await moveOn(scene);
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    await type(scene, scene.lead, "risk", "One word more.");
    await expect(openForSignOn(scene.lead, scene.place)).rejects.toMatchObject({ code: "PL007" });
    expect((await latestVersion(scene)).purpose).toBe("saved");
  });

  it("needs a deadline that has not passed", async () => {
    const scene = await aScene();
    const versionId = await moveOn(scene);
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    await expect(openForSignOn(scene.lead, scene.place)).rejects.toMatchObject(
      refusedWith("refusals.noDeadline"),
    );
  });

  it("is done by one of two coordinators at once, and the other is told", async () => {
    const scene = await aScene();
    await setDetails(scene.lead, {
      ...scene.place,
      kind: "first",
      audience: "public",
      deadline: tomorrow(),
    });
    const versionId = await moveOn(scene);
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    const outcomes = await Promise.allSettled([
      openForSignOn(scene.lead, scene.place),
      openForSignOn(scene.colleague, scene.place),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const made = await row(
      "alert_versions",
      `alert_id = '${scene.alertId}' and purpose = 'sign_on'`,
    );
    expect(made).toHaveLength(1);
  });

  it("says whom to ask where consent is missing, and moves nothing", async () => {
    const scene = await aScene({ publicAnswer: null });
    const versionId = await moveOn(scene);
    expect(
      await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" }),
    ).toMatchObject({
      cleared: false,
      missing: [{ defenderId: scene.defenderId, label: "A lawyer" }],
    });
    expect(
      await row("alert_approvals", `alert_id = '${scene.alertId}' and kind = 'consent'`),
    ).toEqual([]);
  });
});

describe("a version", () => {
  it("is never made of a text that somebody typed in meanwhile", async () => {
    const scene = await aScene();
    const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
    const seqs = { [String(text?.id)]: Number(text?.last_seq) };
    await type(scene, scene.colleague, "risk", "One word more.");
    await expect(
      asActor(scene.lead, (tx) =>
        tx.execute(sql`select app.make_alert_version(${scene.alertId}, 'saved', ${JSON.stringify(seqs)}::jsonb,
          '{}'::jsonb, false, '')`),
      ),
    ).rejects.toMatchObject({ code: "PL003" });
  });
});

describe("a name", () => {
  it("stands in the signed text only where its bearer agreed to it", async () => {
    const named = await aScene({ publicAnswer: "yes" });
    const labelled = await aScene({ publicAnswer: "anonymous" });
    expect(JSON.stringify((await toSignOn(named)).signed_text)).toContain("Amina Example");
    const text = JSON.stringify((await toSignOn(labelled)).signed_text);
    expect(text).toContain("A lawyer");
    expect(text).not.toContain("Amina");
  });

  it("that States may hear is not therefore a partner's to read", async () => {
    const scene = await aScene({ audience: "missions" });
    await aConsent(scene.theCase, scene.defenderId, scene.lead, "bilateral", "yes");
    await setDetails(scene.lead, {
      ...scene.place,
      kind: "first",
      audience: "missions",
      deadline: tomorrow(),
    });
    const versionId = await moveOn(scene);
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    expect(await openForSignOn(scene.lead, scene.place)).toEqual({ cleared: true });
    const text = JSON.stringify((await latestVersion(scene)).signed_text);
    expect(text).not.toContain("Amina");
  });

  it("in a version made before a partner came is hidden from that partner", async () => {
    const scene = await aScene({ publicAnswer: "yes" });
    const version = await toSignOn(scene);
    const seen = (member: Member) =>
      asActor(member, (tx) =>
        tx.execute(sql`select id from alert_versions where id = ${version.id}`),
      ).then((rows) => rows.length);
    expect(await seen(scene.administrator)).toBe(1);
    await asSuperuser()`update consents set withdrawn_at = now() where scope = 'public_statement'
      and case_id = ${scene.caseId}`;
    expect(await seen(scene.administrator)).toBe(0);
    expect(await seen(scene.lead)).toBe(1);
  });

  it("typed by hand stops the text, and is said with its place", async () => {
    const scene = await aScene();
    await setDetails(scene.lead, {
      ...scene.place,
      kind: "first",
      audience: "public",
      deadline: tomorrow(),
    });
    await type(scene, scene.lead, "happened", "AMINA example was held.");
    const versionId = await moveOn(scene);
    expect(await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" })).toEqual({
      cleared: false,
      hasNobody: false,
      missing: [],
      found: [{ label: "A lawyer", kind: "name", language: "en", section: "happened" }],
      unlabelled: [],
    });
    await asSuperuser()`insert into alert_approvals (org_id, case_id, alert_id, version_id, kind, approved_by, actor_org_id)
      values (${scene.own.id}, ${scene.caseId}, ${scene.alertId}, ${versionId}, 'consent',
        ${scene.colleague.membershipId}, ${scene.own.id})`;
    expect(await openForSignOn(scene.lead, { ...scene.place, sure: "yes" })).toMatchObject({
      cleared: false,
    });
    expect((await alertOf(scene)).stage).toBe("consent_check");
  });

  it("in part may be another word, when somebody says so", async () => {
    const scene = await aScene();
    await setDetails(scene.lead, {
      ...scene.place,
      kind: "first",
      audience: "public",
      deadline: tomorrow(),
    });
    await type(scene, scene.lead, "happened", "For example, at the airport.");
    const versionId = await moveOn(scene);
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    expect(await openForSignOn(scene.lead, scene.place)).toMatchObject({
      cleared: false,
      found: [{ kind: "partOfName", section: "happened" }],
    });
    expect(await openForSignOn(scene.lead, { ...scene.place, sure: "yes" })).toEqual({
      cleared: true,
    });
  });

  it("is not in the way of the audience that may read it", async () => {
    const scene = await aScene({ publicAnswer: "yes" });
    await type(scene, scene.lead, "happened", "Amina Example was held.");
    expect(JSON.stringify((await toSignOn(scene)).signed_text)).toContain("Amina Example was held");
  });
});

describe("a sealed passage", () => {
  it("that was typed again stops the text", async () => {
    const scene = await aScene();
    await sealPassage(scene.lead, { ...scene.place, words: "Told by the driver of the minister" });
    await type(scene, scene.lead, "sources", "We were told by the driver of the minister.");
    const versionId = await moveOn(scene);
    expect(
      await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" }),
    ).toMatchObject({ cleared: false, found: [{ kind: "passage", section: "sources" }] });
  });

  it("is read by the team alone", async () => {
    const scene = await aScene({ level: "contribute" });
    await sealPassage(scene.lead, { ...scene.place, words: "Words for the team" });
    const reads = (member: Member) =>
      asActor(member, (tx) => tx.execute(sql`select words from alert_passages`)).then(
        (rows) => rows.length,
      );
    expect(await reads(scene.colleague)).toBe(1);
    expect(await reads(await aMember(scene.partner))).toBe(0);
    await expect(
      sealPassage(await aMember(scene.partner), { ...scene.place, words: "Mine" }),
    ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("a signature", () => {
  it("holds for one version and one hash", async () => {
    const scene = await aScene();
    const version = await toSignOn(scene);
    await expect(
      endorse(scene.administrator, signed(scene, { ...version, hash: "0".repeat(64) })),
    ).rejects.toMatchObject({ code: "PL003" });
    const [old] = await row("alert_versions", `alert_id = '${scene.alertId}' and number = 1`);
    await expect(
      endorse(
        scene.administrator,
        signed(scene, { id: old?.id as string, hash: old?.hash as string }),
      ),
    ).rejects.toMatchObject({ code: "PL003" });
    expect(await row("endorsements", `alert_id = '${scene.alertId}'`)).toEqual([]);
  });

  it("is given by whoever has authority and was asked, until the deadline", async () => {
    const scene = await aScene();
    const version = await toSignOn(scene);
    const advocate = await aMember(scene.partner);
    await expect(endorse(advocate, signed(scene, version))).rejects.toMatchObject({
      code: "PL008",
    });
    await asSuperuser()`update memberships set may_sign = true where id = ${advocate.membershipId}`;
    await endorse(advocate, signed(scene, version));
    const [request] = await row("sign_on_requests", `alert_id = '${scene.alertId}'`);
    await revokeRequest(scene.lead, { ...scene.place, requestId: request?.id as string });
    await expect(endorse(advocate, signed(scene, version))).rejects.toMatchObject({
      code: "42501",
    });
    await askToSign(scene.lead, { ...scene.place, partners: [scene.partner.id] });
    await asSuperuser()`update alerts set sign_on_deadline = now() - interval '1 minute' where id = ${scene.alertId}`;
    await expect(endorse(advocate, signed(scene, version))).rejects.toMatchObject(
      refusedWith("refusals.notOpenForSignOn"),
    );
  });

  it("is refused to a partner whose consent was withdrawn, in whose eyes the case is gone", async () => {
    const scene = await aScene();
    const version = await toSignOn(scene);
    await asSuperuser()`update consents set withdrawn_at = now()
      where case_id = ${scene.caseId} and scope = 'share_with_organisation'`;
    await expect(endorse(scene.administrator, signed(scene, version))).rejects.toMatchObject({
      reason: "not-allowed",
    });
  });

  const standing = async (scene: Scene) =>
    (await asSuperuser()`select * from app.standing_endorsements(${scene.alertId})`).length;

  it("is asked again after a material change, which somebody else must have read", async () => {
    const scene = await aScene();
    await endorse(scene.administrator, signed(scene, await toSignOn(scene)));
    expect(await standing(scene)).toBe(1);
    await type(scene, scene.lead, "asks", "We ask for a public reply.");
    const change = { ...scene.place, change: "material" as const, note: "A reply is asked for" };
    await expect(newVersionForSignOn(scene.lead, change)).rejects.toMatchObject({ code: "PL007" });
    const saved = await saveVersion(scene.lead, { ...scene.place, note: "" });
    await expect(
      checkConsent(scene.lead, { ...scene.place, versionId: saved, note: "" }),
    ).rejects.toMatchObject({ code: "PL007" });
    await checkConsent(scene.colleague, { ...scene.place, versionId: saved, note: "" });
    expect(await newVersionForSignOn(scene.lead, change)).toEqual({ cleared: true });
    expect(await standing(scene)).toBe(0);
    expect(await row("endorsements", `alert_id = '${scene.alertId}'`)).toHaveLength(1);
  });

  it("holds through a typing error that was mended, and through nothing else that is called one", async () => {
    const scene = await aScene();
    await type(scene, scene.lead, "risk", "Two panelists were detainde.");
    await endorse(scene.administrator, signed(scene, await toSignOn(scene)));
    const typo = { ...scene.place, change: "typo" as const, note: "Spelling" };
    await type(scene, scene.lead, "risk", "Two panelists were released.");
    await expect(newVersionForSignOn(scene.lead, typo)).rejects.toMatchObject(
      refusedWith("refusals.moreThanTyping"),
    );
    await type(scene, scene.lead, "risk", "Two panellists were detained.");
    expect(await newVersionForSignOn(scene.lead, typo)).toEqual({ cleared: true });
    expect(await standing(scene)).toBe(1);
    expect((await latestVersion(scene)).is_minor).toBe(true);
  });

  it("would hold through anything if the database forgot to ask: the test above turns red then", async () => {
    const scene = await aScene();
    await endorse(scene.administrator, signed(scene, await toSignOn(scene)));
    const superuser = asSuperuser();
    const [before] =
      await superuser`select pg_get_functiondef('app.still_holds(uuid, uuid)'::regprocedure) as text`;
    await superuser.unsafe(`create or replace function app.still_holds(signed uuid, standing uuid) returns boolean
      language sql stable security definer set search_path = pg_catalog as $$ select true $$`);
    try {
      await type(scene, scene.lead, "asks", "Another ask.");
      const saved = await saveVersion(scene.lead, { ...scene.place, note: "" });
      await checkConsent(scene.colleague, { ...scene.place, versionId: saved, note: "" });
      await newVersionForSignOn(scene.lead, {
        ...scene.place,
        change: "material",
        note: "Another",
      });
      expect(await standing(scene)).toBe(1);
    } finally {
      await superuser.unsafe(before?.text);
    }
    expect(await standing(scene)).toBe(0);
  });

  it("needs a word why when it is none", async () => {
    const scene = await aScene();
    const version = await toSignOn(scene);
    await expect(
      endorse(scene.administrator, signed(scene, version, { answer: "cannot" })),
    ).rejects.toMatchObject({ code: "PL004" });
    await endorse(
      scene.administrator,
      signed(scene, version, { answer: "cannot", section: "asks", reason: "It asks too little" }),
    );
    expect((await row("endorsements", `alert_id = '${scene.alertId}'`))[0]).toMatchObject({
      answer: "cannot",
      section: "asks",
    });
  });
});

describe("consent", () => {
  it("that is withdrawn between sign-on and issuing stops the edition", async () => {
    const scene = await aScene({ publicAnswer: "yes" });
    const version = await toSignOn(scene);
    const issue = () =>
      asActor(scene.lead, (tx) =>
        tx.execute(sql`select app.issue_edition(${version.id}, 'public', 'en',
          ${JSON.stringify({ [scene.defenderId]: "Amina Example" })}::jsonb, '')`),
      );
    await asSuperuser()`update consents set withdrawn_at = now() where case_id = ${scene.caseId}
      and scope = 'public_statement'`;
    await expect(issue()).rejects.toMatchObject({ code: "PL001" });
    await aConsent(scene.theCase, scene.defenderId, scene.lead, "public_statement", "anonymous");
    await expect(issue()).rejects.toMatchObject({ code: "PL001" });
    await aConsent(scene.theCase, scene.defenderId, scene.lead, "public_statement", "yes");
    await issue();
    expect(await row("editions", `alert_id = '${scene.alertId}'`)).toHaveLength(1);
  });
});

describe("words for the team alone", () => {
  it("stand in the internal edition and in no other", async () => {
    const scene = await aScene({ publicAnswer: "yes" });
    await aConsent(scene.theCase, scene.defenderId, scene.lead, "bilateral", "yes");
    const id = await sealPassage(scene.lead, { ...scene.place, words: "The guard told us so" });
    await type(scene, scene.lead, "sources", "Known: ", {
      type: "sealed",
      attrs: { id, instead: "from a source" },
    });
    const version = await toSignOn(scene);
    for (const audience of ["internal", "coalition", "missions", "public"]) {
      await asActor(scene.lead, (tx) =>
        tx.execute(
          sql`select app.issue_edition(${version.id}, ${audience}, 'en', '{}'::jsonb, '')`,
        ),
      );
    }
    const editions = await row("editions", `alert_id = '${scene.alertId}'`);
    expect(editions).toHaveLength(4);
    for (const { audience, plain } of editions) {
      expect([audience, String(plain).includes("The guard told us so")]).toEqual([
        audience,
        audience === "internal",
      ]);
    }
  });
});

describe("discussing", () => {
  it("is for those who may comment, and keeps what was said", async () => {
    const scene = await aScene({ level: "comment" });
    const partner = await aMember(scene.partner);
    const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
    const threadId = await openThread(partner, {
      textId: text?.id as string,
      section: "happened",
      quote: "held",
      body: "Who says so?",
      mentions: [],
    });
    await comment(scene.lead, { threadId, body: "The source.", mentions: [partner.membershipId] });
    await settleThread(partner, { threadId, settled: true });
    expect((await row("alert_threads", `id = '${threadId}'`))[0]?.settled_by).toBe(
      partner.membershipId,
    );
    const reader = await aMember(scene.partner, "reader");
    await expect(comment(reader, { threadId, body: "Me too", mentions: [] })).rejects.toMatchObject(
      { code: "42501" },
    );
  });
});

describe("the end", () => {
  it("comes after issuing, or by taking it back, and nothing moves after it", async () => {
    const scene = await aScene();
    await expect(closeAlert(scene.lead, { ...scene.place, from: "draft" })).rejects.toMatchObject({
      code: "PL004",
    });
    await withdrawAlert(scene.lead, { ...scene.place, from: "draft" });
    await expect(
      setDetails(scene.lead, {
        ...scene.place,
        kind: "update",
        audience: "public",
        deadline: null,
      }),
    ).rejects.toMatchObject(refusedWith("refusals.alertOver"));
    await expect(saveVersion(scene.lead, { ...scene.place, note: "" })).rejects.toMatchObject({
      code: "PL004",
    });
  });
});
