import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { briefDrafts, briefs } from "../schema/briefs";
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
