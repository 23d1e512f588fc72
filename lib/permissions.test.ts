import { eq, sql } from "drizzle-orm";
import { uuidv7 } from "uuidv7";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor, type Tx } from "@/db/client";
import type { MembershipRole, TeamRole } from "@/db/reference/words";
import {
  caseReaders,
  caseShares,
  cases,
  caseTeam,
  cautions,
  commitmentEvents,
  commitments,
  consents,
  defenderIdentities,
  interventionCases,
  interventions,
  invitations,
  memberships,
  missionContacts,
  organisations,
  sessions,
} from "@/db/schema";
import { asSuperuser, useDatabase } from "@/db/testing/database";
import {
  aCase,
  aCommitment,
  aConsent,
  aDefender,
  aMember,
  anOrganisation,
  aSession,
  aShare,
  type Case,
  inTeam,
  type Member,
  type Organisation,
} from "@/db/testing/factories";
import type { CaseAccess } from "@/lib/cases/case";
import {
  canChangeCase,
  canContribute,
  canLeadCase,
  canOpenCase,
  canWithdrawConsent,
  isInTeam,
} from "@/lib/cases/permissions";
import { canKeepMissions } from "@/lib/missions/permissions";
import {
  canInvite,
  canManageMembers,
  canRenameOrganisation,
} from "@/lib/organisations/permissions";
import { canAddSession, canChangeSession } from "@/lib/sessions/permissions";

useDatabase();

/*
 * The permission functions leave out buttons and refuse in words; PostgreSQL is the wall. Here every role in every
 * standing towards a case tries every command past the functions, and both must have said the same.
 */

interface Scene {
  member: Member;
  theCase: Case;
  access: CaseAccess | null;
  isConfirmed: boolean;
  own: Organisation;
  partner: Organisation;
  colleague: Member;
  session: string;
  commitment: string;
  consent: string;
}

interface Attempt {
  name: string;
  /** What the permission function says; null where the actor has no access to the case at all. */
  sign(scene: Scene): boolean;
  /** Tries it past the function; true when something really happened. */
  wall(tx: Tx, scene: Scene): Promise<boolean>;
}

const touched = (rows: { count: number }) => rows.count > 0;

const onCase =
  (can: (member: Member, access: CaseAccess) => boolean) =>
  ({ member, access }: Scene) =>
    access !== null && can(member, access);

const attempts: Attempt[] = [
  {
    name: "open a case",
    sign: ({ member }) => canOpenCase(member),
    wall: async (tx, { member }) => {
      await tx.insert(cases).values({
        orgId: member.organisationId,
        id: uuidv7(),
        reference: "",
        title: "Tried",
        countryCode: "XEG",
        createdBy: member.membershipId,
      });
      return true;
    },
  },
  {
    name: "change a case",
    sign: onCase(canChangeCase),
    wall: async (tx, { theCase }) =>
      touched(await tx.update(cases).set({ summary: "Tried" }).where(eq(cases.id, theCase.id))),
  },
  {
    name: "open a case to the organisation, or close it",
    sign: onCase(canLeadCase),
    wall: async (tx, { theCase }) =>
      touched(
        await tx
          .update(cases)
          .set({ visibility: sql`case visibility when 'team' then 'organisation' else 'team' end` })
          .where(eq(cases.id, theCase.id)),
      ),
  },
  {
    name: "add somebody to the team",
    sign: onCase(canLeadCase),
    wall: async (tx, { theCase, colleague }) => {
      await tx.insert(caseTeam).values({
        orgId: theCase.orgId,
        caseId: theCase.id,
        membershipId: colleague.membershipId,
        role: "reader",
      });
      return true;
    },
  },
  {
    name: "end a share",
    sign: onCase(canLeadCase),
    wall: async (tx, { theCase }) =>
      touched(
        await tx
          .update(caseShares)
          .set({ level: sql`case level when 'read' then 'contribute' else 'read' end` })
          .where(eq(caseShares.caseId, theCase.id)),
      ),
  },
  {
    name: "read consent",
    sign: onCase((_member, access) => isInTeam(access)),
    wall: async (tx, { theCase }) =>
      (await tx.select({ id: consents.id }).from(consents).where(eq(consents.caseId, theCase.id)))
        .length > 0,
  },
  {
    name: "read an identity",
    sign: onCase((_member, access) => isInTeam(access)),
    wall: async (tx, { theCase }) =>
      (
        await tx
          .select({ id: defenderIdentities.defenderId })
          .from(defenderIdentities)
          .where(eq(defenderIdentities.caseId, theCase.id))
      ).length > 0,
  },
  {
    name: "withdraw consent",
    sign: onCase((_member, access) => canWithdrawConsent(access)),
    wall: async (tx, { consent }) =>
      touched(
        await tx.update(consents).set({ withdrawnAt: new Date() }).where(eq(consents.id, consent)),
      ),
  },
  {
    name: "ask a State",
    sign: onCase(canContribute),
    wall: async (tx, { theCase, member, session }) => {
      await tx.insert(commitments).values({
        orgId: theCase.orgId,
        id: uuidv7(),
        caseId: theCase.id,
        stateCode: "XEF",
        sessionId: session,
        forum: "upr",
        recordedOrgId: member.organisationId,
      });
      return true;
    },
  },
  {
    name: "change a commitment",
    sign: onCase(canContribute),
    wall: async (tx, { theCase, commitment }) => {
      await tx.insert(commitmentEvents).values({
        orgId: theCase.orgId,
        commitmentId: commitment,
        caseId: theCase.id,
        changes: { stage: "considering" },
      });
      return true;
    },
  },
  {
    name: "record what a State said",
    sign: onCase(canContribute),
    wall: async (tx, { theCase, member, session }) => {
      const id = uuidv7();
      await tx.insert(interventions).values({
        orgId: theCase.orgId,
        id,
        sessionId: session,
        forum: "upr",
        deliveredBy: "XEA",
        recordedBy: member.membershipId,
        recordedOrgId: member.organisationId,
      });
      await tx
        .insert(interventionCases)
        .values({ orgId: theCase.orgId, interventionId: id, caseId: theCase.id });
      return true;
    },
  },
  {
    name: "add a session",
    sign: ({ member }) => canAddSession(member),
    wall: async (tx, { member }) => {
      await tx.insert(sessions).values({
        id: uuidv7(),
        orgId: member.organisationId,
        forum: "upr",
        kind: "upr_pre_session",
        title: "Tried",
      });
      return true;
    },
  },
  {
    name: "change the case's organisation's session",
    sign: ({ member, own }) => canChangeSession(member, { orgId: own.id }),
    wall: async (tx, { session }) =>
      touched(await tx.update(sessions).set({ note: "Tried" }).where(eq(sessions.id, session))),
  },
  {
    name: "change a shipped session",
    sign: ({ member }) => canChangeSession(member, { orgId: null }),
    wall: async (tx) =>
      touched(
        await tx.update(sessions).set({ note: "Tried" }).where(eq(sessions.referenceKey, "hrc-63")),
      ),
  },
  {
    name: "note a caution",
    sign: ({ member }) => canKeepMissions(member),
    wall: async (tx, { member }) => {
      await tx.insert(cautions).values({
        orgId: member.organisationId,
        id: uuidv7(),
        stateCode: "XEA",
        kind: "capacity",
        source: "Tried",
        notedOn: "2026-11-25",
        recordedBy: member.membershipId,
      });
      return true;
    },
  },
  {
    name: "note a contact",
    sign: ({ member }) => canKeepMissions(member),
    wall: async (tx, { member }) => {
      await tx.insert(missionContacts).values({
        orgId: member.organisationId,
        id: uuidv7(),
        stateCode: "XEA",
        role: "ambassador",
        recordedBy: member.membershipId,
      });
      return true;
    },
  },
  {
    name: "rename the organisation",
    sign: ({ member }) => canRenameOrganisation(member),
    wall: async (tx, { member }) =>
      touched(
        await tx
          .update(organisations)
          .set({ name: "Tried" })
          .where(eq(organisations.id, member.organisationId)),
      ),
  },
  {
    name: "invite somebody",
    sign: ({ member }) => canInvite(member),
    wall: async (tx, { member }) => {
      await tx.insert(invitations).values({
        orgId: member.organisationId,
        id: uuidv7(),
        tokenHash: Buffer.from(uuidv7()),
        role: "reader",
        invitedBy: member.membershipId,
        expiresAt: new Date(),
      });
      return true;
    },
  },
  {
    name: "suspend a colleague",
    sign: ({ member, own }) => canManageMembers(member) && member.organisationId === own.id,
    wall: async (tx, { colleague }) =>
      touched(
        await tx
          .update(memberships)
          .set({ status: "suspended" })
          .where(eq(memberships.id, colleague.membershipId)),
      ),
  },
];

type Standing =
  | "case of their own organisation, team only"
  | "case open to their organisation"
  | `in the team as ${TeamRole}`
  | "partner, nothing shared"
  | "partner, shared to read"
  | "partner, shared to contribute"
  | "partner, consent withdrawn";

const standings: Standing[] = [
  "case of their own organisation, team only",
  "case open to their organisation",
  "in the team as reader",
  "in the team as editor",
  "in the team as lead",
  "partner, nothing shared",
  "partner, shared to read",
  "partner, shared to contribute",
  "partner, consent withdrawn",
];
const roles: MembershipRole[] = ["administrator", "advocate", "reader"];

const scenes = new Map<string, Scene>();
const cells = roles.flatMap((role) =>
  standings.flatMap((standing) =>
    [true, false].map((isConfirmed) => ({
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
}, 240_000);

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
      "every reader may change a case",
      `alter policy "editors of the team change the case" on cases using (true) with check (true)`,
    ],
    [
      "every advocate may share and make teams",
      `alter policy "the lead makes the team" on case_team with check (org_id = app.org())`,
    ],
    [
      "contributing needs no share",
      `create or replace function app.contributes(to_case uuid) returns boolean language sql stable as $$ select true $$;
       alter policy "contributors to the case open commitments" on commitments with check (true)`,
    ],
    [
      "members invite",
      `alter policy "administrators invite" on invitations with check (org_id = app.org())`,
    ],
  ])("%s", async (_name, mutation) => {
    const superuser = asSuperuser();
    const [policies, functions] = await Promise.all([
      superuser`select tablename, policyname, qual, with_check from pg_policies where schemaname = 'public'
        and policyname in ('editors of the team change the case', 'the lead makes the team',
          'contributors to the case open commitments', 'administrators invite')`,
      superuser`select pg_get_functiondef('app.contributes(uuid)'::regprocedure) as definition`,
    ]);
    await superuser.unsafe(mutation).simple();
    try {
      expect(await disagreements()).toBeGreaterThan(0);
    } finally {
      for (const { tablename, policyname, qual, with_check } of policies) {
        await superuser.unsafe(
          `alter policy "${policyname}" on "${tablename}" ${qual ? `using (${qual})` : ""} with check (${with_check})`,
        );
      }
      await superuser.unsafe(functions[0]?.definition);
    }
  });

  it("a permission function promises more than the wall gives", async () => {
    const scene = scenes.get("reader, in the team as lead") as Scene;
    const attempt = attempts.find(({ name }) => name === "change a case") as Attempt;
    expect(await happens(attempt, scene)).not.toBe(true);
  });
});

async function aScene(
  role: MembershipRole,
  standing: Standing,
  isConfirmed: boolean,
): Promise<Scene> {
  const [own, partner] = await Promise.all([anOrganisation(), anOrganisation()]);
  const isPartner = standing.startsWith("partner");
  const home = isPartner ? partner : own;
  const lead = await aMember(own);
  // Another administrator, so that suspending one is never refused for being the last.
  await aMember(own, "administrator");
  await aMember(partner, "administrator");
  const colleague = await aMember(own);
  const member = await aMember(home, role === "reader" ? "advocate" : role);
  const theCase = await aCase(lead, {
    visibility: standing === "case open to their organisation" ? "organisation" : "team",
  });
  const defender = await aDefender(theCase);
  await asSuperuser()`insert into defender_identities (org_id, case_id, defender_id, sealed)
    values (${theCase.orgId}, ${theCase.id}, ${defender}, 'sealed')`;
  const consent = await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
    organisation: partner,
  });
  if (standing.startsWith("in the team")) {
    await inTeam(theCase, member, standing.replace("in the team as ", "") as TeamRole);
  }
  const third = await anOrganisation();
  await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
    organisation: third,
  });
  await aShare(theCase, lead, third);
  if (isPartner && standing !== "partner, nothing shared") {
    await aShare(
      theCase,
      lead,
      partner,
      standing === "partner, shared to read" ? "read" : "contribute",
    );
  }
  const session = await aSession(own);
  const commitment = await aCommitment(theCase, session, { visibility: "partners" });
  if (standing === "partner, consent withdrawn") {
    const again = await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
      organisation: partner,
    });
    await asSuperuser()`update consents set withdrawn_at = now() where id = ${again}`;
  }
  if (role === "reader") {
    // Made a reader while in the team: what the team role promised must end with it.
    await asSuperuser()`update memberships set role = 'reader' where id = ${member.membershipId}`;
    member.role = "reader";
  }
  if (!isConfirmed) {
    await asSuperuser()`update memberships set status = 'suspended' where id = ${member.membershipId}`;
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
    partner,
    colleague,
    session,
    commitment,
    consent,
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
    expect(code, String(error)).toBe("42501");
    return false;
  }
  return happened;
}
