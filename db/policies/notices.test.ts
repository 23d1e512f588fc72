import { sql } from "drizzle-orm";
import type { Sql, TransactionSql } from "postgres";
import { describe, expect, it } from "vitest";
import { asActor, asSystem } from "../client";
import { noticeChoices, notices } from "../schema";
import {
  type Alert,
  aComment,
  anAlert,
  anEdition,
  aRequest,
  atStage,
  aVersion,
} from "../testing/alerts";
import { asSuperuser, useDatabase } from "../testing/database";
import {
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSharedCase,
  inTeam,
  type Member,
} from "../testing/factories";

useDatabase();

const hoursFromNow = (hours: number) => new Date(Date.now() + hours * 3_600_000);

const told = async (member: Member) => {
  const rows = await asActor(member, (tx) =>
    tx
      .select({ kind: notices.kind, isUrgent: notices.isUrgent, readAt: notices.readAt })
      .from(notices)
      .orderBy(notices.at),
  );
  return rows.map(({ kind, isUrgent, readAt }) =>
    [kind, isUrgent && "urgent", readAt && "read"].filter(Boolean).join(" "),
  );
};

/** A case of ours that a partner may comment on, with an alert to be signed within a week. */
async function aScene({ deadline = hoursFromNow(7 * 24) } = {}) {
  const [ours, partner] = [await anOrganisation(), await anOrganisation()];
  const [lead, editor] = [await aMember(ours), await aMember(ours)];
  const signatory = await aMember(partner, "administrator");
  const colleague = await aMember(partner);
  const theCase = await aSharedCase(lead, partner, "comment");
  await inTeam(theCase, editor, "editor");
  const alert = await anAlert(theCase, lead, { deadline });
  return { ours, partner, lead, editor, signatory, colleague, theCase, alert };
}

/** The same with a text that is open for sign-on. */
async function aSceneToSign(options?: Parameters<typeof aScene>[0]) {
  const scene = await aScene(options);
  const version = await aVersion(scene.alert, { purpose: "sign_on" });
  await atStage(scene.alert, "sign_on");
  return { ...scene, version };
}

const endorse = (
  actor: Member,
  version: { id: string; hash: string },
  answer = "signed",
  because = "",
) =>
  asActor(actor, (tx) =>
    tx.execute(
      sql`select app.endorse(${version.id}, ${version.hash}, ${answer}, null, ${because}, '', '{}', true)`,
    ),
  );

const nudge = (actor: Member, request: string) =>
  asActor(actor, (tx) => tx.execute(sql`select app.nudge(${request})`));

/** Notices of a case that are with somebody who may not read it. */
const astray = (of: Alert, door: TransactionSql | Sql = asSuperuser()) => door`
  select n.id from notices n join memberships m on m.id = n.membership_id
  where n.case_id = ${of.caseId} and n.kind <> 'consent_withdrawn' and not exists (
    select 1 from case_readers r where r.case_id = n.case_id and r.audience_id in (m.id, m.org_id))`;

describe("a mention", () => {
  it("reaches whoever reads the case, and nobody else", async () => {
    const { ours, partner, lead, colleague, alert } = await aScene();
    const stranger = await aMember(await anOrganisation());
    const outsider = await aMember(ours);
    const suspended = await aMember(partner, "advocate", "suspended");
    await aComment(alert, lead, [colleague, stranger, outsider, suspended]);
    expect(await told(colleague)).toEqual(["mention"]);
    for (const other of [stranger, outsider]) {
      expect(await told(other)).toEqual([]);
    }
    const [{ n } = { n: -1 }] =
      await asSuperuser()`select count(*)::int n from notices where membership_id = ${suspended.membershipId}`;
    expect(n).toBe(0);
    expect(await astray(alert)).toEqual([]);
  });

  it("of oneself is not told, nor to one's other membership", async () => {
    const { lead, theCase, alert } = await aScene();
    await asActor(lead, async (tx) => {
      await tx.execute(sql`insert into alert_threads (org_id, case_id, alert_id, text_id, id, section, opened_by, actor_org_id)
        values (${theCase.orgId}, ${theCase.id}, ${alert.id}, ${alert.textId}, ${alert.id}, 'happened', app.membership(), app.org())`);
      await tx.execute(sql`insert into alert_comments (org_id, case_id, alert_id, text_id, thread_id, body, mentions, written_by, actor_org_id)
        values (${theCase.orgId}, ${theCase.id}, ${alert.id}, ${alert.textId}, ${alert.id}, 'Words',
          array[${lead.membershipId}]::uuid[], app.membership(), app.org())`);
    });
    expect(await told(lead)).toEqual([]);
  });

  it("turns red when the right to read is forgotten", async () => {
    const { lead, alert } = await aScene();
    const stranger = await aMember(await anOrganisation());
    const rollback = new Error("rolled back on purpose");
    await expect(
      asSuperuser().begin(async (tx) => {
        await tx.unsafe(`create or replace function app.member_reads(of_member uuid, of_org uuid, of_case uuid)
          returns boolean language sql stable security definer set search_path = pg_catalog as 'select true'`);
        await tx`insert into alert_threads (org_id, case_id, alert_id, text_id, id, section, opened_by, actor_org_id)
          values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${alert.textId}, ${alert.id}, 'happened',
            ${lead.membershipId}, ${alert.orgId})`;
        await tx`insert into alert_comments (org_id, case_id, alert_id, text_id, thread_id, body, mentions, written_by, actor_org_id)
          values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${alert.textId}, ${alert.id}, 'Words',
            array[${stranger.membershipId}]::uuid[], ${lead.membershipId}, ${alert.orgId})`;
        const wrong =
          await tx`select n.id from notices n where n.membership_id = ${stranger.membershipId}`;
        expect(wrong).toHaveLength(1);
        throw rollback;
      }),
    ).rejects.toBe(rollback);
  });
});

describe("a review", () => {
  it("is asked of the team without its authors, once for each text and each check", async () => {
    const { ours, lead, editor, colleague, theCase, alert } = await aScene();
    const reader = await aMember(ours, "reader");
    await inTeam(theCase, reader, "reader");
    const version = await aVersion(alert, { authors: [editor], madeBy: lead });
    await atStage(alert, "in_review");
    expect(await told(reader)).toEqual(["review_requested"]);
    for (const other of [lead, editor, colleague]) {
      expect(await told(other)).toEqual([]);
    }
    await atStage(alert, "draft");
    await atStage(alert, "in_review");
    expect(await told(reader)).toHaveLength(1);

    await asSuperuser()`insert into alert_approvals (org_id, case_id, alert_id, version_id, kind, approved_by, actor_org_id)
      values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${version.id}, 'review', ${reader.membershipId}, ${alert.orgId})`;
    await atStage(alert, "consent_check");
    expect(await told(reader)).toEqual(["review_requested read", "review_requested"]);
  });

  const approved = (alert: Alert, version: { id: string }, by: Member, kind: string) =>
    asSuperuser()`insert into alert_approvals (org_id, case_id, alert_id, version_id, kind, approved_by, actor_org_id)
      values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${version.id}, ${kind}, ${by.membershipId}, ${alert.orgId})`;

  it("waits for nobody once it is given, nor does the consent check", async () => {
    const { ours, lead, editor, theCase, alert } = await aScene();
    const reader = await aMember(ours, "reader");
    await inTeam(theCase, reader, "reader");
    const version = await aVersion(alert, { madeBy: lead });
    await atStage(alert, "in_review");
    await approved(alert, version, editor, "review");
    expect(await told(reader)).toEqual(["review_requested read"]);
    await atStage(alert, "consent_check");
    expect(await told(reader)).toEqual(["review_requested read", "review_requested"]);
    await approved(alert, version, editor, "consent");
    expect(await told(reader)).toEqual(["review_requested read", "review_requested read"]);
  });

  it("would stay new for ever if nothing closed it (the broken variant)", async () => {
    const { editor, lead, alert } = await aScene();
    const version = await aVersion(alert, { madeBy: lead });
    await atStage(alert, "in_review");
    await asSuperuser()`alter table alert_approvals disable trigger close_looked_at`;
    await approved(alert, version, editor, "review");
    await asSuperuser()`alter table alert_approvals enable trigger close_looked_at`;
    expect(await told(editor)).toEqual(["review_requested"]);
  });

  it.each(["draft", "closed", "withdrawn"] as const)(
    "and a request to sign wait for nobody in an alert that is %s",
    async (stage) => {
      const { partner, lead, editor, signatory, alert } = await aSceneToSign();
      await aRequest(alert, partner, lead);
      expect(await told(signatory)).toEqual(["sign_on_requested"]);
      await aVersion(alert, { madeBy: lead });
      expect(await told(editor)).toEqual(["review_requested"]);
      await atStage(alert, stage);
      const news = stage === "withdrawn" ? ["alert_withdrawn urgent"] : [];
      // Back to writing: whoever was asked to sign hears that nobody signs this text.
      const takenBack = stage === "draft" ? ["alert_taken_back"] : [];
      expect((await told(signatory)).toSorted()).toEqual([
        ...takenBack,
        ...news,
        "sign_on_requested read",
      ]);
      expect((await told(editor)).toSorted()).toEqual([...news, "review_requested read"]);
    },
  );
});

describe("sign-on", () => {
  it("is asked of who signs for the organisation, urgent two days before the end", async () => {
    for (const [hours, expected] of [
      [72, "sign_on_requested"],
      [47, "sign_on_requested urgent"],
    ] as const) {
      const { partner, lead, signatory, colleague, alert } = await aSceneToSign({
        deadline: hoursFromNow(hours),
      });
      const mandated = await aMember(partner);
      await asSuperuser()`update memberships set may_sign = true where id = ${mandated.membershipId}`;
      await aRequest(alert, partner, lead);
      expect(await told(signatory)).toEqual([expected]);
      expect(await told(mandated)).toEqual([expected]);
      expect(await told(colleague)).toEqual([]);
    }
  });

  it("is told when the text opens, for organisations that were named before", async () => {
    const { partner, lead, signatory, alert } = await aScene();
    await aRequest(alert, partner, lead);
    await aVersion(alert, { purpose: "sign_on" });
    expect(await told(signatory)).toEqual([]);
    await atStage(alert, "sign_on");
    expect(await told(signatory)).toEqual(["sign_on_requested"]);
  });

  it("is asked again after a material change; of a mended typo whoever signed is told", async () => {
    const { partner, lead, signatory, alert, version } = await aSceneToSign();
    await aRequest(alert, partner, lead);
    await endorse(signatory, version);
    await aVersion(alert, { purpose: "sign_on", isMinor: true });
    expect(await told(signatory)).toEqual(["sign_on_requested read", "mended"]);
    await aVersion(alert, { purpose: "sign_on" });
    expect(await told(signatory)).toContain("sign_on_requested");
  });

  it("leaves nothing behind when the request is taken back", async () => {
    const { partner, lead, signatory, alert } = await aSceneToSign();
    const request = await aRequest(alert, partner, lead);
    await asActor(lead, (tx) => tx.execute(sql`select app.revoke_request(${request})`));
    expect(await told(signatory)).toEqual([]);
    await asActor(lead, (tx) =>
      tx.execute(sql`select app.ask_to_sign(${alert.id}, ${partner.id})`),
    );
    expect(await told(signatory)).toEqual(["sign_on_requested"]);
  });

  it("is answered to who asked and to the leads, and is then done for the others of the organisation", async () => {
    const { partner, lead, editor, signatory, alert, version } = await aSceneToSign();
    const second = await aMember(partner, "administrator");
    await aRequest(alert, partner, editor);
    await endorse(signatory, version, "cannot", "Why");
    expect(await told(editor)).toEqual(["answered"]);
    expect(await told(lead)).toEqual(["answered"]);
    expect(await told(second)).toEqual(["sign_on_requested read"]);
    expect(await told(signatory)).toEqual(["sign_on_requested read"]);
  });

  it("may be recalled once a day by the case's editors, until it is answered", async () => {
    const { partner, lead, editor, signatory, colleague, alert, version } = await aSceneToSign();
    const request = await aRequest(alert, partner, lead);
    for (const other of [signatory, colleague, await aMember(await anOrganisation())]) {
      await expect(nudge(other, request)).rejects.toMatchObject({ code: "42501" });
    }
    await nudge(editor, request);
    await expect(nudge(lead, request)).rejects.toMatchObject({ code: "PL004" });
    expect(await told(signatory)).toEqual(["sign_on_requested", "nudge"]);

    await asSuperuser()`update sign_on_requests set nudged_at = now() - interval '25 hours' where id = ${request}`;
    await nudge(lead, request);
    expect(await told(signatory)).toEqual(["sign_on_requested", "nudge"]);
    await asSuperuser()`update sign_on_requests set nudged_at = null where id = ${request}`;
    await endorse(signatory, version);
    await expect(nudge(lead, request)).rejects.toMatchObject({ code: "PL004" });
  });

  it("tells whoever asked that it has ended without every answer, once for each deadline", async () => {
    const { partner, lead, signatory, alert, version } = await aSceneToSign({
      deadline: hoursFromNow(40),
    });
    await aRequest(alert, partner, lead);
    const tick = () => asSystem((tx) => tx.execute(sql`select app.tell_deadlines()`));
    const end = (hours: number) =>
      asSuperuser()`update alerts set sign_on_deadline = ${hoursFromNow(hours)} where id = ${alert.id}`;
    await tick();
    expect(await told(lead)).toEqual([]);
    await end(-2);
    await Promise.all([tick(), tick()]);
    await tick();
    expect(await told(lead)).toEqual(["deadline"]);
    await asSuperuser()`update notices set read_at = now(), at = now() - interval '3 hours'
      where membership_id = ${lead.membershipId}`;
    await tick();
    expect(await told(lead)).toEqual(["deadline"]);
    await asSuperuser()`delete from notices where membership_id = ${lead.membershipId}`;
    await end(3);
    await endorse(signatory, version);
    await end(-1);
    await tick();
    expect(await told(lead)).toEqual(["answered"]);
  });

  it("tells of its end a day before, once, whoever has not answered", async () => {
    const { partner, lead, signatory, alert, version } = await aSceneToSign({
      deadline: hoursFromNow(23),
    });
    const other = await anOrganisation();
    const [theirs, done] = [await aMember(other, "administrator"), await aMember(other)];
    const defender = await asSuperuser()`select id from defenders where case_id = ${alert.caseId}`;
    await aConsent(
      { orgId: alert.orgId, id: alert.caseId, countryCode: "XEG" },
      defender[0]?.id,
      lead,
      "share_with_organisation",
      "anonymous",
      { organisation: other },
    );
    await asSuperuser()`insert into case_shares (org_id, case_id, partner_org_id, level, shared_by)
      values (${alert.orgId}, ${alert.caseId}, ${other.id}, 'read', ${lead.membershipId})`;
    for (const organisation of [partner, other]) {
      const request = await aRequest(alert, organisation, lead);
      await asSuperuser()`update sign_on_requests set asked_at = now() - interval '2 days' where id = ${request}`;
    }
    await endorse(theirs, version);
    const tick = () => asSystem((tx) => tx.execute(sql`select app.tell_deadlines()`));
    await Promise.all([tick(), tick(), tick()]);
    expect(await told(signatory)).toEqual(["sign_on_requested urgent", "deadline urgent"]);
    expect(await told(theirs)).toEqual(["sign_on_requested urgent read"]);
    expect(await told(done)).toEqual([]);

    await asSuperuser()`update alerts set sign_on_deadline = ${hoursFromNow(20)} where id = ${alert.id}`;
    await tick();
    expect(await told(signatory)).toEqual(["sign_on_requested urgent", "deadline urgent"]);
  });
});

describe("an edition", () => {
  it("is told of once to the organisations that signed, in however many languages", async () => {
    const { partner, lead, signatory, colleague, editor, alert, version } = await aSceneToSign();
    await aRequest(alert, partner, lead);
    await endorse(signatory, version);
    for (const language of ["en", "ar"]) {
      await anEdition(alert, version.id, lead, { language });
    }
    await anEdition(alert, version.id, lead, { audience: "internal" });
    expect(await told(colleague)).toEqual(["issued"]);
    expect(await told(editor)).toEqual([]);
  });
});

describe("a withdrawal", () => {
  const consentOf = async (alert: Alert) => {
    const [found] =
      await asSuperuser()`select id, defender_id from consents where case_id = ${alert.caseId}
      and scope = 'share_with_organisation'`;
    return found as { id: string; defender_id: string };
  };

  it("is told to the team and to everybody who received something, also where it closed the case", async () => {
    const { lead, editor, signatory, colleague, alert, theCase, version } = await aSceneToSign();
    const { id, defender_id } = await consentOf(alert);
    await anEdition(alert, version.id, lead, { shown: [defender_id] });
    await asActor(editor, (tx) =>
      tx.execute(
        sql`update consents set withdrawn_at = now(), withdrawn_by = app.membership() where id = ${id}`,
      ),
    );
    expect(await told(lead)).toEqual(["consent_withdrawn urgent"]);
    expect(await told(editor)).toEqual([]);
    for (const member of [signatory, colleague]) {
      expect(await told(member)).toEqual(["consent_withdrawn urgent"]);
      const open = await asActor(member, (tx) =>
        tx.execute(sql`select id from cases where id = ${theCase.id}`),
      );
      expect(open).toHaveLength(0);
    }
  });

  it("by a new answer, and by an answer that ran out, counts too", async () => {
    const { lead, editor, colleague, alert, theCase, version } = await aSceneToSign();
    const publicly = await aDefender(theCase, "group");
    await aConsent(theCase, publicly, lead, "public_statement", "yes", {
      validUntil: "2026-01-01",
    });
    expect(await told(editor)).toEqual([]);
    await aConsent(theCase, publicly, lead, "bilateral", "yes");
    await aConsent(theCase, publicly, lead, "bilateral", "anonymous");
    expect(await told(editor)).toEqual(["consent_withdrawn urgent"]);
    await anEdition(alert, version.id, lead, { audience: "public", shown: [publicly] });
    await asSystem((tx) => tx.execute(sql`select app.freeze_uncovered(null)`));
    await asSystem((tx) => tx.execute(sql`select app.freeze_uncovered(null)`));
    expect(await told(editor)).toHaveLength(2);
    expect(await told(colleague)).toEqual(["consent_withdrawn urgent"]);
  });
});

describe("choices", () => {
  it("silence a kind, but never a withdrawal of consent", async () => {
    const { lead, editor, alert, theCase } = await aScene();
    for (const kind of ["mention", "consent_withdrawn"] as const) {
      await asActor(editor, (tx) =>
        tx.insert(noticeChoices).values({
          orgId: editor.organisationId,
          membershipId: editor.membershipId,
          kind,
          inApplication: false,
          mail: "none",
        }),
      );
    }
    await aComment(alert, lead, [editor]);
    expect(await told(editor)).toEqual([]);
    const defender = await aDefender(theCase);
    const consent = await aConsent(theCase, defender, lead, "media", "yes");
    await asSuperuser()`update consents set withdrawn_at = now() where id = ${consent}`;
    expect(await told(editor)).toEqual(["consent_withdrawn urgent"]);
  });
});

describe("an inbox", () => {
  it("is read and settled by its owner alone, who changes nothing else in it", async () => {
    const { lead, editor, colleague, alert } = await aScene();
    await aComment(alert, lead, [editor, colleague]);
    const [mine] = await asActor(editor, (tx) => tx.select({ id: notices.id }).from(notices));
    const seen = await asActor(colleague, (tx) =>
      tx.execute(sql`select id from notices where id = ${mine?.id}`),
    );
    expect(seen).toHaveLength(0);
    const touched = await asActor(colleague, (tx) =>
      tx.execute(sql`update notices set read_at = now() where id = ${mine?.id} returning id`),
    );
    expect(touched).toHaveLength(0);
    for (const forbidden of [
      sql`update notices set kind = 'issued'`,
      sql`insert into notices (org_id, membership_id, kind) values (app.org(), app.membership(), 'mention')`,
      sql`delete from notices`,
      sql`select app.tell(array[app.membership()], 'mention', null, null, null, false)`,
      sql`select app.claim_notice_mail()`,
      sql`select * from notice_mails`,
    ]) {
      await expect(asActor(editor, (tx) => tx.execute(forbidden))).rejects.toMatchObject({
        code: "42501",
      });
    }
  });
});

describe("what waits for somebody", () => {
  const waiting = async (actor: Member) => {
    const rows = await asActor(actor, (tx) =>
      tx.execute<{ what: string; asked: number; signed: number }>(
        sql`select what, asked, signed from app.waiting_for_me()`,
      ),
    );
    return rows.map(({ what, asked, signed }) =>
      what === "sign_on" ? `${what} ${signed} of ${asked}` : what,
    );
  };

  it("is an answer of their organisation, until it is given", async () => {
    const { partner, lead, signatory, colleague, alert, version } = await aSceneToSign();
    await aRequest(alert, partner, lead);
    expect(await waiting(signatory)).toEqual(["sign_on 0 of 1"]);
    expect(await waiting(colleague)).toEqual([]);
    expect(await waiting(lead)).toEqual([]);
    await endorse(signatory, version);
    expect(await waiting(signatory)).toEqual([]);
  });

  it("is a text that they did not write, until somebody approved it", async () => {
    const { ours, lead, editor, colleague, theCase, alert } = await aScene();
    const second = await aMember(ours);
    await inTeam(theCase, second, "reader");
    const version = await aVersion(alert, { authors: [lead] });
    await atStage(alert, "in_review");
    expect(await waiting(editor)).toEqual(["review"]);
    expect(await waiting(lead)).toEqual([]);
    expect(await waiting(colleague)).toEqual([]);
    await asActor(editor, (tx) =>
      tx.execute(sql`select app.approve_alert(${version.id}, 'review', '')`),
    );
    expect(await waiting(second)).toEqual([]);
    await atStage(alert, "consent_check");
    expect(await waiting(second)).toEqual(["consent_check"]);
  });

  it("is a change to a text that is being signed, where it stands", async () => {
    const { editor, lead, alert } = await aSceneToSign();
    expect(await waiting(editor)).toEqual([]);
    const changed = await aVersion(alert, { authors: [lead] });
    expect(await waiting(editor)).toEqual(["consent_check"]);
    expect(await told(editor)).toEqual(["review_requested"]);
    expect(await waiting(lead)).toEqual([]);
    await asActor(editor, (tx) =>
      tx.execute(sql`select app.approve_alert(${changed.id}, 'consent', '')`),
    );
    expect(await waiting(editor)).toEqual([]);
  });
});
