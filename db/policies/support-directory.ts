import { pgPolicy } from "drizzle-orm/pg-core";
import { supportEntries } from "../schema/support-directory";
import { app, both, inMyOrganisation, isMine, mayWrite } from "./rules";

export const readSupportEntries = pgPolicy("members read what their organisation knows of help", {
  for: "select",
  to: app,
  using: inMyOrganisation(),
}).link(supportEntries);

export const addSupportEntries = pgPolicy("advocates add to the directory", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("created_by"), mayWrite),
}).link(supportEntries);

export const changeSupportEntries = pgPolicy("advocates keep the directory up to date", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
  withCheck: both(inMyOrganisation(), mayWrite),
}).link(supportEntries);
