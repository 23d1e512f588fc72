import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aConsent, aMember, type Member } from "@/db/testing/factories";
import { checkConsent, saveVersion } from "@/lib/alert-review/commands";
import { listShown } from "@/lib/alert-review/queries";
import { sealPassage } from "@/lib/alerts/commands";
import { foldAndDerive } from "@/lib/alerts/derive";
import {
  alertOf,
  aScene,
  latestVersion,
  row,
  type Scene,
  signed,
  toConsentCheck,
  tomorrow,
  toSignOn,
  type,
} from "@/lib/alerts/testing-scene";
import { listNotices } from "@/lib/notices/queries";
import {
  askToSign,
  endorse,
  extendDeadline,
  newVersionForSignOn,
  openForSignOn,
  revokeRequest,
} from "./commands";
import { ExtendDeadline, OpenForSignOn } from "./input";
import { findMended, markOf, mendedBetween } from "./mended";
import { findTextToSign, whoSigns } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

const refusedWith = (messageKey: string) => ({ messageKey });

describe("opening for sign-on", () => {
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

  it("needs a deadline that has not passed, in the form and in the database", async () => {
    const scene = await aScene();
    const versionId = await toConsentCheck(scene);
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    const said = (deadline?: string) =>
      OpenForSignOn.safeParse({ ...scene.place, deadline }).error?.issues.map(
        ({ message }) => message,
      );
    expect(said()).toEqual(["forms.missing"]);
    expect(said("2018-04-13T18:00")).toEqual(["forms.momentPassed"]);
    expect(said("2018-02-30T18:00")).toEqual(["forms.dateImpossible"]);
    await expect(
      openForSignOn(scene.lead, { ...scene.place, deadline: new Date(Date.now() - 1_000) }),
    ).rejects.toMatchObject({ message: "the deadline has passed" });
    const move = () =>
      asActor(scene.lead, (tx) =>
        tx.execute(sql`select app.move_alert(${scene.alertId}, 'consent_check', 'sign_on')`),
      );
    await asSuperuser()`update alerts set sign_on_deadline = now() - interval '1 minute' where id = ${scene.alertId}`;
    await asActor(scene.lead, (tx) =>
      tx.execute(sql`select app.make_alert_version(${scene.alertId}, 'sign_on',
        (select jsonb_object_agg(id, last_seq) from alert_texts where alert_id = ${scene.alertId}), '{}'::jsonb,
        false, '')`),
    );
    await expect(move()).rejects.toMatchObject({ message: "the deadline has passed" });
    expect((await alertOf(scene)).stage).toBe("consent_check");
  });

  it("of words typed after the approval says that, and not that nobody approved", async () => {
    const scene = await aScene();
    const versionId = await toConsentCheck(scene);
    const opening = () => openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() });
    await expect(opening()).rejects.toMatchObject({
      message: "nobody but the authors has approved it",
    });
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    await type(scene, scene.lead, "risk", "One sentence more.");
    await expect(opening()).rejects.toMatchObject(refusedWith("refusals.changedSinceApproved"));
    expect((await alertOf(scene)).stage).toBe("consent_check");
  });

  it("is done by one of two coordinators at once, and the other is told", async () => {
    const scene = await aScene();
    const versionId = await toConsentCheck(scene);
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    const outcomes = await Promise.allSettled([
      openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() }),
      openForSignOn(scene.colleague, { ...scene.place, deadline: tomorrow() }),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const made = await row(
      "alert_versions",
      `alert_id = '${scene.alertId}' and purpose = 'sign_on'`,
    );
    expect(made).toHaveLength(1);
  });
});

describe("a deadline that passed", () => {
  it("is set anew by whoever coordinates, and then the partner signs", async () => {
    const scene = await aScene();
    const version = await toSignOn(scene);
    await asSuperuser()`update alerts set sign_on_deadline = now() - interval '1 minute' where id = ${scene.alertId}`;
    await expect(endorse(scene.administrator, signed(scene, version))).rejects.toMatchObject(
      refusedWith("refusals.notOpenForSignOn"),
    );
    expect(ExtendDeadline.safeParse({ ...scene.place, deadline: "2018-04-13T18:00" }).success).toBe(
      false,
    );
    const later = { ...scene.place, deadline: tomorrow() };
    await expect(extendDeadline(scene.administrator, later)).rejects.toMatchObject({
      reason: "not-allowed",
    });
    await extendDeadline(scene.lead, later);
    await endorse(scene.administrator, signed(scene, version));
  });
});

describe("who can sign", () => {
  it("is whoever has authority and reads the case, told to their own and to the team that asks", async () => {
    const scene = await aScene();
    const administrator = await aMember(scene.own, "administrator");
    // Administers the organisation, and does not read the case of a team.
    expect(await whoSigns(scene.lead, scene.alertId, scene.own.id)).toEqual([]);
    await asSuperuser()`insert into case_team (org_id, case_id, membership_id, role)
      values (${scene.own.id}, ${scene.caseId}, ${administrator.membershipId}, 'reader')`;
    expect(await whoSigns(scene.lead, scene.alertId, scene.own.id)).toMatchObject([
      { name: administrator.personName },
    ]);
    expect(await whoSigns(scene.lead, scene.alertId, scene.partner.id)).toEqual([
      { name: null, organisation: scene.partner.name, isMe: false },
    ]);
    expect(await whoSigns(scene.administrator, scene.alertId, scene.partner.id)).toMatchObject([
      { isMe: true },
    ]);
    expect(await whoSigns(scene.administrator, scene.alertId, scene.own.id)).toEqual([]);
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
    const versionId = await toConsentCheck(scene);
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    expect(await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() })).toEqual({
      cleared: true,
    });
    const text = JSON.stringify((await latestVersion(scene)).signed_text);
    expect(text).not.toContain("Amina");
    // And the page that tells how each appears says so, until a partner may read it, too.
    const appears = async () => {
      const shown = await listShown(scene.lead, { id: scene.alertId, audience: "missions" });
      return shown.find(({ audience }) => audience === "missions")?.people[0]?.shown;
    };
    expect(await appears()).toBe("held");
    await aConsent(scene.theCase, scene.defenderId, scene.lead, "public_statement", "yes");
    expect(await appears()).toBe("name");
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

  it("is in the way also where it may be read: consent that ends would not take it out", async () => {
    const scene = await aScene({ publicAnswer: "yes", level: "contribute" });
    await type(scene, scene.lead, "happened", "Amina Example was held.");
    const versionId = await toConsentCheck(scene, scene.administrator);
    expect(await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" })).toEqual(
      expect.objectContaining({
        cleared: false,
        found: [{ label: "A lawyer", kind: "name", language: "en", section: "happened" }],
      }),
    );
  });
});

describe("a signature", () => {
  const standing = async (scene: Scene) =>
    (await asSuperuser()`select * from app.standing_endorsements(${scene.alertId})`).length;

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

  it("holds through few typing errors, however many corrections they come in", async () => {
    const scene = await aScene();
    await type(scene, scene.lead, "risk", "Slovakia hears the clients.");
    await endorse(scene.administrator, signed(scene, await toSignOn(scene)));
    const typo = { ...scene.place, change: "typo" as const, note: "Spelling" };
    await type(scene, scene.lead, "risk", "Slovekia hears the clients.");
    expect(await newVersionForSignOn(scene.lead, typo)).toEqual({ cleared: true });
    await type(scene, scene.lead, "risk", "Slovenia hears the clients.");
    await expect(newVersionForSignOn(scene.lead, typo)).rejects.toMatchObject(
      refusedWith("refusals.moreThanTyping"),
    );
  });

  it("is told which words were mended, by notice and on the page, and may be taken back", async () => {
    const scene = await aScene();
    await type(scene, scene.lead, "risk", "The cleints wait.");
    const version = await toSignOn(scene);
    await endorse(scene.administrator, signed(scene, version));
    await type(scene, scene.lead, "risk", "The clients wait.");
    const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
    await foldAndDerive(scene.lead, text?.id as string);
    const { words } = await findMended(scene.lead, scene.alertId);
    expect(words).toEqual([{ language: "en", section: "risk", was: "cleints", is: "clients" }]);
    const typo = { ...scene.place, change: "typo" as const, note: "Spelling" };
    // Somebody typed on after the page was drawn.
    await expect(
      newVersionForSignOn(scene.lead, { ...typo, seen: markOf([]) }),
    ).rejects.toMatchObject(refusedWith("refusals.otherWords"));
    await newVersionForSignOn(scene.lead, { ...typo, seen: markOf(words) });
    const latest = await latestVersion(scene);
    expect(await mendedBetween(scene.administrator, scene.alertId, version.id, latest.id)).toEqual(
      words,
    );
    const mended = async () =>
      (await listNotices(scene.administrator)).rows.filter(({ word }) => word === "mended");
    expect(await mended()).toMatchObject([{ isRead: false, leadsSomewhere: true }]);
    await endorse(
      scene.administrator,
      signed(scene, latest, { answer: "with_change", reason: "Not a typing error" }),
    );
    expect(await mended()).toMatchObject([{ isRead: true }]);
    expect(
      await asSuperuser()`select answer from app.standing_endorsements(${scene.alertId})`,
    ).toMatchObject([{ answer: "with_change" }]);
  });

  it("would hear of no mended word if the database did not tell (the broken variant)", async () => {
    const scene = await aScene();
    await type(scene, scene.lead, "risk", "The cleints wait.");
    await endorse(scene.administrator, signed(scene, await toSignOn(scene)));
    const superuser = asSuperuser();
    const [kept] = await superuser`
      select pg_get_functiondef('app.tell_of_version()'::regprocedure) as text`;
    await superuser.unsafe(kept?.text.replace("if new.is_minor then", "if false then"));
    try {
      await type(scene, scene.lead, "risk", "The clients wait.");
      await newVersionForSignOn(scene.lead, {
        ...scene.place,
        change: "typo",
        note: "Spelling",
      });
    } finally {
      await superuser.unsafe(kept?.text);
    }
    const words = (await listNotices(scene.administrator)).rows.map(({ word }) => word);
    expect(words).not.toContain("mended");
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

  it("is given once, however often its form is sent, and a changed answer follows it", async () => {
    const scene = await aScene();
    const version = await toSignOn(scene);
    const count = async () => (await row("endorsements", `alert_id = '${scene.alertId}'`)).length;
    await Promise.all([
      endorse(scene.administrator, signed(scene, version)),
      endorse(scene.administrator, signed(scene, version)),
    ]);
    await endorse(scene.administrator, signed(scene, version));
    expect(await count()).toBe(1);
    await endorse(scene.administrator, signed(scene, version, { publish: "no" }));
    expect(await count()).toBe(2);
    expect(await standing(scene)).toBe(1);
  });

  it("is not given to what the people concerned no longer agree to; that it can't be signed, is", async () => {
    const scene = await aScene({ publicAnswer: "anonymous" });
    const version = await toSignOn(scene);
    await asSuperuser()`update consents set withdrawn_at = now() where case_id = ${scene.caseId}
      and scope = 'public_statement'`;
    expect((await findTextToSign(scene.administrator, scene.alertId))?.isCovered).toBe(false);
    const refused = { code: "PL001", message: "consent does not cover this text" };
    await expect(endorse(scene.administrator, signed(scene, version))).rejects.toMatchObject(
      refused,
    );
    await endorse(
      scene.administrator,
      signed(scene, version, { answer: "cannot", reason: "Consent was withdrawn" }),
    );
    const superuser = asSuperuser();
    const [before] = await superuser`
      select pg_get_functiondef('app.version_is_covered(uuid)'::regprocedure) as text`;
    await superuser.unsafe(`create or replace function app.version_is_covered(of_version uuid) returns boolean
      language sql stable security definer set search_path = pg_catalog as $$ select true $$`);
    try {
      // Broken on purpose: the refusal above is the database's.
      await endorse(scene.administrator, signed(scene, version));
    } finally {
      await superuser.unsafe(before?.text);
    }
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
