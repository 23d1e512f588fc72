import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { briefDrafts, briefPacks, briefs, packMissions } from "../schema/briefs";
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

const isOwnPack = both(inMyOrganisation(), isMine("created_by"));

export const readPacks = pgPolicy("who asked for a pack reads it", {
  for: "select",
  to: app,
  using: isOwnPack,
}).link(briefPacks);

/** How far it is, is written by the functions alone. */
export const askForPacks = pgPolicy("writers ask for packs", {
  for: "insert",
  to: app,
  withCheck: both(
    isOwnPack,
    mayWrite,
    sql`exists (select 1 from sessions s where s.id = brief_packs.session_id)`,
    sql`lease_hash is null and lease_until is null and finished_at is null and cancelled_at is null`,
  ),
}).link(briefPacks);

/** Row security holds inside too: of another's pack there is nothing. */
const ofOwnPack = sql`exists (select 1 from brief_packs p where p.id = pack_missions.pack_id)`;

export const readPackMissions = pgPolicy("who asked for a pack reads what became of it", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), ofOwnPack),
}).link(packMissions);

export const askForMissions = pgPolicy("who asks for a pack names its missions", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation(),
    mayWrite,
    ofOwnPack,
    sql`attempts = 0 and settled_at is null and brief_id is null and reason is null`,
  ),
}).link(packMissions);
