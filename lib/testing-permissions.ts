import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { asActor, type Tx } from "@/db/client";
import type { MembershipRole, ShareLevel, TeamRole } from "@/db/reference/words";
import { caseReaders } from "@/db/schema";
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
import { asSuperuser } from "@/db/testing/superuser";
import type { CaseAccess } from "@/lib/cases/case";

/*
 * The permission functions leave out buttons and refuse in words; PostgreSQL is the wall. Every role in every standing
 * towards a case tries every command past the functions, and both must have said the same.
 */

/** A member in some standing towards a case of `own`, which is shared with `third` in any case. */
export interface Ground {
  member: Member;
  theCase: Case;
  /** Null where the member does not read the case at all. */
  access: CaseAccess | null;
  isConfirmed: boolean;
  own: Organisation;
  partner: Organisation;
  third: Organisation;
  /** The organisation of the member. */
  home: Organisation;
  lead: Member;
  colleague: Member;
  defender: string;
  /** By which the case may be shown to the partner. */
  consent: string;
}

export interface Attempt<Scene> {
  name: string;
  /** What the permission function says. */
  sign(scene: Scene): boolean;
  /** Tries it past the function; true when something really happened. */
  wall(tx: Tx, scene: Scene): Promise<boolean>;
}

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
  "partner, share revoked",
  "partner, last day of the share passed",
  "partner, consent withdrawn",
] as const;
type Standing = (typeof standings)[number];
const roles: MembershipRole[] = ["administrator", "advocate", "reader"];

export const touched = (rows: { count: number }) => rows.count > 0;

/** For functions that ask for the access to a case: without any, the answer is no. */
export const onCase =
  (can: (member: Member, access: CaseAccess) => boolean) =>
  ({ member, access }: Ground) =>
    access !== null && can(member, access);

/** A change to the database that must make the two disagree, and what it changes by name, to be put back. */
interface Mutation {
  name: string;
  sql: string;
  policies?: string[];
  functions?: string[];
}

/** Holds the permission functions against the wall: one test for each cell and attempt, and one for each mutation. */
export function agreesWithTheWall<More>(
  attempts: readonly Attempt<Ground & More>[],
  {
    furnish,
    refusals = ["42501"],
    mutations,
  }: {
    /** Puts into the case what is tried on, before the member's standing takes its last turn. */
    furnish(ground: Omit<Ground, "access" | "isConfirmed">): Promise<More>;
    /** With which codes the wall may say no. */
    refusals?: string[];
    mutations: readonly Mutation[];
  },
): void {
  const scenes = new Map<string, Ground & More>();
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
      scenes.set(key, await aScene(role, standing, isConfirmed, furnish));
    }
  }, 300_000);

  const agree = async (attempt: Attempt<Ground & More>, scene: Ground & More) =>
    (await happens(attempt, scene, refusals)) === (scene.isConfirmed && attempt.sign(scene));

  describe.each(cells)("$key", ({ key }) => {
    it.each(attempts)("agrees with the wall on: $name", async (attempt) => {
      const scene = scenes.get(key) as Ground & More;
      const said = scene.isConfirmed && attempt.sign(scene);
      expect(await happens(attempt, scene, refusals), `the function says ${said}`).toBe(said);
    });
  });

  it.each(mutations)("turns red when $name", async (mutation) => {
    const restore = await mutate(mutation);
    try {
      let disagreements = 0;
      for (const scene of scenes.values()) {
        for (const attempt of attempts) {
          disagreements += (await agree(attempt, scene)) ? 0 : 1;
        }
      }
      expect(disagreements).toBeGreaterThan(0);
    } finally {
      await restore();
    }
  });
}

/** Breaks policies or functions of the database; gives what mends them again. */
export async function mutate({ sql, policies = [], functions = [] }: Mutation) {
  const superuser = asSuperuser();
  const standing = await superuser`
    select tablename, policyname, qual, with_check from pg_policies
    where schemaname = 'public' and policyname = any (${policies})`;
  const definitions = await superuser`
    select pg_get_functiondef(f::regprocedure) as text from unnest(${functions}::text[]) f`;
  await superuser.unsafe(sql).simple();
  return async () => {
    for (const { tablename, policyname, qual, with_check } of standing) {
      await superuser.unsafe(
        `alter policy "${policyname}" on "${tablename}" ${qual ? `using (${qual})` : ""} ${with_check ? `with check (${with_check})` : ""}`,
      );
    }
    for (const { text } of definitions) {
      await superuser.unsafe(text);
    }
  };
}

async function aScene<More>(
  role: MembershipRole,
  standing: Standing,
  isConfirmed: boolean,
  furnish: (ground: Omit<Ground, "access" | "isConfirmed">) => Promise<More>,
): Promise<Ground & More> {
  const [own, partner, third] = await Promise.all([
    anOrganisation(),
    anOrganisation(),
    anOrganisation(),
  ]);
  const home = standing.startsWith("partner") ? partner : own;
  const lead = await aMember(own);
  // Other administrators, so that suspending one is never refused for being the last.
  await Promise.all([aMember(own, "administrator"), aMember(partner, "administrator")]);
  const colleague = await aMember(own);
  const member = await aMember(home, role === "reader" ? "advocate" : role);
  const theCase = await aCase(lead, {
    visibility: standing === "case open to their organisation" ? "organisation" : "team",
  });
  const defender = await aDefender(theCase);
  const agree = (organisation: Organisation) =>
    aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", { organisation });
  const consent = await agree(partner);
  await agree(third);
  await aShare(theCase, lead, third);
  if (standing.startsWith("in the team")) {
    await inTeam(theCase, member, standing.replace("in the team as ", "") as TeamRole);
  }
  const isShared = home === partner && standing !== "partner, nothing shared";
  const share = isShared
    ? await aShare(
        theCase,
        lead,
        partner,
        (/shared to (\w+)/.exec(standing)?.[1] ?? "contribute") as ShareLevel,
      )
    : null;
  const ground = { member, theCase, own, partner, third, home, lead, colleague, defender, consent };
  const more = await furnish(ground);
  await turn(standing, ground, share);
  const sql = asSuperuser();
  if (role === "reader") {
    // Made a reader while in the team: what the team role promised must end with it.
    await sql`update memberships set role = 'reader' where id = ${member.membershipId}`;
    member.role = "reader";
  }
  if (!isConfirmed) {
    await sql`update memberships set status = 'suspended' where id = ${member.membershipId}`;
  }
  const [access] = await asActor(member, (tx) =>
    tx
      .select({ via: caseReaders.via, level: caseReaders.level })
      .from(caseReaders)
      .where(eq(caseReaders.caseId, theCase.id)),
  );
  return { ...ground, ...more, access: (access as CaseAccess | undefined) ?? null, isConfirmed };
}

/** What ends a partner's standing. */
async function turn(
  standing: Standing,
  { theCase, partner, consent }: Pick<Ground, "theCase" | "partner" | "consent">,
  share: string | null,
): Promise<void> {
  const sql = asSuperuser();
  if (standing === "partner, share revoked") {
    await sql`update case_shares set revoked_at = now() where id = ${share}`;
  } else if (standing === "partner, last day of the share passed") {
    await sql`update case_shares set ends_on = current_date where id = ${share}`;
    // As tomorrow comes, of itself: nothing clears up before anybody asks.
    await sql`update case_readers set valid_until = current_date - 1
      where case_id = ${theCase.id} and audience_id = ${partner.id}`;
  } else if (standing === "partner, consent withdrawn") {
    await sql`update consents set withdrawn_at = now() where id = ${consent}`;
  }
}

/** Tries it in a transaction that is undone. Refused means refused by the wall, or finding nothing to change. */
async function happens<Scene extends { member: Member }>(
  attempt: Attempt<Scene>,
  scene: Scene,
  refusals: readonly string[],
): Promise<boolean> {
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
    expect(refusals, String(error)).toContain(code);
    return false;
  }
  return happened;
}
