import { sql } from "drizzle-orm";
import { pgPolicy } from "drizzle-orm/pg-core";
import { calendarFeeds, sessionDeadlines, sessionTasks } from "../schema/calendar";
import { app, both, either, inMyOrganisation, isMine, mayWrite } from "./rules";

/** Row security holds inside too: a session that is not readable is not there. */
const ofASession = (rule: string) =>
  sql.raw(`exists (select 1 from sessions s where s.id = session_id and (${rule}))`);

export const readDeadlines = pgPolicy("deadlines are read with their session", {
  for: "select",
  to: app,
  using: either(inMyOrganisation(), ofASession("s.org_id = session_deadlines.org_id")),
}).link(sessionDeadlines);

/** Of one's own sessions and, for one's own organisation alone, of the shipped ones; never of a partner's. */
const isOursToDate = both(
  inMyOrganisation(),
  mayWrite,
  ofASession("s.org_id is null or s.org_id = app.org()"),
);

export const setDeadlines = pgPolicy("advocates set deadlines of sessions that are theirs", {
  for: "insert",
  to: app,
  withCheck: both(isOursToDate, isMine("recorded_by")),
}).link(sessionDeadlines);

export const changeDeadlines = pgPolicy("advocates change deadlines of sessions that are theirs", {
  for: "update",
  to: app,
  using: isOursToDate,
  withCheck: isOursToDate,
}).link(sessionDeadlines);

export const removeDeadlines = pgPolicy("advocates take deadlines of their organisation back", {
  for: "delete",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
}).link(sessionDeadlines);

export const readTasks = pgPolicy("tasks are read by their organisation", {
  for: "select",
  to: app,
  using: inMyOrganisation(),
}).link(sessionTasks);

export const addTasks = pgPolicy("advocates add tasks before sessions that they read", {
  for: "insert",
  to: app,
  withCheck: both(
    inMyOrganisation(),
    mayWrite,
    isMine("recorded_by"),
    sql`exists (select 1 from sessions s where s.id = session_id)`,
  ),
}).link(sessionTasks);

/** A trigger holds the owner to what is theirs: that it is done. */
const isOursToDo = both(inMyOrganisation(), sql`(${mayWrite} or ${isMine("owner_id")})`);

export const changeTasks = pgPolicy("advocates change tasks, owners finish them", {
  for: "update",
  to: app,
  using: isOursToDo,
  withCheck: isOursToDo,
}).link(sessionTasks);

export const removeTasks = pgPolicy("advocates remove tasks", {
  for: "delete",
  to: app,
  using: both(inMyOrganisation(), mayWrite),
}).link(sessionTasks);

export const readFeeds = pgPolicy("members know their own calendar's address was made", {
  for: "select",
  to: app,
  using: both(inMyOrganisation(), isMine("membership_id")),
}).link(calendarFeeds);

export const makeFeeds = pgPolicy("members make their own calendar's address", {
  for: "insert",
  to: app,
  withCheck: both(inMyOrganisation(), isMine("membership_id")),
}).link(calendarFeeds);

export const endFeeds = pgPolicy("members end their own calendar's address", {
  for: "update",
  to: app,
  using: both(inMyOrganisation(), isMine("membership_id")),
  withCheck: both(inMyOrganisation(), isMine("membership_id"), sql`revoked_at is not null`),
}).link(calendarFeeds);
