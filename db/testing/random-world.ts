import type { AlertRight, MembershipRole, ShareLevel, TeamRole } from "../reference/words";
import {
  aCase,
  aCommitment,
  aConsent,
  aConversation,
  aDefender,
  aMember,
  aMembership,
  anOrganisation,
  aSession,
  aShare,
  inTeam,
  type Member,
  type Organisation,
} from "./factories";
import { asSuperuser } from "./superuser";

/** A repeatable source of chance (mulberry32): the seed of a failing run is printed and gives the same run again. */
export function chance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  return {
    below: (n: number) => Math.floor(next() * n),
    one: <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T,
    happens: (likelihood: number) => next() < likelihood,
  };
}

export type Chance = ReturnType<typeof chance>;

interface ModelDefender {
  id: string;
  /** The newest answer for each partner organisation; absent is silence. */
  answers: Map<string, { id: string; allows: boolean; withdrawn: boolean; expired: boolean }>;
}

export interface ModelCase {
  id: string;
  orgId: string;
  countryCode: string;
  lead: Member;
  visibility: "team" | "organisation";
  team: Map<string, TeamRole>;
  defenders: ModelDefender[];
  shares: Map<string, { id: string; revoked: boolean; level: ShareLevel }>;
  commitments: { id: string; visibility: "team" | "organisation" | "partners" }[];
  /** Its alert, where the test made one. */
  alertId?: string;
}

export interface ModelConversation {
  id: string;
  orgId: string;
  visibility: "team" | "organisation" | "partners";
  about: { theCase: ModelCase; commitmentId?: string }[];
}

/** What there is, as plain objects: the second opinion on what the database shows. */
export interface World {
  organisations: Organisation[];
  members: Member[];
  suspended: Set<string>;
  cases: ModelCase[];
  /** Where the test made some. */
  conversations: ModelConversation[];
}

/** Whether this member may read the case, told from the domain's rules alone and from nothing in the database. */
export function mayRead(world: World, member: Member, theCase: ModelCase): boolean {
  if (world.suspended.has(member.membershipId)) {
    return false;
  }
  if (member.organisationId === theCase.orgId) {
    return theCase.team.has(member.membershipId) || theCase.visibility === "organisation";
  }
  return isOpenTo(theCase, member.organisationId);
}

export function isInTeam(world: World, member: Member, theCase: ModelCase): boolean {
  return !world.suspended.has(member.membershipId) && theCase.team.has(member.membershipId);
}

/** What a member may do to the texts of a case, told from the domain's rules alone. */
export function rightTo(world: World, member: Member, theCase: ModelCase): AlertRight | "none" {
  if (!mayRead(world, member, theCase)) {
    return "none";
  }
  const writes = member.role !== "reader";
  const inTeam = theCase.team.get(member.membershipId);
  const shared =
    member.organisationId === theCase.orgId
      ? null
      : theCase.shares.get(member.organisationId)?.level;
  if (writes && (inTeam === "lead" || inTeam === "editor" || shared === "contribute")) {
    return "write";
  }
  return inTeam || (writes && shared === "comment") ? "comment" : "read";
}

export function readableCommitments(world: World, member: Member, theCase: ModelCase): string[] {
  if (!mayRead(world, member, theCase)) {
    return [];
  }
  const isOwn = member.organisationId === theCase.orgId;
  return theCase.commitments
    .filter(({ visibility }) => {
      if (!isOwn) {
        return visibility === "partners";
      }
      return theCase.team.has(member.membershipId) || visibility !== "team";
    })
    .map(({ id }) => id);
}

/** Whether this member may read what was said there: with all of its cases and what moved, as far as it is open. */
export function readsConversation(
  world: World,
  member: Member,
  { orgId, visibility, about }: ModelConversation,
): boolean {
  const isOwn = member.organisationId === orgId && !world.suspended.has(member.membershipId);
  if (about.length === 0) {
    return isOwn;
  }
  return about.every(
    ({ theCase, commitmentId }) =>
      mayRead(world, member, theCase) &&
      (!commitmentId || readableCommitments(world, member, theCase).includes(commitmentId)) &&
      (visibility === "partners" ||
        (isOwn && (visibility === "organisation" || isInTeam(world, member, theCase)))),
  );
}

/** Conversations of all organisations about none, one or two cases, some of which moved a commitment. */
export async function talkAbout(world: World, luck: Chance, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    const by = luck.one(world.members);
    const at = luck.below(stateCodes.length);
    const cases = new Set(Array.from({ length: luck.below(3) }, () => luck.one(world.cases)));
    const about = [...cases].map((theCase) => {
      const commitment = theCase.commitments[at];
      return { theCase, ...(commitment && luck.happens(0.5) && { commitmentId: commitment.id }) };
    });
    const isInTeams = about.every(
      ({ theCase }) => theCase.orgId === by.organisationId && theCase.team.has(by.membershipId),
    );
    const visibility = luck.one([
      "organisation",
      "partners",
      isInTeams ? "team" : "partners",
    ] as const);
    const id = await aConversation(by, {
      stateCode: stateCodes[at] as string,
      visibility,
      about: about.map(({ theCase, ...moved }) => ({ ...theCase, ...moved })),
    });
    world.conversations.push({ id, orgId: by.organisationId, visibility, about });
  }
}

function isOpenTo(theCase: ModelCase, partnerId: string): boolean {
  const share = theCase.shares.get(partnerId);
  return (
    share !== undefined &&
    !share.revoked &&
    theCase.defenders.length > 0 &&
    theCase.defenders.every((defender) => {
      const answer = defender.answers.get(partnerId);
      return answer?.allows === true && !answer.withdrawn && !answer.expired;
    })
  );
}

const stateCodes = ["XEA", "XEB", "XEC", "XED", "XEE", "XEF"];

/** Organisations, people (some in two of them), cases, teams, defenders, consents, shares and commitments. */
export async function aRandomWorld(
  luck: Chance,
  size = { organisations: 5, cases: 40 },
): Promise<World> {
  const world: World = {
    organisations: [],
    members: [],
    suspended: new Set(),
    cases: [],
    conversations: [],
  };
  const sessions = new Map<string, string>();
  for (let i = 0; i < size.organisations; i++) {
    const organisation = await anOrganisation();
    world.organisations.push(organisation);
    sessions.set(organisation.id, await aSession(organisation));
    for (const role of [
      "administrator",
      "advocate",
      "advocate",
      "reader",
    ] satisfies MembershipRole[]) {
      world.members.push(await aMember(organisation, role));
    }
  }
  for (const organisation of world.organisations) {
    const elsewhere = world.members.find((member) => member.organisationId !== organisation.id);
    if (elsewhere && luck.happens(0.5)) {
      world.members.push(
        await aMembership({ id: elsewhere.personId, name: elsewhere.personName }, organisation),
      );
    }
  }
  for (let i = 0; i < size.cases; i++) {
    const lead = luck.one(world.members.filter((member) => member.role === "advocate"));
    const made = await aCase(lead, { visibility: luck.one(["team", "organisation"]) });
    const [row] = await asSuperuser()<{ visibility: "team" | "organisation" }[]>`
      select visibility from cases where id = ${made.id}`;
    const theCase: ModelCase = {
      ...made,
      lead,
      visibility: row?.visibility ?? "team",
      team: new Map([[lead.membershipId, "lead"]]),
      defenders: [],
      shares: new Map(),
      commitments: [],
    };
    world.cases.push(theCase);
    for (let defenders = luck.below(3); defenders > 0; defenders--) {
      theCase.defenders.push({ id: await aDefender(made), answers: new Map() });
    }
    for (const stateCode of stateCodes.slice(0, luck.below(stateCodes.length))) {
      const visibility = luck.one(["team", "organisation", "partners"] as const);
      theCase.commitments.push({
        id: await aCommitment(made, sessions.get(made.orgId) as string, { stateCode, visibility }),
        visibility,
      });
    }
  }
  for (let i = 0; i < size.cases * 3; i++) {
    await change(world, luck);
  }
  return world;
}

/** One random change that people make every day, made in the database and in the model. */
export async function change(world: World, luck: Chance): Promise<void> {
  const theCase = luck.one(world.cases);
  const sql = asSuperuser();
  const partner = luck.one(world.organisations.filter(({ id }) => id !== theCase.orgId));
  const kind = luck.one([
    "visibility",
    "team",
    "answer",
    "answer",
    "share",
    "share",
    "withdraw",
    "revoke",
    "suspend",
    "commitment",
  ]);
  if (kind === "visibility") {
    theCase.visibility = theCase.visibility === "team" ? "organisation" : "team";
    await sql`update cases set visibility = ${theCase.visibility} where id = ${theCase.id}`;
  } else if (kind === "team") {
    const colleague = luck.one(
      world.members.filter((member) => member.organisationId === theCase.orgId),
    );
    if (colleague.membershipId === theCase.lead.membershipId) {
      return;
    }
    if (theCase.team.delete(colleague.membershipId)) {
      await sql`delete from case_team where case_id = ${theCase.id} and membership_id = ${colleague.membershipId}`;
    } else {
      const role = colleague.role === "reader" ? "reader" : luck.one(["editor", "reader"] as const);
      theCase.team.set(colleague.membershipId, role);
      await inTeam(theCase, colleague, role);
    }
  } else if (kind === "answer") {
    const defender = luck.one(theCase.defenders);
    if (!defender) {
      return;
    }
    const answer = luck.one(["yes", "anonymous", "anonymous", "no"] as const);
    const expired = luck.happens(0.1);
    const id = await aConsent(
      theCase,
      defender.id,
      theCase.lead,
      "share_with_organisation",
      answer,
      {
        organisation: partner,
        ...(expired && { validUntil: "2020-01-01" }),
      },
    );
    defender.answers.set(partner.id, { id, allows: answer !== "no", withdrawn: false, expired });
  } else if (kind === "withdraw") {
    const answer = luck.one(theCase.defenders)?.answers.get(partner.id);
    if (answer && !answer.withdrawn) {
      answer.withdrawn = true;
      await sql`update consents set withdrawn_at = now() where id = ${answer.id}`;
    }
  } else if (kind === "share") {
    const before = theCase.shares.get(partner.id);
    const allowed =
      theCase.defenders.length > 0 &&
      theCase.defenders.every((defender) => {
        const answer = defender.answers.get(partner.id);
        return answer?.allows && !answer.withdrawn && !answer.expired;
      });
    if (!allowed) {
      return;
    }
    if (before) {
      before.revoked = false;
      await sql`update case_shares set revoked_at = null where id = ${before.id}`;
    } else {
      const level = luck.one(["read", "comment", "contribute"] as const);
      theCase.shares.set(partner.id, {
        id: await aShare(theCase, theCase.lead, partner, level),
        revoked: false,
        level,
      });
    }
  } else if (kind === "revoke") {
    const share = theCase.shares.get(partner.id);
    if (share && !share.revoked) {
      share.revoked = true;
      await sql`update case_shares set revoked_at = now() where id = ${share.id}`;
    }
  } else if (kind === "suspend") {
    const member = luck.one(world.members.filter(({ role }) => role !== "administrator"));
    const isSuspended = world.suspended.has(member.membershipId);
    if (!isSuspended && luck.happens(0.6)) {
      return;
    }
    world.suspended[isSuspended ? "delete" : "add"](member.membershipId);
    await sql`update memberships set status = ${isSuspended ? "confirmed" : "suspended"}
      where id = ${member.membershipId}`;
  } else {
    const commitment = luck.one(theCase.commitments);
    if (commitment) {
      commitment.visibility = luck.one(["team", "organisation", "partners"] as const);
      await sql`insert into commitment_events (org_id, commitment_id, case_id, changes)
        values (${theCase.orgId}, ${commitment.id}, ${theCase.id}, ${sql.json({ visibility: commitment.visibility })})`;
    }
  }
}
