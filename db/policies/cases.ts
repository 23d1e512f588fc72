import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import {
  caseEvents,
  caseKeys,
  caseReaders,
  caseShares,
  cases,
  caseTeam,
  consents,
  defenderIdentities,
  defenders,
} from "../schema/cases";
import {
  app,
  both,
  editsCase,
  either,
  inCaseTeam,
  inMyOrganisation,
  isMine,
  leadsCase,
  mayWrite,
  readsCase,
} from "./rules";

export const readCases = pgPolicy("whoever the case is open to reads it", {
  for: "select",
  to: app,
  using: readsCase("cases.id"),
}).link(cases);

export const openCases = pgPolicy("advocates open cases in their organisation", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("created_by"), mayWrite),
}).link(cases);

export const changeCases = pgPolicy("editors of the team change the case", {
  for: "update",
  to: app,
  using: editsCase("cases.id"),
  withCheck: editsCase("cases.id"),
}).link(cases);

export const readCaseReaders = pgPolicy("everybody knows their own access", {
  for: "select",
  to: app,
  using: sql`audience_id in (app.org(), app.membership()) and (valid_until is null or valid_until >= current_date)`,
}).link(caseReaders);

export const readCaseTeam = pgPolicy("the organisation's readers of a case see its team", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), readsCase("case_team.case_id")),
}).link(caseTeam);

export const changeCaseTeam = pgPolicy("the lead makes the team", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), leadsCase("case_team.case_id")),
}).link(caseTeam);

export const changeTeamRole = pgPolicy("the lead changes roles in the team", {
  for: "update",
  to: app,
  using: leadsCase("case_team.case_id"),
  withCheck: leadsCase("case_team.case_id"),
}).link(caseTeam);

export const leaveCaseTeam = pgPolicy("the lead removes members and members leave", {
  for: "delete",
  to: app,
  using: either(leadsCase("case_team.case_id"), both(inMyOrganisation(), isMine("membership_id"))),
}).link(caseTeam);

export const readCaseShares = pgPolicy("the team and the partner know of a share", {
  for: "select",
  to: app,
  using: either(
    inCaseTeam("case_shares.case_id"),
    sql`partner_org_id = app.org() and revoked_at is null`,
  ),
}).link(caseShares);

export const shareCase = pgPolicy("the lead shares the case", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("shared_by"), leadsCase("case_shares.case_id")),
}).link(caseShares);

export const changeShare = pgPolicy("the lead changes or ends a share", {
  for: "update",
  to: app,
  using: leadsCase("case_shares.case_id"),
  withCheck: leadsCase("case_shares.case_id"),
}).link(caseShares);

export const readCaseKeys = pgPolicy("the team holds the key", {
  for: "select",
  to: app,
  using: inCaseTeam("case_keys.case_id"),
}).link(caseKeys);

export const makeCaseKeys = pgPolicy("editors make the key", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), editsCase("case_keys.case_id")),
}).link(caseKeys);

export const readCaseEvents = pgPolicy("readers of the case read its events", {
  for: "select",
  to: app,
  using: readsCase("case_events.case_id"),
}).link(caseEvents);

export const recordCaseEvents = pgPolicy("editors record events", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("recorded_by"), editsCase("case_events.case_id")),
}).link(caseEvents);

export const correctCaseEvents = pgPolicy("editors correct events", {
  for: "update",
  to: app,
  using: editsCase("case_events.case_id"),
  withCheck: editsCase("case_events.case_id"),
}).link(caseEvents);

export const readDefenders = pgPolicy("readers of the case read public labels", {
  for: "select",
  to: app,
  using: readsCase("defenders.case_id"),
}).link(defenders);

export const addDefenders = pgPolicy("editors add defenders", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), editsCase("defenders.case_id")),
}).link(defenders);

export const relabelDefenders = pgPolicy("editors change public labels", {
  for: "update",
  to: app,
  using: editsCase("defenders.case_id"),
  withCheck: editsCase("defenders.case_id"),
}).link(defenders);

export const readIdentities = pgPolicy("the team alone reads identities", {
  for: "select",
  to: app,
  using: inCaseTeam("defender_identities.case_id"),
}).link(defenderIdentities);

export const sealIdentities = pgPolicy("editors seal identities", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), editsCase("defender_identities.case_id")),
}).link(defenderIdentities);

export const resealIdentities = pgPolicy("editors seal identities anew", {
  for: "update",
  to: app,
  using: editsCase("defender_identities.case_id"),
  withCheck: editsCase("defender_identities.case_id"),
}).link(defenderIdentities);

export const readConsents = pgPolicy("the team reads consent", {
  for: "select",
  to: app,
  using: inCaseTeam("consents.case_id"),
}).link(consents);

export const recordConsents = pgPolicy("editors record consent", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation(),
    isMine("obtained_by"),
    editsCase("consents.case_id"),
    sql`withdrawn_at is null`,
  ),
}).link(consents);

export const withdrawConsents = pgPolicy("anybody in the team records a withdrawal", {
  for: "update",
  to: app,
  using: inCaseTeam("consents.case_id"),
  withCheck: inCaseTeam("consents.case_id"),
}).link(consents);
