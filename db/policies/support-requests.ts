import { pgPolicy } from "drizzle-orm/pg-core";
import { supportReminders } from "../schema/support-reminders";
import {
  referralConsents,
  referrals,
  supportOutcomes,
  supportRequests,
} from "../schema/support-requests";
import { app, both, editsCase, inCaseTeam, inMyOrganisation, isMine } from "./rules";

/** What somebody needs is as dangerous to know as who they are: the team of the case, and nobody else in the house. */
export const readSupportRequests = pgPolicy("the team of a case reads what is needed", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), inCaseTeam("support_requests.case_id")),
}).link(supportRequests);

export const openSupportRequests = pgPolicy("editors of a case ask for support", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("created_by"), editsCase("support_requests.case_id")),
}).link(supportRequests);

export const changeSupportRequests = pgPolicy("editors of a case keep what is needed up to date", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), editsCase("support_requests.case_id")),
  withCheck: both(inMyOrganisation(), editsCase("support_requests.case_id")),
}).link(supportRequests);

export const readReferralConsents = pgPolicy("the team of a case reads who may be asked", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), inCaseTeam("referral_consents.case_id")),
}).link(referralConsents);

export const recordReferralConsents = pgPolicy("editors of a case record who may be asked", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation(),
    isMine("obtained_by"),
    editsCase("referral_consents.case_id"),
  ),
}).link(referralConsents);

/** As consent elsewhere: whoever of the team hears of a withdrawal ends it, readers too. */
export const withdrawReferralConsents = pgPolicy("the team of a case ends consent to refer", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), inCaseTeam("referral_consents.case_id")),
  withCheck: both(inMyOrganisation(), inCaseTeam("referral_consents.case_id")),
}).link(referralConsents);

export const readReferrals = pgPolicy("the team of a case reads who was asked", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), inCaseTeam("referrals.case_id")),
}).link(referrals);

export const prepareReferrals = pgPolicy("editors of a case ask support organisations", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("prepared_by"), editsCase("referrals.case_id")),
}).link(referrals);

export const recordAnswers = pgPolicy("editors of a case record what became of it", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), editsCase("referrals.case_id")),
  withCheck: both(inMyOrganisation(), editsCase("referrals.case_id")),
}).link(referrals);

export const readOutcomes = pgPolicy("the team of a case reads whether it helped", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), inCaseTeam("support_outcomes.case_id")),
}).link(supportOutcomes);

export const recordOutcomes = pgPolicy("editors of a case record whether it helped", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("recorded_by"), editsCase("support_outcomes.case_id")),
}).link(supportOutcomes);

export const readSupportReminders = pgPolicy("the team of a case reads of what it was reminded", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), inCaseTeam("support_reminders.case_id")),
}).link(supportReminders);
