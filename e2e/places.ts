import { createHash, randomBytes } from "node:crypto";
import type { JobKind } from "@/db/reference/words";
import { anAlert, anEdition, atStage, aVersion } from "@/db/testing/alerts";
import { aBrief, aBriefDraft, aLeftReport, aPack, aSpeech } from "@/db/testing/briefs";
import { aCheckIn } from "@/db/testing/check-ins";
import {
  aCase,
  aConsent,
  aConversation,
  aDefender,
  aMember,
  anOrganisation,
  aShare,
  type Case,
  inTeam,
  type Member,
} from "@/db/testing/factories";
import { aSubmission, aSubmissionDraft } from "@/db/testing/submissions";
import { asSuperuser } from "@/db/testing/superuser";
import { aShownRequest, aSupportRequest } from "@/db/testing/support";
import { administrator, advocate, partnerAdvocate } from "./fixtures";

/** The example's own places, for looking at every kind of page with something on it. */
export interface Places {
  caseId: string;
  cubaCaseId: string;
  /** The alert of the Cuba case, open for sign-on. */
  alertId: string;
  /** The text of it that is signed. */
  versionId: string;
  commitmentId: string;
  sessionId: string;
  stateKey: string;
  defenderId: string;
  eventId: string;
  /** What somebody of the case needs, and an organisation of the directory that may be asked for it. */
  requestId: string;
  supportKey: string;
  /** Another organisation of the coalition, and a request that one shows to whoever looks. */
  partnerId: string;
  shownId: string;
  /** Of an invitation that nobody has answered. */
  invitationToken: string;
  /** A consent that was withdrawn after a partner had seen its case. */
  withdrawal: { caseId: string; consentId: string };
  /** An edition that is issued; the example has issued nothing. */
  issued: { caseId: string; alertId: string; editionId: string };
  /** A conversation with the State of `stateKey`, logged by whoever looks: nobody else corrects it. */
  conversationId: string;
  /** What whoever looks is writing for a review, and a brief that they made. */
  draftId: string;
  briefId: string;
  /** Speaking points that they made. */
  speechId: string;
  /** A pack that they asked for, with a brief and a reason. */
  packId: string;
  /** A report that they asked for and that was not made. */
  leftReportId: string;
  /** What whoever looks is writing for OHCHR, and what they made and sent. */
  submissionDraftId: string;
  submissionId: string;
  /** When a defender of the case is to be heard from. */
  checkInId: string;
  /** A sheet that whoever looks imported; what it asks before is looked at in imports.spec.ts. */
  importId: string;
}

/** `who` looks: somebody of the coalition that made the example. */
export async function placesOfTheExample(who: string = administrator): Promise<Places> {
  const sql = asSuperuser();
  const [found] = await sql<
    Omit<
      Places,
      | "withdrawal"
      | "issued"
      | "invitationToken"
      | "conversationId"
      | "draftId"
      | "briefId"
      | "speechId"
      | "packId"
      | "leftReportId"
      | "submissionDraftId"
      | "submissionId"
      | "checkInId"
      | "importId"
      | "partnerId"
      | "shownId"
    >[]
  >`
    select
      (select id from cases where reference = 'PL-2026-014') as "caseId",
      (select id from cases where reference = 'PL-2018-001') as "cubaCaseId",
      (select a.id from alerts a join cases k on k.id = a.case_id
        where k.reference = 'PL-2018-001' order by a.number limit 1) as "alertId",
      (select v.id from alert_versions v join alerts a on a.id = v.alert_id join cases k on k.id = a.case_id
        where k.reference = 'PL-2018-001' order by a.number, v.number desc limit 1) as "versionId",
      (select c.id from commitments c join cases k on k.id = c.case_id
        where k.reference = 'PL-2026-017' and c.state_code = 'XED') as "commitmentId",
      (select id from sessions where is_example and status <> 'held' limit 1) as "sessionId",
      (select key from states where code = 'XED') as "stateKey",
      (select d.id from defenders d join cases k on k.id = d.case_id
        where k.reference = 'PL-2026-014' order by d.id limit 1) as "defenderId",
      (select e.id from case_events e join cases k on k.id = e.case_id
        where k.reference = 'PL-2026-014' order by e.id limit 1) as "eventId",
      (select r.id from support_requests r join cases k on k.id = r.case_id
        where k.reference = 'PL-2026-014' order by r.id limit 1) as "requestId",
      (select id from support_organisations where status like 'active%' order by id limit 1) as "supportKey"`;
  if (!found || Object.values(found).some((id) => id === null)) {
    throw new Error("The example is not loaded.");
  }
  await onlyOnce(
    "a speakers list",
    () => findSpeakers(found.sessionId),
    () => makeSpeakers(found.sessionId),
  );
  return {
    ...found,
    invitationToken: await anInvitation(),
    withdrawal: await onlyOnce("a withdrawal", findWithdrawal, makeWithdrawal),
    issued: await onlyOnce("an edition", findIssued, makeIssued),
    conversationId: await onlyOnce(
      `a conversation of ${who}`,
      () => findConversation(who),
      () => makeConversation(who),
    ),
    draftId: await onlyOnce(
      `a draft of ${who}`,
      () => findBriefOf("brief_drafts", who),
      () => makeBriefOf(aBriefDraft, found, who),
    ),
    briefId: await onlyOnce(
      `a brief of ${who}`,
      () => findBriefOf("briefs", who, "pre_session"),
      () => makeBriefOf(aBrief, found, who),
    ),
    speechId: await onlyOnce(
      `a speech of ${who}`,
      () => findBriefOf("briefs", who, "speaking"),
      () => makeBriefOf(aSpeech, found, who),
    ),
    packId: await onlyOnce(
      `a pack of ${who}`,
      () => findBriefOf("brief_jobs", who, "pack"),
      () => makeBriefOf(aPack, found, who),
    ),
    leftReportId: await onlyOnce(
      `a report of ${who}`,
      () => findBriefOf("brief_jobs", who, "report"),
      () => makeBriefOf(aLeftReport, found, who),
    ),
    submissionDraftId: await onlyOnce(
      `a draft of a submission of ${who}`,
      () => findBriefOf("submission_drafts", who),
      () => makeBriefOf((theCase, _, by) => aSubmissionDraft(theCase, by), found, who),
    ),
    submissionId: await onlyOnce(
      `a submission of ${who}`,
      () => findBriefOf("submissions", who),
      () => makeBriefOf((theCase, _, by) => aSubmission(theCase, by), found, who),
    ),
    checkInId: await onlyOnce(
      "a check-in",
      () => findCheckIn(found.caseId),
      () => makeBriefOf((theCase, _, by) => aCheckIn(theCase, found.defenderId, by), found, who),
    ),
    importId: await onlyOnce(
      `an import of ${who}`,
      () => findImport(who),
      () => makeImport(who, found.commitmentId),
    ),
    partnerId: (await partnerOf(who)).organisationId,
    shownId: await onlyOnce(
      `a request shown to ${who}`,
      () => findShown(who),
      () => makeShown(who),
    ),
  };
}

/** What the example itself does not hold: made once for all workers, in a case of its own. */
async function onlyOnce<Place>(
  what: string,
  find: () => Promise<Place | undefined>,
  make: () => Promise<Place>,
): Promise<Place> {
  const connection = await asSuperuser().reserve();
  try {
    await connection`select pg_advisory_lock(hashtext(${what}))`;
    return (await find()) ?? (await make());
  } finally {
    await connection`select pg_advisory_unlock_all()`;
    connection.release();
  }
}

const withdrawnCase = "Consent withdrawn after a partner had seen the case";

async function findWithdrawal(): Promise<Places["withdrawal"] | undefined> {
  const [found] = await asSuperuser()<Places["withdrawal"][]>`
    select k.id as "caseId", c.id as "consentId" from cases k join consents c on c.case_id = k.id
    where k.title = ${withdrawnCase}`;
  return found;
}

async function makeWithdrawal(): Promise<Places["withdrawal"]> {
  const sql = asSuperuser();
  const [lead, colleague] = await Promise.all([
    memberOfTheExample(advocate),
    memberOfTheExample(administrator),
  ]);
  const { organisationId: id, organisationName: name } = await memberOfTheExample(partnerAdvocate);
  const theCase = await aCase(lead, { countryCode: "XEF", title: withdrawnCase });
  await inTeam(theCase, colleague, "editor");
  const defender = await aDefender(theCase);
  const consentId = await aConsent(
    theCase,
    defender,
    lead,
    "share_with_organisation",
    "anonymous",
    {
      organisation: { id, name },
    },
  );
  await aShare(theCase, lead, { id, name });
  await sql`update consents set withdrawn_at = now(), withdrawn_by = ${lead.membershipId}
    where id = ${consentId}`;
  return { caseId: theCase.id, consentId };
}

const issuedCase = "A case whose alert was issued";

async function findIssued(): Promise<Places["issued"] | undefined> {
  const [found] = await asSuperuser()<Places["issued"][]>`
    select k.id as "caseId", e.alert_id as "alertId", e.id as "editionId"
    from cases k join editions e on e.case_id = k.id where k.title = ${issuedCase}`;
  return found;
}

async function makeIssued(): Promise<Places["issued"]> {
  const [lead, colleague] = await Promise.all([
    memberOfTheExample(advocate),
    memberOfTheExample(administrator),
  ]);
  const theCase = await aCase(lead, { countryCode: "XEF", title: issuedCase });
  await inTeam(theCase, colleague, "editor");
  const alert = await anAlert(theCase, lead);
  const version = await aVersion(alert, { purpose: "sign_on", madeBy: lead });
  await atStage(alert, "issued");
  const editionId = await anEdition(alert, version.id, lead);
  return { caseId: theCase.id, alertId: alert.id, editionId };
}

const saidInTheExample = "They will speak of the situation if two others do.";

async function findConversation(who: string): Promise<string | undefined> {
  const { membershipId } = await memberOfTheExample(who);
  const [found] = await asSuperuser()<{ id: string }[]>`
    select id from conversations where said = ${saidInTheExample} and recorded_by = ${membershipId}`;
  return found?.id;
}

/** With everything on it: cases, a next step, a contact of ours that has cautions, and a correction. */
async function makeConversation(who: string): Promise<string> {
  const sql = asSuperuser();
  const by = await memberOfTheExample(who);
  const about = await sql<{ orgId: string; id: string }[]>`select org_id as "orgId", id from cases
    where reference in ('PL-2026-014', 'PL-2026-017') order by reference`;
  await sql`insert into mission_contacts (org_id, state_code, role, name, channel, cautions, recorded_by)
    values (${by.organisationId}, 'XED', 'human_rights_officer', 'A. Example', 'Signed mail', 'No voice messages.',
      ${by.membershipId})`;
  const id = await aConversation(by, {
    stateCode: "XED",
    about,
    said: saidInTheExample,
    hadOn: "2026-01-15",
  });
  await sql`update conversations set with_role = 'human_rights_officer', next_step = 'Send the two names of States',
    next_owner_id = ${by.membershipId}, next_due_on = '2026-12-01' where id = ${id}`;
  return id;
}

async function findBriefOf(
  table: "brief_drafts" | "brief_jobs" | "briefs" | "submission_drafts" | "submissions",
  who: string,
  kind?: "pre_session" | "speaking" | JobKind,
): Promise<string | undefined> {
  const sql = asSuperuser();
  const { membershipId } = await memberOfTheExample(who);
  const author = ["briefs", "submissions"].includes(table) ? "made_by" : "created_by";
  const [found] = await sql<{ id: string }[]>`
    select id from ${sql(table)} where ${sql(author)} = ${membershipId}
      ${kind ? sql`and kind = ${kind}` : sql``} limit 1`;
  return found?.id;
}

/** About a case of the example, whatever its author may do with it: a page must hold either way. */
async function makeBriefOf(
  make: (theCase: Case, sessionId: string, by: Member) => Promise<string>,
  { caseId, sessionId }: { caseId: string; sessionId: string },
  who: string,
): Promise<string> {
  const [theCase] = await asSuperuser()<Case[]>`
    select org_id as "orgId", id, country_code as "countryCode" from cases where id = ${caseId}`;
  if (!theCase) {
    throw new Error("The case is gone.");
  }
  return make(theCase, sessionId, await memberOfTheExample(who));
}

async function findCheckIn(caseId: string): Promise<string | undefined> {
  const [row] = await asSuperuser()<{ id: string }[]>`
    select id from check_ins where case_id = ${caseId} limit 1`;
  return row?.id;
}

async function findImport(who: string): Promise<string | undefined> {
  const { membershipId } = await memberOfTheExample(who);
  const [found] = await asSuperuser()<{ id: string }[]>`
    select id from imports where created_by = ${membershipId} and status = 'done'`;
  return found?.id;
}

/** As if a commitment of the example had come from a sheet. Its file is not there: only the program can seal one. */
async function makeImport(who: string, commitmentId: string): Promise<string> {
  const sql = asSuperuser();
  const by = await memberOfTheExample(who);
  const [row] = await sql<{ id: string }[]>`insert into imports (org_id, source, created_by)
    values (${by.organisationId}, 'file', ${by.membershipId}) returning id`;
  const id = row?.id ?? "";
  await sql`update imports set status = 'done', done_at = now(), set_count = 1, skipped_count = 2 where id = ${id}`;
  await sql`insert into import_rows (org_id, import_id, line, place, created_by, case_org_id, case_id, state_code,
      session_id, outcome, stage, commitment_id)
    select ${by.organisationId}, ${id}, 2, 2, ${by.membershipId}, c.org_id, c.case_id, c.state_code, c.session_id, 'set',
      c.stage, c.id from commitments c where c.id = ${commitmentId}`;
  return id;
}

async function findSpeakers(sessionId: string): Promise<string | undefined> {
  const [found] = await asSuperuser()<{ id: string }[]>`
    select id from speakers where session_id = ${sessionId} limit 1`;
  return found?.id;
}

/** A speakers list with every kind of line on it: heard, cut, waiting, for several, and unclear. */
async function makeSpeakers(sessionId: string): Promise<string> {
  const sql = asSuperuser();
  const by = await memberOfTheExample(advocate);
  const rows = await sql<{ id: string }[]>`
    insert into speakers (org_id, session_id, place, written, kind, state_code, members, on_behalf_of, spoke_at,
      spoke_by, stamped_at, cut_at, cut_by, recorded_by)
    select ${by.organisationId}, ${sessionId}, place, written, kind, state_code, members, on_behalf_of,
      case when is_heard then now() end, case when is_heard then ${by.membershipId}::uuid end,
      case when is_heard then now() end, case when is_cut then now() end,
      case when is_cut then ${by.membershipId}::uuid end, ${by.membershipId}
    from (values
      (1, 'Example State 6', 'state', 'XEF', array[]::text[], '', true, false),
      (2, 'Example State 5', 'state', 'XEE', '{}', '', false, true),
      (3, 'Example State 4, on behalf of a group', 'state', 'XED', array['XEA', 'XEC'], 'a group', false, false),
      (4, 'Exampel State 2', 'unclear', null, '{}', '', false, false),
      (5, 'Example State 1, Example State 2', 'unclear', null, array['XEA', 'XEB'], '', false, false),
      (6, 'The Secretariat', 'other', null, '{}', '', false, false)
    ) as l(place, written, kind, state_code, members, on_behalf_of, is_heard, is_cut)
    returning id`;
  return rows[0]?.id ?? "";
}

async function anInvitation(): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const { organisationId, membershipId } = await aMember(await anOrganisation(), "administrator");
  await asSuperuser()`insert into invitations (org_id, token_hash, email, role, invited_by, expires_at)
    values (${organisationId}, ${createHash("sha256").update(token).digest()}, 'guest@example.org',
      'advocate', ${membershipId}, now() + interval '1 day')`;
  return token;
}

/** Somebody of another organisation than `who`. */
async function partnerOf(who: string): Promise<Member> {
  const [own, partner] = [await memberOfTheExample(who), await memberOfTheExample(partnerAdvocate)];
  return own.organisationId === partner.organisationId ? memberOfTheExample(advocate) : partner;
}

async function findShown(who: string): Promise<string | undefined> {
  const { organisationId } = await memberOfTheExample(who);
  const [found] = await asSuperuser()<{ id: string }[]>`
    select id from shown_requests where partner_org_id = ${organisationId} and ended_at is null limit 1`;
  return found?.id;
}

async function makeShown(who: string): Promise<string> {
  const [own, lead] = [await memberOfTheExample(who), await partnerOf(who)];
  const theCase = await aCase(lead, { countryCode: "XEF", title: "Shown to partners" });
  const requestId = await aSupportRequest(theCase, await aDefender(theCase), lead);
  return aShownRequest(theCase, requestId, lead, { id: own.organisationId });
}

async function memberOfTheExample(email: string): Promise<Member> {
  const [found] = await asSuperuser()<Member[]>`
    select m.id as "membershipId", m.org_id as "organisationId", o.name as "organisationName", m.role
    from memberships m join people p on p.id = m.person_id join organisations o on o.id = m.org_id
    where p.email = ${email}`;
  if (!found) {
    throw new Error(`Nobody of the example has the address ${email}.`);
  }
  return found;
}

/** A page's address with the example's ids in the place of its parameters. */
export function addressOf(route: string, places: Places): string {
  if (route.endsWith("/withdrawals/[consentId]")) {
    return route
      .replace("[caseId]", places.withdrawal.caseId)
      .replace("[consentId]", places.withdrawal.consentId);
  }
  if (route === "/invitations/[token]") {
    return route.replace("[token]", places.invitationToken);
  }
  if (route === "/insights/[chart]") {
    return `/insights/stage-ladder?session=${places.sessionId}`;
  }
  if (route === "/briefs/new") {
    return `${route}?session=${places.sessionId}`;
  }
  if (route === "/briefs/new/pack") {
    return `${route}?session=${places.sessionId}&begin=asked`;
  }
  if (route === "/briefs/new/speaking") {
    return `${route}?session=${places.sessionId}`;
  }
  if (route === "/briefs/[briefId]/notes") {
    return route.replace("[briefId]", places.speechId);
  }
  if (route === "/briefs/new/mission") {
    return `${route}?session=${places.sessionId}&state=${places.stateKey}`;
  }
  if (route === "/corridor") {
    return `${route}?state=${places.stateKey}`;
  }
  if (route === "/cases/[caseId]/ask-next") {
    return `/cases/${places.caseId}/ask-next?session=${places.sessionId}`;
  }
  if (route === "/commitments/record") {
    return `${route}?case=${places.caseId}&session=${places.sessionId}`;
  }
  if (route.includes("[editionId]")) {
    const { caseId, alertId, editionId } = places.issued;
    return route
      .replace("[caseId]", caseId)
      .replace("[alertId]", alertId)
      .replace("[editionId]", editionId);
  }
  return (
    route
      .replace("[caseId]", route.includes("[alertId]") ? places.cubaCaseId : places.caseId)
      .replace("[alertId]", places.alertId)
      .replace("[versionId]", places.versionId)
      .replace("[commitmentId]", places.commitmentId)
      .replace("[sessionId]", places.sessionId)
      .replace("[stateKey]", places.stateKey)
      .replace("[conversationId]", places.conversationId)
      .replace("[draftId]", places.draftId)
      .replace("[briefId]", places.briefId)
      .replace("[packId]", places.packId)
      .replace("[jobId]", places.leftReportId)
      .replace("[submissionDraftId]", places.submissionDraftId)
      .replace("[submissionId]", places.submissionId)
      .replace("[checkInId]", places.checkInId)
      .replace("[importId]", places.importId)
      .replace("[defenderId]", places.defenderId)
      .replace("[eventId]", places.eventId)
      .replace("[requestId]", places.requestId)
      .replace("[supportKey]", places.supportKey)
      .replace("[partnerId]", places.partnerId)
      .replace("[shownId]", places.shownId)
      // The set-up is over once somebody is there; its page says so.
      .replace("[token]", "A".repeat(43))
  );
}
