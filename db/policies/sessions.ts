import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { sessions } from "../schema/sessions";
import { app, both, either, inMyOrganisation, mayWrite } from "./rules";

export const readSessions = pgPolicy(
  "shipped sessions, one's own, and those of shared commitments are readable",
  {
    for: "select",
    to: app,
    using: either(
      sql`org_id is null and app.org() is not null`,
      inMyOrganisation(),
      sql`exists (select 1 from commitment_readers cr where cr.session_id = sessions.id
        and cr.audience_id in (app.org(), app.membership())
        and (cr.valid_until is null or cr.valid_until >= current_date))`,
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
