import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { alertLanguages } from "@/db/reference/words";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent, aMember, anOrganisation, aShare } from "@/db/testing/factories";
import { foldAndDerive } from "@/lib/alerts/derive";
import { aScene, row, type Scene, signed, toSignOn, type } from "@/lib/alerts/testing-scene";
import { listNotices } from "@/lib/notices/queries";
import { askToSign, endorse, withholdName } from "@/lib/sign-on/commands";
import { findOwnAnswer, listSignOn, nameWithheldSince } from "@/lib/sign-on/queries";
import { issueEdition } from "./commands";
import { signaturesSince } from "./edition";
import { plainText } from "./plain-text";
import { findPublicEdition } from "./public-queries";
import { findEdition, findEditions, findLeaving, findSigners } from "./queries";
import { listChanged, signedSince } from "./signed-since";
import { signedWithNames } from "./signed-so-far";
import { editionWords } from "./words";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const issue = (
  scene: Scene,
  versionId: string,
  more: { sure?: "yes"; withoutCapacities?: "yes"; correction?: string } = {},
) =>
  issueEdition(scene.lead, {
    ...scene.place,
    versionId,
    audience: "public",
    language: "en",
    correction: "",
    ...more,
  });

const leavingOf = (scene: Scene) =>
  findLeaving(scene.lead, scene.place, { audience: "public", language: "en" });

async function anOpenText() {
  const scene = await aScene();
  await type(scene, scene.lead, "happened", "Somebody was stopped.");
  const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
  await foldAndDerive(scene.lead, text?.id as string);
  return { scene, version: await toSignOn(scene) };
}

it("is issued without a signature only by somebody who says that they know", async () => {
  const { scene, version } = await anOpenText();
  expect((await leavingOf(scene))?.signed).toMatchObject({
    asked: 1,
    signed: 0,
    waiting: [scene.partner.name],
    signatories: [],
  });
  await expect(issue(scene, version.id)).rejects.toMatchObject({
    messageKey: "editions.refusal.notAllSigned",
  });
  expect(await row("editions", `alert_id = '${scene.alertId}'`)).toEqual([]);
  expect((await issue(scene, version.id, { sure: "yes" })).editionId).toBeTruthy();
});

it("says who objects", async () => {
  const { scene, version } = await anOpenText();
  await endorse(scene.administrator, {
    ...signed(scene, version),
    answer: "cannot",
    section: "happened",
    reason: "Not our mandate.",
  });
  expect((await leavingOf(scene))?.signed).toMatchObject({
    signed: 0,
    waiting: [],
    cannot: [scene.partner.name],
  });
});

it("goes out again with a signature that came since, and says so", async () => {
  const { scene, version } = await anOpenText();
  await issue(scene, version.id, { sure: "yes" });
  // The same again is refused: nothing is different.
  await expect(issue(scene, version.id, { sure: "yes", correction: "?" })).rejects.toMatchObject({
    messageKey: "editions.refusal.meanwhile",
  });
  await endorse(scene.administrator, signed(scene, version, { nameEverywhere: "The Partner" }));
  const listed = await findEditions(scene.lead, scene.place, "en");
  expect(listed?.signed.en).toMatchObject({ signed: 1, signatories: [{ name: "The Partner" }] });
  await expect(issue(scene, version.id)).rejects.toMatchObject({ code: "PL004" });
  const says = signedSince("en", { named: ["The Partner"], unnamed: 0, gone: [] });
  expect((await issue(scene, version.id, { correction: says })).editionId).toBeTruthy();
  const editions = await row("editions", `alert_id = '${scene.alertId}' order by number`);
  expect(editions).toMatchObject([
    { number: 1, signatories: [], superseded_at: expect.any(Date) },
    {
      number: 2,
      signatories: [{ name: "The Partner", capacity: "Director" }],
      correction: "Signed since by The Partner.",
      superseded_at: null,
    },
  ]);
  expect(editions[0]?.hash).toBe(editions[1]?.hash);
});

it("goes out again where the same organisation signs in another capacity or under another name", async () => {
  const { scene, version } = await anOpenText();
  await endorse(scene.administrator, signed(scene, version, { nameEverywhere: "The Partner" }));
  await issue(scene, version.id);
  const since = async () => {
    const [last] = await row("editions", `alert_id = '${scene.alertId}' order by number desc`);
    const one = await findEdition(scene.lead, scene.place, last?.id as string);
    const { signed: now, mayHaveCapacities } = await findSigners(scene.lead, scene.alertId, "en");
    return one && signaturesSince(one.edition, now, mayHaveCapacities);
  };
  expect(await since()).toBeNull();
  await endorse(
    scene.administrator,
    signed(scene, version, { nameEverywhere: "The Partner", capacity: "Chair" }),
  );
  const changed = await since();
  expect(changed).toEqual({
    named: [],
    gone: [],
    capacities: [{ name: "The Partner", was: "Director", now: "Chair" }],
    unnamed: 0,
  });
  expect(changed && signedSince("en", changed)).toBe(listChanged.en);
  await issue(scene, version.id, { correction: listChanged.en });
  expect(await since()).toBeNull();
  await endorse(scene.administrator, signed(scene, version, { nameEverywhere: "Partner Two" }));
  const renamed = await since();
  expect(renamed).toMatchObject({ named: ["Partner Two"], gone: ["The Partner"] });
  // Nobody has signed since: it is the same organisation.
  expect(renamed && signedSince("en", renamed)).toBe(listChanged.en);
});

it("counts those who do not publish their name, and names them nowhere", async () => {
  const { scene, version } = await anOpenText();
  await endorse(scene.administrator, {
    ...signed(scene, version, { nameEverywhere: "Hidden" }),
    publish: undefined,
  } as never);
  const standing = (await leavingOf(scene))?.signed;
  expect(standing).toMatchObject({ signed: 1, signatories: [], unnamed: 1 });
  await issue(scene, version.id);
  const [edition] = await asSuperuser()`select signatories, unnamed_signatories from editions
    where alert_id = ${scene.alertId}`;
  expect(edition).toEqual({ signatories: [], unnamed_signatories: 1 });
});

/** The public edition that was issued last, as anybody reads it. */
async function publicOf(scene: Scene) {
  const [last] = await row(
    "editions",
    `alert_id = '${scene.alertId}' order by number desc limit 1`,
  );
  return findPublicEdition(last?.public_token as string);
}

async function ownAnswer(scene: Scene, version: { id: string; hash: string }, more: object) {
  await askToSign(scene.lead, { ...scene.place, partners: [scene.own.id] });
  await asSuperuser()`update memberships set may_sign = true where id = ${scene.lead.membershipId}`;
  await endorse(scene.lead, signed(scene, version, more) as never);
}

it("names the organisation that issues it, also where it has not signed", async () => {
  const { scene, version } = await anOpenText();
  expect((await leavingOf(scene))?.issuer).toBe(scene.own.name);
  await issue(scene, version.id, { sure: "yes" });
  const edition = await publicOf(scene);
  expect(edition).toMatchObject({ issuer: scene.own.name, signatories: [] });
  expect(plainText({ ...edition, audience: "public" } as never)).toContain(
    `Issued by: ${scene.own.name}`,
  );
  // What is issued says the same for good, and its hash is of the words alone.
  const renamed = asSuperuser()`update editions set issuer = 'Another' where alert_id = ${scene.alertId}`;
  await expect(renamed).rejects.toMatchObject({ code: "PL004" });
  await ownAnswer(scene, version, { nameEverywhere: "The Network" });
  await issue(scene, version.id, { sure: "yes", correction: "Signed since." });
  expect(await publicOf(scene)).toMatchObject({ issuer: "The Network", hash: edition?.hash });
});

it("does not name an issuing organisation that signs without publishing its name", async () => {
  const { scene, version } = await anOpenText();
  await ownAnswer(scene, version, { publish: "no", nameEverywhere: "Hidden" });
  expect((await leavingOf(scene))?.issuer).toBe("");
  await issue(scene, version.id, { sure: "yes" });
  const edition = await publicOf(scene);
  expect(edition).toMatchObject({ issuer: "", unnamedSignatories: 1 });
  expect(plainText({ ...edition, audience: "public" } as never)).not.toMatch(
    new RegExp(`Hidden|${scene.own.name}`),
  );
});

describe("an organisation that signed and has left", () => {
  const withhold = (scene: Scene, by = scene.lead, organisationId = scene.partner.id) =>
    withholdName(by, { ...scene.place, organisationId });

  /** Two signed by name, the second after it was issued once; the share of the first was ended. */
  async function aPartnerWhoLeft() {
    const { scene, version } = await anOpenText();
    await ownAnswer(scene, version, { nameEverywhere: "The Keeper" });
    await issue(scene, version.id, { sure: "yes" });
    await endorse(scene.administrator, signed(scene, version, { nameEverywhere: "The Partner" }));
    await issue(scene, version.id, { correction: "Signed since by The Partner." });
    await asSuperuser()`update case_shares set revoked_at = now() where case_id = ${scene.caseId}`;
    return { scene, version };
  }
  const everythingShown = async (scene: Scene) => {
    const edition = await publicOf(scene);
    const team = await findEditions(scene.lead, scene.place, "en");
    const last = team?.editions[0];
    const one = await findEdition(scene.lead, scene.place, last?.id ?? "");
    return {
      edition,
      team: team?.editions,
      one: one?.edition,
      mail: edition && plainText({ ...edition, audience: "public" }),
      leaving: await leavingOf(scene),
    };
  };

  it("is told to whoever coordinates, and named until it wishes otherwise", async () => {
    const { scene } = await aPartnerWhoLeft();
    const [row] = (await listSignOn(scene.lead, scene.alertId)).filter(
      ({ orgId }) => orgId === scene.partner.id,
    );
    expect(row).toMatchObject({ hasEnded: true, withheldAt: null, answer: { answer: "signed" } });
    expect(await publicOf(scene)).toMatchObject({
      signatories: [{ name: "The Keeper" }, { name: "The Partner" }],
      namesChangedAt: null,
    });
  });

  it("is named nowhere from then on, and what was issued says that its list was changed", async () => {
    const { scene, version } = await aPartnerWhoLeft();
    const [before] = await row("editions", `alert_id = '${scene.alertId}' and number = 2`);
    await withhold(scene);
    const shown = await everythingShown(scene);
    for (const [place, what] of Object.entries(shown)) {
      expect([place, JSON.stringify(what)]).not.toEqual([
        place,
        expect.stringMatching(/"The Partner|by The Partner/),
      ]);
    }
    expect(shown.edition).toMatchObject({
      signatories: [{ name: "The Keeper" }],
      unnamedSignatories: 1,
      namesChangedAt: expect.any(Date),
      correction: "Signed since by ….",
    });
    expect(shown.mail).toContain("The list of signatories was changed on");
    // The record stands, and so does the fingerprint.
    const [after] = await row("editions", `alert_id = '${scene.alertId}' and number = 2`);
    expect(after).toEqual(before);
    expect(shown.edition?.hash).toBe(before?.hash);
    const [mine] = (await listSignOn(scene.lead, scene.alertId)).filter(
      ({ orgId }) => orgId === scene.partner.id,
    );
    expect(mine?.withheldAt).toBeInstanceOf(Date);
    // A later edition of the same text goes without the name, and needs no such note.
    await issue(scene, version.id, { correction: listChanged.en });
    expect(await publicOf(scene)).toMatchObject({
      number: 3,
      signatories: [{ name: "The Keeper" }],
      unnamedSignatories: 1,
      namesChangedAt: null,
    });
  });

  it("is named again by what it signs afterwards, in what is issued afterwards", async () => {
    const { scene, version } = await aPartnerWhoLeft();
    await withhold(scene);
    await asSuperuser()`update case_shares set revoked_at = null where case_id = ${scene.caseId}`;
    await endorse(scene.administrator, signed(scene, version, { nameEverywhere: "The Partner" }));
    expect((await publicOf(scene))?.signatories).toEqual([
      { name: "The Keeper", capacity: "Director" },
    ]);
    await issue(scene, version.id, { correction: "?" });
    expect((await publicOf(scene))?.signatories.map(({ name }) => name).sort()).toEqual([
      "The Keeper",
      "The Partner",
    ]);
  });

  it("hears on coming back that it is not named, until it signs again", async () => {
    const { scene, version } = await aPartnerWhoLeft();
    await withhold(scene);
    const told = async (member = scene.administrator) =>
      (await listNotices(member)).rows.flatMap(({ word, isRead, leadsSomewhere }) =>
        word === "nameWithheld" ? [{ isRead, leadsSomewhere }] : [],
      );
    expect(await told()).toEqual([]);
    await asSuperuser()`update case_shares set revoked_at = null where case_id = ${scene.caseId}`;
    expect(await told()).toEqual([{ isRead: false, leadsSomewhere: true }]);
    expect(await told(await aMember(scene.partner))).toEqual([]);
    const since = async () => {
      const answer = await findOwnAnswer(scene.administrator, scene.alertId);
      return answer && nameWithheldSince(scene.administrator, scene.alertId, answer.at);
    };
    expect(await since()).toBeInstanceOf(Date);
    await endorse(scene.administrator, signed(scene, version, { nameEverywhere: "The Partner" }));
    expect(await since()).toBeNull();
    expect(await told()).toEqual([{ isRead: true, leadsSomewhere: true }]);
    // Nobody else who reads the alert learns of it.
    const other = await aMember(await anOrganisation(), "administrator");
    await aConsent(scene.theCase, scene.defenderId, scene.lead, "share_with_organisation", "yes", {
      organisation: { id: other.organisationId, name: "" },
    });
    await aShare(scene.theCase, scene.lead, { id: other.organisationId, name: "" });
    const rows = asActor(other, (tx) => tx.execute(sql`select at from withheld_names`));
    expect([...(await rows)]).toEqual([]);
  });

  it("is taken off the names by the case's own editors alone, once, and only where it stands", async () => {
    const { scene } = await aPartnerWhoLeft();
    await expect(withhold(scene, scene.administrator)).rejects.toThrow();
    await expect(withhold(scene, await aMember(scene.own))).rejects.toThrow();
    for (const nobody of [scene.own.id, (await anOrganisation()).id]) {
      await expect(withhold(scene, scene.lead, nobody)).rejects.toMatchObject({ code: "PL004" });
    }
    await withhold(scene, scene.colleague);
    await expect(withhold(scene)).rejects.toMatchObject({ code: "PL004" });
    expect(await row("withheld_names", `alert_id = '${scene.alertId}'`)).toHaveLength(1);
  });

  it("would still be named if pages read what was issued (the broken variant)", async () => {
    const { scene } = await aPartnerWhoLeft();
    await expect(
      asActor(scene.lead, (tx) => tx.execute(sql`select signatories from editions`)),
    ).rejects.toMatchObject({ code: "42501" });
    const superuser = asSuperuser();
    const signature = "app.name_withheld_at(uuid,uuid,timestamptz)";
    const [kept] = await superuser`select pg_get_functiondef(${signature}::regprocedure) as source`;
    await withhold(scene);
    await superuser.unsafe(kept?.source.replace("w.at > since", "false"));
    try {
      expect(JSON.stringify((await publicOf(scene))?.signatories)).toContain("The Partner");
    } finally {
      await superuser.unsafe(kept?.source);
    }
  });
});

describe("a protected name in the capacity in which a partner signed", () => {
  async function aNamingSignature() {
    const { scene, version } = await anOpenText();
    await ownAnswer(scene, version, { nameEverywhere: "The Keeper" });
    await endorse(
      scene.administrator,
      signed(scene, version, { capacity: "On behalf of Amina Example", nameEverywhere: "Partner" }),
    );
    return { scene, version };
  }

  it("stops an edition, and whoever issues reads whose it is", async () => {
    const { scene, version } = await aNamingSignature();
    expect((await leavingOf(scene))?.withNames).toEqual([
      { name: scene.partner.name, inName: false },
    ]);
    await expect(issue(scene, version.id)).rejects.toMatchObject({
      messageKey: "editions.refusal.capacity",
    });
    expect(await row("editions", `alert_id = '${scene.alertId}'`)).toEqual([]);
  });

  it("is left out of it with everybody's capacity, so that nothing points to whose it was", async () => {
    const { scene, version } = await aNamingSignature();
    await issue(scene, version.id, { withoutCapacities: "yes" });
    expect((await publicOf(scene))?.signatories).toEqual([
      { name: "The Keeper", capacity: "" },
      { name: "Partner", capacity: "" },
    ]);
  });

  it("stops nothing any more once the partner has signed in other words", async () => {
    const { scene, version } = await aNamingSignature();
    await endorse(scene.administrator, signed(scene, version, { nameEverywhere: "Partner" }));
    expect((await leavingOf(scene))?.withNames).toEqual([]);
    await issue(scene, version.id);
    expect((await publicOf(scene))?.signatories).toEqual([
      { name: "The Keeper", capacity: "Director" },
      { name: "Partner", capacity: "Director" },
    ]);
  });

  it("is told to nobody who may not know the name, the partner that wrote it among them", async () => {
    const { scene } = await aNamingSignature();
    const found = await asActor(scene.administrator, (tx) => signedWithNames(tx, scene.alertId));
    expect(found).toEqual([]);
  });

  it("would be told to that partner without the rule (the broken variant)", async () => {
    const { scene } = await aNamingSignature();
    const superuser = asSuperuser();
    const [kept] = await superuser`
      select pg_get_functiondef('app.signed_with_names(uuid)'::regprocedure) as source`;
    expect(kept?.source).toContain("app.knows_names(a.case_id)");
    await superuser.unsafe(kept?.source.replace("app.knows_names(a.case_id)", "true"));
    try {
      const found = await asActor(scene.administrator, (tx) => signedWithNames(tx, scene.alertId));
      expect(found).toHaveLength(1);
    } finally {
      await superuser.unsafe(kept?.source);
    }
  });
});

it("would name it all the same if the answer were not looked at (the broken variant)", async () => {
  const { scene, version } = await anOpenText();
  await ownAnswer(scene, version, { publish: "no" });
  const superuser = asSuperuser();
  const [kept] = await superuser`
    select pg_get_functiondef('app.issuer_of(uuid,text)'::regprocedure) as source`;
  await superuser.unsafe(kept?.source.replace("not e.publish_name", "false"));
  try {
    await issue(scene, version.id, { sure: "yes" });
  } finally {
    await superuser.unsafe(kept?.source);
  }
  expect((await publicOf(scene))?.issuer).not.toBe("");
});

it.each(alertLanguages)("says by whom it is issued in %s", (language) => {
  const text = plainText({
    content: { title: "1", sections: {} },
    language,
    audience: "public",
    number: 1,
    issuedAt: new Date("2026-11-24T12:00:00Z"),
    issuer: "Organisation 1",
    signatories: [],
    unnamedSignatories: 0,
    namesChangedAt: null,
    correction: "",
    hash: "",
  });
  expect(text).toContain(`${editionWords[language].issuer}: Organisation 1`);
  const others = alertLanguages.filter((one) => one !== language);
  expect(others.map((one) => editionWords[one].issuer)).not.toContain(
    editionWords[language].issuer,
  );
});
