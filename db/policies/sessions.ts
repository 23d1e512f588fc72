import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { sessions } from "../schema/sessions";
import { app, both, either, inMyOrganisation, mayWrite, readsCommitmentOfSession } from "./rules";

export const readSessions = pgPolicy(
  "shipped sessions, one's own, and those of shared commitments are readable",
  {
    for: "select",
    to: app,
    using: either(
      sql`org_id is null and app.org() is not null`,
      inMyOrganisation(),
      readsCommitmentOfSession("sessions.id"),
    ),
  },
).link(sessions);

export const addSessions = pgPolicy("advocates add sessions of their organisation", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), mayWrite, sql`reference_key is null`),
}).link(sessions);

export const changeSessions = pgPolicy("advocates change sessions of their organisation", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
  withCheck: both(inMyOrganisation(), mayWrite),
}).link(sessions);
