import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { invitations, memberships, organisations, people, signIns, visits } from "../schema/people";
import { app, both, either, inMyOrganisation, isAdministrator, isMe, isMine } from "./rules";

export const readOrganisations = pgPolicy("members know the organisations of the coalition", {
  for: "select",
  to: app,
  using: sql`app.org() is not null`,
}).link(organisations);

export const renameOrganisation = pgPolicy("administrators keep their organisation's details", {
  for: "update",
  to: app,
  using: both(inMyOrganisation("id"), isAdministrator),
  withCheck: both(inMyOrganisation("id"), isAdministrator),
}).link(organisations);

export const readPeople = pgPolicy("people know themselves and their colleagues", {
  for: "select",
  to: app,
  using: either(
    isMe("id"),
    sql`exists (select 1 from memberships m where m.person_id = people.id and m.org_id = app.org())`,
  ),
}).link(people);

export const changePreferences = pgPolicy("people keep their own preferences", {
  for: "update",
  to: app,
  using: isMe("id"),
  withCheck: isMe("id"),
}).link(people);

export const readMemberships = pgPolicy("members know their colleagues and their own memberships", {
  for: "select",
  to: app,
  using: either(inMyOrganisation(), isMe("person_id")),
}).link(memberships);

export const changeMemberships = pgPolicy("administrators change memberships", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), isAdministrator),
  withCheck: both(inMyOrganisation(), isAdministrator),
}).link(memberships);

export const leaveOrganisation = pgPolicy("a member may leave", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), isMine("id")),
  withCheck: both(inMyOrganisation(), isMine("id"), sql`status = 'left'`),
}).link(memberships);

export const readInvitations = pgPolicy("administrators see open invitations", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), isAdministrator),
}).link(invitations);

export const invite = pgPolicy("administrators invite", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isAdministrator, isMine("invited_by")),
}).link(invitations);

export const revokeInvitation = pgPolicy("administrators take invitations back", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), isAdministrator),
  withCheck: both(inMyOrganisation(), isAdministrator),
}).link(invitations);

export const readSignIns = pgPolicy("people see where they are signed in", {
  for: "select",
  to: app,
  using: isMe("person_id"),
}).link(signIns);

export const endSignIns = pgPolicy("people sign out elsewhere", {
  for: "update",
  to: app,
  using: isMe("person_id"),
  withCheck: isMe("person_id"),
}).link(signIns);

export const ownVisits = pgPolicy("members keep their own way back", {
  for: "all",
  to: app,
  using: both(inMyOrganisation(), isMine("membership_id")),
  withCheck: both(inMyOrganisation(), isMine("membership_id")),
}).link(visits);
