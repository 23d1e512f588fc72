import { createHash, randomBytes } from "node:crypto";
import { uuidv7 } from "uuidv7";
import type {
  CaseVisibility,
  CommitmentVisibility,
  ConsentAnswer,
  ConsentScope,
  MembershipRole,
  MembershipStatus,
  Naming,
  ShareLevel,
  Stage,
  TeamRole,
} from "../reference/words";
import { asSuperuser } from "./superuser";

/** A signed-in member, as lib/auth/actor would find them. */
export interface Member {
  secret: string;
  personId: string;
  personName: string;
  organisationId: string;
  organisationName: string;
  hasExample: boolean;
  membershipId: string;
  role: MembershipRole;
  locale: string;
  timeZone: string;
  theme: string;
  lowData: boolean;
}

export interface Organisation {
  id: string;
  name: string;
}

export interface Case {
  orgId: string;
  id: string;
  countryCode: string;
}

export async function anOrganisation(name = `Organisation ${word()}`): Promise<Organisation> {
  const id = uuidv7();
  await asSuperuser()`insert into organisations (id, name) values (${id}, ${name})`;
  return { id, name };
}

export async function aMember(
  organisation: Organisation,
  role: MembershipRole = "advocate",
  status: MembershipStatus = "confirmed",
): Promise<Member> {
  const personId = uuidv7();
  const name = `Person ${word()}`;
  await asSuperuser()`insert into people (id, name, email)
    values (${personId}, ${name}, ${`${personId}@example.org`})`;
  return aMembership({ id: personId, name }, organisation, role, status);
}

/** Makes an existing person a member, and signs them in there. */
export async function aMembership(
  person: { id: string; name: string },
  organisation: Organisation,
  role: MembershipRole = "advocate",
  status: MembershipStatus = "confirmed",
): Promise<Member> {
  const membershipId = uuidv7();
  await asSuperuser()`insert into memberships (org_id, id, person_id, role, status)
    values (${organisation.id}, ${membershipId}, ${person.id}, ${role}, ${status})`;
  const secret = await aSignIn(person.id, organisation.id);
  return {
    secret,
    personId: person.id,
    personName: person.name,
    organisationId: organisation.id,
    organisationName: organisation.name,
    hasExample: false,
    membershipId,
    role,
    locale: "en",
    timeZone: "Europe/Zurich",
    theme: "system",
    lowData: false,
  };
}

export async function aSignIn(personId: string, organisationId: string | null): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  await asSuperuser()`insert into sign_ins (person_id, active_org_id, secret_hash, expires_at)
    values (${personId}, ${organisationId}, ${createHash("sha256").update(secret).digest()},
      now() + interval '12 hours')`;
  return secret;
}

export async function aCase(
  lead: Member,
  { visibility = "team" as CaseVisibility, countryCode = "XEG", title = `Case ${word()}` } = {},
): Promise<Case> {
  const id = uuidv7();
  await asSuperuser()`insert into cases (org_id, id, reference, title, country_code, visibility, created_by)
    values (${lead.organisationId}, ${id}, '', ${title}, ${countryCode}, ${visibility}, ${lead.membershipId})`;
  return { orgId: lead.organisationId, id, countryCode };
}

export async function inTeam(theCase: Case, member: Member, role: TeamRole): Promise<void> {
  await asSuperuser()`insert into case_team (org_id, case_id, membership_id, role)
    values (${theCase.orgId}, ${theCase.id}, ${member.membershipId}, ${role})`;
}

export async function aDefender(
  theCase: Case,
  kind: "person" | "organisation" | "group" = "person",
): Promise<string> {
  const id = uuidv7();
  await asSuperuser()`insert into defenders (org_id, case_id, id, kind, public_label)
    values (${theCase.orgId}, ${theCase.id}, ${id}, ${kind}, ${`Label ${word()}`})`;
  return id;
}

export async function aConsent(
  theCase: Case,
  defenderId: string,
  obtainedBy: Member,
  scope: ConsentScope,
  answer: ConsentAnswer,
  target: { organisation?: Organisation; stateCode?: string; validUntil?: string } = {},
): Promise<string> {
  const id = uuidv7();
  await asSuperuser()`insert into consents (org_id, case_id, id, defender_id, scope, answer, target_org_id,
      target_state_code, given_by, obtained_by, valid_until)
    values (${theCase.orgId}, ${theCase.id}, ${id}, ${defenderId}, ${scope}, ${answer},
      ${target.organisation?.id ?? null}, ${target.stateCode ?? null}, 'defender', ${obtainedBy.membershipId},
      ${target.validUntil ?? null})`;
  return id;
}

/** Shares with a partner; the consent of every defender must be there already. */
export async function aShare(
  theCase: Case,
  by: Member,
  partner: Organisation,
  level: ShareLevel = "read",
): Promise<string> {
  const id = uuidv7();
  await asSuperuser()`insert into case_shares (org_id, case_id, id, partner_org_id, level, shared_by)
    values (${theCase.orgId}, ${theCase.id}, ${id}, ${partner.id}, ${level}, ${by.membershipId})`;
  return id;
}

/** A case with one defender who agreed to it, shown to a partner. */
export async function aSharedCase(
  lead: Member,
  partner: Organisation,
  level: ShareLevel = "read",
  options: Parameters<typeof aCase>[1] = {},
): Promise<Case> {
  const theCase = await aCase(lead, options);
  const defender = await aDefender(theCase);
  await aConsent(theCase, defender, lead, "share_with_organisation", "anonymous", {
    organisation: partner,
  });
  await aShare(theCase, lead, partner, level);
  return theCase;
}

export async function aSession(
  organisation: Organisation,
  {
    forum = "upr",
    kind = "upr_pre_session",
    title = `Session ${word()}`,
    startsOn = "2026-12-07",
  } = {},
): Promise<string> {
  const id = uuidv7();
  await asSuperuser()`insert into sessions (id, org_id, forum, kind, title, starts_on, date_precision)
    values (${id}, ${organisation.id}, ${forum}, ${kind}, ${title}, ${startsOn}, 'day')`;
  return id;
}

export async function aCommitment(
  theCase: Case,
  sessionId: string,
  {
    stateCode = "XEA",
    stage = "asked" as Stage,
    visibility = "organisation" as CommitmentVisibility,
    naming = "theme" as Naming,
    recordedOrgId = theCase.orgId,
  } = {},
): Promise<string> {
  const id = uuidv7();
  await asSuperuser()`insert into commitments (org_id, id, case_id, state_code, session_id, forum, stage,
      visibility, naming, recorded_org_id)
    values (${theCase.orgId}, ${id}, ${theCase.id}, ${stateCode}, ${sessionId}, 'upr', ${stage}, ${visibility},
      ${naming}, ${recordedOrgId})`;
  return id;
}

/** What a member talked about with a State's mission; each case is one that they may read. */
export async function aConversation(
  by: Member,
  {
    stateCode = "XEA",
    visibility = "organisation" as CommitmentVisibility,
    about = [] as readonly (Pick<Case, "orgId" | "id"> & { commitmentId?: string })[],
    said = `Said ${word()}`,
    hadOn = "2026-11-20",
  } = {},
): Promise<string> {
  const id = uuidv7();
  const sql = asSuperuser();
  await sql`insert into conversations (org_id, id, state_code, had_on, had_precision, channel, had_by, said,
      visibility, recorded_by)
    values (${by.organisationId}, ${id}, ${stateCode}, ${hadOn}, 'day', 'meeting', ${by.membershipId}, ${said},
      ${visibility}, ${by.membershipId})`;
  for (const theCase of about) {
    await sql`insert into conversation_cases (org_id, conversation_id, case_org_id, case_id, commitment_id, visibility)
      values (${by.organisationId}, ${id}, ${theCase.orgId}, ${theCase.id}, ${theCase.commitmentId ?? null},
        ${visibility})`;
  }
  return id;
}

/** What a State said, with evidence; a commitment of that State, case and session is raised from now on. */
export async function anIntervention(
  theCase: Case,
  sessionId: string,
  by: Member,
  { stateCode = "XEA", saidOn = "2026-06-15" } = {},
): Promise<string> {
  const id = uuidv7();
  const sql = asSuperuser();
  await sql`insert into interventions (org_id, id, session_id, forum, delivered_by, said_on, said_precision,
      recorded_by, recorded_org_id)
    values (${theCase.orgId}, ${id}, ${sessionId}, 'upr', ${stateCode}, ${saidOn}, 'day', ${by.membershipId},
      ${by.organisationId})`;
  await sql`insert into intervention_cases (org_id, intervention_id, case_id)
    values (${theCase.orgId}, ${id}, ${theCase.id})`;
  await sql`insert into intervention_states (org_id, intervention_id, state_code)
    values (${theCase.orgId}, ${id}, ${stateCode})`;
  await sql`insert into evidence (org_id, intervention_id, kind, grade, source, recorded_by)
    values (${theCase.orgId}, ${id}, 'first_hand_note', 'D', 'Note', ${by.membershipId})`;
  return id;
}

function word(): string {
  return randomBytes(4).toString("hex");
}
