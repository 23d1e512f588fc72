import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, aShare, inTeam } from "@/db/testing/factories";
import { sealPassage } from "@/lib/alerts/commands";
import { foldAndDerive } from "@/lib/alerts/derive";
import {
  alertOf,
  aScene,
  latestVersion,
  replaceName,
  row,
  type Scene,
  toConsentCheck,
  tomorrow,
  type,
} from "@/lib/alerts/testing-scene";
import { openForSignOn } from "@/lib/sign-on/commands";
import { approve, checkConsent, sendForReview, startConsentCheck } from "./commands";
import { listVersions, whoApproves } from "./queries";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
});

describe("a text", () => {
  const send = async (scene: Scene, by = scene.lead) => {
    await sendForReview(by, { ...scene.place, note: "" });
    const { id } = await latestVersion(scene);
    return { ...scene.place, versionId: id, note: "" };
  };
  const refused = { code: "PL007", message: "nobody approves what they sent or wrote alone" };

  it("is not approved by who sent it, nor goes on without an approval", async () => {
    const scene = await aScene();
    await type(scene, scene.colleague, "risk", "A word.");
    await expect(approve(scene.lead, await send(scene))).rejects.toMatchObject(refused);
    await expect(startConsentCheck(scene.lead, scene.place)).rejects.toMatchObject({
      code: "PL007",
    });
  });

  it("is not approved by who wrote it alone, whoever sent it", async () => {
    const scene = await aScene();
    await type(scene, scene.lead, "asks", "An ask.");
    const version = await send(scene, scene.colleague);
    await expect(approve(scene.lead, version)).rejects.toMatchObject(refused);
    await expect(approve(scene.colleague, version)).rejects.toMatchObject(refused);
  });

  it("that came from the facts alone is approved by whoever began it, where another sent it", async () => {
    const scene = await aScene();
    expect(await row("alert_parts", `alert_id = '${scene.alertId}' and plain <> ''`)).not.toEqual(
      [],
    );
    expect((await whoApproves(scene.colleague, scene.alertId, "review")).people).toMatchObject([
      { name: scene.lead.personName },
    ]);
    const version = await send(scene, scene.colleague);
    expect(await row("alert_contributions", `alert_id = '${scene.alertId}'`)).toEqual([]);
    await approve(scene.lead, version);
    expect((await row("alert_approvals", `alert_id = '${scene.alertId}'`))[0]).toMatchObject({
      approved_by: scene.lead.membershipId,
      wrote_in: [],
    });
  });

  it("that two wrote is approved and checked by the one who did not send it, and says that they wrote", async () => {
    const scene = await aScene();
    await type(scene, scene.lead, "done", "What was done.");
    await type(scene, scene.colleague, "risk", "A word.");
    await type(scene, scene.colleague, "asks", "An ask.");
    const version = await send(scene);
    const [seen] = await listVersions(scene.colleague, scene.alertId);
    expect(seen).toMatchObject({ isSender: false, isOnlyAuthor: false, wroteIn: 2 });
    await approve(scene.colleague, version);
    await checkConsent(scene.colleague, version);
    const [kept] = await listVersions(scene.lead, scene.alertId);
    expect(kept?.approvals.map(({ kind, wroteIn }) => [kind, wroteIn])).toEqual([
      ["review", 2],
      ["consent", 2],
    ]);
    const approvals = await row("alert_approvals", `alert_id = '${scene.alertId}'`);
    expect(approvals[0]?.wrote_in).toEqual(["asks", "risk"]);
  });

  it("counts as written by its approver only what they wrote before it was sent", async () => {
    const scene = await aScene();
    const version = await send(scene);
    await type(scene, scene.colleague, "risk", "Too late.");
    const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
    await foldAndDerive(scene.colleague, text?.id as string);
    await approve(scene.colleague, version);
    expect((await row("alert_approvals", `alert_id = '${scene.alertId}'`))[0]?.wrote_in).toEqual(
      [],
    );
  });

  it("would be approved by anybody if the database forgot to ask: the tests above turn red then", async () => {
    const scene = await aScene();
    const superuser = asSuperuser();
    const signature = "app.may_stand_behind(uuid, uuid, uuid[])";
    const [before] = await superuser`select pg_get_functiondef(${signature}::regprocedure) as text`;
    await superuser.unsafe(`create or replace function app.may_stand_behind(member uuid, sent_by uuid, authors uuid[])
      returns boolean language sql immutable set search_path = pg_catalog as $$ select true $$`);
    try {
      await approve(scene.lead, await send(scene));
    } finally {
      await superuser.unsafe(before?.text);
    }
    expect(await row("alert_approvals", `alert_id = '${scene.alertId}'`)).toHaveLength(1);
  });
});

describe("who can approve", () => {
  const names = async (scene: Scene, by = scene.lead, kind: "review" | "consent" = "review") => {
    const { people, better } = await whoApproves(by, scene.alertId, kind);
    return { people: people.map(({ name, organisation }) => name ?? organisation), better };
  };

  it("is said before a text is sent: everybody of the team but who would send it", async () => {
    const scene = await aScene();
    const third = await aMember(scene.own);
    await inTeam(scene.theCase, third, "reader");
    const both = [scene.colleague.personName, third.personName].sort();
    expect(await names(scene)).toEqual({ people: both, better: null });
    expect(await names(scene, scene.lead, "consent")).toEqual({ people: both, better: null });
  });

  it("is nobody where the only writer is left over, and it says who had better send it", async () => {
    const scene = await aScene();
    await type(scene, scene.lead, "asks", "An ask.");
    const [text] = await row("alert_texts", `alert_id = '${scene.alertId}'`);
    await foldAndDerive(scene.lead, text?.id as string);
    const { people, better } = await names(scene, scene.colleague);
    expect(people).toEqual([]);
    expect(better?.name).toBe(scene.lead.personName);
    await asSuperuser()`delete from case_team where membership_id = ${scene.colleague.membershipId}`;
    expect(await names(scene)).toEqual({ people: [], better: null });
  });

  it("takes in partners who may comment, for the text and not for consent", async () => {
    const scene = await aScene({ level: "comment" });
    await aMember(scene.partner, "reader");
    expect((await names(scene)).people).toEqual([scene.colleague.personName, scene.partner.name]);
    expect((await names(scene, scene.lead, "consent")).people).toEqual([
      scene.colleague.personName,
    ]);
  });

  it("is who hears of it: the team, and partners where the team has nobody", async () => {
    const scene = await aScene({ level: "comment" });
    const heard = async ({ alertId }: Scene) =>
      (await row("notices", `alert_id = '${alertId}' and kind = 'review_requested'`)).map(
        ({ membership_id }) => membership_id,
      );
    await sendForReview(scene.lead, { ...scene.place, note: "" });
    expect(await heard(scene)).toEqual([scene.colleague.membershipId]);
    const alone = await aScene({ level: "comment" });
    await asSuperuser()`delete from case_team where membership_id = ${alone.colleague.membershipId}`;
    await sendForReview(alone.lead, { ...alone.place, note: "" });
    const told = await row(
      "notices",
      `alert_id = '${alone.alertId}' and kind = 'review_requested'`,
    );
    expect(told.map(({ membership_id }) => membership_id)).toEqual([
      alone.administrator.membershipId,
    ]);
  });

  it("is, once it is sent, said of who sent it, and agrees with who is let", async () => {
    const scene = await aScene();
    await type(scene, scene.colleague, "risk", "A word.");
    await sendForReview(scene.colleague, { ...scene.place, note: "" });
    expect((await whoApproves(scene.lead, scene.alertId, "review")).people).toMatchObject([
      { isMe: true },
    ]);
    expect((await names(scene, scene.colleague)).people).toEqual([scene.lead.personName]);
  });

  it("is told to a partner without a third organisation, and to a stranger not at all", async () => {
    const scene = await aScene({ level: "comment" });
    const { aConsent, anOrganisation } = await import("@/db/testing/factories");
    const third = await anOrganisation();
    await aConsent(
      scene.theCase,
      scene.defenderId,
      scene.lead,
      "share_with_organisation",
      "anonymous",
      {
        organisation: third,
      },
    );
    await aShare(scene.theCase, scene.lead, third, "comment");
    await aMember(third);
    await sendForReview(scene.lead, { ...scene.place, note: "" });
    const told = (await names(scene, scene.administrator)).people;
    expect(told).toContain(scene.own.name);
    expect(told).not.toContain(third.name);
    expect((await names(scene)).people).toContain(third.name);
    const stranger = await aMember(await anOrganisation());
    expect((await names(scene, stranger)).people).toEqual([]);
  });
});

describe("the consent check", () => {
  it("does not open for sign-on what was changed after the consent check", async () => {
    const scene = await aScene();
    const versionId = await toConsentCheck(scene);
    await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" });
    await type(scene, scene.lead, "risk", "One word more.");
    await expect(
      openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() }),
    ).rejects.toMatchObject({ messageKey: "refusals.changedSinceApproved" });
    expect((await latestVersion(scene)).purpose).toBe("saved");
  });

  it("says whom to ask where consent is missing, and moves nothing", async () => {
    const scene = await aScene({ publicAnswer: null });
    const versionId = await toConsentCheck(scene);
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

  it("that was typed again stops the text", async () => {
    const scene = await aScene();
    await sealPassage(scene.lead, { ...scene.place, words: "Told by the driver of the minister" });
    await type(scene, scene.lead, "sources", "We were told by the driver of the minister.");
    const versionId = await toConsentCheck(scene);
    expect(
      await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" }),
    ).toMatchObject({ cleared: false, found: [{ kind: "passage", section: "sources" }] });
  });

  it("typed by hand stops the text, and is said with its place", async () => {
    const scene = await aScene({ level: "contribute" });
    await type(scene, scene.lead, "happened", "AMINA example was held.");
    await expect(sendForReview(scene.lead, { ...scene.place, note: "" })).rejects.toMatchObject({
      messageKey: "refusals.typedName",
    });
    expect((await alertOf(scene)).stage).toBe("draft");
    // A partner, who may not know the name, is told nothing: only the team's check stops it.
    const versionId = await toConsentCheck(scene, scene.administrator);
    expect(await checkConsent(scene.colleague, { ...scene.place, versionId, note: "" })).toEqual({
      cleared: false,
      audience: "public",
      lowerTo: null,
      hasNobody: false,
      missing: [],
      found: [{ label: "A lawyer", kind: "name", language: "en", section: "happened" }],
      unlabelled: [],
    });
    await asSuperuser()`insert into alert_approvals (org_id, case_id, alert_id, version_id, kind, approved_by, actor_org_id)
      values (${scene.own.id}, ${scene.caseId}, ${scene.alertId}, ${versionId}, 'consent',
        ${scene.colleague.membershipId}, ${scene.own.id})`;
    expect(await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() })).toMatchObject(
      {
        cleared: false,
      },
    );
    expect((await alertOf(scene)).stage).toBe("consent_check");
  });

  it("in part may be another word, when whoever checks consent says so, and its author can't", async () => {
    const scene = await aScene();
    await type(scene, scene.lead, "happened", "For example, at the airport.");
    const versionId = await toConsentCheck(scene);
    const check = { ...scene.place, versionId, note: "" };
    const stopped = {
      cleared: false,
      found: [{ kind: "partOfName", section: "happened" }],
    };
    expect(await checkConsent(scene.colleague, check)).toMatchObject(stopped);
    await expect(
      openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() }),
    ).resolves.toMatchObject(stopped);
    expect(await checkConsent(scene.colleague, { ...check, sure: "yes" })).toEqual({
      cleared: true,
    });
    // Another name since: nobody has looked for its parts.
    await replaceName(scene, "Airport Example");
    expect(await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() })).toMatchObject(
      stopped,
    );
    await asSuperuser()`update defender_identities set changed_at = now() - interval '1 hour'
      where case_id = ${scene.caseId}`;
    expect(await openForSignOn(scene.lead, { ...scene.place, deadline: tomorrow() })).toEqual({
      cleared: true,
    });
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
