import { pgPolicy } from "drizzle-orm/pg-core";
import {
  reportWindows,
  submissionAddresses,
  submissionCopies,
  submissionDrafts,
  submissionSendings,
  submissions,
} from "../schema/submissions";
import {
  app,
  both,
  editsCase,
  inCaseTeam,
  inMyOrganisation,
  isAdministrator,
  isMine,
} from "./rules";

const isOwnDraft = both(
  inMyOrganisation(),
  isMine("created_by"),
  editsCase("submission_drafts.case_id"),
);

export const keepSubmissionDrafts = pgPolicy("who edits a case keeps a draft about it", {
  for: "all",
  to: app,
  using: isOwnDraft,
  withCheck: isOwnDraft,
}).link(submissionDrafts);

/** Names and consent are the team's to read, and so is what is made of them. */
export const readSubmissions = pgPolicy("the team of a case reads its submissions", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), inCaseTeam("submissions.case_id")),
}).link(submissions);

export const readCopies = pgPolicy("the team knows who took a submission along", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), inCaseTeam("submission_copies.case_id")),
}).link(submissionCopies);

export const readSendings = pgPolicy("the team knows what was sent", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), inCaseTeam("submission_sendings.case_id")),
}).link(submissionSendings);

export const readSubmissionAddresses = pgPolicy("members read where submissions go", {
  for: "select",
  to: app,
  using: inMyOrganisation(),
}).link(submissionAddresses);

const administers = both(inMyOrganisation(), isAdministrator);

export const setSubmissionAddresses = pgPolicy("administrators say where submissions go", {
  for: "all",
  to: app,
  using: administers,
  withCheck: administers,
}).link(submissionAddresses);

export const readReportWindows = pgPolicy("members read what a report covers", {
  for: "select",
  to: app,
  using: inMyOrganisation(),
}).link(reportWindows);

export const setReportWindows = pgPolicy("administrators say what a report covers", {
  for: "all",
  to: app,
  using: administers,
  withCheck: administers,
}).link(reportWindows);
