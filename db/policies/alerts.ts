import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import {
  alertApprovals,
  alertComments,
  alertContributions,
  alertParts,
  alertPassages,
  alertRestorations,
  alertStates,
  alerts,
  alertTexts,
  alertThreads,
  alertUpdates,
  alertVersions,
  editions,
  endorsements,
  signOnRequests,
  withheldNames,
} from "../schema/alerts";
import {
  app,
  both,
  contributesToCase,
  discussesCase,
  editsCase,
  either,
  inCaseTeam,
  inMyOrganisation,
  isMine,
  readsCase,
} from "./rules";

/*
 * Whoever reads the case reads its alerts: names and passages for the team alone do not stand in them. What is typed,
 * folded, signed and issued is written by functions that check more than a row; the rest is written here.
 */
export const readAlerts = pgPolicy("readers of the case read its alerts", {
  for: "select",
  to: app,
  using: readsCase("alerts.case_id"),
}).link(alerts);

export const beginAlerts = pgPolicy("editors of the case begin alerts", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation(),
    isMine("created_by"),
    editsCase("alerts.case_id"),
    sql`stage = 'draft'`,
  ),
}).link(alerts);

export const changeAlerts = pgPolicy("editors of the case keep an alert's details", {
  for: "update",
  to: app,
  using: editsCase("alerts.case_id"),
  withCheck: editsCase("alerts.case_id"),
}).link(alerts);

export const readTexts = pgPolicy("readers of the case read its texts", {
  for: "select",
  to: app,
  using: readsCase("alert_texts.case_id"),
}).link(alertTexts);

export const addTexts = pgPolicy("contributors add languages", {
  for: "insert",
  to: app,
  withCheck: contributesToCase("alert_texts.case_id"),
}).link(alertTexts);

export const finishTexts = pgPolicy("contributors call a language ready", {
  for: "update",
  to: app,
  using: contributesToCase("alert_texts.case_id"),
  withCheck: contributesToCase("alert_texts.case_id"),
}).link(alertTexts);

export const readUpdates = pgPolicy("readers of the case read what was typed", {
  for: "select",
  to: app,
  using: readsCase("alert_updates.case_id"),
}).link(alertUpdates);

export const readStates = pgPolicy("readers of the case read what was folded", {
  for: "select",
  to: app,
  using: readsCase("alert_states.case_id"),
}).link(alertStates);

export const readParts = pgPolicy("readers of the case read its sections", {
  for: "select",
  to: app,
  using: readsCase("alert_parts.case_id"),
}).link(alertParts);

export const finishParts = pgPolicy("contributors say how far a section is", {
  for: "update",
  to: app,
  using: contributesToCase("alert_parts.case_id"),
  withCheck: contributesToCase("alert_parts.case_id"),
}).link(alertParts);

export const readPassages = pgPolicy("the team alone reads sealed passages", {
  for: "select",
  to: app,
  using: inCaseTeam("alert_passages.case_id"),
}).link(alertPassages);

export const sealPassages = pgPolicy("editors of the team seal passages", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("sealed_by"), editsCase("alert_passages.case_id")),
}).link(alertPassages);

export const readContributions = pgPolicy("readers of the case see who wrote where", {
  for: "select",
  to: app,
  using: readsCase("alert_contributions.case_id"),
}).link(alertContributions);

export const readVersions = pgPolicy("readers of the case read its versions", {
  for: "select",
  to: app,
  using: both(
    readsCase("alert_versions.case_id"),
    sql`app.may_read_names(alert_versions.case_id, alert_versions.shown)`,
  ),
}).link(alertVersions);

export const readRestorations = pgPolicy("readers of the case see who restored a text", {
  for: "select",
  to: app,
  using: readsCase("alert_restorations.case_id"),
}).link(alertRestorations);

export const keepRestorations = pgPolicy("contributors restore a text as themselves", {
  for: "insert",
  to: app,
  withCheck: both(
    isMine("restored_by"),
    sql`actor_org_id = app.org()`,
    contributesToCase("alert_restorations.case_id"),
  ),
}).link(alertRestorations);

export const readThreads = pgPolicy("readers of the case read its discussions", {
  for: "select",
  to: app,
  using: readsCase("alert_threads.case_id"),
}).link(alertThreads);

export const openThreads = pgPolicy("whoever may discuss opens threads", {
  for: "insert",
  to: app,
  withCheck: both(
    isMine("opened_by"),
    sql`actor_org_id = app.org() and settled_at is null`,
    discussesCase("alert_threads.case_id"),
  ),
}).link(alertThreads);

export const settleThreads = pgPolicy("whoever may discuss settles threads", {
  for: "update",
  to: app,
  using: discussesCase("alert_threads.case_id"),
  withCheck: both(
    discussesCase("alert_threads.case_id"),
    sql`(settled_by is null or settled_by = app.membership())`,
  ),
}).link(alertThreads);

export const readComments = pgPolicy("readers of the case read its comments", {
  for: "select",
  to: app,
  using: readsCase("alert_comments.case_id"),
}).link(alertComments);

export const writeComments = pgPolicy("whoever may discuss comments", {
  for: "insert",
  to: app,
  withCheck: both(
    isMine("written_by"),
    sql`actor_org_id = app.org()`,
    discussesCase("alert_comments.case_id"),
  ),
}).link(alertComments);

export const readApprovals = pgPolicy("readers of the case see who approved", {
  for: "select",
  to: app,
  using: readsCase("alert_approvals.case_id"),
}).link(alertApprovals);

export const readRequests = pgPolicy("readers of the case see who was asked to sign", {
  for: "select",
  to: app,
  using: readsCase("sign_on_requests.case_id"),
}).link(signOnRequests);

export const readEndorsements = pgPolicy("readers of the case see who signed", {
  for: "select",
  to: app,
  using: readsCase("endorsements.case_id"),
}).link(endorsements);

export const readWithheldNames = pgPolicy("the team reads whose name is withheld", {
  for: "select",
  to: app,
  using: inCaseTeam("withheld_names.case_id"),
}).link(withheldNames);

export const readOwnWithheldName = pgPolicy("an organisation reads that its own name is withheld", {
  for: "select",
  to: app,
  using: both(sql`signer_org_id = app.org()`, readsCase("withheld_names.case_id")),
}).link(withheldNames);

export const readEditions = pgPolicy("each audience reads its editions while consent holds", {
  for: "select",
  to: app,
  using: either(
    inCaseTeam("editions.case_id"),
    both(
      sql`audience <> 'internal' and frozen_at is null`,
      readsCase("editions.case_id"),
      sql`app.may_read_names(editions.case_id, editions.shown)`,
    ),
  ),
}).link(editions);
