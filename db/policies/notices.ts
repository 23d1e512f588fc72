import { pgPolicy } from "drizzle-orm/pg-core";
import { noticeChoices, notices } from "../schema/notices";
import { app, both, inMyOrganisation, isMine } from "./rules";

export const readNotices = pgPolicy("members read their own inbox", {
  for: "select",
  to: app,
  using: isMine("membership_id"),
}).link(notices);

export const settleNotices = pgPolicy("members mark their own notices", {
  for: "update",
  to: app,
  using: isMine("membership_id"),
  withCheck: isMine("membership_id"),
}).link(notices);

export const readChoices = pgPolicy("members read their own choices", {
  for: "select",
  to: app,
  using: isMine("membership_id"),
}).link(noticeChoices);

export const makeChoices = pgPolicy("members choose how they hear", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("membership_id")),
}).link(noticeChoices);

export const changeChoices = pgPolicy("members change how they hear", {
  for: "update",
  to: app,
  using: isMine("membership_id"),
  withCheck: both(inMyOrganisation(), isMine("membership_id")),
}).link(noticeChoices);
