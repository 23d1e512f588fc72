import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor, type Tx } from "@/db/client";
import type { MembershipRole, ShareLevel, TeamRole } from "@/db/reference/words";
import {
  alertParts,
  alertPassages,
  alerts,
  alertTexts,
  alertThreads,
  caseReaders,
  memberships,
} from "@/db/schema";
import { type Alert, aComment, anAlert, aRequest, atStage, aVersion } from "@/db/testing/alerts";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  type Case,
  inTeam,
  type Member,
  type Organisation,
} from "@/db/testing/factories";
import type { CaseAccess } from "@/lib/cases/case";
import { isInTeam } from "@/lib/cases/permissions";
import { canManageMembers } from "@/lib/organisations/permissions";
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

/*
 * As lib/permissions.test.ts: every role in every standing towards a case tries every command on its alerts past the
 * permission functions, and PostgreSQL must say the same as they do.
 */

interface Scene {
  member: Member;
  theCase: Case;
  access: CaseAccess | null;
  isConfirmed: boolean;
  own: Organisation;
  third: Organisation;
  colleague: Member;
  draft: Alert;
  inReview: Alert & { versionId: string };
  inCheck: Alert & { versionId: string };
  checked: Alert;
  open: Alert & { versionId: string; hash: string; request: string };
  issued: Alert;
}

interface Attempt {
  name: string;
  sign(scene: Scene): boolean;
  wall(tx: Tx, scene: Scene): Promise<boolean>;
}

const touched = (rows: { count: number }) => rows.count > 0;
const done = async (work: PromiseLike<unknown>) => {
  await work;
  return true;
};

const onCase =
  (can: (member: Member, access: CaseAccess) => boolean) =>
  ({ member, access }: Scene) =>
    access !== null && can(member, access);

const place = ({ orgId, caseId, id }: Alert) => ({ orgId, caseId, alertId: id });
const move = (tx: Tx, alert: Alert, from: string, to: string) =>
  done(tx.execute(sql`select app.move_alert(${alert.id}, ${from}, ${to})`));
const store = (tx: Tx, alert: Alert, isSuggestion: boolean) =>
  done(
    tx.execute(
      sql`select app.store_alert_update(${alert.textId}, ${Buffer.from([0, 0])}, ${isSuggestion})`,
    ),
  );

const attempts: Attempt[] = [
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
    name: "keep a version",
    sign: onCase(canWriteAlert),
    wall: (tx, { draft }) =>
      done(
        tx.execute(sql`select app.make_alert_version(${draft.id}, 'saved',
          ${JSON.stringify({ [draft.textId]: 0 })}::jsonb, '{}'::jsonb, false, '')`),
      ),
  },
  {
    name: "approve a text",
    sign: onCase((member, access) => canApprove(member, access, false)),
    wall: (tx, { inReview }) =>
      done(tx.execute(sql`select app.approve_alert(${inReview.versionId}, 'review', '')`)),
  },
  {
    name: "take a text back to writing",
    sign: onCase(canWriteAlert),
    wall: (tx, { inReview }) => move(tx, inReview, "in_review", "draft"),
  },
  {
    name: "check consent",
    sign: onCase((_member, access) => canCheckConsent(access, false)),
    wall: (tx, { inCheck }) =>
      done(tx.execute(sql`select app.approve_alert(${inCheck.versionId}, 'consent', '')`)),
  },
  {
    name: "make the text that is signed",
    sign: onCase(canCoordinate),
    wall: (tx, { inCheck }) =>
      done(
        tx.execute(sql`select app.make_alert_version(${inCheck.id}, 'sign_on',
          ${JSON.stringify({ [inCheck.textId]: 0 })}::jsonb, '{}'::jsonb, false, '')`),
      ),
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

const standings = [
  "case of their own organisation, team only",
  "case open to their organisation",
  "in the team as reader",
  "in the team as editor",
  "in the team as lead",
  "partner, nothing shared",
  "partner, shared to read",
  "partner, shared to comment",
  "partner, shared to contribute",
  "partner, consent withdrawn",
] as const;
type Standing = (typeof standings)[number];
const roles: MembershipRole[] = ["administrator", "advocate", "reader"];

const scenes = new Map<string, Scene>();
const cells = roles.flatMap((role) =>
  standings.flatMap((standing) =>
    // A suspended member has no rights anywhere: one standing of each kind shows it.
    (standing.startsWith("in the team") || standing === "partner, shared to contribute"
      ? [true, false]
      : [true]
    ).map((isConfirmed) => ({
      role,
      standing,
      isConfirmed,
      key: `${isConfirmed ? "" : "suspended "}${role}, ${standing}`,
    })),
  ),
);

beforeAll(async () => {
  for (const { key, role, standing, isConfirmed } of cells) {
    scenes.set(key, await aScene(role, standing, isConfirmed));
  }
}, 300_000);

describe.each(cells)("$key", ({ key }) => {
  it.each(attempts)("agrees with the wall on: $name", async (attempt) => {
    const scene = scenes.get(key) as Scene;
    const said = scene.isConfirmed && attempt.sign(scene);
    expect(await happens(attempt, scene), `the function says ${said}`).toBe(said);
  });
});

describe("turns red when", () => {
  const disagreements = async () => {
    let count = 0;
    for (const scene of scenes.values()) {
      for (const attempt of attempts) {
        if ((await happens(attempt, scene)) !== (scene.isConfirmed && attempt.sign(scene))) {
          count++;
        }
      }
    }
    return count;
  };

  it.each([
    [
      "every reader may write",
      "app.alert_right(uuid)",
      "select 'write'::text where app.membership() is not null",
    ],
    ["roles count for nothing", "app.role()", "select 'administrator'::text"],
  ])("%s", async (_name, signature, body) => {
    const superuser = asSuperuser();
    const [before] = await superuser.unsafe(
      `select pg_get_functiondef('${signature}'::regprocedure) as text`,
    );
    const head = String(before?.text).split(/AS \$function\$/)[0];
    await superuser.unsafe(`${head} AS $function$ ${body} $function$`);
    try {
      expect(await disagreements()).toBeGreaterThan(0);
    } finally {
      await superuser.unsafe(before?.text);
    }
  });
});

async function aScene(
  role: MembershipRole,
  standing: Standing,
  isConfirmed: boolean,
): Promise<Scene> {
  const [own, partner, third] = await Promise.all([
    anOrganisation(),
    anOrganisation(),
    anOrganisation(),
  ]);
  const isPartner = standing.startsWith("partner");
  const home = isPartner ? partner : own;
  const lead = await aMember(own);
  await aMember(home, "administrator");
  const colleague = await aMember(own);
  const member = await aMember(home, role === "reader" ? "advocate" : role);
  const theCase = await aCase(lead, {
    visibility: standing === "case open to their organisation" ? "organisation" : "team",
  });
  const defender = await aDefender(theCase);
  for (const organisation of [partner, third]) {
    await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
      organisation,
    });
  }
  await aShare(theCase, lead, third);
  if (standing.startsWith("in the team")) {
    await inTeam(theCase, member, standing.replace("in the team as ", "") as TeamRole);
  }
  if (isPartner && standing !== "partner, nothing shared") {
    const level = /shared to (\w+)/.exec(standing)?.[1] ?? "contribute";
    await aShare(theCase, lead, partner, level as ShareLevel);
  }
  const tomorrow = new Date(Date.now() + 86_400_000);
  const made = () => anAlert(theCase, lead, { audience: "internal", deadline: tomorrow });
  const draft = await made();
  await aComment(draft, lead);
  const sqlAll = asSuperuser();
  await sqlAll`insert into alert_parts (org_id, case_id, alert_id, text_id, section, content)
    values (${draft.orgId}, ${draft.caseId}, ${draft.id}, ${draft.textId}, 'happened', '{"type": "doc"}')`;
  await sqlAll`insert into alert_passages (org_id, case_id, alert_id, words, sealed_by)
    values (${draft.orgId}, ${draft.caseId}, ${draft.id}, 'Sealed', ${lead.membershipId})`;
  const inReview = await made();
  const reviewed = await aVersion(inReview, { authors: [lead], madeBy: lead });
  await atStage(inReview, "in_review");
  const inCheck = await made();
  const toCheck = await aVersion(inCheck, { authors: [lead], madeBy: lead });
  await atStage(inCheck, "consent_check");
  const checked = await made();
  const ready = await aVersion(checked, { purpose: "sign_on", authors: [lead], madeBy: lead });
  await sqlAll`insert into alert_approvals (org_id, case_id, alert_id, version_id, kind, approved_by, actor_org_id)
    values (${checked.orgId}, ${checked.caseId}, ${checked.id}, ${ready.id}, 'consent', ${colleague.membershipId},
      ${own.id})`;
  await atStage(checked, "consent_check");
  const open = await made();
  const toSign = await aVersion(open, { purpose: "sign_on", authors: [lead], madeBy: lead });
  const request = await aRequest(open, home, lead);
  await atStage(open, "sign_on");
  const issued = await made();
  await atStage(issued, "issued");
  if (standing === "partner, consent withdrawn") {
    await sqlAll`update consents set withdrawn_at = now()
      where case_id = ${theCase.id} and target_org_id = ${partner.id}`;
  }
  if (role === "reader") {
    // Made a reader while in the team: what the team role promised must end with it.
    await sqlAll`update memberships set role = 'reader' where id = ${member.membershipId}`;
    member.role = "reader";
  }
  if (!isConfirmed) {
    await sqlAll`update memberships set status = 'suspended' where id = ${member.membershipId}`;
  }
  const [access] = await asActor(member, (tx) =>
    tx
      .select({ via: caseReaders.via, level: caseReaders.level })
      .from(caseReaders)
      .where(eq(caseReaders.caseId, theCase.id)),
  );
  return {
    member,
    theCase,
    access: (access as CaseAccess | undefined) ?? null,
    isConfirmed,
    own,
    third,
    colleague,
    draft,
    inReview: { ...inReview, versionId: reviewed.id },
    inCheck: { ...inCheck, versionId: toCheck.id },
    checked,
    open: { ...open, versionId: toSign.id, hash: toSign.hash, request },
    issued,
  };
}

/** Tries it in a transaction that is undone. Refused means refused by the wall, or finding nothing to change. */
async function happens(attempt: Attempt, scene: Scene): Promise<boolean> {
  const undo = new Error("undone on purpose");
  let happened = false;
  try {
    await asActor(scene.member, async (tx) => {
      happened = await attempt.wall(tx, scene);
      throw undo;
    });
  } catch (error) {
    if (error === undo) {
      return happened;
    }
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    expect(["42501", "PL008"], String(error)).toContain(code);
    return false;
  }
  return happened;
}
