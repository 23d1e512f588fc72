import { uuidv7 } from "uuidv7";
import type { Case, Member } from "./factories";
import { asSuperuser } from "./superuser";

/** What somebody is writing for OHCHR about a case. */
export async function aSubmissionDraft(theCase: Case, by: Member): Promise<string> {
  const id = uuidv7();
  await asSuperuser()`insert into submission_drafts (org_id, id, case_id, kind, report_year, created_by)
    values (${theCase.orgId}, ${id}, ${theCase.id}, 'report', 2026, ${by.membershipId})`;
  return id;
}

/**
 * A submission that was made of a case, as it is frozen, with a file that was taken along and one that was sent. It
 * speaks of nobody, so that consent covers it and there is no name to open.
 */
export async function aSubmission(theCase: Case, by: Member): Promise<string> {
  const sql = asSuperuser();
  const id = uuidv7();
  const hash = "0".repeat(64);
  const unknown = { from: null, to: null, precision: "unknown" };
  const texts = Object.fromEntries(
    [
      "link",
      "trigger",
      "engagement",
      "summary",
      "currentSituation",
      "detention",
      "remedies",
      "response",
      "priorAction",
      "sources",
      "urgency",
    ].map((field) => [field, field === "link" ? "They were to speak before the Council." : ""]),
  );
  const inputs = {
    kind: "report",
    language: "en",
    contact: "",
    day: "2026-04-13",
    organisation: by.organisationName,
    reference: "PL-1",
    state: "Example State 7",
    mandates: [],
    isFollowUp: false,
    window: { year: 2026, from: "2025-05-01", to: "2026-04-30", isStored: false },
    people: [],
    facts: {
      ...unknown,
      types: [],
      perpetrators: [],
      engagement: null,
      engagementFrom: null,
      engagementTo: null,
      engagementPrecision: "unknown",
      verification: null,
      verifiedOn: null,
      response: null,
      sgReport: null,
    },
    events: [],
    texts,
  };
  await sql`insert into submissions (org_id, id, case_id, kind, language, inputs, hash, names, shown, generator, made_by)
    values (${theCase.orgId}, ${id}, ${theCase.id}, 'report', 'en', ${sql.json(inputs)}, ${hash}, 'v1.', '[]',
      'report submission 1', ${by.membershipId})`;
  await sql`insert into submission_copies (org_id, case_id, submission_id, format, hash, is_own, taken_by)
    values (${theCase.orgId}, ${theCase.id}, ${id}, 'pdf', ${hash}, false, ${by.membershipId})`;
  await sql`insert into submission_sendings (org_id, case_id, submission_id, format, hash, address, channel, sent_on,
      recorded_by)
    values (${theCase.orgId}, ${theCase.id}, ${id}, 'pdf', ${hash}, 'un@un.example', 'mail', '2026-04-14',
      ${by.membershipId})`;
  return id;
}
