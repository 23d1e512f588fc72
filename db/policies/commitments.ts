import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import {
  commitmentEvents,
  commitmentReaders,
  commitments,
  commitmentTallies,
  promiseTallies,
  setBackWords,
} from "../schema/commitments";
import {
  app,
  both,
  contributesToCase,
  inCaseTeam,
  inMyOrganisation,
  readsCommitment,
} from "./rules";

/** What an import does is done by its function, which checks everything at once. */
const byHand = sql`import_id is null`;

export const readCommitments = pgPolicy("whoever the commitment is open to reads it", {
  for: "select",
  to: app,
  using: readsCommitment("commitments.id"),
}).link(commitments);

export const openCommitments = pgPolicy("contributors to the case open commitments", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation("recorded_org_id"),
    contributesToCase("commitments.case_id"),
    sql`exists (select 1 from sessions s where s.id = commitments.session_id)`,
    byHand,
  ),
}).link(commitments);

export const readCommitmentEvents = pgPolicy("readers of a commitment read its history", {
  for: "select",
  to: app,
  using: readsCommitment("commitment_events.commitment_id"),
}).link(commitmentEvents);

export const recordCommitmentEvents = pgPolicy("contributors to the case change commitments", {
  for: "insert",
  to: app,
  withCheck: both(
    readsCommitment("commitment_events.commitment_id"),
    contributesToCase("commitment_events.case_id"),
    sql`kind in ('changed', 'undone')`,
    byHand,
  ),
}).link(commitmentEvents);

export const readSetBackWords = pgPolicy("the team reads what is to be said no more", {
  for: "select",
  to: app,
  using: inCaseTeam("set_back_words.case_id"),
}).link(setBackWords);

export const readCommitmentReaders = pgPolicy("everybody reads their own list", {
  for: "select",
  to: app,
  using: sql`audience_id in (app.org(), app.membership()) and (valid_until is null or valid_until >= current_date)`,
}).link(commitmentReaders);

export const readTallies = pgPolicy("everybody reads their own totals", {
  for: "select",
  to: app,
  using: sql`audience_id in (app.org(), app.membership())`,
}).link(commitmentTallies);

export const readPromises = pgPolicy("everybody reads their own promises", {
  for: "select",
  to: app,
  using: sql`audience_id in (app.org(), app.membership())`,
}).link(promiseTallies);
