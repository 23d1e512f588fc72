import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import type { Tx } from "@/db/client";
import {
  alertComments,
  alertParts,
  alertPassages,
  alerts,
  alertTexts,
  alertThreads,
  memberships,
} from "@/db/schema";
import { type Alert, aComment, anAlert, aRequest, atStage, aVersion } from "@/db/testing/alerts";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import { aMember, inTeam, type Member } from "@/db/testing/factories";
import { isInTeam } from "@/lib/cases/permissions";
import { canManageMembers } from "@/lib/organisations/permissions";
import {
  type Attempt,
  agreesWithTheWall,
  type Ground,
  onCase,
  touched,
} from "@/lib/testing-permissions";
import {
  alertRight,
  canApprove,
  canCheckConsent,
  canCoordinate,
  canDiscuss,
  canSealPassage,
  canSign,
  canStartAlert,
  canWriteAlert,
} from "./permissions";

useDatabase();

interface Versioned extends Alert {
  versionId: string;
}

/** Alerts of the case at each stage, begun, written and sent by its lead unless they say otherwise. */
interface Alerts {
  draft: Alert;
  threadId: string;
  inReview: Versioned;
  approved: Versioned;
  sentByThem: Versioned;
  writtenByThem: Versioned;
  writtenTogether: Versioned;
  inCheck: Versioned;
  checkSentByThem: Versioned;
  checkWrittenTogether: Versioned;
  checked: Alert;
  open: Versioned & { hash: string; request: string };
  issued: Alert;
}

const done = async (work: PromiseLike<unknown>) => {
  await work;
  return true;
};

const place = ({ orgId, caseId, id }: Alert) => ({ orgId, caseId, alertId: id });
const move = (tx: Tx, alert: Alert, from: string, to: string) =>
  done(tx.execute(sql`select app.move_alert(${alert.id}, ${from}, ${to})`));
const store = (tx: Tx, alert: Alert, isSuggestion: boolean) =>
  done(
    tx.execute(
      sql`select app.store_alert_update(${alert.textId}, ${Buffer.from([0, 0])}, ${isSuggestion})`,
    ),
  );

/** Sent and written by somebody else. */
const others = { isSender: false, isOnlyAuthor: false };

const approve = (tx: Tx, { versionId }: Versioned, kind: "review" | "consent") =>
  done(tx.execute(sql`select app.approve_alert(${versionId}, ${kind}, '')`));

const keepVersion = (tx: Tx, alert: Alert, purpose: "saved" | "sign_on") =>
  done(
    tx.execute(sql`select app.make_alert_version(${alert.id}, ${purpose},
      ${JSON.stringify({ [alert.textId]: 0 })}::jsonb, '{}'::jsonb, false, '')`),
  );

const attempts: Attempt<Ground & Alerts>[] = [
  {
    name: "start an alert",
    sign: onCase(canStartAlert),
    wall: (tx, { theCase, member }) =>
      done(
        tx.insert(alerts).values({
          orgId: theCase.orgId,
          caseId: theCase.id,
          id: uuidv7(),
          number: 0,
          kind: "first",
          sourceLanguage: "en",
          createdBy: member.membershipId,
        }),
      ),
  },
  {
    name: "keep kind, audience and deadline",
    sign: onCase(canCoordinate),
    wall: async (tx, { draft }) =>
      touched(await tx.update(alerts).set({ kind: "update" }).where(eq(alerts.id, draft.id))),
  },
  {
    name: "read an alert",
    sign: ({ access }) => access !== null,
    wall: async (tx, { draft }) =>
      (await tx.select({ id: alerts.id }).from(alerts).where(eq(alerts.id, draft.id))).length > 0,
  },
  {
    name: "add a language",
    sign: onCase(canWriteAlert),
    wall: (tx, { draft }) =>
      done(tx.insert(alertTexts).values({ ...place(draft), id: uuidv7(), language: "fr" })),
  },
  {
    name: "call a language ready",
    sign: onCase(canWriteAlert),
    wall: async (tx, { draft }) =>
      touched(
        await tx.update(alertTexts).set({ state: "ready" }).where(eq(alertTexts.id, draft.textId)),
      ),
  },
  {
    name: "say how far a section is",
    sign: onCase(canWriteAlert),
    wall: async (tx, { draft }) =>
      touched(
        await tx
          .update(alertParts)
          .set({ status: "done" })
          .where(eq(alertParts.textId, draft.textId)),
      ),
  },
  {
    name: "write in the text",
    sign: onCase((member, access) => alertRight(member, access) === "write"),
    wall: (tx, { draft }) => store(tx, draft, false),
  },
  {
    name: "suggest",
    sign: onCase((member, access) => alertRight(member, access) !== "read"),
    wall: (tx, { draft }) => store(tx, draft, true),
  },
  {
    name: "seal a passage",
    sign: onCase(canSealPassage),
    wall: (tx, { draft, member }) =>
      done(
        tx.insert(alertPassages).values({
          ...place(draft),
          id: uuidv7(),
          words: "Tried",
          sealedBy: member.membershipId,
        }),
      ),
  },
  {
    name: "read a sealed passage",
    sign: onCase((_member, access) => isInTeam(access)),
    wall: async (tx, { draft }) =>
      (await tx.select().from(alertPassages).where(eq(alertPassages.alertId, draft.id))).length > 0,
  },
  {
    name: "open a thread",
    sign: onCase(canDiscuss),
    wall: (tx, { draft, member }) =>
      done(
        tx.insert(alertThreads).values({
          ...place(draft),
          textId: draft.textId,
          id: uuidv7(),
          section: "happened",
          openedBy: member.membershipId,
          actorOrgId: member.organisationId,
        }),
      ),
  },
  {
    name: "settle a thread",
    sign: onCase(canDiscuss),
    wall: async (tx, { draft, member }) =>
      touched(
        await tx
          .update(alertThreads)
          .set({ settledAt: new Date(), settledBy: member.membershipId })
          .where(eq(alertThreads.textId, draft.textId)),
      ),
  },
  {
    name: "comment in a thread",
    sign: onCase(canDiscuss),
    wall: (tx, { draft, threadId, member }) =>
      done(
        tx.insert(alertComments).values({
          ...place(draft),
          textId: draft.textId,
          id: uuidv7(),
          threadId,
          body: "Tried",
          writtenBy: member.membershipId,
          actorOrgId: member.organisationId,
        }),
      ),
  },
  {
    name: "call a section translated",
    sign: onCase(canWriteAlert),
    wall: async (tx, { draft }) =>
      touched(
        await tx
          .update(alertParts)
          .set({ translatedFrom: "Words" })
          .where(eq(alertParts.textId, draft.textId)),
      ),
  },
  {
    name: "send for review",
    sign: onCase(canWriteAlert),
    wall: async (tx, { draft }) => {
      await keepVersion(tx, draft, "saved");
      return move(tx, draft, "draft", "in_review");
    },
  },
  {
    name: "go on to the consent check",
    sign: onCase(canWriteAlert),
    wall: (tx, { approved }) => move(tx, approved, "in_review", "consent_check"),
  },
  ...(
    [
      ["that they sent", "sentByThem", { isSender: true, isOnlyAuthor: false }],
      ["that they wrote alone", "writtenByThem", { isSender: false, isOnlyAuthor: true }],
      ["in which they wrote with others", "writtenTogether", others],
    ] as const
  ).map(
    ([which, key, standing]): Attempt<Ground & Alerts> => ({
      name: `approve a text ${which}`,
      sign: onCase((member, access) => canApprove(member, access, standing)),
      wall: (tx, scene) => approve(tx, scene[key], "review"),
    }),
  ),
  ...(
    [
      ["that they sent", "checkSentByThem", { isSender: true, isOnlyAuthor: false }],
      ["in which they wrote with others", "checkWrittenTogether", others],
    ] as const
  ).map(
    ([which, key, standing]): Attempt<Ground & Alerts> => ({
      name: `check consent of a text ${which}`,
      sign: onCase((_member, access) => canCheckConsent(access, standing)),
      wall: (tx, scene) => approve(tx, scene[key], "consent"),
    }),
  ),
  {
    name: "learn who can approve",
    sign: ({ access }) => access !== null,
    wall: async (tx, { inReview }) =>
      (await tx.execute(sql`select * from app.who_approves(${inReview.id}, 'review', null)`))
        .length > 0,
  },
  {
    name: "learn who signs for another organisation",
    sign: onCase((_member, access) => isInTeam(access)),
    wall: async (tx, { open, third }) => {
      const [row] = await tx.execute<{ who: string[] }>(
        sql`select app.who_signs(${open.id}, ${third.id}) as who`,
      );
      return (row?.who.length ?? 0) > 0;
    },
  },
  {
    name: "set a later deadline",
    sign: onCase(canCoordinate),
    wall: async (tx, { open }) =>
      touched(
        await tx
          .update(alerts)
          .set({ signOnDeadline: new Date(Date.now() + 9 * 86_400_000) })
          .where(eq(alerts.id, open.id)),
      ),
  },
  {
    name: "keep a version",
    sign: onCase(canWriteAlert),
    wall: (tx, { draft }) => keepVersion(tx, draft, "saved"),
  },
  {
    name: "approve a text",
    sign: onCase((member, access) => canApprove(member, access, others)),
    wall: (tx, { inReview }) => approve(tx, inReview, "review"),
  },
  {
    name: "take a text back to writing",
    sign: onCase(canWriteAlert),
    wall: (tx, { inReview }) => move(tx, inReview, "in_review", "draft"),
  },
  {
    name: "check consent",
    sign: onCase((_member, access) => canCheckConsent(access, others)),
    wall: (tx, { inCheck }) => approve(tx, inCheck, "consent"),
  },
  {
    name: "make the text that is signed",
    sign: onCase(canCoordinate),
    wall: (tx, { inCheck }) => keepVersion(tx, inCheck, "sign_on"),
  },
  {
    name: "open a text for sign-on",
    sign: onCase(canCoordinate),
    wall: (tx, { checked }) => move(tx, checked, "consent_check", "sign_on"),
  },
  {
    name: "ask an organisation to sign",
    sign: onCase(canCoordinate),
    wall: (tx, { draft, third }) =>
      done(tx.execute(sql`select app.ask_to_sign(${draft.id}, ${third.id})`)),
  },
  {
    name: "take a request back",
    sign: onCase(canCoordinate),
    wall: async (tx, { open }) => {
      await tx.execute(sql`select app.revoke_request(${open.request})`);
      const [row] = await tx.execute<{ revoked: boolean }>(
        sql`select revoked_at is not null as revoked from sign_on_requests where id = ${open.request}`,
      );
      return row?.revoked ?? false;
    },
  },
  {
    name: "nudge an organisation",
    sign: onCase(canCoordinate),
    wall: (tx, { open }) => done(tx.execute(sql`select app.nudge(${open.request})`)),
  },
  {
    name: "sign",
    sign: ({ member, access }) =>
      access !== null && canSign({ role: member.role, maySign: false }, true),
    wall: (tx, { open }) =>
      done(
        tx.execute(sql`select app.endorse(${open.versionId}, ${open.hash}, 'signed', null, '', '',
          '{}'::jsonb, true)`),
      ),
  },
  {
    name: "close an alert",
    sign: onCase(canCoordinate),
    wall: (tx, { issued }) => move(tx, issued, "issued", "closed"),
  },
  {
    name: "withdraw an alert",
    sign: onCase(canCoordinate),
    wall: (tx, { draft }) => move(tx, draft, "draft", "withdrawn"),
  },
  {
    name: "give a colleague authority to sign",
    sign: ({ member, own }) => canManageMembers(member) && member.organisationId === own.id,
    wall: async (tx, { colleague }) =>
      touched(
        await tx
          .update(memberships)
          .set({ maySign: true })
          .where(eq(memberships.id, colleague.membershipId)),
      ),
  },
];

agreesWithTheWall(attempts, {
  furnish: alertsOf,
  refusals: ["42501", "PL007", "PL008"],
  mutations: [
    {
      name: "every reader may write",
      functions: ["app.alert_right(uuid)"],
      sql: `create or replace function app.alert_right(of_case uuid) returns text language sql stable security definer
        set search_path = pg_catalog, public, app as $$ select 'write'::text where app.membership() is not null $$`,
    },
    {
      name: "roles count for nothing",
      functions: ["app.role()"],
      sql: `create or replace function app.role() returns text language sql stable parallel safe
        as $$ select 'administrator'::text $$`,
    },
    {
      name: "anybody stands behind what is only theirs",
      functions: ["app.may_stand_behind(uuid,uuid,uuid[])"],
      sql: `create or replace function app.may_stand_behind(member uuid, sent_by uuid, authors uuid[]) returns boolean
        language sql immutable set search_path = pg_catalog as $$ select true $$`,
    },
    {
      name: "whoever wrote a word is shut out",
      functions: ["app.may_stand_behind(uuid,uuid,uuid[])"],
      sql: `create or replace function app.may_stand_behind(member uuid, sent_by uuid, authors uuid[]) returns boolean
        language sql immutable set search_path = pg_catalog as $$ select member <> all (authors) $$`,
    },
  ],
});

async function alertsOf({
  theCase,
  lead,
  member,
  colleague,
  home,
  third,
}: Omit<Ground, "access" | "isConfirmed">): Promise<Alerts> {
  const sqlAll = asSuperuser();
  // Somebody there has authority and somebody here can approve, so that there is something to learn.
  await aMember(third, "administrator");
  await inTeam(theCase, colleague, "reader");
  const deadline = new Date(Date.now() + 86_400_000);
  const made = () => anAlert(theCase, lead, { audience: "internal", deadline });
  const sent = async (
    stage: "in_review" | "consent_check",
    madeBy: Member = lead,
    authors: Member[] = [lead],
  ): Promise<Versioned> => {
    const alert = await made();
    const { id } = await aVersion(alert, { authors, madeBy });
    await atStage(alert, stage);
    return { ...alert, versionId: id };
  };
  const approvedAs = (alert: Alert, versionId: string, kind: "review" | "consent") =>
    sqlAll`insert into alert_approvals (org_id, case_id, alert_id, version_id, kind, approved_by, actor_org_id)
      values (${alert.orgId}, ${alert.caseId}, ${alert.id}, ${versionId}, ${kind}, ${colleague.membershipId},
        ${colleague.organisationId})`;
  const draft = await made();
  await aComment(draft, lead);
  const [thread] = await sqlAll`select id from alert_threads where alert_id = ${draft.id}`;
  await sqlAll`insert into alert_parts (org_id, case_id, alert_id, text_id, section, content)
    values (${draft.orgId}, ${draft.caseId}, ${draft.id}, ${draft.textId}, 'happened', '{"type": "doc"}')`;
  await sqlAll`insert into alert_passages (org_id, case_id, alert_id, words, sealed_by)
    values (${draft.orgId}, ${draft.caseId}, ${draft.id}, 'Sealed', ${lead.membershipId})`;
  const approved = await sent("in_review");
  await approvedAs(approved, approved.versionId, "review");
  const checked = await made();
  const ready = await aVersion(checked, { purpose: "sign_on", authors: [lead], madeBy: lead });
  await approvedAs(checked, ready.id, "consent");
  await atStage(checked, "consent_check");
  const open = await made();
  const toSign = await aVersion(open, { purpose: "sign_on", authors: [lead], madeBy: lead });
  const request = await aRequest(open, home, lead);
  await atStage(open, "sign_on");
  const issued = await made();
  await atStage(issued, "issued");
  return {
    draft,
    threadId: thread?.id,
    approved,
    checked,
    issued,
    inReview: await sent("in_review"),
    sentByThem: await sent("in_review", member),
    writtenByThem: await sent("in_review", lead, [member]),
    writtenTogether: await sent("in_review", lead, [lead, member]),
    inCheck: await sent("consent_check"),
    checkSentByThem: await sent("consent_check", member),
    checkWrittenTogether: await sent("consent_check", lead, [lead, member]),
    open: { ...open, versionId: toSign.id, hash: toSign.hash, request },
  };
}
