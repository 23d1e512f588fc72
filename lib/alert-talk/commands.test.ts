import { randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor } from "@/db/client";
import { useDatabase } from "@/db/testing/database";
import {
  aConsent,
  aMember,
  anOrganisation,
  aShare,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { asSuperuser } from "@/db/testing/superuser";
import { foldAndDerive } from "@/lib/alerts/derive";
import { findDesk } from "@/lib/alerts/desk-queries";
import { aScene, row, type Scene, type as write } from "@/lib/alerts/testing-scene";
import { listNotices } from "@/lib/notices/queries";
import { comment, openThread, settleThread } from "./commands";

useDatabase();
beforeAll(() => {
  process.env.PLENARY_MASTER_KEY = randomBytes(32).toString("base64");
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
      organisations: [],
    });
    await comment(scene.lead, {
      threadId,
      body: "The source.",
      mentions: [],
      organisations: [],
    });
    await settleThread(partner, { threadId, settled: true });
    expect((await row("alert_threads", `id = '${threadId}'`))[0]?.settled_by).toBe(
      partner.membershipId,
    );
    const reader = await aMember(scene.partner, "reader");
    await expect(
      comment(reader, { threadId, body: "Me too", mentions: [], organisations: [] }),
    ).rejects.toMatchObject({ code: "42501" });
  });
});

async function textOf({ alertId }: Scene) {
  const [text] = await row("alert_texts", `alert_id = '${alertId}'`);
  return text?.id as string;
}

/** Somebody speaks to an organisation, by a discussion of their own that holds its name. */
const speakTo = (scene: Scene, by: Member, { name }: { name: string }) =>
  say(scene, by, `@${name} Is this right?`);

const say = async (scene: Scene, by: Member, body: string, chosen: string[] = []) =>
  openThread(by, {
    textId: await textOf(scene),
    section: "asks",
    quote: "",
    body,
    mentions: chosen,
    organisations: chosen,
  });

const hears = async (who: Member) =>
  (await listNotices(who)).rows
    .filter(({ word }) => word === "mention")
    .map(({ organisation }) => organisation);

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

const offered = async (who: Member, { alertId, caseId }: Scene) =>
  (await findDesk(who, { alertId, caseId }, "en"))?.mentionable.map(
    ({ name, organisation }) => name ?? organisation,
  );

describe("speaking to an organisation", () => {
  it("reaches those of it who take part, by the organisation of whoever speaks", async () => {
    const scene = await aScene({ level: "contribute" });
    const [writer, other] = [await aMember(scene.partner), await aMember(scene.partner)];
    await write(scene, writer, "risk", "The family waits.");
    await foldAndDerive(writer, await textOf(scene));
    await speakTo(scene, scene.lead, scene.partner);
    expect(await hears(writer)).toEqual([scene.own.name]);
    expect([await hears(other), await hears(scene.administrator)]).toEqual([[], []]);
    // A colleague who speaks is told by name, and nobody hears of what they say themselves.
    await comment(other, {
      threadId: await say(scene, scene.colleague, `@${scene.lead.personName}, is it?`),
      body: `Yes, @${writer.personName}`,
      mentions: [],
      organisations: [],
    });
    expect(await hears(writer)).toContain(other.personName);
    expect(await hears(scene.colleague)).toEqual([]);
    expect(await hears(scene.lead)).toEqual([scene.colleague.personName]);
  });

  it("reaches those who could take part where nobody has", async () => {
    const scene = await aScene({ level: "comment" });
    const [advocate, reader] = [
      await aMember(scene.partner),
      await aMember(scene.partner, "reader"),
    ];
    await speakTo(scene, scene.lead, scene.partner);
    expect(await hears(advocate)).toEqual([scene.own.name]);
    expect(await hears(scene.administrator)).toEqual([scene.own.name]);
    expect(await hears(reader)).toEqual([]);
  });

  it("reaches nobody who does not read the case, whatever is sent", async () => {
    const scene = await aScene({ level: "comment" });
    const stranger = await aMember(await anOrganisation());
    const besides = await aMember(scene.own);
    await asSuperuser()`update cases set security_level = 'restricted' where id = ${scene.caseId}`;
    const threadId = await say(
      scene,
      scene.administrator,
      `@${stranger.organisationName} @${scene.own.name} Is this right?`,
      [stranger.organisationId, stranger.membershipId],
    );
    // Nor where something else than our own command had written it so.
    await asSuperuser()`insert into alert_comments (org_id, case_id, alert_id, text_id, id, thread_id, body, mentions,
        mentioned_orgs, written_by, actor_org_id)
      select t.org_id, t.case_id, t.alert_id, t.text_id, ${uuidv7()}, t.id, 'And so', ${[stranger.membershipId]}::uuid[],
        ${[stranger.organisationId]}::uuid[], t.opened_by, t.actor_org_id
      from alert_threads t where t.id = ${threadId}`;
    expect([await hears(stranger), await hears(besides)]).toEqual([[], []]);
    expect(await hears(scene.lead)).toEqual([scene.partner.name]);
    // The broken variant: without the question who reads, a colleague outside the team would hear of a restricted case.
    const superuser = asSuperuser();
    for (const [signature, from, to] of [
      ["app.taking_part(uuid,uuid[])", "app.member_reads(m.id, m.org_id, a.case_id)", "true"],
      ["app.taking_part(uuid,uuid[])", "then exists (", "then true or exists ("],
      [
        "app.tell(uuid[],text,uuid,uuid,uuid,boolean)",
        "app.member_reads(m.id, m.org_id, of_case)",
        "true",
      ],
    ] as const) {
      const [kept] = await superuser<{ source: string }[]>`
        select pg_get_functiondef(${signature}::regprocedure) as source`;
      expect(kept?.source).toContain(from);
      await superuser.unsafe((kept?.source ?? "").replace(from, to));
    }
    await asSuperuser()`delete from alert_contributions where alert_id = ${scene.alertId}`;
    await speakTo(scene, scene.administrator, scene.own);
    const [told] = await superuser`select count(*)::int as n from notices
      where membership_id = ${besides.membershipId} and kind = 'mention'`;
    expect(told?.n).toBe(1);
  });

  it("reaches whoever the stored words name, and of two with one name only who was chosen", async () => {
    const scene = await aScene({ level: "comment" });
    const [one, two] = [await aMember(scene.own), await aMember(scene.own)];
    for (const member of [one, two]) {
      await inTeam(scene.theCase, member, "editor");
      await asSuperuser()`update people set name = 'Sam Sample' where id = ${member.personId}`;
    }
    // As a clipboard or a wide keyboard brings it, with nothing chosen.
    await say(
      scene,
      scene.lead,
      `\uff20${scene.colleague.personName.replace(" ", "\u00a0")}, see this`,
    );
    expect(await hears(scene.colleague)).toEqual([scene.lead.personName]);
    await say(scene, scene.lead, "@Sam Sample, see this");
    expect([await hears(one), await hears(two)]).toEqual([[], []]);
    await say(scene, scene.lead, "@Sam Sample, see this", [two.membershipId]);
    expect([await hears(one), await hears(two)]).toEqual([[], [scene.lead.personName]]);
    // Whoever was chosen and is not in the words hears nothing.
    await say(scene, scene.lead, "See this", [one.membershipId]);
    expect(await hears(one)).toEqual([]);
  });

  it("is offered as far as one may know of the others", async () => {
    const scene = await aScene({ level: "comment" });
    const other = await anotherPartner(scene);
    expect((await offered(scene.lead, scene))?.sort()).toEqual(
      [scene.partner.name, other.organisationName, scene.colleague.personName].sort(),
    );
    expect(await offered(scene.administrator, scene)).toEqual([scene.own.name]);
    await speakTo(scene, other, scene.own);
    expect(await offered(scene.administrator, scene)).toEqual(
      [scene.own.name, other.organisationName].sort(),
    );
    // Whoever reads no more is offered no more.
    await asSuperuser()`update case_shares set revoked_at = now() where case_id = ${scene.caseId}
      and partner_org_id = ${other.organisationId}`;
    expect(await offered(scene.administrator, scene)).toEqual([scene.own.name]);
    expect(await offered(scene.lead, scene)).not.toContain(other.organisationName);
    const asked = await asActor(other, (tx) =>
      tx.execute(`select * from app.organisations_to_mention('${scene.alertId}')`),
    );
    expect([...asked]).toEqual([]);
  });
});
