import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { guestLinks, guestReplies, guestVisits } from "../schema/guests";
import { app, both, inMyOrganisation } from "./rules";

/** Row security holds inside too: whoever does not read the brief finds none. All of them are written by functions. */
const ofAReadableBrief = sql`exists (select 1 from briefs b where b.id = guest_links.brief_id)`;

export const readGuestLinks = pgPolicy("who reads a brief reads for whom it was opened", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), ofAReadableBrief),
}).link(guestLinks);

export const readGuestVisits = pgPolicy("who reads a brief reads when its guests came", {
  for: "select",
  to: app,
  using: both(
    inMyOrganisation(),
    sql`exists (select 1 from guest_links l where l.id = guest_visits.link_id)`,
  ),
}).link(guestVisits);

export const readGuestReplies = pgPolicy("who reads a brief reads what its guests answered", {
  for: "select",
  to: app,
  using: both(
    inMyOrganisation(),
    sql`exists (select 1 from guest_links l where l.id = guest_replies.link_id)`,
  ),
}).link(guestReplies);
