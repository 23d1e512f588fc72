import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { evidenceCorrections, speakers, takenSteps, unraisedReasons } from "../schema/room";
import {
  app,
  both,
  contributesToCase,
  inMyOrganisation,
  isMine,
  mayWrite,
  readsCommitment,
} from "./rules";

export const readSpeakers = pgPolicy("a speakers list is read by its organisation", {
  for: "select",
  to: app,
  using: inMyOrganisation(),
}).link(speakers);

export const listSpeakers = pgPolicy("advocates list the speakers of sessions that they read", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation(),
    mayWrite,
    isMine("recorded_by"),
    sql`exists (select 1 from sessions s where s.id = session_id)`,
  ),
}).link(speakers);

/** A trigger keeps who stamped it, and who spoke for whom. */
export const followSpeakers = pgPolicy("advocates follow their speakers list", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
  withCheck: both(inMyOrganisation(), mayWrite),
}).link(speakers);

export const removeSpeakers = pgPolicy("advocates take out speakers that were not reached yet", {
  for: "delete",
  to: app,
  using: both(inMyOrganisation(), mayWrite, sql`spoke_at is null and cut_at is null`),
}).link(speakers);

export const readSteps = pgPolicy("members know which of their steps were done", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), isMine("taken_by")),
}).link(takenSteps);

export const takeSteps = pgPolicy("advocates take steps in rooms of sessions that they read", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation(),
    mayWrite,
    isMine("taken_by"),
    sql`exists (select 1 from sessions s where s.id = session_id)`,
  ),
}).link(takenSteps);

export const readCorrections = pgPolicy("readers of evidence read what it said before", {
  for: "select",
  to: app,
  using: sql`exists (select 1 from evidence e where e.org_id = evidence_corrections.org_id
    and e.id = evidence_corrections.evidence_id)`,
}).link(evidenceCorrections);

export const readReasons = pgPolicy("readers of a commitment read why it was not kept", {
  for: "select",
  to: app,
  using: readsCommitment("unraised_reasons.commitment_id"),
}).link(unraisedReasons);

export const giveReasons = pgPolicy("contributors to the case say why it was not kept", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation("recorded_org_id"),
    isMine("recorded_by"),
    readsCommitment("unraised_reasons.commitment_id"),
    contributesToCase("unraised_reasons.case_id"),
  ),
}).link(unraisedReasons);
