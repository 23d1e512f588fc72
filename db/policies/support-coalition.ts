import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { shownRequestSteps, shownRequests, supportOffers } from "../schema/support-coalition";
import { app, both, editsCase, inCaseTeam, inMyOrganisation, isMine, mayWrite } from "./rules";

/** What is offered is meant for the whole coalition. */
export const readOffers = pgPolicy("members know what organisations of the coalition offer", {
  for: "select",
  to: app,
  using: sql`app.org() is not null`,
}).link(supportOffers);

export const makeOffers = pgPolicy("advocates say what their organisation offers", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), mayWrite, isMine("created_by")),
}).link(supportOffers);

export const changeOffers = pgPolicy("advocates keep what their organisation offers", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
  withCheck: both(inMyOrganisation(), mayWrite),
}).link(supportOffers);

export const removeOffers = pgPolicy("advocates take an offer of their organisation away", {
  for: "delete",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
}).link(supportOffers);

export const readShownRequests = pgPolicy("the team of a case knows to whom it showed a request", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), inCaseTeam("shown_requests.case_id")),
}).link(shownRequests);

export const showRequests = pgPolicy("editors of a case show a request to a partner", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("shown_by"), editsCase("shown_requests.case_id")),
}).link(shownRequests);

export const changeShownRequests = pgPolicy("editors of a case show more, or take it back", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), editsCase("shown_requests.case_id")),
  withCheck: both(inMyOrganisation(), editsCase("shown_requests.case_id")),
}).link(shownRequests);

export const readShownSteps = pgPolicy(
  "the team of a case reads what came of a request it showed",
  {
    for: "select",
    to: app,
    using: both(inMyOrganisation(), inCaseTeam("shown_request_steps.case_id")),
  },
).link(shownRequestSteps);
