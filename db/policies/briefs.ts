import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { briefDrafts, briefJobs, briefs, jobParts } from "../schema/briefs";
import { app, both, inMyOrganisation, isMine, mayWrite, readsCase } from "./rules";

/** Row security holds inside too: a session that is not readable is not there. */
const ofAReadableSession = sql`exists (select 1 from sessions s where s.id = brief_drafts.session_id)`;

const isOwnDraft = both(inMyOrganisation(), isMine("created_by"), mayWrite);

export const keepBriefDrafts = pgPolicy("who writes a brief keeps its draft", {
  for: "all",
  to: app,
  using: isOwnDraft,
  withCheck: both(isOwnDraft, ofAReadableSession),
}).link(briefDrafts);

/** A case that is gone is read by nobody, so neither is what was made of it. */
export const readBriefs = pgPolicy("colleagues who read all its cases read a brief", {
  for: "select",
  to: app,
  using: both(
    inMyOrganisation("briefs.org_id"),
    sql`not exists (select 1 from unnest(briefs.case_ids) as mentioned(case_id) where not ${readsCase("mentioned.case_id")})`,
  ),
}).link(briefs);

const isOwnJob = both(inMyOrganisation(), isMine("created_by"));

export const readJobs = pgPolicy("who asked for a job reads it", {
  for: "select",
  to: app,
  using: isOwnJob,
}).link(briefJobs);

/** Who is asked to agree to all of a pack sees what it holds. The function looks at each of its briefs. */
export const readPacksToAgree = pgPolicy("who may agree to a finished pack reads it", {
  for: "select",
  to: app,
  using: both(
    inMyOrganisation(),
    sql`kind = 'pack' and finished_at is not null and app.may_agree_to_pack(id)`,
  ),
}).link(briefJobs);

/** How far it is, is written by the functions alone. */
export const askForJobs = pgPolicy("writers ask for jobs", {
  for: "insert",
  to: app,
  withCheck: both(
    isOwnJob,
    mayWrite,
    sql`exists (select 1 from sessions s where s.id = brief_jobs.session_id)`,
    sql`lease_hash is null and lease_until is null and finished_at is null and cancelled_at is null`,
  ),
}).link(briefJobs);

/** Row security holds inside too: of a job that one does not read there is nothing. */
const ofAReadableJob = sql`exists (select 1 from brief_jobs j where j.id = job_parts.job_id)`;

const ofOwnJob = sql`exists (select 1 from brief_jobs j where j.id = job_parts.job_id
  and j.created_by = app.membership())`;

export const readJobParts = pgPolicy("who reads a job reads what became of it", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), ofAReadableJob),
}).link(jobParts);

export const askForParts = pgPolicy("who asks for a job names its parts", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation(),
    mayWrite,
    ofOwnJob,
    sql`attempts = 0 and settled_at is null and brief_id is null and reason is null`,
  ),
}).link(jobParts);
