import { pgPolicy } from "drizzle-orm/pg-core";
import { cautions, missionContacts } from "../schema/missions";
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
