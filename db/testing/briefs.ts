import { uuidv7 } from "uuidv7";
import type { Case, Member } from "./factories";
import { asSuperuser } from "./superuser";

/** What somebody is writing for the review of the country that a case concerns. */
export async function aBriefDraft(
  theCase: Case,
  sessionId: string,
  by: Member,
  { ask = "Please raise this case in the review." } = {},
): Promise<string> {
  const id = uuidv7();
  await asSuperuser()`insert into brief_drafts (org_id, id, session_id, state_code, case_ids, ask, created_by)
    values (${theCase.orgId}, ${id}, ${sessionId}, ${theCase.countryCode}, ${[theCase.id]}, ${ask},
      ${by.membershipId})`;
  return id;
}

/** A brief that was made of a case, as it is frozen. It speaks of nobody, so that consent covers it. */
export const aBrief = (theCase: Case, sessionId: string, by: Member): Promise<string> =>
  frozen("pre_session", theCase, sessionId, by);

/** The same as speaking points, of five minutes. */
export const aSpeech = (theCase: Case, sessionId: string, by: Member): Promise<string> =>
  frozen("speaking", theCase, sessionId, by);

async function frozen(
  kind: "pre_session" | "speaking",
  theCase: Case,
  sessionId: string,
  by: Member,
): Promise<string> {
  const sql = asSuperuser();
  const id = uuidv7();
  const inputs = {
    kind,
    ...(kind === "speaking" && { seconds: 300, points: [] }),
    language: "en",
    ask: "Please raise this case in the review.",
    wordings: [],
    contact: "",
    day: "2026-04-13",
    organisation: by.organisationName,
    state: "Example State 7",
    session: { kind: "upr_pre_session", startsOn: null, endsOn: null, precision: "unknown" },
    cases: [],
    agreed: [],
    record: [],
  };
  await sql`insert into briefs (org_id, id, kind, session_id, state_code, case_ids, audience, language, inputs, hash,
      shown, generator, reader_confirmed, made_by)
    values (${theCase.orgId}, ${id}, ${kind}, ${sessionId}, ${theCase.countryCode}, ${[theCase.id]}, 'public', 'en',
      ${sql.json(inputs)}, ${"0".repeat(64)}, '[]', ${kind === "speaking" ? "speaking 1" : "pre-session 1"}, true,
      ${by.membershipId})`;
  return id;
}

/** A finished pack: a brief for one mission, and why there is none for another. */
export async function aPack(theCase: Case, sessionId: string, by: Member): Promise<string> {
  const sql = asSuperuser();
  const id = uuidv7();
  const briefId = await aBrief(theCase, sessionId, by);
  await sql`insert into brief_jobs (org_id, id, kind, session_id, created_by, finished_at)
    values (${theCase.orgId}, ${id}, 'pack', ${sessionId}, ${by.membershipId}, now())`;
  await sql`insert into job_parts (org_id, job_id, state_code, place, language, brief_id, reason, settled_at)
    values (${theCase.orgId}, ${id}, 'XEA', 1, 'en', ${briefId}, null, now()),
      (${theCase.orgId}, ${id}, 'XEB', 2, 'fr', null, 'noAsk', now())`;
  return id;
}

/** A report that somebody asked for, and that was not made since what it is made from changed. */
export async function aLeftReport(theCase: Case, sessionId: string, by: Member): Promise<string> {
  const sql = asSuperuser();
  const id = uuidv7();
  await sql`insert into brief_jobs (org_id, id, kind, session_id, created_by, finished_at)
    values (${theCase.orgId}, ${id}, 'report', ${sessionId}, ${by.membershipId}, now())`;
  await sql`insert into job_parts (org_id, job_id, place, language, reader, seen_hash, reason, settled_at)
    values (${theCase.orgId}, ${id}, 1, 'en', 'public', ${"0".repeat(64)}, 'changed', now())`;
  return id;
}
