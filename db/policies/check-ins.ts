import { pgPolicy } from "drizzle-orm/pg-core";
import {
  checkInIncidents,
  checkInSteps,
  checkIns,
  checkInTicks,
  checkInTimes,
} from "../schema/check-ins";
import { supportRequestAsks } from "../schema/support-request-asks";
import { app, both, editsCase, inCaseTeam, inMyOrganisation, isMine } from "./rules";

/** When somebody is to be heard from tells when they are alone: the team of the case, and nobody else in the house. */
const teamOf = (table: string) => both(inMyOrganisation(), inCaseTeam(`${table}.case_id`));
const editorsOf = (table: string) => both(inMyOrganisation(), editsCase(`${table}.case_id`));

export const readCheckIns = pgPolicy("the team of a case reads what was agreed", {
  for: "select",
  to: app,
  using: teamOf("check_ins"),
}).link(checkIns);

export const agreeOnCheckIns = pgPolicy("editors of a case agree on check-ins", {
  for: "insert",
  to: app,
  withCheck: both(editorsOf("check_ins"), isMine("agreed_by")),
}).link(checkIns);

export const endCheckIns = pgPolicy("editors of a case end check-ins", {
  for: "update",
  to: app,
  using: editorsOf("check_ins"),
  withCheck: editorsOf("check_ins"),
}).link(checkIns);

export const readCheckInSteps = pgPolicy("the team of a case reads the agreed steps", {
  for: "select",
  to: app,
  using: teamOf("check_in_steps"),
}).link(checkInSteps);

export const agreeOnSteps = pgPolicy("editors of a case agree on steps", {
  for: "insert",
  to: app,
  withCheck: editorsOf("check_in_steps"),
}).link(checkInSteps);

export const readCheckInTimes = pgPolicy("the team of a case reads who was heard from", {
  for: "select",
  to: app,
  using: teamOf("check_in_times"),
}).link(checkInTimes);

/** Whoever of the team hears from them records it, readers too: nobody waits for somebody with more rights. */
export const recordCheckIns = pgPolicy("the team of a case records what was heard", {
  for: "update",
  to: app,
  using: teamOf("check_in_times"),
  withCheck: teamOf("check_in_times"),
}).link(checkInTimes);

export const readIncidents = pgPolicy("the team of a case reads who was not heard from", {
  for: "select",
  to: app,
  using: teamOf("check_in_incidents"),
}).link(checkInIncidents);

export const endIncidents = pgPolicy("the team of a case says what was found out", {
  for: "update",
  to: app,
  using: teamOf("check_in_incidents"),
  withCheck: teamOf("check_in_incidents"),
}).link(checkInIncidents);

export const readTicks = pgPolicy("the team of a case reads what was done", {
  for: "select",
  to: app,
  using: teamOf("check_in_ticks"),
}).link(checkInTicks);

export const tickSteps = pgPolicy("the team of a case ticks what it did", {
  for: "insert",
  to: app,
  withCheck: both(teamOf("check_in_ticks"), isMine("done_by")),
}).link(checkInTicks);

export const takeTicksBack = pgPolicy("whoever ticked a step takes it back", {
  for: "delete",
  to: app,
  using: both(teamOf("check_in_ticks"), isMine("done_by")),
}).link(checkInTicks);

export const readRequestAsks = pgPolicy("the team of a case reads which asks a request led to", {
  for: "select",
  to: app,
  using: teamOf("support_request_asks"),
}).link(supportRequestAsks);

export const linkRequestAsks = pgPolicy("editors of a case link a request to its asks", {
  for: "insert",
  to: app,
  withCheck: both(editorsOf("support_request_asks"), isMine("linked_by")),
}).link(supportRequestAsks);
