import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { cautions, contactShares, missionContacts, pinnedStates } from "../schema/missions";
import { app, both, inMyOrganisation, isMine, mayWrite } from "./rules";

export const readCautions = pgPolicy("members read their organisation's cautions", {
  for: "select",
  to: app,
  using: inMyOrganisation(),
}).link(cautions);

export const noteCautions = pgPolicy("advocates note cautions", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("recorded_by"), mayWrite),
}).link(cautions);

export const endCautions = pgPolicy("advocates end cautions", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
  withCheck: both(inMyOrganisation(), mayWrite),
}).link(cautions);

export const readContacts = pgPolicy("members read their organisation's contacts", {
  for: "select",
  to: app,
  using: inMyOrganisation(),
}).link(missionContacts);

export const readShownContacts = pgPolicy("partners read the contacts that they are shown", {
  for: "select",
  to: app,
  using: sql`exists (select 1 from contact_shares s where s.org_id = mission_contacts.org_id
    and s.contact_id = mission_contacts.id and s.partner_org_id = app.org())`,
}).link(missionContacts);

export const noteContacts = pgPolicy("advocates note contacts", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("recorded_by"), mayWrite),
}).link(missionContacts);

export const changeContacts = pgPolicy("advocates change contacts", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
  withCheck: both(inMyOrganisation(), mayWrite),
}).link(missionContacts);

export const dropContacts = pgPolicy("advocates remove contacts", {
  for: "delete",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
}).link(missionContacts);

export const readContactShares = pgPolicy("both sides know to whom a contact is shown", {
  for: "select",
  to: app,
  using: sql`${inMyOrganisation()} or partner_org_id = app.org()`,
}).link(contactShares);

export const showContacts = pgPolicy("advocates show contacts to partners", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation(),
    isMine("shared_by"),
    mayWrite,
    sql`partner_org_id <> app.org()`,
  ),
}).link(contactShares);

export const hideContacts = pgPolicy("advocates stop showing contacts", {
  for: "delete",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
}).link(contactShares);

export const ownPins = pgPolicy("members keep their own pins", {
  for: "all",
  to: app,
  using: both(inMyOrganisation(), isMine("membership_id")),
  withCheck: both(inMyOrganisation(), isMine("membership_id")),
}).link(pinnedStates);
